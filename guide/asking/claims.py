"""A claim put to the documents: "is it true that ...", "the plan says ..., right?", "why does it say that ...?"."""

from __future__ import annotations

import re

_OPENS = r"^\W*(?:(?:so|and|but|ok(?:ay)?|hi|hello|wait|please|also|then|just checking|can i check)\W+)*"
_DOCUMENT = (
    r"(?:(?:the|this|that|our|your) (?:[\w-]+ ){0,3}?)?(?:plan|document|strategy|partnership|council|borough|text|it|"
    r"they)(?:'s plan)?"
)
_STRAYS = r"(?:really |actually |ever |even |not |just |now |still )*"
_SAYS = r"(?:say|claim|state|reckon|confirm|admit|prove|argue|suggest|mean)"
_NO_CLAIM = (
    r"(?!(?:on|about|anything|something|nothing|much|more|what|how|why|which|who|whom|where|when|if|whether|to|of|"
    r"it|this|that|so|there|any)\b(?! (?:is|are|was|were|has|have|will|can|would)\b))"
)
_TAG = (
    r"[\s,;:.!?–-]+(?:right|correct|true|yes|yeah|innit|true or false|"
    r"(?:is|are|does|do|has|was|did)n'?t (?:it|that|they|he|she)(?: so)?|"
    r"is that (?:so|true|right|correct|what (?:it|they|the \w+) says?)|(?:does|do) (?:it|they) (?:say|"
    r"not)(?: (?:that|so|this))?|(?:is|isn'?t) that (?:in|from) (?:the |this |our )?\w+|am i right|"
    r"according to (?:the|this|our) (?:plan|strategy|document))\W*$"
)
_ASKS_OPENLY = re.compile(
    r"\b(?:who|whom|whose|what|what's|whats|where|when|why|which|how|tell me|show|give|find|list|any|anything|"
    r"anywhere)\b|"
    r"[,:;–-] (?:is|are|was|do|does|did|has|can|will)(?:n't)? (?!that what|"
    r"(?:it|that|they)\W*$|that (?:so|true|right|correct|in|from)\b|(?:it|they) (?:not|say))|"
    r"\b(?:mentioned|listed|included|covered|in there|in it|themes?|sections?|bullets?)\b",
    re.IGNORECASE,
)
"""Asks for something, or only whether a thing is there."""
_THAT = r"(?:that )?(?:the case that |it says )?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE | re.DOTALL)
    for form in (
        rf"{_OPENS}(?:is|was|isn'?t) it (?:really |actually )?(?:true|right|correct|the case|so|a fact) "
        rf"{_THAT}(?P<claim>.+)$",
        rf"{_OPENS}true or false\W+(?P<claim>.+)$",
        rf"{_OPENS}(?:does|do|did) {_DOCUMENT} {_STRAYS}{_SAYS} (?:that )?{_NO_CLAIM}(?P<claim>.+)$",
        rf"{_OPENS}(?:why|how come) (?:(?:does|do|did|is|has) )?{_DOCUMENT} {_STRAYS}(?:{_SAYS}s?|saying) (?:that )?"
        rf"{_NO_CLAIM}(?P<claim>.+)$",
        rf"{_OPENS}(?:why|how come) (?:does|do|did|has) {_DOCUMENT} "
        r"(?P<claim>(?:blam|ban|forbid|call|attack|accus|oppos)\w* .+)$",
        rf"{_OPENS}according to (?:the|this|our) (?:plan|strategy|document),? "
        r"(?P<claim>(?:is|are|was|were|do|does|can|will|has|have)\b.+)$",
        rf"{_OPENS}(?P<claim>(?:is|are|was|were|do|does|can|will|has|have) .+?),? (?:according to|in the eyes of) "
        r"(?:the|this|our) (?:plan|strategy|document)\W*$",
    )
)
"""Each puts a claim, whatever follows it."""
_TAG_ALONE = re.compile(_TAG, re.IGNORECASE)
_TAGGED = re.compile(rf"{_OPENS}(?P<claim>.+?)(?=[,;:.!?–-]){_TAG}", re.IGNORECASE | re.DOTALL)
_SAID_AND_TAGGED = re.compile(
    rf"{_OPENS}(?P<claim>(?:{_DOCUMENT}) (?:clearly )?{_SAYS}s? {_NO_CLAIM}.+?)(?:{_TAG}|\?\W*$)",
    re.IGNORECASE | re.DOTALL,
)
_STATED = re.compile(
    rf"{_OPENS}(?P<claim>(?!(?:and|so|but|is|are|was|were|do|does|did|can|could|will|would|has|have|should|i|we|my|not)\b)"
    r"[^?.!]*?\b(?:is|are|causes?|commits?)\b[^?.!]{3,})\?\W*$",
    re.IGNORECASE,
)
"""A statement with a question mark."""
_TAILED = (_TAGGED, _SAID_AND_TAGGED, _STATED)
_SAID_BY_IT = re.compile(rf"^(?:{_DOCUMENT}) (?:clearly )?{_SAYS}s? (?:that )?", re.IGNORECASE)
MOST_WORDS = 40


def claim_in(question_text: str) -> str:
    """Return what a message wants confirmed, "" where it asks something else. Only what is there is no claim."""
    if len(question_text.split()) > MOST_WORDS:
        return ""
    found = next((match for form in _FORMS if (match := form.search(question_text))), None)
    found = found or next(
        (
            match
            for form in _TAILED
            if (match := form.search(question_text)) and not _ASKS_OPENLY.search(match["claim"])
        ),
        None,
    )
    if found is None:
        return ""
    claim = _TAG_ALONE.sub("", found["claim"])
    return _SAID_BY_IT.sub("", claim).strip(" ,;:?!.")
