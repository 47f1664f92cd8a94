"""Whom a message tells of: a man or a woman who is harmed, or somebody who harms. Read only where no doubt is left."""

from __future__ import annotations

import re

from guide.asking.everyday_words import as_said

_HARMS = (
    r"(?:hit|hits|hitting|beat|beats|beating|beaten|thump\w*|smack\w*|scratch\w*|punch\w*|kick\w*|slap\w*|threat\w*|control\w*|stalk\w*|abus\w*|hurt\w*|"
    r"attack\w*|batter\w*|chok\w*|strangl\w*|bull(?:y|ies|ied|ying)|lock(?:s|ed|ing)|rap(?:es|ed|ing)|bit(?:es|ing)?|"
    r"harass\w*|humiliat\w*|isolat\w*|push\w*|shov\w*|throttl\w*|stab\w*|scald\w*|follow\w*|frighten\w*|scar(?:es|ed))"
)
_MEN = r"(?:man|men|male|bloke|chap|lad|guy|fella|gent|husband|boyfriend|father|dad|son|brother|grandad|he)"
_WOMEN = r"(?:woman|women|female|lady|lass|girl|wife|girlfriend|missus|mother|mum|daughter|sister|nan|gran|she)"
_PARTNER = r"(?:partner|ex|ex-partner|spouse|(?:ex-|ex )?(?:wife|husband|girlfriend|boyfriend)|missus)"

_MAN_OF = r"(?:husband|boyfriend|fella|bloke|brother|father|dad|grandad)"
_WOMAN_OF = r"(?:wife|girlfriend|missus|mrs|sister|mother|mum|nan|gran|bird)"
_OWNER = r"(?:his|her|their|the|my|our|another man's|somebody's|someone's)"

_FEARS = (
    r"(?:scared|afraid|frightened|terrified|fearful|petrified|fears?|flee|fleeing|fled|escap\w+|runs?|running)"
    r"(?: away| to go (?:home|back))?(?: of| from| to)?"
)
_ADJECTIVE = r"(?:abusive|violent|controlling|jealous|drunk\w*|former|old)"


def _other(pronoun: str) -> str:
    """Return the pronoun of the other sex."""
    return "her" if pronoun == "him" else "him"


def _pattern(noun: str, relative: str, own: str, pronoun: str) -> re.Pattern[str]:
    """Return what says that somebody of one sex is harmed. relative: whose it is; own: his or her; pronoun likewise."""
    return re.compile(
        rf"\b(?:{noun}) (?:victim|survivor)s?\b"
        rf"|\b(?:one|line|helpline|service|support|help|group|refuge|anything|something|charity) for (?:a )?{noun}\b"
        rf"|\b{own} {_PARTNER}(?:'s| is| was| has been| keeps?| kept| often| always)? {_HARMS}\b"
        rf"|\b{noun}\b[^.?!]{{0,40}}\b{_HARMS}(?:,? (?:and|or) \w+)? by (?:{own}|a|an|the|another)\b"
        rf"|\bknock\w* {pronoun} (?:about|around)\b|\bthr(?:ows?|ew|owing) \w+ at {pronoun}\b"
        rf"|\b{noun}\b[^.?!]{{0,30}}\b(?:forced|pushed|pressured|made) (?:in)?to (?:\w+ ){{0,3}}marr"
        rf"|\bmarry {pronoun} off\b"
        rf"|\b(?!scared){_HARMS}(?: up| about| around| at| out)?(?: on)? {_OWNER} (?:\w+ )?{relative}\b(?!['’]s)"
        rf"|\b{_HARMS} {pronoun}\b(?! (?:little |young |own |older |elderly )?"
        rf"(?:wife|husband|girlfriend|boyfriend|partner|mother|father|mum|dad|son|daughter|stepson|stepdaughter|sister|brother|children|kids|child|boy|girl|baby|"
        rf"toddler|money|phone|nan|gran|ex)\b)"
        rf"|\b{_FEARS} {own} (?:{_ADJECTIVE} )?{_PARTNER}\b"
        rf"|\b{noun}\b[^.?!]{{0,20}}\b{_FEARS} (?:{own} (?:{_ADJECTIVE} )?{_PARTNER}|{_other(pronoun)})\b",
        re.IGNORECASE,
    )


MAN_HARMED = _pattern(_MEN, _MAN_OF, "his", "him")
WOMAN_HARMED = _pattern(_WOMEN, _WOMAN_OF, "her", "her")


