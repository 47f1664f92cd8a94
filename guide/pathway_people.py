"""Whom a message tells of as harmed, a man or a woman, read only where the words leave no doubt."""

from __future__ import annotations

import re

_HARMS = (
    r"(?:hit|hits|hitting|beat|beats|beating|punch\w*|kick\w*|slap\w*|threat\w*|control\w*|stalk\w*|abus\w*|hurt\w*|"
    r"attack\w*|batter\w*|chok\w*|strangl\w*|bull(?:y|ies|ied|ying)|lock(?:s|ed|ing)|rap(?:es|ed|ing)|bit(?:es|ing)?|"
    r"harass\w*|humiliat\w*|isolat\w*|push\w*|shov\w*|throttl\w*|stab\w*|scald\w*|follow\w*|frighten\w*|scar(?:es|ed))"
)
_MEN = r"(?:man|men|male|bloke|chap|lad|guy|fella|gent|husband|boyfriend|father|dad|son|brother|grandad|he)"
_WOMEN = r"(?:woman|women|female|lady|lass|girl|wife|girlfriend|missus|mother|mum|daughter|sister|nan|gran|she)"
_PARTNER = r"(?:partner|ex|ex-partner|spouse|(?:ex-|ex )?(?:wife|husband|girlfriend|boyfriend)|missus)"


def _pattern(noun: str, own: str, pronoun: str) -> re.Pattern[str]:
    """Return what says that somebody of one sex is harmed. own: his or her; pronoun: him or her."""
    return re.compile(
        rf"\b(?:{noun}) (?:victim|survivor)s?\b"
        rf"|\b{own} {_PARTNER}(?:'s| is| was| has been| keeps?| kept| often| always)? {_HARMS}\b"
        rf"|\b{noun}\b[^.?!]{{0,40}}\b{_HARMS} by (?:{own}|a|an|the|another)\b"
        rf"|\b{_HARMS} {pronoun}\b(?! (?:wife|husband|girlfriend|boyfriend|partner|mother|father|mum|dad|son|daughter|"
        rf"sister|brother|children|kids|child|money|phone|nan|gran|ex)\b)",
        re.IGNORECASE,
    )


MAN_HARMED = _pattern(_MEN, "his", "him")
WOMAN_HARMED = _pattern(_WOMEN, "her", "her")


def harmed_sex(text: str) -> str:
    """Return men or women for the one who is harmed, empty where nobody is told of or both are."""
    man, woman = MAN_HARMED.search(text) is not None, WOMAN_HARMED.search(text) is not None
    if man == woman:
        return ""
    return "men" if man else "women"
