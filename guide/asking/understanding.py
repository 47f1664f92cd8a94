"""What a message is, before any search: small talk, a look-up of a person, too vague, a follow-up.

Works on masked text. Every rule is about how people write, never about what a document holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from guide.asking.smalltalk_forms import FORMS
from guide.plain_text import INVISIBLE

MOST_NARRATIVE_WORDS = 90
"""A message longer than this is reduced to the sentences that ask, and those next to them."""

MOST_SMALLTALK_WORDS = 14

MOST_VAGUE_WORDS = 8

MOST_BESIDE_A_FIELD = 4

FUNCTION_WORDS = frozenset(
    """
    a about all also am an and any anyone are as at be been being but by can could did do does doing don done for
    from get gets getting give given go going gone got had has have having he hes her here hers him his how i if in
    into is it its just know let like ll many may me might mine much must my need needs no not now of off ok okay
    on one or our out over please quite re really s shall she shes should so some somebody someone something t tell
    than that the their them then there these they theyre theyve thing things this those to too up us ve very want
    wants was we were what whats when where which while who whom whose why will with would you your yours
    """.split()
)

VAGUE_WORDS = frozenset(
    """
    yes yeah yep nope sorry please thanks thank hello hi meant
    advice anything bit call calling calls case check client clients concern concerned concerns consent contact
    contacts criteria criterion deal details dial eight eligibility eligible email emails five form forms four
    guidance happen happened happens help helpline hours info information issue issues kind line matter needed
    next nine number numbers open opening options pathway pathways permission person phone problem problems
    procedure process question questions refer referral referrals referring required right ring route routes rule
    rules said say send service services seven situation six sort step steps stuff support talk team ten text
    three threshold thresholds two urgent use user work worried worry
    monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday
    sundays weekend weekends night nights evening evenings tonight tomorrow today close closed closes opens shut
    """.split()
)
"""General words of referral work: a message of nothing else names no subject."""

NO_SUBJECT_WORDS = frozenset(
    """
    again another awkward back bad begin big came clue come coming complicated confused couple customer customers deal
    dealing different difficult do doing done elaborate expand explain families family find follow following funny
    further general gent gentleman girl guy handle handling hard idea important lad lady later look looking lost lot
    main man mean meaning means more morning new odd old other others parent parents patient people person quick
    lots resident residents same serious situation
    small soon start started starting strange stuck sure tenant tenants today tonight
    tricky try trying understand unsure urgent visitor weird woman yesterday
    """.split()
)
"""Words that do not say what a message is about either, where nothing else does."""

FIELD_WORDS = frozenset(
    """consent contact criteria criterion eligibility eligible email form hours number open opening permission phone
    refer referral referring threshold thresholds ring""".split()
)

POINTING = re.compile(
    r"\b(it|its|that|this|those|these|they|them|their|there|he|him|his|she|her|hers|one|ones|same|then)\b",
    re.IGNORECASE,
)

OPENS_A_FOLLOW_UP = re.compile(
    r"^\W*(and|but|or|so|then|also|what about|how about|what if|same for|even if|only|why|why not|really|how come|"
    r"who else|anything else|what else|where else|any other|is there|are there|does it|do they|"
    r"can (?:i|we|he|she|they|it)|is it|is that|are they|which|when|since when|until when|how long|how much|how often|"
    r"for how long)\b",
    re.IGNORECASE,
)

_STANDS_ALONE = re.compile(
    r"^\W*(?:so |and |ok )*(?:why|how) (?:do|does|did|is|are|was|were|can|could|would|should|might) "
    r"(?!(?:i|we|you|it|he|she|they|this|that|these|those|there)\b)\w+ ",
    re.IGNORECASE,
)
"""Asks why or how something is, and names that: a whole question, however few of its words carry meaning."""

_OF_THE_PLAN = re.compile(
    r"\b(?:the|this|our|your) (?:plan|document|strategy) (?:says?|mentions?|got|has|have|covers?)\b"
    r"(?: anything| something| much)?(?: (?:on|about|of))? (?P<own>[^?.!]+?)"
    r"(?:\W+(?:then|too|also|as well|instead|please|though))*\W*$",
    re.IGNORECASE,
)
"""Asks what the plan says of something that it names: a "then" behind that points at nothing."""

ADDS_TO_EARLIER = re.compile(r"\b(as well|too|also|instead|either|otherwise|else)\b", re.IGNORECASE)


SPELLED_OUT = {"u": "you", "ya": "you", "r": "are", "ur": "your", "wot": "what", "wat": "what", "wht": "what"}
"""Words of small talk as they are typed on a telephone. Only the form of a whole message is read with them."""


@dataclass(frozen=True, slots=True)
class Standalone:
    """The question that is searched for. topic: the words of an earlier turn that it leans on, empty without one.

    wants_more: the message asks only for more of the topic, and the topic alone is searched for.
    """

    text: str
    topic: str = ""
    wants_more: bool = False

    @property
    def is_follow_up(self) -> bool:
        """Say whether an earlier turn was needed to make it stand alone."""
        return bool(self.topic)


def fold(text: str) -> str:
    """Return the text for comparing: NFKC, lower case, apostrophes and punctuation as single spaces."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^\w%£]+", " ", plain).strip()


