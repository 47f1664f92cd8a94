"""Questions about the whole directory: "who is open at night", "which ones can children ring themselves".

A question counts as one only where every word of it is understood: what is left over is its subject, and the caller
judges whether the directory knows that. What a record must show, `guide/directory/shown_criteria.py` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guide.asking import directory_frames as frames
from guide.asking.listed_criteria import AGE, ALWAYS, OPEN, SEX, WAY, Criterion, criteria_asked
from guide.asking.understanding import FUNCTION_WORDS, fold

MOST_WORDS = 24
"""A longer message tells something."""

MOST_SUBJECT_WORDS = 4

_DENIES = re.compile(
    r"\b(?:not|never|no|none|neither|(?:don|doesn|aren|isn|won|can|wouldn|couldn) t|cannot|cant|dont|doesnt|arent|isnt|"
    r"wont|closed|closes|shut|except|excluding|apart|unless|besides|without)\b"
)
"""Words left over that turn a criterion into its opposite: what is not said cannot be listed."""
_COUNTY_LINES, _ONE_WORD = "county lines", "countylines"
"""No telephone lines: they are read as one word."""
_REFERS_BACK = re.compile(r"\b(?:ones|of (?:them|these|those))\b")
_NOT_THE_DIRECTORY = re.compile(
    r"\b(?:plan|document|strategy|strategies|themes?|priorit\w+|partnership|excerpt|say|says|said|mention\w*|"
    r"last (?:year|month|week)|statistics|worst|best|recommend\w*|waiting|wait|grants?|funding|jobs?|your opinion)\b"
)


@dataclass(frozen=True, slots=True)
class DirectoryQuestion:
    """What is asked of the whole directory. subject: the words left over, empty without any; the rest is understood.

    themes: those that it names, and themes_said: by which words. lists: several services are asked for, not one
    to ring. counts: how many there are. refers_back: to what an earlier turn listed.
    """

    criteria: tuple[Criterion, ...] = ()
    themes: tuple[str, ...] = ()
    themes_said: str = ""
    subject: str = ""
    lists: bool = True
    counts: bool = False
    refers_back: bool = False


THEMES: Mapping[str, re.Pattern[str]] = {
    theme: re.compile(rf"\b(?:{pattern})\b")
    for theme, pattern in {
        "domestic-abuse": r"domestic(?: abuse| violence)?|dv|abuse at home|abusive relationships?",
        "substance-misuse": r"drugs?|alcohol|drinking|substances?(?: misuse| abuse| use)?|addictions?",
        "mental-health": r"mental (?:health|illness)",
        "housing-homelessness": r"housing|homeless(?:ness)?",
        "cyber-online-crime": r"cyber ?(?:crimes?|security)?|online (?:crimes?|harms?|safety|abuse)|internet crimes?",
        "exploitation-modern-slavery": r"exploitation|(?:modern )?slavery|(?:human )?trafficking",
        "hate-crime": r"hate(?: crimes?| incidents?)?",
        "radicalisation": r"radicali[sz]ation|extremism|terrorism",
        "serious-violence": r"serious violence",
        "asb": r"asb|anti ?social behaviour",
        "reducing-reoffending": r"re ?offending|offenders|ex offenders|probation",
    }.items()
}
"""The themes of the directory, by the words that people have for them."""

_FRAME_WORDS = FUNCTION_WORDS | frozenset(
    """
    accept accepts access actually answer answering answers around available both chance contact contactable contacts
    cover covers deal deals dealing different directory directly do each either else every exist exists find full
    general give gives got guide handle handles help helpful helping helps held here hello hi hey hold holding include
    included involved kind kinds list listed lists look looking make named names no offer offering offers only
    open operate operates operating organisation organisations orgs others pick picks place places please pls
    provide provides reach records entries relation round run runs running separate separately service services show
    sort sorts specific specifically stay still support supporting supports take takes taking team teams
    tell that total type types up us use used which without work working works your charities charity agencies
    agency projects lines line helpline helplines options number numbers ones advice issues problems misuse total
    altogether overall currently send hotlines refer referral referrals myself themselves people person callers
    someone else any staffed manned covered see sees serve serves suit suits suitable aimed anyone anybody
    client clients customer customers resident residents tenant tenants member members public staff talk talks
    signpost direct directly whole
    another name anything anywhere somewhere service line helpline appointment appointments got let lets
    """.split()
)


def read_directory_question(text: str) -> DirectoryQuestion | None:
    """Return what a masked message asks of the whole directory; None where it asks something else.

    A message that lists may leave words over as its subject. Any other has to be understood whole, and "who do I ring
    at night" asks it only where nobody and nothing is named for whom or what.
    """
    plain = fold(text).replace(_COUNTY_LINES, _ONE_WORD)
    if len(plain.split()) > MOST_WORDS or "[" in text or _NOT_THE_DIRECTORY.search(plain):
        return None
    criteria, rest = criteria_asked(plain)
    themes, said, rest = _themes(rest)
    left = [word for word in rest.split() if word not in _FRAME_WORDS]
    if _DENIES.search(rest) or len(left) > MOST_SUBJECT_WORDS:
        return None
    telling = tuple(each for each in criteria if each != Criterion(WAY, "phone"))
    lists = frames.LISTS.search(plain) is not None or frames.TWO_OF_A_KIND.search(plain) is not None
    counts = bool(
        frames.HOW_MANY.match(plain) and lists or frames.ALL.search(plain) and not (criteria or themes or left)
    )
    if left:
        is_asked = lists and bool(telling)
    else:
        is_asked = counts or lists and bool(criteria or themes) or _asks_for_some(plain, telling, themes)
    if not is_asked:
        return None
    back = _REFERS_BACK.search(plain) is not None
    subject = " ".join(left).replace(_ONE_WORD, _COUNTY_LINES)
    return DirectoryQuestion(criteria, themes, said, subject, lists, counts, back)


def _asks_for_some(plain: str, telling: Sequence[Criterion], themes: Sequence[str]) -> bool:
    """Say whether a message that is understood whole, and does not list outright, asks for all of a kind."""
    if frames.DOES.match(plain):
        return bool(themes or telling)
    if frames.POINTS.search(plain):
        return False
    if frames.SEVERAL.search(plain) or frames.SOME.match(plain):
        return bool(telling) or bool(themes) and frames.LINES.search(plain) is not None
    kinds = {each.kind for each in telling}
    asks_when = not kinds.isdisjoint((ALWAYS, OPEN))
    is_who = frames.WHO.match(plain) is not None and (asks_when or not frames.SHOULD.match(plain))
    return is_who and bool(kinds) and not themes and kinds.isdisjoint((AGE, SEX))


def _themes(rest: str) -> tuple[tuple[str, ...], str, str]:
    """Return the themes named, the words that name them, and the words left over."""
    themes, said = [], ""
    for theme, pattern in THEMES.items():
        named = [found[0] for found in pattern.finditer(rest)]
        if named:
            themes.append(theme)
            said = " ".join((said, *named)).strip()
            rest = pattern.sub(" ", rest)
    return tuple(themes), said, rest
