"""Every shape that an answer on the pages can have: how to ask for each, and which were shown."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from guide.adapters.pathway_file import read_pathways
from guide.types import AlertKind, Reason, Status

WRONG_NUMBER = ("national-domestic-abuse-helpline", "0808 2000 247")
"""Two visitors called it wrong, so that its card has the alert that something is out of date."""
LONG = "The tenant rang about it again. " * 260
FORMS = (
    "Who do I ring about {who}?",
    "{who} has been sleeping rough since Friday. What do I do?",
    "What does the plan say about hate crime against {who}?",
    "list the plan's definite statements about cyber crime (skip the examples), {who} wants them",
    "{who} is being strangled right now, he has a knife",
    "is consent needed",
    "{who} says she wants to end her life",
    "I am going to kill myself, tell {who}",
    "What time is the next train to Waterloo for {who}?",
    "Which party should I vote for in the local elections? {who} asked me",
    "How many rough sleepers like {who} were counted in Kingston in 2025?",
    "Look up whether {who} is still on probation",
    "Who helps {who}? " + LONG,
    "Is consent needed to refer {who} to MARAC?",
    "{who} was beaten by her husband last year, who does she ring?",
    "please ring {who} for us",
    "What are the 5Cs in the plan? {who} wants to know",
    "Hello there",
)
"""Two of them hold no identifier. The sixth begins a conversation, so that it is asked back."""
SERVICE = "What is the number of {service}? It is for {{who}}."
NEVER_SHOWN = {"reason model_unavailable", "reason index_unavailable", "answer failed"}
"""Without an index there is no conversation: `asked_on_pages` asks there too, on a server of its own."""


def every_shape(corpus: Path) -> tuple[str, ...]:
    """Return the forms of questions that bring every status, reason, alert and card."""
    services = [SERVICE.format(service=pathway.name) for pathway in read_pathways(corpus)]
    return (*FORMS, *services)


def shapes_in(data: Path) -> Counter[str]:
    """Return how often each status, reason, alert and card stands in the conversations that are kept."""
    with closing(sqlite3.connect(data / "guide.sqlite3")) as reader:
        answers = [json.loads(body)["answer"] for (body,) in reader.execute("SELECT body FROM turn")]
    shapes: Counter[str] = Counter()
    for answer in answers:
        shapes[f"answer {answer['status']}"] += 1
        shapes.update([f"reason {answer['reason']}"] if answer["reason"] else [])
        shapes.update(f"alert {alert['kind']}" for alert in answer["alerts"])
        shapes.update(f"card {card['id']}" for card in answer["pathways"])
    return shapes


def shapes_missing(shown: Counter[str], corpus: Path) -> list[str]:
    """Return the shapes that were not shown."""
    wanted = [f"answer {status.value}" for status in Status]
    wanted += [f"reason {reason.value}" for reason in Reason] + [f"alert {kind.value}" for kind in AlertKind]
    wanted += [f"card {pathway.id}" for pathway in read_pathways(corpus)]
    return [f"not shown: {shape}" for shape in wanted if not shown[shape] and shape not in NEVER_SHOWN]
