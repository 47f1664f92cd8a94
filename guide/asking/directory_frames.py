"""How people begin a question about the whole directory: "which services", "who is open", "is there anything for".

Works on folded text. None of these says by itself that the directory is asked: the rest has to be understood as well.
"""

from __future__ import annotations

import re

_KIND = r"(?:(?:support|crisis|phone|telephone|advice|emergency|local|national|free|other|different|separate) )*"
_NOUNS = r"(?:services|lines|helplines|hotlines|charities|organisations|orgs|agencies|teams|places|projects|contacts)"
_LISTED = rf"{_KIND}(?:{_NOUNS}|ones|numbers|options|records|entries)\b"
_ONE = r"(?:service|line|helpline|hotline|number|charity|one)\b"
_POLITE = r"^(?:(?:hi|hello|hey|ok|okay|so|and|please|can you|could you|pls) )*"
LISTS = re.compile(
    rf"{_POLITE}(?:"
    rf"(?:which|what)(?: are| is| of| all)*(?: the| your| these| those)*(?: [\w]+){{0,3}}? {_LISTED}|"
    r"which (?:of (?:them|these|those)|are|can|take|accept|offer|have|do)\b|"
    rf"(?:list|name|show|give|tell|get|find|send|i need|i want|we need)\b(?: \w+){{0,5}}? {_LISTED}|"
    rf"(?:all|any|every|both)\b(?: \w+){{0,4}}? {_LISTED}|"
    rf"(?:are there|is there|do you have|do you hold|do you know|have you got|got)\b(?: \w+){{0,4}}? {_LISTED}|"
    rf"{_LISTED} (?:for|that|which|open|with|taking|who)\b|"
    rf"(?:the )?numbers (?:for|of)(?: \w+){{0,5}}? {_LISTED}|"
    rf"how many(?: \w+){{0,2}}? {_LISTED}|"
    rf"(?:(?:list|name|show|give|tell)(?: me| us)? )?(?:every|each)(?: single)? {_ONE}"
    r")"
)
ALL = re.compile(
    rf"\b(?:list|name|show|give|tell)(?: me| us)? (?:a |the )?(?:list of )?(?:all|every|each)\b|\blist of {_LISTED}|"
    r"\bwhat s in (?:the|your|this) directory\b|"
    rf"\b(?:what|which) {_LISTED} (?:do you|have you|are you|are in (?:the|your|this) directory|are there)\b"
)
"""Asks for all that there is, where nothing else is asked."""
_USED_FOR = r"who (?:all |else )?(?:do we (?:use|have) for|is there for|have we got for)"
WHO = re.compile(
    rf"{_POLITE}(?:(?:who|what|where|whos|whats) (?:else )?(?:s |is |are |would be |might be )?(?:still )?"
    r"(?:open|available|answers?|answering|there|around|on|up|operates?|works?|runs?|picks? up|staffed)\b|"
    r"(?:is|are) there (?:any ?(?:one|body|thing|where)|some ?(?:one|body|where)) (?:else )?"
    r"(?:open|available|answering|on)\b|"
    r"(?:who|what) (?:else )?(?:can|could|might) (?:i|we|you|people|kids|children|staff|one) "
    r"(?:ring|call|phone|text|e ?mail|contact|reach|message|get hold of)\b|"
    r"who (?:else )?(?:do|should) (?:i|we|you) (?:ring|call|phone|text|contact|get hold of)\b|"
    r"who (?:all |else )?(?:takes?|accepts?|offers?|has|have|does|gives?|provides?)\b|"
    rf"{_USED_FOR})"
)
SHOULD = re.compile(rf"{_POLITE}who (?:else )?(?:do|should)\b")
"""Asks for the right one to ring: all are meant only where a time is named."""
POINTS = re.compile(r"\b(?:it|this|that|him|her|he|she)\b")
DOES = re.compile(rf"{_POLITE}(?:who (?:all |else )?does|{_USED_FOR})\b")
SOME = re.compile(
    rf"{_POLITE}(?:(?:is there |are there |do you have |have you got |got )(?:a |an |any ){_KIND}{_ONE}|"
    r"(?:(?:is|are) (?:there )?)?any ?(?:one|body|thing|where) (?:else )?"
    r"(?:open|available|answering|on|about|for|i can)\b|"
    r"what (?:have|do) (?:you|we) (?:got|have) for\b|what(?: s| is)? there for\b|"
    r"(?:who|what|where) can (?:i|we|you|they|people|someone|somebody|clients) "
    r"(?:walk|drop|turn up|signpost|send|refer|go)\b)"
)
"""Asks for something of a kind: all of it is meant, where the whole is understood."""
TWO_OF_A_KIND = re.compile(
    rf"{_POLITE}(?:is there|are there|do you have|have you got|got|what s|what is|need) (?:a |an |any |the )?"
    rf"{_KIND}{_ONE}.* (?:and|or|versus|vs) .*\b(?:one|another)\b"
)
SEVERAL = re.compile(rf"\b{_LISTED}")
LINES = re.compile(r"\b(?:help|hot) ?lines\b")
HOW_MANY = re.compile(rf"{_POLITE}how many\b")
