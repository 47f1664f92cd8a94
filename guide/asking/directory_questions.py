"""Questions about the whole directory: "who is open at night", "which ones can children ring themselves".

A question counts as one only where every word of it is understood: what is left over is its subject, and the caller
judges whether the directory knows that. What a record must show, `guide/directory/shown_criteria.py` says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from guide.asking.listed_criteria import AGE, SEX, WAY, Criterion, criteria_asked
from guide.asking.understanding import FUNCTION_WORDS, fold

MOST_WORDS = 24
"""A longer message tells something."""

MOST_SUBJECT_WORDS = 4

_KIND = r"(?:(?:support|crisis|phone|telephone|advice|emergency|local|national|free|other|different|separate) )*"
_NOUNS = r"(?:services|lines|helplines|hotlines|charities|organisations|orgs|agencies|teams|places|projects|contacts)"
_LISTED = rf"{_KIND}(?:{_NOUNS}|ones|numbers|options|records|entries)\b"
_ONE = r"(?:service|line|helpline|hotline|number|charity|one)\b"
_POLITE = r"^(?:(?:hi|hello|hey|ok|okay|so|and|please|can you|could you|pls) )*"
_LISTS = re.compile(
    rf"{_POLITE}(?:"
    rf"(?:which|what)(?: are| is| of| all)*(?: the| your| these| those)*(?: [\w]+){{0,3}}? {_LISTED}|"
    r"which (?:of (?:them|these|those)|are|can|take|accept|offer|have|do)\b|"
    rf"(?:list|name|show|give|tell|get|find|send|i need|i want|we need)\b(?: \w+){{0,7}}? {_LISTED}|"
    rf"(?:all|any|every|both)\b(?: \w+){{0,4}}? {_LISTED}|"
    rf"(?:are there|is there|do you have|do you hold|do you know|have you got|got)\b(?: \w+){{0,4}}? {_LISTED}|"
    rf"{_LISTED} (?:for|that|which|open|with|taking|who)\b|"
    rf"(?:the )?numbers (?:for|of)(?: \w+){{0,5}}? {_LISTED}|"
    rf"how many(?: \w+){{0,2}}? {_LISTED}|"
    rf"(?:list|name|show|give|tell)(?: me| us)? (?:every|each)(?: single)? {_ONE}"
    r")"
)
_ALL = re.compile(
    rf"\b(?:list|name|show|give|tell)(?: me| us)? (?:a list of )?(?:all|every|each)\b|"
    rf"\b(?:what|which) {_LISTED} (?:do you|have you|are you|are in (?:the|your|this) directory|are there)\b"
)
"""Asks for all that there is, where nothing else is asked."""
_WHO = re.compile(
    rf"{_POLITE}(?:(?:who|what|where|whos|whats) (?:else )?(?:s |is |are |would be |might be )?(?:still )?"
    r"(?:open|available|answers?|answering|there|around|on|up|operates?|works?|runs?|picks? up|staffed)\b|"
    r"(?:is|are) there (?:any ?(?:one|body|thing|where)|some ?(?:one|body|where)) (?:else )?"
    r"(?:open|available|answering|on)\b|"
    r"(?:who|what|where) (?:else )?(?:can|could|do|should|might) (?:i|we|you|they|people|kids|children|staff|one) "
    r"(?:ring|call|phone|text|e ?mail|contact|reach|message|get hold of)\b|"
    r"who (?:all |else )?(?:takes?|accepts?|offers?|has|have|does|do|is|gives?|provides?)\b)"
)
_DOES = re.compile(rf"{_POLITE}who (?:all |else )?(?:does|do we (?:use|have) for|is there for|have we got for)\b")
_TWO_OF_A_KIND = re.compile(
    rf"{_POLITE}(?:is there|are there|do you have|have you got|got|what s|what is|need) (?:a |an |any |the )?"
    rf"{_KIND}{_ONE}.* (?:and|or|versus|vs) .*\b(?:one|another)\b"
)
_HOW_MANY = re.compile(rf"{_POLITE}how many\b")
_DENIES = re.compile(
    r"\b(?:not|never|no|none|neither|(?:don|doesn|aren|isn|won|can|wouldn|couldn) t|cannot|cant|dont|doesnt|arent|isnt|"
    r"wont|closed|closes|shut|except|excluding|apart|unless|besides|without)\b"
)
"""Words left over that turn a criterion into its opposite: what is not said cannot be listed."""
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
    another name anything anywhere somewhere service line helpline appointment appointments got let lets
    """.split()
)


def read_directory_question(text: str) -> DirectoryQuestion | None:
    """Return what a masked message asks of the whole directory; None where it asks something else.

    A message of which only a part is understood is returned with what is left over as its subject. "Who do I ring at
    night" asks it only where nobody and nothing is named for whom or what.
    """
    plain = fold(text)
    if len(plain.split()) > MOST_WORDS or "[" in text or _NOT_THE_DIRECTORY.search(plain):
        return None
    lists = bool(_LISTS.search(plain) or _TWO_OF_A_KIND.search(plain))
    if not lists and not _WHO.search(plain):
        return None
    criteria, rest = criteria_asked(plain)
    if _DENIES.search(rest):
        return None
    themes, said, rest = _themes(rest)
    left = [word for word in rest.split() if word not in _FRAME_WORDS]
    if len(left) > MOST_SUBJECT_WORDS:
        return None
    counts = bool(_HOW_MANY.search(plain) or _ALL.search(plain) and not (criteria or themes or left))
    does = _DOES.search(plain) is not None and not left
    telling = [each for each in criteria if each != Criterion(WAY, "phone")]
    is_open_to_all = bool(telling) and not (left or themes) and not any(each.kind in (AGE, SEX) for each in telling)
    if left and not telling or not (lists or is_open_to_all or does and themes):
        return None
    if not (criteria or themes or counts):
        return None
    back = _REFERS_BACK.search(plain) is not None
    return DirectoryQuestion(criteria, themes, said, " ".join(left), lists, counts, back)


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
