"""How a follow-up speaks: whether it asks or tells, how long ago it puts what happened, whom it turns to."""

from __future__ import annotations

import re

from guide.asking.pathway_asking import NUMBER, number_said
from guide.asking.understanding import asks

_OPENS = re.compile(
    r"^\W*(?:(?:so|and|but|or|ok(?:ay)?|right|cheers|ta|also|then|oh|um|er|sorry|bro|mate|hun|now|well|yeah|great|fine|"
    r"thanks|cool|what if|hang on|one more)\b\W*)+",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"(?<!\bit )(?<!he )(?<!they )(?<!\bi )(?<!\bwe )(?<!you )(?<!that )(?<!this )"
    r"(?:\b(?:do|does|did|can|could|will|would|should|shall|is|are|was|am|may)(?:n'?t)? "
    r"(?:the|her|his|my|our|their|these|those|somebody|someone|anyone|anybody|i|we|he|she|they|it|you|there|this|that)\b|"
    r"\b(?:has|have|must|might|need)(?:n'?t)? (?:i|we|he|she|they|you|there)\b)|"
    r"\b(?:then|now|so) what\b|^\W*any(?:one|body|thing|where)? |"
    r"\b(?:what|who|where|when|how|which|why)(?:'?s| is| are| do| does| did| can| will| long| much| many| soon| far)\b",
    re.IGNORECASE,
)


def asks_something(newest: str) -> bool:
    """Say whether a follow-up asks, also behind "so" and "ok" and without a question mark; else it tells."""
    return asks(newest) or asks(_OPENS.sub("", newest)) or _INVERTED.search(newest) is not None


_MONTHS_IN = {"day": 1 / 30, "week": 1 / 4, "wk": 1 / 4, "month": 1.0, "year": 12.0, "yr": 12.0, "decade": 120.0}
_AGO = re.compile(
    rf"\b(?P<n>{NUMBER}|an?|couple of|few|several|many)?\s*(?P<unit>day|week|wk|month|year|yr|decade)s? (?:ago|back)\b",
    re.IGNORECASE,
)
_AS_A_CHILD = re.compile(
    r"\b(?:when|while) (?:he|she|they|i) (?:was|were) (?:an? )?(?:little|kid|child|teenager|younger|young|at school)\b|"
    r"\bin (?:his|her|their|my) childhood\b|\b(?:years and years|donkey'?s years|ages and ages)\b",
    re.IGNORECASE,
)
LONG_AGO = 60.0
_VAGUE_COUNT = {"couple of": 2.0, "few": 3.0, "several": 3.0, "many": 5.0}
_OVER = re.compile(r"\b(?:over|more than) (?P<n>\d+) (?P<unit>month|year|week|day)s? ago\b", re.IGNORECASE)


def months_ago(told: str) -> float | None:
    """Return how many months ago something happened as a message puts it, None where it does not say or says twice."""
    found = list(_AGO.finditer(told))
    if len(found) == 1:
        return _counted(found[0]["n"]) * _MONTHS_IN[found[0]["unit"].lower()]
    return LONG_AGO if not found and _AS_A_CHILD.search(told) else None


def _counted(said: str | None) -> float:
    if said is None:
        return 3.0
    folded = said.lower()
    return _VAGUE_COUNT.get(folded) or (1.0 if folded in ("a", "an") else float(number_said(folded)))


def more_than_months_ago(condition: str) -> float | None:
    """Return the months of a condition such as "over 12 months ago", None where it is about something else."""
    found = _OVER.search(condition)
    return int(found["n"]) * _MONTHS_IN[found["unit"].lower()] if found else None


_UNDER = re.compile(r"\bunder[- ]?(\d{1,2})", re.IGNORECASE)
_FROM = re.compile(
    r"\b(\d{1,2})\+|\b(\d{1,2}) or (?:over|older)\b|\bover (\d{1,2})\b(?! (?:month|year|week|day)s? ago)", re.I
)
OLDEST = 120


def ages_of_condition(condition: str) -> tuple[int, int] | None:
    """Return the youngest and oldest age of a condition such as "under 13", None where it is about something else."""
    under, over = _UNDER.search(condition), _FROM.search(condition)
    if under:
        return 0, int(under[1]) - 1
    if over is None:
        return None
    least = int(over[1] or over[2] or over[3])
    return (least + 1 if over[3] else least), OLDEST


_ANOTHER = re.compile(
    r"^\W*(?:(?:and|but|so|ok|no|nah|sorry)\W+)*"
    r"(?:(?:what|how) about|what of|it'?s|its|it is|i meant?|meant|this is (?:about|for)|different (?:one|person)|for) "
    r"(?:the|her|his|my|their|our|a|another)\b",
    re.IGNORECASE,
)


def turns_to_another(newest: str) -> bool:
    """Say whether a follow-up turns to another person of the story: "what about the brother, he ..."."""
    return _ANOTHER.match(newest) is not None


_ONLY_WHEN = re.compile(
    r"^\W*(?:(?:and|but|no|nah|sorry|it|that|this|was|were|is|all|happened|only|just|back|about|not|now|today|over|"
    r"finished|last|yesterday|the|other|day|night|week|weekend|month|year|a|an|few|couple|of|days|weeks|months|years|ago|"
    r"mon|tues|wednes|thurs|fri|satur|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|evening|"
    r"before|earlier|in|on|at|\d+)\b\W*)+$",
    re.IGNORECASE,
)


def only_tells_when(newest: str) -> bool:
    """Say whether a follow-up tells only when it was: "was last week. not now" is about what was told before."""
    return _ONLY_WHEN.match(newest) is not None


_THE_OTHER = re.compile(
    r"\bnot (?:that|this)(?: one)?(?=\W*$|\s*[,.;])|\bthe local one\b|"
    r"\b(?:the|any) other (?:one|number|line|service|place|helpline|team)\b|"
    r"^\W*(?:and |ok |or |so )?(?:who|where|anyone|anybody|anywhere|somewhere|someone|somebody) else\b"
    r"(?! (?:knows?|is|was|said|told|has|had))",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"\blocal(?:ly)?\b|\bround here\b|\bin kingston\b", re.IGNORECASE)


def asks_for_another(newest: str) -> bool:
    """Say whether a follow-up puts the first service aside: "not that one", "the other number", "who else"."""
    return _THE_OTHER.search(newest) is not None


def wants_local(newest: str) -> bool:
    """Say whether a follow-up asks for what is local."""
    return _LOCAL.search(newest) is not None


_NEGATES = re.compile(r"\b(?:not|no|never|nobody|nothing|without|cannot|refus\w+)\b|n['’]?t\b", re.IGNORECASE)


def negates(text: str) -> bool:
    """Say whether a text says that something is not so."""
    return _NEGATES.search(text) is not None
