"""Questions that go through the documents: where something is mentioned, and what each of some sections says of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from guide.asking.question_terms import LONGEST_STEM, plain_words
from guide.asking.understanding import subject_words
from guide.ports import PassageStore
from guide.quoting.quotes import Composition, Quote, composition_of, in_reading_order, says_the_same
from guide.searching.retrieval import Retrieval, retrieve
from guide.types import Hit, Status, UnitKind, Vectors

Embed = Callable[[Sequence[str]], Vectors]

_SPEAKS = r"(mention|talk|speak|refer|cover|include|deal|bring)s?"
_WHERE = re.compile(
    rf"\b(which|what) (of the )?(themes?|sections?|parts?|chapters?|headings?)\b[^?.]*?\b{_SPEAKS}\b"
    r"( (to|about|of|with|up|it))?"
    r"|\bwhere (does|do|is|are)\b(?P<held>[^?.]*?)"
    r"\b(mention(ed)?|talk(ed)?|say|said|speak|spoken|refer(red)?|come|appear|crop)\b"
    r"( (about|of|to|up))?"
    r"|\b(every|all( of)?( the)?|each) (mentions?|references?|passages?|places?|times?)\b( (of|to|where|about|on))?"
    r"|\b(come|crop|appear|stand|turn)s?( up)? in (more than one|several|different|various|other|many|two|three) "
    r"(places?|themes?|sections?|parts?|bits?)\b"
    r"|\bdo(es)?\b(?=[^?.]*\b(come|crop)s? up\b)|\b(come|crop)s? up (anywhere|elsewhere|in)\b"
    r"|\bwherever (it|they|that|this)('s| (is|are))? (come|crop|appear|mention|said|show)\w*( up)?\b"
    r"|\beverywhere\b|\b(find|quote|list|show|give me) (me )?(all|every)( of)?( the)?\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(besides|apart from|other than|outside( of)?|as well as) (the|its|that)\b[^?.,;]*"
    r"|[,;-]?\s*\b(in )?(whichever|whatever|across (all )?(the )?)\s*(theme|section|part|chapter|heading)s?\b[^?.,;]*"
    r"|,?\s*\b(does|do|is|are)(n't| not) (it|they)\b|\b(and )?where(?= and what\b)"
    r"|\b(and )?what (do|does) (they|it|each|each of them) say( (of|about|on) it)?\b"
    r"|\b(quote|give|show) (them|it|both|each)\b|\b(the|this|our) (plan|document|text)\b( says?)?",
    re.IGNORECASE,
)
_PARTS = r"(?:themes?|sections?|parts?|chapters?|headings?|places?|bits?)"
_HOW_MANY = re.compile(
    rf"\bin how many (?:of the |different )?{_PARTS}(?: of (?:the|this) \w+)? (?:is|are|does|do|can|did|was|were)\b"
    r"(?P<before>[^?.!]*?)\b(?:mention(?:ed)?|named|spoken of|talked about|come|comes|appear|appears|crop|crops|stand|"
    r"found|discussed|covered|turn|referred to)\b|"
    rf"\bhow many (?:of the |different )?{_PARTS}(?: of (?:the|this) \w+)? (?:{_SPEAKS}|name|raise|say something|touch)"
    r"(?: (?:about|of|to|on|up))*\b(?P<after>[^?.!]+)",
    re.IGNORECASE,
)
"""Counts the places that speak of something."""
_ELSEWHERE = re.compile(
    r"\b(?:everything|anything|all|lines?|quotes?)\b[^?.!;:]*?\b(?:on|about|of)\b(?P<what>[^?.!;:,()]{3,60}?)"
    r"[,;(–-]*\s+(?:(?:incl\w*|also|and|plus|with|even|not just)[.,]?\s+)*"
    rf"(?:where(?:ver)? (?:it|they|that|this)(?:'s| is| are)? (?:\w+ )?(?:up )?(?:in|under|elsewhere|outside|across)\b|"
    rf"(?:in|under|from|across|outside) (?:(?:any|all|every|the|its|own|different) )*(?:other |another )?{_PARTS}\b)",
    re.IGNORECASE,
)
"""Asks for all that is said of something, also under headings that are not its own."""
_LEFT_OUT = re.compile(
    r"\b(?:besides|apart from|other than|outside(?: of)?|except(?: for| in)?|beyond|not counting|aside from)\s+"
    rf"(?:(?:in|under|the|its|that|their|own)\s+)*(?P<out>[\w/&'’-]+(?: [\w/&'’-]+){{0,3}}?)"
    rf"(?:\s+{_PARTS})?(?=\s+(?:{_SPEAKS}|is|are|does|do|say|says|and|where|name|names|raise)\b|[?.!,;)]|\s*$)",
    re.IGNORECASE,
)
"""Names the section that is not asked for."""
_ENDS = re.compile(r"[?.!;]")
_SECTION = re.compile(r"\b(sections?|parts?|bits?|themes?|chapters?|headings?|under)\b", re.IGNORECASE)
_SECTION_WORDS = frozenset(
    "section sections part parts bit bits theme themes chapter chapters heading headings under quote say says said "
    "does what give each both comes come talk where about which them they that this with from the and for list "
    "every all bullet bullets point points item items full whole passage passages two".split()
)
_SECTION_STEMS = frozenset(word.rstrip("s")[:7] for word in _SECTION_WORDS)
_NAMED_ONE = re.compile(
    r"\b(?:the|this|that|your|in|under)\s+(?P<before>(?:[\w/&'’-]+ ){1,4}?(?:\([^()]*\) )?)"
    r"(?:section|part|bit|theme|chapter|heading)\b(?! (?:of|in|do|does|play))"
    r"|\bunder (?:the )?(?P<after>[\w/&'’-]+(?: [\w/&'’-]+){0,3}?)(?= (?:about|on|as|is|what|it|do|does)\b|[,;?.!]|$)",
    re.IGNORECASE,
)
"""The one section that is asked of: "the drugs bit", "under mental health"."""
NOT_MUCH_LESS = 4.0
"""Log odds that its best unit may lie below the best of all: what it does not speak of is not taken from it."""
NEAR_WORDS = 4
"""A heading is named by a word of its own that stands within so many words of "section", "part" or "under"."""
LEAST_SHARE = 0.3
"""The units that mention something hold at least this share of its words, by rarity,"""
NEARLY = 0.9
"""and nearly as much as the one that holds most."""
MOST_QUOTES = 6
SHORTEST = 4


def looks_everywhere(question_text: str) -> str | None:
    """Return what a question wants found wherever it is mentioned, in the asker's words; None for other questions."""
    of_all = _HOW_MANY.search(question_text) or _ELSEWHERE.search(question_text)
    if of_all and subject_words(what := next(words for words in of_all.groupdict().values() if words)):
        return _LEFT_OUT.sub(" ", what).strip(" ,:-")
    question_text = _LEFT_OUT.sub(" ", question_text)
    found = _WHERE.search(question_text)
    if found is None:
        return None
    held = " ".join(_ASIDE.sub(" ", found["held"] or "").split())
    if subject_words(held):
        return held
    pieces = _ENDS.split(_ASIDE.sub(" ", _WHERE.sub(" ", question_text)))
    left = next((" ".join(piece.split()).strip(" ,:-") for piece in pieces if plain_words(piece)), "")
    return left if any(len(word) >= SHORTEST for word in plain_words(left)) else None


