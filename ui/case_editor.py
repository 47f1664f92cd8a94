"""One case of a test set, added or changed: its question in words, its gold by pointing at a document or a record."""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from evaluation.cases import ALERTS, EXPECT, GRADES, Case, Gold
from evaluation.masking import masked_case, visible_case
from evaluation.own_sets import OwnSets, new_id
from evaluation.point_lines import lines_of, points_of
from evaluation.pointing import sections_of, shown_with
from guide.errors import GuideError
from guide.types import SourceKind, Status
from ui import access, resources
from ui.markup import Markup, joined, tag
from ui.region import Arrival, region

NEW = "New case"
FIRST_AUDIENCES = ("front desk", "housing", "schools", "CCTV control room")
ACCEPTED = tuple(status.value for status in Status if status is not Status.FAILED)
ANYTHING = "Not saved: any answer would pass. Tick the words that answer it, or choose what a right reply is."
NO_GOLD = "Nothing ticked yet. Tick the words that a right answer must quote."
POINT = "Point at the words"
PERSONAL = "Not saved: this holds what looks like personal data ({found}). Write it without, such as “a resident”."
MASKED = re.compile(r"\[[a-zA-Z][a-zA-Z -]*\]")


def edit(sets: OwnSets, name: str, case: Case | None) -> None:
    """Draw the editor. The document stays open from one case to the next."""
    draft = f"{name}-{case.id if case else 'new'}-{st.session_state.get('case_serial', 0)}"
    if st.session_state.get("case_draft") != draft:
        st.session_state["case_draft"] = draft
        st.session_state["case_gold"] = case.expected_quotes if case else ()
        st.session_state["case_shown"] = case.expected_pathways if case else ()
    # On a narrow screen the first column comes first: the words are pointed at before the case is saved.
    document, form = st.columns(2)
    with document:
        _point(draft)
    with form:
        _fields(sets, name, case, draft)


@st.fragment
def _point(draft: str) -> None:
    """Draw the document to point at and what is ticked. A tick draws this part again, not the whole page."""
    store = resources.guide().store
    pathways = {each.id: each.title for each in store.sources() if each.kind is SourceKind.PATHWAY}
    st.html(tag("div", tag("h3", POINT), class_="guide"))
    titles = {source.id: source.title for source in store.sources()}
    source_id = st.selectbox("Document or pathway", tuple(titles), format_func=titles.__getitem__, key="case_source")
    sections = {section.name: section.units for section in sections_of(store, source_id)}
    if sections:
        section = st.selectbox("Section", tuple(sections), key=f"case_section-{source_id}")
        with st.container(height=480):
            for gold in sections[section]:
                key = f"tick-{draft}-{hash((gold.source, gold.words, gold.page))}"
                if key not in st.session_state:  # set at every drawing, it would undo a tick that is still on its way
                    st.session_state[key] = gold in st.session_state["case_gold"]
                st.checkbox(gold.words, key=key, on_change=_ticked, args=(gold, key, draft, source_id in pathways))
    else:
        region(tag("p", "Nothing in it can be quoted. Choose another."), key="nothing-to-point-at")
    region(_gold(st.session_state["case_gold"]), key="case-gold")
    # Here, not in the form: the words of a card fill it, and the form does not tell what is chosen before it is sent.
    shown = _shown_key(draft)
    if shown not in st.session_state:
        st.session_state[shown] = list(st.session_state["case_shown"])
    chosen = st.multiselect(
        "Pathways that must be shown",
        tuple(dict.fromkeys((*pathways, *st.session_state["case_shown"]))),
        format_func=lambda name: pathways.get(name, f"{name} (not in the directory)"),
        key=shown,
    )
    st.session_state["case_shown"] = tuple(chosen)


def _ticked(gold: Gold, key: str, draft: str, is_pathway: bool) -> None:
    """Take the gold words up or leave them out, as their box now stands, and with words of a card the service."""
    before: tuple[Gold, ...] = st.session_state["case_gold"]
    others = tuple(each for each in before if each != gold)
    st.session_state["case_gold"] = (*others, gold) if st.session_state[key] else others
    if is_pathway:
        shown = shown_with(st.session_state["case_shown"], before, st.session_state["case_gold"])
        st.session_state["case_shown"], st.session_state[_shown_key(draft)] = shown, list(shown)


def _shown_key(draft: str) -> str:
    return f"case_pathways-{draft}"


