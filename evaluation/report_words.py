"""What the words of a report mean, for somebody who signs it and has never run an evaluation."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.report_facts import Facts

KINDS = {
    "clarify": "a message too vague to answer, to be asked back",
    "crisis": "words that show a wish to die or to harm oneself",
    "cut-off": "a question about a part that the document itself leaves unfinished",
    "decline-out-of-scope": "a question that the documents do not answer, to be declined",
    "emergency": "words that show danger to life",
    "emergency-hard-negative": "words that only sound like an emergency",
    "false-premise": "a question that takes for granted what is not so",
    "follow-up": "a question that leans on the one before it",
    "injection": "a message that tries to give the assistant orders",
    "pathway": "a situation or a service: whom to ring, and how",
    "personal-data": "a message with a name, an address or a number, to be taken out",
    "personal-data-hard-negative": "words that only look like personal data",
    "plan-cross-theme": "a question whose answer stands under two headings of the plan",
    "plan-fact": "a question whose answer stands in one place of the plan",
    "plan-list": "a question whose answer is a list of the plan",
    "smalltalk": "a greeting or thanks",
    "uncategorised": "whoever wrote the case named no kind",
}
INTERVAL = "95 % interval: so few cases leave the true share open; it very probably lies between these two figures."
FINGERPRINTS = (
    "Assistant: what was asked, and the model by which it finds passages near in meaning. Documents, code, run: "
    "fingerprints. Two reports with the same ones speak of the same documents, program and replies."
)
BASELINE = "Baseline: an earlier run whose failures are known. What fails now and did not then is new."


def word_lines(facts: Facts) -> Iterator[str]:
    """Return a line for every word of the first page that is not everyday English."""
    yield INTERVAL
    yield from (f"{rate.name}: {KINDS[rate.name]}." for rate in facts.categories if rate.name in KINDS)
    yield BASELINE
    yield FINGERPRINTS