def mentioned(question_text: str, retrieval: Retrieval, embed: Embed, store: PassageStore) -> Composition | None:
    """Return a quote from each place that the question asks for; None when it does not, or there are not two.

    retrieval: what was found for the subject, where the question has one that it looks for everywhere.
    """
    sections = _named_sections(question_text, retrieval.hits)
    if len(sections) > 1:
        quotes = _from_each(question_text, sections, embed, store)
    elif subject := looks_everywhere(question_text):
        of_all = _ELSEWHERE.search(question_text) is not None
        quotes = _wherever(_without_what_is_left_out(question_text, retrieval), subject if of_all else "")
    else:
        return None
    is_counted, leaves_out = _HOW_MANY.search(question_text), _LEFT_OUT.search(question_text)
    if len(quotes) < (1 if is_counted or leaves_out else 2):
        return None
    composed = composition_of(tuple(quotes), store)
    if is_counted:
        composed = replace(composed, places=len({quote.passage.headings for quote in quotes}))
    return composed if composed.status is Status.PARTIAL else replace(composed, quotes=in_reading_order(quotes))


def asks_of_sections(question_text: str, retrieval: Retrieval) -> bool:
    """Say whether a question asks what several sections, which it names, say of something."""
    sections = _named_sections(question_text, retrieval.hits)
    return len(sections) > 1 and bool(_subject_of(question_text, " ".join(sections)))


def within_named_section(question_text: str, retrieval: Retrieval) -> Retrieval:
    """Return what was found in the one section that a question names, all that was found where it names none."""
    question_text = _LEFT_OUT.sub(" ", question_text)
    headings = dict.fromkeys(hit.passage.headings[-1] for hit in retrieval.hits if hit.passage.headings)
    named = {
        heading
        for found in _NAMED_ONE.finditer(question_text)
        for heading in headings
        if _is_named_by(found["before"] or found["after"], heading)
    }
    if len(named) != 1:
        return retrieval
    hits = tuple(hit for hit in retrieval.hits if hit.passage.headings and hit.passage.headings[-1] in named)
    asked = _stems(_subject_of(question_text, *named))
    kindred = {word[:LONGEST_STEM] for word in asked}
    is_spoken_of = not asked or any(
        kindred & {word[:LONGEST_STEM] for word in _stems(hit.passage.text)} for hit in hits
    )
    is_near = _best(hits) >= _best(retrieval.hits) - NOT_MUCH_LESS
    return replace(retrieval, hits=hits) if is_spoken_of and is_near else retrieval