CHILDREN = "children"
_CHILD_OF = (
    r"(?:step)?(?:sons?|daughters?|kids?|child|children|babies|baby|toddlers?|little (?:one|boy|girl)s?)"
    r"\b(?!['’]s|[ -]in[ -]law)"
)
CHILD_HARMED = re.compile(
    rf"\b(?!scared){_HARMS}(?: up| about| around| at)? (?:{_OWNER}|a|both) (?:\w+ )?{_CHILD_OF}", re.IGNORECASE
)


_BLOWS = (
    r"(?:hit|hits|hitting|beat|beats|beating|thump\w*|punch\w*|kick\w*|slap\w*|batter\w*|chok\w*|strangl\w*|stab\w*|"
    r"attack\w*|throttl\w*|smack\w*)"
)
AT_HOME = re.compile(
    rf"\b{_BLOWS}(?: up| about| around)? {_OWNER} (?:\w+ )?(?:{_PARTNER}|{_MAN_OF}|{_WOMAN_OF})\b(?!['’]s)"
    rf"|\b{_BLOWS}(?: up| about| around)? (?:{_OWNER}|both) (?:\w+ )?{_CHILD_OF}"
    rf"|\b(?:his|her|their|my) {_PARTNER}(?: is| was| has been| keeps?| kept| often| always)? {_BLOWS}\b",
    re.IGNORECASE,
)


def is_harmed_at_home(text: str) -> bool:
    """Say whether a blow is told of that meets somebody's partner, parent or child."""
    return AT_HOME.search(as_said(text)) is not None


_WORKS_WITH_CHILDREN = re.compile(
    r"\b(?:teachers?|head(?:teacher)?|coach\w*|assistants?|staff|colleagues?|tutors?|instructors?|"
    r"nursery nurses?|child ?minders?|nann(?:y|ies)|foster\w*|volunteers?|leaders?|workers?|trainers?|"
    r"imams?|priests?|vicars?|chaperones?)\b",
    re.IGNORECASE,
)


def works_with_children(text: str) -> bool:
    """Say whether somebody is spoken of who may work with children: a blow of theirs is no parent's."""
    return _WORKS_WITH_CHILDREN.search(as_said(text)) is not None


def harmed_sex(text: str) -> str:
    """Return men, women or children for the one who is harmed, empty where nobody is told of or men and women are."""
    text = as_said(text)
    man, woman = MAN_HARMED.search(text) is not None, WOMAN_HARMED.search(text) is not None
    if man != woman:
        return "men" if man else "women"
    return CHILDREN if not man and CHILD_HARMED.search(text) else ""


_TURNED_TO = (
    r"\b(?:for|about|with|helps?|supports?|(?:it|victim|survivor|person|caller|tenant|client|resident)(?:'s| is| was))"
    r" (?:an? |the |one |some )?(?:\w+ )?"
)
_ONE_SEX = {
    "men": r"(?:man|men|males?|bloke|chap|lad|guy|fella|gent|gentleman|boy)s?\b",
    "women": r"(?:woman|women|females?|lady|ladies|lass|girl|gal)s?\b",
}
_TURNED = {sex: re.compile(_TURNED_TO + nouns, re.IGNORECASE) for sex, nouns in _ONE_SEX.items()}
_SAID = {sex: re.compile(rf"\b{nouns}", re.IGNORECASE) for sex, nouns in _ONE_SEX.items()}


def sex_turned_to(newest: str) -> str:
    """Return men or women where a follow-up turns to people of one sex ("and for a man?"), empty otherwise.

    Pronouns and kin do not count: "and if he finds out?" is about the other one.
    """
    newest = as_said(newest)
    said = [sex for sex in _SAID if _SAID[sex].search(newest)]
    return said[0] if len(said) == 1 and _TURNED[said[0]].search(newest) else ""


_HURTS = r"(?:hit|hits|hurt\w*|beat|punch\w*|slap\w*|push\w*|shov\w*|scare|frighten|threaten\w*|chok\w*|kick\w*|shake)"
_OWNS_UP = r"(?:admit\w*|confess\w*|own(?:s|ed) up|regret\w*|remorse\w*|ashamed (?:of|that)|sorry (?:for|that))"
_NEUTRAL = (
    r"client|tenant|resident|patient|service user|user|customer|lodger|parent|person|offender|prisoner|lad|neighbour"
)
_TOLD = (
    r"(?:has |had |have |just |also )*(?:told|tells|says?|said|mentioned|disclosed|revealed|let slip|let on)"
    r"(?: to)?(?: me| us| staff| him| her| the \w+| my \w+| our \w+)?(?: this \w+| today| yesterday)?(?: that)?"
)


