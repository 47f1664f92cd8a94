"""Signs that somebody puts an end to their affairs: one alone is daily life, two in one message are a farewell.

The message need not name death: "given his dog away and said ta for everything". How it is weighed is in danger.py.
"""

from __future__ import annotations

from guide.alerting.danger_words import patterns

_PETS = r"(?:dogs?|cats?|budgies?|birds?|rabbits?|hamsters?|pets?|parrots?|animals?|puppy|kitten|tortoise)"
_OWN = r"(?:his|her|their|my|all (?:his|her|their|my))"
_THINGS = (
    r"(?:stuff|things|tv|telly|xbox|playstation|guitar|bikes?|trainers|clothes|records|tools|jewell?ery|rings?|watch|"
    r"phone|car|laptop|books|furniture|savings|money|medals|possessions|belongings|bus pass|oyster|freedom pass)"
)

FAREWELLS = {
    "pet given away": patterns(
        rf"\b(?:given|gave|giving|gives|handed|hands) (?:me |us |\w+ )?(?:{_OWN}|"
        rf"both) (?:\w+ )?{_PETS}\b(?! (?:a|his|her|the|some|"
        r"food|treats?)\b)",
        rf"\b(?:booked|signed|took|taken|left|dropped|handed) (?:{_OWN}|the|both) (?:\w+ )?{_PETS}\b[^.;?!]{{0,15}}"
        r"\b(?:rescue|shelter|rspca|with (?:his|her|a|the) \w+ for good)\b",
        rf"\brehom(?:ed|ing|es)\b[^.;?!]{{0,20}}\b{_PETS}\b|\b(?:find|found|"
        rf"finding) (?:a )?(?:new )?homes? for {_OWN} {_PETS}\b|"
        rf"\bwho (?:gets|will have|looks after|has) {_OWN} {_PETS}\b",
    ),
    "things given away": patterns(
        rf"\b(?:given|gave|giving|gives|handed|hands) (?:away |out |over )?(?:me |us |nextdoor |next door |"
        rf"\w+ )?{_OWN} "
        rf"(?:\w+ )?{_THINGS}\b",
        r"\b(?:given|gave|giving) (?:away|out) (?:everything|all|most|loads|lots|stuff)\b|"
        r"\bgiv\w+ (?:everything|it all) away\b",
    ),
    "affairs settled": patterns(
        r"\b(?:put|putting|got|getting|sorted|set) (?:all )?(?:his|her|their|my) affairs\b|"
        r"\b(?:paid|pays) (?:up )?(?:his|her|their|my|all) rent (?:up (?!to date)|right up (?!to date)|ahead|"
        r"in advance|"
        r"till|until)|"
        r"\b(?:paid|pays|paying|planned|planning|picked|chose) (?:for )?(?:his|her|their|"
        r"my)(?: own)? (?:funeral|cremation|hymns)\b|"
        r"\b(?:written|made|wrote|changed|sorted) (?:out )?(?:his|her|my|their|a) will\b(?! (?:be|not))",
        r"\bcancell?ed (?:all |every one of )(?:his|her|their|my) (?:\w+ )?(?:appointments|bookings|sessions)\b|"
        r"\b(?:written|wrote|left) (?:out |down )?(?:all )?(?:his|her|their|my) (?:pins?|pin numbers?|passwords?)\b",
    ),
    "goodbye said": patterns(
        r"\b(?:said|says|saying|say|come to say|came to say) (?:ta|thanks?(?: you)?|cheers|sorry|goodbye|"
        r"bye)(?: \w+){0,2} "
        r"for (?:everything|all|being|putting up|the bother|what)\b|"
        r"\b(?:hugged|hug|hugging|shook|shaken|kissed) (?:us all|everyone'?s?|everybody|every|each|me|the whole)\b|"
        r"\b(?:you|you'?ve|you lot|we'?ve|we)(?: have|'ve)? (?:all )?been (?:good|kind|so good|"
        r"very good) to (?:me|him|her)\b|"
        r"\b(?:said|says|saying) (?:his |her |their )?(?:goodbyes?|sorry to everyone|farewell)\b",
    ),
    "nothing needed any more": patterns(
        r"\b(?:won'?t|wont|will not|not going to|not gonna|don'?t|doesn'?t) (?:be )?need(?:ing)?(?: \w+){1,4}"
        r"(?: soon| after| any ?more| much longer| next)|\b(?:won'?t|wont|will not) be (?:needing|using) (?:it|"
        r"them|that|this|the)\b|"
        r"\b(?:won'?t|wont|not) (?:be )?(?:seeing|see) (?:you|us|me)(?: again)?\b|\bno (?:need|point) (?:of|in|"
        r"me|us|to)\b"
        r"[^.;?!]{0,20}\b(?:com\w+|next week|after|thursday|friday|monday|tuesday|wednesday)\b|"
        r"\b(?:don'?t|dont|not to) worry about (?:next week|tomorrow|after|me)\b|\bnone of (?:this|it) will matter\b|"
        r"\blast time (?:i|you|we)(?:'ll| will)\b|\bby (?:then|friday|monday|the weekend) (?:it|none|nothing)\b",
        r"\b(?:calm|peaceful|happy|cheerful|at peace|relieved)\b[^.;?!]{0,40}\b(?:all of a sudden|suddenly|"
        r"for the first time|"
        r"now|as anything|as you like)\b",
    ),
}
"""What people do before they leave for good, each by a name that --explain may show."""

_MOVES = patterns(
    r"\b(?:mov(?:e|es|ed|ing) (?!on\b)|emigrat\w+|abroad|new (?:place|flat|job|home|house|school|town|landlord)|"
    r"bungalow|care home|"
    r"nursing home|hospice|downsiz\w+|retir\w+|redundan\w+|transferr\w+|going back to|back home to|spain|allerg\w+|"
    r"maternity|leaving (?:do|party|present|card)|leaves us|last day|charity shop|hospital|operation|palliative|"
    r"terminal\w*|"
    r"swapp\w+|upgrad\w+|holiday|cruise|died|passed away|late (?:husband|wife|mother|father|mum|dad))\b"
)
"""Other reasons to clear up and to say thanks."""


def farewells_in(text: str) -> tuple[str, ...]:
    """Return the names of the signs of farewell in folded text; none where it tells of a move, a death or a job."""
    return () if _MOVES.search(text) else tuple(name for name, sign in FAREWELLS.items() if sign.search(text))
