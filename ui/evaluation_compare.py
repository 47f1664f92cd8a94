"""Two kept runs side by side: cases won and lost with the words that changed, slices, measures with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from guide.errors import GuideError
from ui.in_words import counted
from ui.kept_runs import MOST_SHOWN, called, cases_at, run_at, table
from ui.markup import Markup, tag
from ui.region import Arrival, region

if TYPE_CHECKING:
    from evaluation.comparing import Comparison

CHOSEN = "compared_chosen"
MOST_NAMED = 5
NO_OTHER = "No other kept run has a case in common with this one. Keep a second run of the same cases to compare."


def show(by_name: Mapping[str, Path], name: str) -> None:
    """Draw the choice of an earlier run and what differs."""
    shared = _shared(by_name, name)
    st.html(tag("div", tag("div", tag("h2", "Compare with an earlier run"), class_="part"), class_="guide"))
    if not shared:
        region(tag("p", NO_OTHER), key="no-other")
        return

    def offered(other: str) -> str:
        return f"{called(other)} ({counted(shared[other], 'case')} in common)"

    other = st.selectbox(
        "Compare with", tuple(shared), format_func=offered, index=None, placeholder="Choose a run", on_change=_chosen
    )
    if other is None:
        return
    before, after = str(by_name[other]), str(by_name[name])
    try:
        differ = run_at(before).made.corpus_sha256 != run_at(after).made.corpus_sha256
        across = differ and st.checkbox("Compare although the documents differ", on_change=_chosen)
        shown = _comparison(before, after, across)
    except GuideError as error:
        words = str(error).partition(" Compare them all the same")[0]
        shown = tag("p", words, id="compared", class_="caution", tabindex="-1")
    serial = st.session_state.pop(CHOSEN, "")
    region(shown, key="comparison", arrival=Arrival(f"compared-{serial}", focus="compared") if serial else None)


def _chosen() -> None:
    """Have what the comparison comes to get the focus, which reads it out. For a callback."""
    st.session_state["compared_count"] = st.session_state.get("compared_count", 0) + 1
    st.session_state[CHOSEN] = str(st.session_state["compared_count"])


def _shared(by_name: Mapping[str, Path], name: str) -> dict[str, int]:
    """Return the other runs that share a case with this one, by their names, with how many."""
    own = cases_at(str(by_name[name])).items()
    counts = {other: len(own & cases_at(str(path)).items()) for other, path in by_name.items() if other != name}
    return {other: count for other, count in counts.items() if count}


def _comparison(before: str, after: str, across: bool) -> Markup:
    from evaluation.comparing import Change, compare
    from evaluation.significance import smallest_visible_change

    found = compare(run_at(before), run_at(after), across_corpora=across)
    won, lost = found.count(Change.WON), found.count(Change.LOST)
    visible = smallest_visible_change(len(found.pairs))
    power = (
        f"These cases can show no change of the pass rate smaller than {visible:.1%}."
        if visible
        else "These cases are too few to show any change of the pass rate."
    )
    changed = [pair for pair in found.pairs if pair.change in (Change.WON, Change.LOST)]
    rows = [
        (each.name, f"{each.before:.3f}", f"{each.after:.3f}", f"{each.low:+.3f} to {each.high:+.3f}",
         str(each.count), each.verdict.value)
        for each in found.differences
    ]  # fmt: skip
    return tag(
        "section",
        tag("h3", f"{won} won, {lost} lost, {len(found.pairs) - won - lost} the same", id="compared", tabindex="-1"),
        tag("p", _left_out(found.changed)) if found.changed else None,
        tag("p", "The documents differ: differences may come from them alone.", class_="caution")
        if found.other_corpus
        else None,
        tag("p", power, class_="quiet"),
        [
            tag("div", tag("p", tag("strong", f"{pair.change.value}: "), pair.after.case.question),
                tag("p", pair.words, class_="words"), class_="failure")
            for pair in changed[:MOST_SHOWN]
        ],
        _reworded(found),
        _slices(found),
        table(("Measure", "Before", "After", "Change, 95 % interval", "Cases", "May be said"), rows),
        class_="result",
    )  # fmt: skip


def _left_out(changed: Sequence[str]) -> str:
    more = f" and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
    named = ", ".join(changed[:MOST_NAMED]) + more
    return f"Left out, as their question or what is expected changed between the two runs: {named}."


def _reworded(found: Comparison) -> Markup | None:
    """Return the cases that pass or fail as before in other words, folded away."""
    if not found.reworded:
        return None
    count = len(found.reworded)
    named = "1 case ends as before, in other words" if count == 1 else f"{count} cases end as before, in other words"
    shown = [
        tag("div", tag("p", tag("strong", f"{pair.change.value}: "), pair.after.case.question),
            tag("p", pair.words, class_="words"), class_="failure")
        for pair in found.reworded[:MOST_SHOWN]
    ]  # fmt: skip
    return tag("details", tag("summary", named), shown)


def _slices(found: Comparison) -> Markup | None:
    """Return won and lost for every theme, kind, audience, tag and origin that the cases name."""
    if not found.slices:
        return None
    rows = [
        (f"{part.field}: {part.value}", str(part.won), str(part.lost), str(part.count),
         "can be read" if part.speaks else "too few to say anything")
        for part in found.slices
    ]  # fmt: skip
    return table(("Slice", "Won", "Lost", "Cases", "May be said"), rows)