def _owned_up(noun: str, pronoun: str, own: str) -> str:
    """Return what says that somebody tells of harm that he or she did to a partner."""
    return (
        rf"|\b(?:{noun}|{_NEUTRAL}|{pronoun})(?: (?:at|in|from|on|of) (?:\w+ ){{1,3}}?)? ?{_TOLD} "
        rf"{pronoun}(?:'s| has| had|'d)?(?: been| once| has| sometimes| often)* "
        rf"{_HARMS}(?: up| about| around)? (?:{own}|the) (?:\w+ )?{_PARTNER}\b"
    )


_OWN_ABUSE = re.compile(
    rf"\bi (?:\w+ ){{0,2}}{_HURTS}\b"
    rf"|\b{_OWNS_UP}\b[^?!]{{0,60}}\b(?:{_HARMS}|himself|herself|it)\b"
    r"|\b(?:wants?|like|try|trying|tries|help (?:him|her|them|me)) (?:to )?(?:stop|change (?!the\b|her\b number)|"
    r"sort (?:him|her|my)self out|control (?:his|her|their|my) (?:temper|anger|behaviour))"
    r"|\b(?:frightens?|frightened of|scares?|scared of) (?:himself|herself|themselves|myself)\b"
    r"|\b(?P<who>i|he|she|they)(?:'s|'m|'re| is| am| are|) (?:scared|afraid|frightened|worried|worry|worries)"
    r" (?:of |about )?what (?P=who)\b"
    r"|\b(?:his|her|their|my|your) own (?:abus\w+|violen\w+|behaviour|anger|temper)\b"
    r"|\b(?:los(?:es|ing|t)|anger|temper)\b[^.?!]{0,20}\b(?:temper|management|with (?:my|his|her) (?:wife|partner))\b"
    r"|\b(?:i|he|she) (?:keeps? losing it|knows? (?:that )?(?:i|he|she)(?:'s| is|'m| am) (?:abusive|violent))\b"
    r"|\b(?:is|are|being|am) the (?:abusive|violent) one\b"
    r"|\b(?<!her )(?<!his )(?<!their )(?<!the )(?<!an )(?:perpetrators?|abusers?)\b"
    rf"|\b(?:work\w*|support\w*|client|help|advice|course|programme|line)\b[^.?!]{{0,30}}\b(?:men|man|women|woman|"
    rf"people|somebody|someone|client|dad|father|bloke|partner) who "
    r"(?:(?:is |are |has been |have been )(?:abusive|violent|controlling|(?:hit|beat|hurt|abus|attack|threaten)\w*ing)|"
    rf"{_HARMS})"
    r"|\b(?:behaviour change|anger management)\b" + _owned_up(_MEN, "he", "his") + _owned_up(_WOMEN, "she", "her"),
    re.IGNORECASE,
)


def speaks_of_own_abuse(text: str) -> bool:
    """Say whether a message is about somebody's own abuse of others: admitted, regretted, or to be stopped."""
    return _OWN_ABUSE.search(as_said(text)) is not None


_OF_NO_BODY = (
    r"(?:mum|mother|dad|father|parent|friend|mate|volunteer|neighbour|relative|sister|brother|wife|husband|carer)"
)
_SPEAKS_AS_STAFF = re.compile(
    rf"\b(?:i|we) work\b|\b(?:as|i'm|i am) an? (?!{_OF_NO_BODY}\b)\w+|"
    r"\b(?:my|our) (?:pupils?|students?|class|clients?|tenants?|patients?|residents?|service users?)\b",
    re.IGNORECASE,
)
_OUTSIDE_PUBLIC_BODIES = re.compile(r"\b(?:charity|charities|voluntary|volunteer\w*|faith group|church|mosque)\b", re.I)
_SENDS_STAFF = re.compile(r"\b(?:public[- ]sector|public bod\w+|staff|professionals?|practitioners?)\b", re.IGNORECASE)


def speaks_as_staff(text: str) -> bool:
    """Say whether somebody speaks of their own work for a public body: "as a teacher", "one of my tenants"."""
    text = as_said(text)
    return _SPEAKS_AS_STAFF.search(text) is not None and not _OUTSIDE_PUBLIC_BODIES.search(text)


def is_not_for_staff(line: str) -> bool:
    """Say whether a line of whom a service is not for speaks of staff."""
    return _SENDS_STAFF.search(line) is not None
