"""How an answer was found, as a table under it: for those who look after documents and cases, off until switched on."""

from __future__ import annotations

from guide.keeping.conversations import Turn
from guide.keeping.workings import Looked
from ui.markup import Markup, tag

HEAD = "How this was found"
NOTE = (
    "Score: from 0 to 1, made of likeness in meaning, share of the question’s words, and rarity of those words (BM25)."
)
NOTHING_LOOKED_AT = "No passage was looked at."
NOT_KEPT = "This answer was kept without how it was found. Ask again to see it."


def workings(turn: Turn) -> Markup:
    """Return what was searched and what became of each passage of this turn."""
    known = turn.workings
    if not known.lines and not known.looked:
        return _section(tag("p", NOT_KEPT, class_="quiet"))
    stages = [pair for stage, said in known.lines for pair in (tag("dt", stage), tag("dd", said))]
    looked = _table(known.looked) if known.looked else tag("p", NOTHING_LOOKED_AT, class_="quiet")
    return _section(tag("dl", stages) if stages else None, looked)


def _section(*children: Markup | None) -> Markup:
    return tag("section", tag("h3", HEAD), children, class_="workings", aria_label=HEAD)


def _table(looked: tuple[Looked, ...]) -> Markup:
    head = tag(
        "thead", tag("tr", [tag("th", words, scope="col") for words in ("Passage", "Score", "What became of it")])
    )
    table = tag("table", head, tag("tbody", [_row(each) for each in looked]))
    return tag("div", table, tag("p", NOTE, class_="quiet"))


def _row(each: Looked) -> Markup:
    made_of = f"meaning {each.meaning:.2f} · words {each.words:.2f} · BM25 {each.bm25:.1f}"
    return tag(
        "tr",
        tag(
            "th",
            tag("span", each.place, class_="quote-path") if each.place else None,
            each.opening,
            tag("span", made_of, class_="quiet"),
            scope="row",
        ),
        tag("td", f"{each.score:.2f}"),
        tag("td", each.outcome),
    )