def content_words(text: str) -> tuple[str, ...]:
    """Return the folded words that carry meaning, in order, function words left out."""
    return tuple(word for word in fold(text).split() if word not in FUNCTION_WORDS and len(word) > 1)


def smalltalk_kind(text: str) -> str | None:
    """Return greeting, thanks, goodbye, capabilities or maker when the whole message is that, else None."""
    folded = " ".join(SPELLED_OUT.get(word, word) for word in fold(text).split())
    if len(folded.split()) > MOST_SMALLTALK_WORDS:
        return None
    for kind, form in FORMS:
        if form.fullmatch(folded):
            return kind
    return None


_PERSONAL_LOOKUP = re.compile(
    r"\b(?:look|looked|looking) up\b|"
    r"\b(?:save|store|record|keep|log|file|remember|note down|write down|add) "
    r"(?:this|these|that|the following|my|her|his|their|a) ?"
    r"(?:notes?|details?|information|info|case|number|address|name|record|client|contact)?\b|"
    r"\bwhat (?:did|does|has|have) \[name\]|\b(?:did|does|has|is|was) \[name\]|"
    r"\bwhere (?:does|did|is|was|has) \[name\]|"
    r"\b(?:find|search|check|trace|track down|pull up|get me|show me|bring up|tell me) (?:\w+ ){0,4}"
    r"(?:\[(?:name|telephone|address|vehicle registration|NHS number|National Insurance number)\]|"
    r"(?:records?|file|case ?notes?|history|address|whereabouts) (?:for|of|on|about) \[)|"
    r"\bon (?:the|your|our) system\b|"
    r"\b(?:anything|information|details|history|records?|intel|what do you (?:have|know|hold)) "
    r"(?:on|about|for) \[name\]",
    re.IGNORECASE,
)


_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|sir|rev)\.? (?=\[name\])", re.IGNORECASE)


def is_personal_lookup(masked: str) -> bool:
    """Say whether a message with masked personal data asks to look up, store or report on that person."""
    return "[" in masked and _PERSONAL_LOOKUP.search(_TITLE.sub("", masked)) is not None


_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!]+(?=\s|$)|\.(?=\S)|[.?!]|\n|$)+", re.S)


