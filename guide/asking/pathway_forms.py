"""What form a question has: a person's situation, a wish to reach a service, a question about the plan, or a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PEOPLE = (
    r"(?:she|he|her|his|him|hers|they(?:'re|'ve)? (?:are|have|keep|were)|(?:a|an|the|my|our|some|old|young|"
    r"this|one|another|"
    r"two|three|four|elderly) (?:\w+[ -]){0,3}(?:man|men|woman|women|girls?|boys?|lads?|lass|bloke|chap|"
    r"fella|guy|lady|"
    r"gent|couple|kids?|child|children|teen\w*|pupils?|students?|residents?|tenants?|clients?|customers?|patients?|"
    r"neighbours?|colleagues?|mum|dad|mother|father|son|daughter|brother|sister|nephew|niece|partner|husband|wife|ex|"
    r"boyfriend|girlfriend|pensioner|families|family|user|lodger|carer|worker|friend|mate|baby|toddler|nan|gran|"
    r"grandad|uncle|cousin|victim|witness|survivor|teacher|coach|person|people|parents?))"
)
PERSON = re.compile(
    rf"\b{_PEOPLE}\b|^\W*(?:resident|tenant|client|pupil|student|woman|man|lad|girl|boy|kid|mum|dad|bloke|"
    rf"chap|couple|"
    r"pensioner|neighbour|colleague|teen\w*|year \d+|family|patient|customer|someone|somebody|parent|survivor|victim|"
    r"witness)\b|\b(?:some(?:one|body)(?:'s|'d)?|i(?:'ve|'?m| am| was| have| think)|we(?:'ve|'re| have| had))\b|"
    r"\b(?:lads?|lass|lady|bloke|chap|fella|gent|missus|mate|teens?|teenager|pupil|student|resident|tenant|lodger|"
    r"neighbour|pensioner|toddler|mum|dad|nan|gran|grandad|son|daughter|niece|nephew|teacher|headteacher|coach|"
    r"(?:\d+|\w+teen|twenty|thirty)[- ]?(?:years?|yrs?|y)[- /]?o(?:lds?)?|it happened)\b",
    re.IGNORECASE,
)
HAPPENING = re.compile(
    r"\b\w+(?:ed|ing)\b|\b(?:i|he|she|they|it)'?(?:m|s|re|ve)\b|\b(?:he|she) \w{3,}s\b|"
    r"\b(?:can|won|don|didn|doesn|isn|wasn|hasn|wouldn|couldn)t\b|\b(?:cannot|seems?|looks?|thinks?|reckons?|seen|"
    r"cries|hates?|shouts?|drinks?|takes?|turns?|threw|paid|pays|happened|won|went|stays?|knows?|asks?)\b|"
    r"\b(?:\w+n't|is|was|are|were|has|had|keeps?|says?|said|got|gets|wants?|needs?|"
    r"feels?|took|told|"
    r"found|came|goes|gone|left|lost|hit|hits|bought|sold|sent|put|hurt|beat|beats|stole|lives?|sleeps?|owes?)\b",
    re.IGNORECASE,
)
REACHES = re.compile(
    r"\b(?:who (?:do|can|should|does|could|would|is|takes?|handles?|deals?|helps?|runs?|has|covers?|looks?|"
    r"supports?|else (?:can|could|should|do|might|to|is there))|"
    r"where (?:do|can|should|does|could|would|to)|which (?:team|service|charity|form|number|line|unit|"
    r"helpline|website|"
    r"scheme|route|group|button|option)|numbers?|phone|ring|call|dial|e-?mails?|contact|helplines?|hotline|"
    r"line|refer\w*|"
    r"report\w*|form|apply|support|help|consent|website|open|hours|route|services?|advice|scheme|charity|"
    r"how do (?:i|we|you|they)|can (?:i|we|he|she|they|you|somebody|someone))\b",
    re.IGNORECASE,
)
_NO_PERSONS = "".join(
    f"(?<!{whose} )"
    for whose in ("safety", "care", "support", "escape", "exit", "treatment", "payment", "repayment", "birth")
)
"""Before "plan": what is made for one person is not the plan."""

ABOUT_THE_PLAN = re.compile(
    rf"\b(?:{_NO_PERSONS}plan|plan's|document|themes?|partnership(?:'s)?|strategy|strategies|priorit(?:y|ies)|bullets?|"
    r"quotes?|quotations?|"
    r"lines? (?:on|about)|where (?:does|do) [^?.,]{2,60} (?:come|crop) up|"
    r"sentences?|wording|paragraph|section on|statements?|according to|safer kingston|excerpt|cross[- ]cutting|"
    r"mentioned|where(?:'?s| is| are) (?:each|it|that|both|they) covered|(?:got|have|there) on (?:each|both)|"
    r"on one (?:side|hand)|whole plan|(?:gets?|any) mentions?|definition|research|evidence base|comparisons?|"
    r"list(?:ed)? (?:every|all|the)|does it say|it says)\b",
    re.IGNORECASE,
)
ASKS_HOW_THINGS_ARE = re.compile(
    r"\b(?:links?|connections?|connected|relationship|ties?) between\b|\b(?:more|less) likely\b|\blikelier\b|"
    r"\b(?:is|are) .{2,60} (?:in (?:that|there|those|it|them)|among (?:them|those|these)|one of (?:them|those|"
    r"these))\b|"
    r"\bcounts? among\b|\b(?:linked|tied) (?:to|with)\b|\bone of the (?:types?|kinds?|sorts?|crimes|groups)\b|"
    r"\banything (?:saying|said|written)\b|\bthey (?:intend|aim|propose) to\b|\bdifferences? in\b.{3,90}\bbetween\b|"
    r"\bmakes? (?:\w+ ){1,2}(?:more|less) \w+ for (?:someone|somebody|people|those)\b|"
    r"\b(?:more|less) (?:liable|prone)\b",
    re.IGNORECASE,
)
"""Asks how one thing goes with another, or whether it is among others: the documents say that, no service does."""
NOT_HELD = re.compile(
    r"\b(?:which|what) (?:wards?|boroughs?|areas?|estates?) (?:has|have|had|sees?|is|are)\b|\bwhat was spent\b|"
    r"\bspent on\b|"
    r"\b(?:number|nos?)\.? of \w+( \w+){0,4} (?:reported|recorded|committed|in (?:19|20)\d\d|last (?:year|month)|"
    r"this (?:year|month)|(?:a|per|each|every) (?:year|month))\b|"
    r"\bhow many (?!ticks|days|weeks|months|hours|years|incidents|crimes|reports|complaints|times|times|points)\w+|"
    r"\b(?:statistics|stats|figures?|budget|funding|per cent|percent|percentage|share of|rates? of|trend|targets?|"
    r"salary|vacanc\w+|jobs? at|how much (?:money|funding|does (?:it|the) \w+ cost)|this year's|annual report|"
    r"name of (?:the|our|a)|what(?:'s| is) the name of|who is the|verdict|this week|in the news|latest|weather|"
    r"private (?:numbers?|phones?|mobiles?|addresses)|personal (?:mobiles?|numbers?|phones?)|home address(?:es)?|"
    r"grade|rating|league table|hiring|vacanc\w+|"
    r"(?:i|we|to|they|you|people|anyone|could|can) volunteer (?:for|at|with)|donat\w+|founded|set up in|"
    r"waiting (?:list|time)s?|chief executive|who (?:chairs|heads|manages|leads|owns|founded)|recovery rates?)\b",
    re.IGNORECASE,
)


OPENS_WITH_WHY = re.compile(r"\W*(?:so |and |ok )?why\b", re.IGNORECASE)
"""Asks for a reason: the documents give reasons, the directory says what to do."""

OPENS_A_QUESTION = re.compile(
    r"\W*(?:who|what|where|when|which|why|how|is|are|can|could|do|does|did|should|would|will|has|have|any|"
    r"give|find|list|"
    r"tell|show|quote|text (?:number|line|service)|e-?mail|website|number|contact|phone|"
    r"definition|number|every|both|all)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|keeps?|says?|said|told|(?:is|was|has|are|were|have|does|did|ca|wo|would|could)n'?t)\b",
    re.IGNORECASE,
)
"""Typed without capitals, a verb tells a sentence from keywords."""
LEAST_TOLD_WORDS = 7
"""A shorter first sentence is taken for keywords."""


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a question, each 1.0 or 0.0: a person's situation, a wish to reach a service, the plan, a figure."""

    situation: float = 0.0
    reaching: float = 0.0
    plan: float = 0.0
    not_held: float = 0.0


def form_of(text: str) -> Form:
    """Return the form of a masked question."""
    is_plan = ABOUT_THE_PLAN.search(text) is not None or ASKS_HOW_THINGS_ARE.search(text) is not None
    has_person = PERSON.search(text) is not None or _tells(text)
    return Form(
        situation=float(has_person and HAPPENING.search(text) is not None),
        reaching=float(REACHES.search(text) is not None),
        plan=float(is_plan),
        not_held=float(NOT_HELD.search(text) is not None),
    )


def _tells(text: str) -> bool:
    """Say whether the first sentence tells something, rather than asks, orders or lists keywords."""
    first = re.split(r"(?<=[.!?])\s", text.strip())[0]
    if len(first.split()) < LEAST_TOLD_WORDS or first.endswith("?") or OPENS_A_QUESTION.match(first):
        return False
    return first[:1].isupper() or _FINITE.search(first) is not None