def _fields(sets: OwnSets, name: str, case: Case | None, draft: str) -> None:
    chosen: tuple[Gold, ...] = st.session_state["case_gold"]
    case_set, store = sets.read(name), resources.guide().store
    pathways = {each.id: each.title for each in store.sources() if each.kind is SourceKind.PATHWAY}
    old = case or Case("new", "plan-fact", "?", "answer")
    before = tuple(one.category for one in case_set.cases[-1:])
    with st.form(f"case-{draft}", border=False):
        question = st.text_area("Question, as a person would type it", case.question if case else "", height=80)
        columns = st.columns(2)
        expect = columns[0].selectbox("A right reply", EXPECT, EXPECT.index(old.expect))
        grades = tuple(sorted(GRADES, reverse=True))
        grade = columns[1].selectbox("A failure", grades, grades.index(old.grade), format_func=_grade_words)
        words = st.columns(3)
        category = _suggested(words[0], "Kind", {one.category for one in case_set.cases}, case, "category", before)
        theme = _suggested(words[1], "Theme", {one.theme for one in case_set.cases}, case, "theme")
        audiences = {one.audience for one in case_set.cases} | set(FIRST_AUDIENCES)
        audience = _suggested(words[2], "Audience", audiences, case, "audience")
        known = sorted({each for one in case_set.cases for each in one.tags})
        tags = st.multiselect("Tags", known, old.tags, accept_new_options=True)
        points = st.text_area(
            "Key points of a right reply, in your own words, one a line", lines_of(old.key_points), height=80,
            help="Other wordings stand behind ||. Begin a line with ? where the point is good to have, not needed.",
        )  # fmt: skip
        with st.expander("Earlier questions, alerts, words to say or never to say, lists, whole answers, note"):
            earlier = st.text_area("Earlier questions of the same person, one a line", "\n".join(old.earlier))
            alerts = st.multiselect("Alerts that must be shown", ALERTS, old.alerts)
            accept = st.multiselect("Also right, beside what is chosen above", ACCEPTED, old.accept)
            any_of = st.multiselect(
                "Pathways of which one is enough",
                tuple(dict.fromkeys((*pathways, *old.any_pathways))),
                old.any_pathways,
                format_func=lambda key: pathways.get(key, f"{key} (not in the directory)"),
            )
            is_list = st.checkbox("What is ticked is a list of which every item must be shown", bool(old.list_items))
            references = st.text_area(
                "Whole right answers, with an empty line between two", "\n\n".join(old.reference_answers)
            )
            group = st.text_input("Name of the group, where the same is asked in other words", old.group)
            must_say = st.text_area("Must say, one a line", "\n".join(old.must_say))
            must_not_say = st.text_area("Must not say, one a line", "\n".join(old.must_not_say))
            note = st.text_area("Note", old.note)
        author = access.named("Your name (as typed, nobody checks it)")
        pressed = st.form_submit_button("Save this case", type="primary", shortcut="Alt+S")
    if not pressed:
        return
    st.session_state["person"] = author.strip()
    try:
        made = replace(
            old,
            id=case.id if case else new_id(case_set, name),
            question=question.strip(),
            expect=expect,
            given_grade=grade,
            expected_quotes=chosen,
            expected_pathways=st.session_state["case_shown"],
            any_pathways=tuple(any_of),
            accept=tuple(accept),
            key_points=points_of(points),
            list_items=_items(is_list, chosen, old),
            reference_answers=tuple(each.strip() for each in references.split("\n\n") if each.strip()),
            group=group.strip(),
            category=category or "uncategorised",
            theme=theme,
            audience=audience,
            tags=tuple(tags),
            earlier=_lines(earlier),
            alerts=tuple(alerts),
            must_say=_lines(must_say),
            must_not_say=_lines(must_not_say),
            note=note.strip(),
            author=old.author or author.strip(),
            origin=old.origin or "human",
        )
        made = visible_case(made)
        _expect_nobody(made)
        if made.passes_with_anything:
            raise ValueError(ANYTHING)
        sets.keep(name, (made,), resources.now().date().isoformat())
    except (GuideError, ValueError) as error:
        said = "Type the question first." if not question.strip() else str(error)
        st.session_state["case_problems"] = st.session_state.get("case_problems", 0) + 1
        region(
            tag("p", said, id="case-problem", class_="caution", tabindex="-1"),
            key="case-problem",
            arrival=Arrival(f"case-problem-{st.session_state['case_problems']}", focus="case-problem", say=said),
        )
        return
    st.session_state["case_serial"] = st.session_state.get("case_serial", 0) + 1
    st.session_state["cases_said"] = f"Saved: {made.id}. Nobody has reviewed it yet."
    st.rerun()


def _expect_nobody(case: Case) -> None:
    """Raise ValueError if the case holds personal data: a test set is kept for good and handed round."""
    masked = masked_case(case, resources.guide().mask)
    if masked != case:
        found = sorted({*MASKED.findall(repr(masked))} - {*MASKED.findall(repr(case))}) or ["a name or number"]
        raise ValueError(PERSONAL.format(found=", ".join(found)))


def _suggested(
    place: st.delta_generator.DeltaGenerator,
    label: str,
    options: set[str],
    case: Case | None,
    field: str,
    before: tuple[str, ...] = (),
) -> str:
    """Draw a list that takes new words too, standing at the case's own value or at that of the case before."""
    now = str(getattr(case, field)) if case else (before[0] if before else "")
    listed = sorted({*options, now} - {""})
    place_now = listed.index(now) if now else None
    return place.selectbox(label, listed, place_now, accept_new_options=True, placeholder="Choose or type") or ""


def _gold(chosen: tuple[Gold, ...]) -> Markup:
    if not chosen:
        return tag("p", NO_GOLD, class_="quiet")
    quotes = [
        tag("li", tag("q", gold.words), f" {gold.source}{f', page {gold.page}' if gold.page else ''}")
        for gold in chosen
    ]
    return joined([tag("p", tag("strong", f"Words to be quoted ({len(chosen)})")), tag("ul", quotes)])


def _items(is_list: bool, chosen: tuple[Gold, ...], old: Case) -> tuple[str, ...]:
    """Return the items of a list: those the case has while its gold is as it was, else what is ticked."""
    if not is_list:
        return ()
    is_same = bool(old.list_items) and chosen == old.expected_quotes
    return old.list_items if is_same else tuple(gold.words for gold in chosen)


def _grade_words(grade: int) -> str:
    return f"{grade}: {GRADES[grade]}"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