def readable(text: str) -> str:
    """Return the text without control and invisible characters, line breaks kept."""
    plain = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    kept = (
        char for char in plain if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cn", "Cs")
    )
    return "".join(kept).strip()


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a message, as typed, without those that are only space."""
    return tuple(part.strip() for part in _SENTENCE.findall(text) if part.strip())


def subject_words(text: str) -> tuple[str, ...]:
    """Return the content words that name a subject: those that are not general words of referral work."""
    return tuple(word for word in content_words(text) if word not in VAGUE_WORDS)


_TO_TALK = re.compile(r"\b(?:some|any|no)(?: ?one| ?body)\b.{0,20}\b(?:talk|speak|chat|listen)", re.IGNORECASE)
_AT_NIGHT = re.compile(
    r"\b(?:small hours|(?:at|all|through the|in the|of the) night|night-?times?|overnight|tonight|(?:any|all) hours?|"
    r"round the clock|in the early hours)\b",
    re.IGNORECASE,
)


def wants_to_talk_at_night(text: str) -> bool:
    """Say whether somebody to talk to at night is wanted: that is a need, though no other subject is named."""
    return _TO_TALK.search(text) is not None and _AT_NIGHT.search(text) is not None


def is_only_to_talk(text: str) -> bool:
    """Say whether somebody to talk to at night is all that a message speaks of."""
    return wants_to_talk_at_night(text) and set(subject_words(text)) <= NO_SUBJECT_WORDS | {"chat", "listen", "speak"}


def is_vague(text: str) -> bool:
    """Say whether nothing in the message names a subject."""
    is_long = any(char.isdigit() for char in text) or len(content_words(text)) > MOST_VAGUE_WORDS
    if is_long or wants_to_talk_at_night(text):
        return False
    return all(word in NO_SUBJECT_WORDS for word in subject_words(text)) or asks_for_more(text)


def asks_for_a_field(text: str) -> bool:
    """Say whether a vague message asks for one detail of some service: consent, criteria, a number, hours."""
    return any(word in FIELD_WORDS for word in content_words(text))


_QUALIFIES = re.compile(
    r"\b(?:qualif\w*|eligib\w*|thresholds?|criteria|enough (?:to|for)|meets? the|entitle\w*|counts? as|duty to|"
    r"(?:must|have to|obliged to|required to) (?:we|i|they|refer|report|act))\b",
    re.IGNORECASE,
)


def asks_who_qualifies(text: str) -> bool:
    """Say whether a question is about a threshold, a duty or an entitlement."""
    return _QUALIFIES.search(text) is not None


def standalone(text: str, earlier: Sequence[str], asks_a_field: bool = False) -> Standalone:
    """Return the question with what it needs from earlier turns put before it.

    earlier: masked, oldest first. A message that names its own subject is left as it is.
    asks_a_field: it asks for a detail of some service and names none.
    """
    reduced = reduce_narrative(text)
    leans = leans_on_earlier(reduced) or asks_a_field and len(subject_words(reduced)) <= MOST_BESIDE_A_FIELD
    if not earlier or not leans:
        return Standalone(reduced)
    topic = _topic(earlier)
    if topic and asks_for_more(reduced):
        return Standalone(topic, topic, wants_more=True)
    return Standalone(f"{topic} {reduced}".strip(), topic) if topic else Standalone(reduced)


def reduce_narrative(text: str) -> str:
    """Return a long message as the sentences that ask, each with the one before it; a short one as it is."""
    parts = sentences(text)
    if len(text.split()) <= MOST_NARRATIVE_WORDS or len(parts) < 3:
        return text.strip()
    asking = [i for i, part in enumerate(parts) if asks(part)] or [len(parts) - 1]
    keep = {j for i in asking for j in (i - 1, i) if j >= 0}
    for i in sorted(set(range(len(parts))) - keep, key=lambda i: -len(set(content_words(parts[i])))):
        if sum(len(parts[j].split()) for j in keep | {i}) > MOST_NARRATIVE_WORDS:
            break
        keep.add(i)
    return " ".join(parts[i] for i in sorted(keep))


_ASKING = re.compile(
    r"\?\s*$|^\W*(?:who|what|where|when|which|why|how|is|are|can|could|do|does|did|should|would|will|has|have|any)\b|"
    r"\b(?:i|we) (?:need|want|would like|d like|am looking|are looking|wonder)\b|"
    r"\b(?:tell|show|give|find|list|quote) (?:me|us)\b|"
    r"^\W*(?:check|look (?:in|under|at)|compare|quote)\b|"
    r"\bnot sure (?:who|what|where|whether|if|how)\b|\bplease\b",
    re.IGNORECASE,
)


def asks(sentence: str) -> bool:
    """Say whether a sentence asks for something."""
    return _ASKING.search(sentence) is not None


def asking_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a message that ask, the last one when none does."""
    parts = sentences(text)
    return tuple(part for part in parts if asks(part)) or parts[-1:]


_MORE = frozenset("more else further elaborate expand continue".split())
_GO_ON = ("go on", "carry on", "keep going")
_BESIDE_MORE = frozenset(
    "besides apart aside beyond bit little fuller full detail keep carry explain plan document".split()
)
_ASKS_OTHERWISE = frozenset("who whom where when why how which if not he she him her his".split())


def asks_for_more(text: str) -> bool:
    """Say whether a message asks for more of the same and for nothing else: "tell me more", "anything else?"."""
    words = set(fold(text).split())
    is_asking = bool(words & _MORE) or any(phrase in fold(text) for phrase in _GO_ON)
    return is_asking and not words & _ASKS_OTHERWISE and not set(subject_words(text)) - _MORE - _BESIDE_MORE


def leans_on_earlier(text: str) -> bool:
    """Say whether a message cannot be understood without an earlier one."""
    subject = subject_words(text)
    if (own := _OF_THE_PLAN.search(text)) and subject_words(own["own"]) and not POINTING.search(own["own"]):
        return False
    points = POINTING.search(text) is not None or ADDS_TO_EARLIER.search(text) is not None
    if subject and not points and _STANDS_ALONE.match(text):
        return False
    if OPENS_A_FOLLOW_UP.search(text) and len(subject) <= 3:
        return True
    if ADDS_TO_EARLIER.search(text) and len(subject) <= 4:
        return True
    return len(subject) <= 1 or (POINTING.search(text) is not None and len(subject) <= 4)


def _topic(earlier: Sequence[str]) -> str:
    """Return the newest earlier turn that names a subject, with the one before it when it leans on that in turn."""
    for index in range(len(earlier) - 1, -1, -1):
        turn = reduce_narrative(earlier[index])
        if smalltalk_kind(turn) or not subject_words(turn):
            continue
        if index > 0 and leans_on_earlier(turn):
            before = _topic(earlier[:index])
            return f"{before} {turn}".strip()
        return turn
    return ""
