"""Known faults, each as a function that plants it in a good reply. Whether they are caught is in `mutating`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from evaluation import contact_mutations, folding
from evaluation.cases import Case
from evaluation.replies import Cited, Reply
from evaluation.rewrites import other_figure, without_negation
from evaluation.scoring import Marked

Mutate = Callable[[Case, Reply, Sequence[Marked]], Reply | None]
"""Returns the reply with the fault in it, None where it cannot be planted in this one."""


def _in_contacts(plant: Callable[[Reply], Reply | None]) -> Mutate:
    """Return a fault that needs nothing but the reply."""
    return lambda case, reply, good: plant(reply)


def _with_first(reply: Reply, **changes: object) -> Reply:
    first = replace(reply.citations[0], **changes)  # type: ignore[arg-type]
    return replace(reply, citations=(first, *reply.citations[1:]))


def _wrong_page(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if not reply.citations:
        return None
    return _with_first(reply, page=(reply.citations[0].page or 0) + 1)


def _wrong_source(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    others = (cited.source_id for item in good if item.row.reply for cited in item.row.reply.citations)
    if not reply.citations:
        return None
    own = reply.citations[0].source_id
    return _with_first(reply, source_id=next((name for name in others if name != own), f"{own}-2019"))


def _rewrite_quote(reply: Reply, rewrite: Callable[[str], str]) -> Reply | None:
    """Return the reply with one quotation rewritten wherever it stands, so that it looks consistent."""
    for place, cited in enumerate(reply.citations):
        new = rewrite(cited.quote)
        if new == cited.quote:
            continue
        passage = cited.passage.replace(cited.quote, new)
        changed = replace(cited, quote=new, passage=passage, end=cited.start + len(new))
        citations = (*reply.citations[:place], changed, *reply.citations[place + 1 :])
        return replace(reply, text=reply.text.replace(cited.quote, new), citations=citations)
    return None


def _removed_not(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    return _rewrite_quote(reply, without_negation)


def _changed_figure(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    return _rewrite_quote(reply, other_figure)


def _reworded_quote(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    return _rewrite_quote(reply, lambda quote: " ".join(reversed(quote.split())) if len(quote.split()) > 3 else quote)


def _invented_passage(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if not reply.citations:
        return None
    return _with_first(reply, passage=reply.citations[0].passage + " This sentence stands in no document.")


def _dropped_bullet(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if len(reply.citations) < 2 or len(case.expected_quotes) < 2:
        return None
    wanted = [folding.fold(gold.words) for gold in case.expected_quotes]
    for cited in reversed(reply.citations):
        if any(words in folding.fold(cited.quote) for words in wanted):
            kept = tuple(other for other in reply.citations if other != cited)
            return replace(reply, text=reply.text.replace(f"{cited.quote} [{cited.marker}]", ""), citations=kept)
    return None


def _stale_name(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if not case.must_not_say:
        return None
    return replace(reply, text=f"{reply.text}\n{case.must_not_say[0]}")


def _refused_answerable(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if case.expect != "answer" or case.is_urgent or "declined" in case.accept:
        return None
    return replace(reply, status="declined", reason="not_in_documents", text="", citations=(), pathways=())


def _answered_unanswerable(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if case.expect != "decline" or case.is_urgent:
        return None
    other = next((item.row.reply for item in good if item.row.reply and item.row.reply.citations), None)
    return replace(other, question=reply.question, alerts=reply.alerts) if other else None


def _another_answer(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if not case.expected_quotes:
        return None
    words = {folding.fold(gold.words) for gold in case.expected_quotes}
    for item in good:
        other = item.row.reply
        if other and other.citations and not any(w in folding.fold(c.quote) for w in words for c in other.citations):
            return replace(other, question=reply.question, alerts=reply.alerts)
    return None


def _missed_alert(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    kept = tuple(alert for alert in reply.alerts if alert[0] not in case.alerts)
    return replace(reply, alerts=kept) if case.alerts else None


def _false_alarm(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if case.is_urgent:
        return None
    return replace(reply, alerts=(*reply.alerts, ("emergency", "Ring 999.")))


def _wrong_door(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    wanted = {*case.expected_pathways, *case.any_pathways}
    if not wanted:
        return None
    return replace(reply, pathways=tuple(card for card in reply.pathways if card.get("id") not in wanted))


def _uncited_claim(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if not reply.citations:
        return None
    return replace(reply, text=f"{reply.text}\nMembers meet every second Tuesday at noon.")


def _dropped_citation(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if not reply.citations:
        return None
    return replace(reply, citations=reply.citations[:-1])


def _swapped_markers(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if len(reply.citations) < 2 or reply.citations[0].passage == reply.citations[-1].passage:
        return None
    first, last = reply.citations[0], reply.citations[-1]
    swapped: tuple[Cited, ...] = (replace(last, marker=first.marker), *reply.citations[1:-1])
    return replace(reply, citations=(*swapped, replace(first, marker=last.marker)))


def _echoed_person(case: Case, reply: Reply, good: Sequence[Marked]) -> Reply | None:
    if "personal_data" not in case.alerts or not case.must_not_say:
        return None
    return replace(reply, standalone_question=f"{reply.standalone_question} {case.must_not_say[0]}")


MUTATIONS: dict[str, Mutate] = {
    "wrong page": _wrong_page,
    "wrong source": _wrong_source,
    'removed "not"': _removed_not,
    "changed figure": _changed_figure,
    "reworded quotation": _reworded_quote,
    "invented passage": _invented_passage,
    "swapped telephone number": _in_contacts(contact_mutations.swapped_number),
    "number of another service": _in_contacts(contact_mutations.number_of_another_service),
    "linked number of another": _in_contacts(contact_mutations.linked_number_of_another_service),
    "number under another label": _in_contacts(contact_mutations.number_under_another_label),
    "times of another line": _in_contacts(contact_mutations.times_of_another_line),
    "swapped number in an alert": _in_contacts(contact_mutations.swapped_number_in_an_alert),
    "dropped bullet": _dropped_bullet,
    "stale or forbidden name": _stale_name,
    "refused answerable": _refused_answerable,
    "answered unanswerable": _answered_unanswerable,
    "answer to another question": _another_answer,
    "missed alert": _missed_alert,
    "false alarm": _false_alarm,
    "wrong door": _wrong_door,
    "claim without a citation": _uncited_claim,
    "dropped citation": _dropped_citation,
    "citations exchanged": _swapped_markers,
    "personal data shown again": _echoed_person,
}