def _is_named_by(words: str, heading: str) -> bool:
    """Say whether words name a heading: all of them are its own, or all of its own are among them."""
    said, own = _stems(words) - _SECTION_STEMS, _stems(heading) - _SECTION_STEMS
    return bool(said and own) and (said <= own or own <= said)


def _best(hits: Sequence[Hit]) -> float:
    return max((dict(hit.signals)["odds"] for hit in hits), default=float("-inf"))


def _without_what_is_left_out(question_text: str, retrieval: Retrieval) -> Retrieval:
    """Return what was found outside the section that a question leaves out; all of it where it names none."""
    out = _LEFT_OUT.search(question_text)
    if out is None:
        return retrieval
    hits, rejected = (
        tuple(hit for hit in each if not hit.passage.headings or not _is_named_by(out["out"], hit.passage.headings[-1]))
        for each in (retrieval.hits, retrieval.rejected)
    )
    return replace(retrieval, hits=hits, rejected=rejected) if hits else retrieval


def _wherever(retrieval: Retrieval, of_all: str = "") -> list[Quote]:
    """Return the units that hold the words of the subject, or nearly as many of them as any unit does.

    of_all: a subject of which all is wanted, so that what stands under a heading of its own is about it too.
    """
    hits = (*retrieval.hits, *retrieval.rejected)
    own = [hit for hit in hits if of_all and hit.passage.headings and _is_named_by(of_all, hit.passage.headings[-1])]
    shares = [(_share(hit, unit.unit), hit, unit.unit) for hit in hits for unit in hit.units]
    shares = [each for each in shares if each[1].passage.units[each[2]].kind is not UnitKind.HEADING]
    most = max((share for share, _, _ in shares), default=0.0)
    if most < LEAST_SHARE and not own:
        return []
    return _distinct([_quote(hit, unit) for share, hit, unit in shares if hit in own or share >= NEARLY * most])


def _from_each(question_text: str, sections: Sequence[str], embed: Embed, store: PassageStore) -> list[Quote]:
    """Return the unit of each section that fits best what is asked of all of them."""
    subjects = [_subject_of(question_text, heading) or question_text for heading in sections]
    vectors = embed(subjects)
    quotes = []
    for number, heading in enumerate(sections):
        found = retrieve(subjects[number], vectors[number], store, limit=3, within=(heading,))
        units = [
            (unit.score, hit, unit.unit)
            for hit in found.hits
            for unit in hit.units
            if hit.passage.units[unit.unit].kind is not UnitKind.HEADING
        ]
        if units:
            _, hit, unit = max(units, key=lambda each: each[0])
            quotes.append(_quote(hit, unit))
    return _distinct(quotes)


def _subject_of(question_text: str, heading: str) -> str:
    """Return the words of a question without those that ask and those that name one section."""
    named = _stems(heading)
    words = [word for word in plain_words(question_text) if word not in _SECTION_WORDS and _stem(word) not in named]
    return " ".join(words)


def _named_sections(question_text: str, hits: Sequence[Hit]) -> list[str]:
    """Return the headings that the question names beside words such as "section" or "under"."""
    if not _SECTION.search(question_text):
        return []
    words = plain_words(question_text)
    places = [place for place, word in enumerate(words) if _SECTION.fullmatch(word)]
    near = {
        _stem(word) for place, word in enumerate(words) if any(abs(place - other) <= NEAR_WORDS for other in places)
    }
    named = _stems(question_text)
    headings = dict.fromkeys(hit.passage.headings[-1] for hit in hits if hit.passage.headings)
    owns = {heading: _stems(heading) - _SECTION_STEMS for heading in headings}
    return [heading for heading, own in owns.items() if own and (own & near or own <= named)]


def _share(hit: Hit, unit: int) -> float:
    return next((dict(each.signals)["words"] for each in hit.units if each.unit == unit), 0.0)


def _quote(hit: Hit, unit: int) -> Quote:
    found = hit.passage.units[unit]
    return Quote(hit.passage, found.start, found.end)


def _distinct(quotes: Sequence[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for quote in quotes:
        if len(kept) < MOST_QUOTES and not any(says_the_same(quote, other) for other in kept):
            kept.append(quote)
    return kept


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in plain_words(text) if len(word) >= SHORTEST)


def _stem(word: str) -> str:
    """Return a word cut so that its plural and its kindred forms share it."""
    return word.rstrip("s")[:7]
