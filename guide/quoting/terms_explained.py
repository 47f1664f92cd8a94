"""Which word a question wants explained, and what in a text explains one."""

from __future__ import annotations

import re

_SPEAKER = r"(?:they|it|we|you|(?:the|our|this|your) (?:plan|document|strategy|partnership))"
MEANING = re.compile(
    rf"\bmeans?(?: \w+)? (?:when|if) {_SPEAKER} (?:\w+ )?(?:calls?|says?|writes?|speaks? of|describes?|terms?|uses?) "
    r"(?:somebody |someone |something |people |an? (?:person |man |woman |child )?|the (?:word|term|phrase) )?"
    r"(?P<h>[^?.,;]+)|"
    rf"\bwhat (?:do|does|did) (?:{_SPEAKER} )?(?:\w+ly )?(?:mean by (?P<a>[^?.,;]+)|"
    rf"(?P<b>(?!{_SPEAKER}|\w+ly mean)[^?.,;]{{2,40}}?) mean\b)|"
    r"\b(?:definition|meaning) of (?:the (?:word|term|phrase) )?(?P<c>[^?.,;]+)|"
    r"(?:^\W*|\b(?:do|does|did|please|you|to|it) (?:[\w']+ ){0,3}?)define (?:the (?:word|term|"
    r"phrase) )?(?P<d>[^?.,;]+)|"
    r"\bhow (?:is|are|does|do)\b[^?.]{0,30}?\b(?P<e>[\w' -]{3,40}) (?:defined|is defined|are defined)\b|"
    r"\bwhat (?:is meant by|counts as|is classed as) (?:an? )?(?P<f>[^?.,;]+)|"
    r"^\W*(?:so |and |ok )*what(?:'?s| is| are) (?:an? )?(?P<g>(?!the\b|it\b|"
    r"this\b|that\b|"
    r"your\b|there\b|being\b)[\w'-]+(?: [\w'-]+){0,2})[?!.\s]*$",
    re.IGNORECASE,
)
"""Asks what a word means. What it means must then be said of that word."""
SAYS_WHAT_IT_IS = re.compile(
    r"\b(?:is|are|was|were|means?|meant|refers?|includ\w+|involv\w+|consists?|considered|defined|known as|called|"
    r"provides?|covers?|counts? as|constitutes?)\b|[:(]",
    re.IGNORECASE,
)

_WHAT_FOR = re.compile(r"\s+(?:for|please|so that|because|as)\b", re.IGNORECASE)


def word_explained(question_text: str) -> str:
    """Return the word whose meaning a question asks for, "" when it asks for none."""
    found = MEANING.search(question_text)
    words = next((words for words in found.groups() if words), "") if found else ""
    return _WHAT_FOR.split(words)[0].strip()
