"""What a question about a service asks for: which field, of what age, for which area. Rules about how people ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guide.asking.pathway_forms import PERSON, form_of
from guide.asking.pathway_people import CHILDREN, harmed_sex, is_harmed_at_home, sex_turned_to, speaks_of_own_abuse
from guide.asking.understanding import asking_sentences

_FIELDS: tuple[tuple[str, str], ...] = (
    (
        "hours",
        r"\b(?:opening (?:hours|times?)|hours|what times?|how (?:late|early) (?:is|are|can|do|does|will)|"
        r"(?:till?|until) what time|"
        r"when (?:is|are|does|do|can)\b.{0,60}\b(?:open|shut|close|"
        r"staffed|answered|available|running)|open (?:on|at|all|over|late|today|tonight|now|until|round|every|"
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?)|is it open|"
        r"still open|close at|out of hours|after hours|weekends?|saturdays?|sundays?|bank holidays?|"
        r"evenings?|overnight|"
        r"at night|24[ /-]?7|24[ -]?hours?|round the clock|all night|day and night|christmas)\b",
    ),
    (
        "consent",
        r"\b(?:consents?|consenting|permission|agree|agrees|agreement|agreed|say yes|says no|say no|"
        r"refuses?|refusing|"
        r"anonymous|anonymously|anonymity|give (?:my|her|his|their|a|your) names?|giving (?:my|her|his|"
        r"their|a|your) name|"
        r"confidential|confidentially|confidentiality|in confidence|secret|voluntary|compulsory|forced to|"
        r"tell the parents|"
        r"(?:need|get|got|have|without) (?:(?:the|my) )?[\w']+ (?:ok|okay|say[- ]so|blessing|go[- ]ahead)|"
        r"pass(?:es|ed)? (?:\w+ ){0,4}on|shares? (?:\w+ ){0,3}(?:data|details|information)|data|without telling)\b",
    ),
    (
        "thresholds",
        r"\b(?:thresholds?|criteria|criterion|qualif\w+|eligib\w+|how many|how high|how serious|"
        r"how bad (?:has|does|must|is it)|"
        r"what counts?|counts? as|"
        r"score|scored|ticks?|within how|how (?:recent|long ago))\b",
    ),
    (
        "who_may_refer",
        r"\b(?:who (?:can|may|is allowed to|has to|makes?|does the) (?:\w+ ){0,3}refer\w*|"
        r"can (?:i|we|a \w+|an \w+|anybody|anyone) (?:\w+ )?refer|(?:am i|are we) allowed to|"
        r"who can (?:send|put)|ha(?:s|ve) (?:it|they) got to be|(?:can|may|could) (?:i|we) (?:put|send) \w+ forward|"
        r"self[- ]?refer\w*|refer (?:her|him|them|my)self|"
        r"(?:has|have|got) to (?:be|ring|call|phone|apply|ask|report)\b.{0,50}\b(?:him|her|them)sel(?:f|ves)|"
        r"(?:can|could|may) (?:a|his|her|their|my|the) (?:\w+ )?(?:sister|brother|mum|dad|mother|father|parent|"
        r"friend|mate|neighbour|relative|gran|nan|aunt|uncle|son|daughter|carer|worker|colleague|volunteer|teacher) "
        r"(?:ask|apply|ring|call|phone|refer|report)|"
        r"sign (?:her|him|them)self up|first responders?|who (?:can|may) apply|on (?:her|his|their) behalf|"
        r"(?<!do i )(?<!do we )(?<!should i )(?<!should we )(?<!who to )"
        r"(?:apply|call|ring|phone) for (?:somebody|someone|him|her|my|a) ?\w*)\b",
    ),
    (
        "have_ready",
        r"\b(?:have ready|what (?:information|details?|evidence|documents?|paperwork)|what (?:do|does|should|will) "
        r"(?:\w+ ){1,4}(?:need|bring|include|keep|put)|(?:goes?|be listed|list\w*) (?:in|on|into) (?:a|an|"
        r"the|that|my) (?:\w+ ){0,3}(?:form|alert|report|review|referral))\b",
    ),
    (
        "what_happens_next",
        r"\b(?:what happens|happens? (?:next|after|once|then)|how (?:soon|quickly|fast)|how long (?:does|"
        r"do(?! (?:i|we) (?:have|get) to (?!wait))|will|before|"
        r"till?|until|to)|hear back|"
        r"who decides|decision|reply|get back|what (?:does|do|will) (?:they|it|the \w+) do with)\b",
    ),
    (
        "legal_basis",
        r"\b(?:which (?:law|act|section)|what (?:law|act|section|power)|legal(?:ly)?(?! advice)|legislation|statut\w+|"
        r"section \d+\w*|"
        r"is (?:it|that|this|\w+ing\b.{0,40}) (?:a crime|an offence|illegal|against the law)|"
        r"maximum sentence|offence|(?:a|the) court (?:stop|order)|court order)\b",
    ),
    (
        "who_for",
        r"\b(?:age limits?|what ages?|which ages?|up to what age|how old|too old|too young|who (?:is|"
        r"are) (?:it|they|\w+) "
        r"for|who can use|is it (?:only |just )?for|only for|take (?:men|women|children)|for (?:men|women|"
        r"adults|children))\b",
    ),
    (
        "when_to_use",
        r"\bwhat(?:'s| is| are| does| do|s) (?:.{1,60} (?:do|cover|for|about|mean)\b|(?:an? |the )?[\w' ]{2,40}\?$)|"
        r"\bwhen (?:is|should|do|would) .{1,60}(?:right|use|used|call|instead|appropriate)\b",
    ),
    (
        "names",
        r"\b(?:(?:still |now |what(?:'s| is) it )called|new name|old name|renamed|used to be|changed (?:its )?name|"
        r"stands? for|what does \w+ mean)\b",
    ),
    (
        "contact",
        r"\b(?:numbers?|phone|telephone|tel|fax|dial|e-?mails?|e-?mailed|"
        r"(?<!to )(?<!do )(?<!does )(?<!we )(?<!they )(?<!plan )(?<!services )(?<!partners )address|"
        r"website|web ?site|web page|online form|"
        r"contact details|contact for|where (?:do|does|should|can|did) (?:\w+ ){1,4}(?:send|post|forward|"
        r"go)|text (?:number|line|service)|helplines?|hotline|who (?:do|can|should|"
        r"does|could) "
        r"(?:\w+ ){1,3}(?:ring|call|phone|contact|text))\b",
    ),
)
GENERAL = "when_to_use"
"""Asked for by "what is ... for": words that also ask for any other field, which then goes before."""
FIELDS = tuple((key, re.compile(pattern, re.IGNORECASE)) for key, pattern in _FIELDS)

_TOLD: tuple[tuple[str, str], ...] = (
    (
        "hours",
        r"\b(?:out of hours|after hours|weekends?|saturdays?|sundays?|bank holidays?|evenings?|overnight|at night|"
        r"24[ /-]?7|24[ -]?hours?|round the clock|all night|day and night|christmas)\b",
    ),
    (
        "consent",
        r"\b(?:agreed|agreement|says no|refuses?|refusing|secret|data|forced to|passe[sd] (?:\w+ ){0,4}on|"
        r"shared (?:\w+ ){0,3}(?:data|details|information))\b",
    ),
)
_TELLS = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in _TOLD}
"""Words of a field that a story is told with as well: "hit on saturday", "refuses all help"."""

ADULT_FROM = 18

_BRACKETS = re.compile(r"\s*\([^()]*\)")

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBER_WORDS = {word: number for number, word in enumerate(f"{ONES} eighteen nineteen".split())}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER = rf"(?:\d{{1,2}}|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(NUMBER_WORDS)}))?|{'|'.join(NUMBER_WORDS)})"
AGE = re.compile(
    rf"\b(?:aged?|(?:s?he|they)(?:'?s| is| are|'?re)?(?: only| just)?|only|is|was)\s+(?P<a>{NUMBER})"
    rf"(?=\s*(?:[,.;:?!)]|$|and\b|years?\b|now\b|but\b|who\b|tho(?:ugh)?\b|btw\b|actually\b|mind\b|mate\b|"
    r"if that\b|it turns\b|so\b))|"
    rf"\b(?P<b>{NUMBER})[- ]?(?:years?[- ]olds?|yrs?[- ]olds?|y/?o|yrs)\b|"
    rf"\b(?:girl|boy|lad|woman|man|child|kid|daughter|son|pupil|student)s?,? (?:of |"
    rf"aged )?(?P<c>{NUMBER})\b(?! ?(?:times|days|weeks|months|hours))|"
    rf"^\W*(?P<d>{NUMBER}),",
    re.IGNORECASE,
)
SCHOOL_YEAR = re.compile(r"\byear (\d{1,2})\b", re.IGNORECASE)
CHILD = re.compile(
    r"\b(?:child|children|kids?|bab(?:y|ies)|toddlers?|infants?|teens?|teenagers?|teenaged?|schoolgirls?|"
    r"schoolboys?|pupils?|"
    r"reception class|primary school|secondary school|school|minors?|under[- ](?:18s?|1[0-7]s?|tens?)|"
    r"newborn|adolescents?|"
    r"little (?:girl|boy|ones?))\b",
    re.IGNORECASE,
)
ADULT = re.compile(
    r"\b(?:adults?|pensioners?|elderly|grandad|grandma|gran|nan|old (?:lady|man|boy|gent|woman|chap)|wife|"
    r"husband|missus|"
    r"ex-(?:wife|husband)|(?:\w+ty|\d0)[- ]something|in (?:his|her|their) (?:\w+ties|\d0s)|retired|colleague)\b",
    re.IGNORECASE,
)

OTHER_AREAS = frozenset(
    """barking barnet bexley brent bromley camden croydon dagenham ealing enfield epsom elmbridge esher
    greenwich hackney
    hammersmith haringey harrow havering hillingdon hounslow islington kensington lambeth leatherhead lewisham merton
    newham redbridge richmond southwark spelthorne surrey sutton walthamstow wandsworth westminster guildford woking
    fulham""".split()
)
HERE = re.compile(
    r"\b(?:kingston|surbiton|new malden|tolworth|chessington|norbiton|hook|berrylands|here|local)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    fields: keys of the fields it asks for, most telling first. youngest, oldest: the ages named, None without one.
    areas: other boroughs named. is_here: Kingston is named or meant. sex: men, women or children, who is harmed.
    own_abuse: it is about somebody's own abuse of others. at_home: a partner, parent or child is hit. if_taken: it asks
    whether people of the ages or areas named are taken.
    """

    fields: tuple[str, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    areas: tuple[str, ...] = ()
    is_here: bool = False
    sex: str = ""
    own_abuse: bool = False
    at_home: bool = False
    if_taken: bool = False

    def conflicts_with_ages(self, least: int | None, most: int | None) -> bool:
        """Say whether every age named lies outside what a record states."""
        if self.youngest is None or self.oldest is None:
            return False
        return (least is not None and self.oldest < least) or (most is not None and self.youngest > most)

    def holds_ages_of(self, other: Asked) -> bool:
        """Say whether every age that the other names lies within the ages named here."""
        if self.youngest is None or self.oldest is None or other.youngest is None or other.oldest is None:
            return False
        return self.youngest <= other.youngest and other.oldest <= self.oldest


def asking_part(text: str) -> str:
    """Return the sentences of a message that end in a question mark, the whole message if none does."""
    asking = [part for part in re.split(r"(?<=[.!?])\s+", text) if part.endswith("?")]
    return " ".join(asking) or text


def asking_words(text: str) -> str:
    """Return the sentences of a message that ask, with a question mark or without; brackets are left out.

    What stands in brackets was put there for the search: it says no more about what is asked for.
    """
    plain = _BRACKETS.sub("", text)
    marked = asking_part(plain)
    return " ".join(asking_sentences(plain)) if "?" not in marked else marked


def read(text: str) -> Asked:
    """Return what a masked question asks for."""
    youngest, oldest = ages_named(text)
    sex = harmed_sex(text)
    asking = asking_part(_BRACKETS.sub("", text))
    fields = tuple(key for key, pattern in FIELDS if pattern.search(asking) and not _is_told(key, pattern, asking))
    return Asked(
        fields=tuple(key for key in fields if key != GENERAL) or fields,
        youngest=youngest,
        oldest=oldest,
        areas=areas_named(text),
        is_here=HERE.search(text) is not None,
        sex="" if sex == CHILDREN and oldest is not None and oldest >= ADULT_FROM else sex,
        own_abuse=speaks_of_own_abuse(text),
        at_home=is_harmed_at_home(text),
        if_taken=asks_if_taken(text),
    )


def _is_told(key: str, pattern: re.Pattern[str], asking: str) -> bool:
    """Say whether words of a field stand in what is told of somebody, and no others ask for it: meaning judges those.

    A sentence that tells nothing of anybody asks with them: "and at weekends?".
    """
    tells = _TELLS.get(key)
    if tells is None or not (form_of(asking).situation or key == "consent" and PERSON.search(asking)):
        return False
    return pattern.search(tells.sub(" ", asking)) is None


_ASKS_IF_TAKEN = re.compile(
    r"\b(?:can|could|do|does|will|would|may)\b[^?.!]{0,60}\b(?:takes?|covers?|accepts?|sees?|refer(?:ral)?|helps?|serves?|"
    r"go to|use)\b|\b(?:is|are) [^?.!]{0,40}\b(?:for|ok for|open to)\b",
    re.IGNORECASE,
)


def asks_if_taken(text: str) -> bool:
    """Say whether a question asks if a service takes people of an age or from an area that it names."""
    youngest, oldest = ages_named(text)
    is_exact = youngest is not None and youngest == oldest
    return bool(is_exact or areas_named(text)) and _ASKS_IF_TAKEN.search(text) is not None


def read_after(text: str, newest: str) -> Asked:
    """Return what a question asks for that was completed from an earlier turn; who is told of last is meant.

    newest: the last message by itself, as in "and for a man?" after a question about women.
    """
    asked, (youngest, oldest) = read(text), ages_named(newest)
    if youngest is not None:
        asked = replace(asked, youngest=youngest, oldest=oldest)
    return replace(asked, sex=sex_turned_to(newest) or asked.sex)


def without_places(text: str) -> str:
    """Return a text without the names of boroughs and of parts of Kingston."""
    here = HERE.sub(" ", text)
    return re.sub(r"[a-z]+", lambda word: "" if word[0].lower() in OTHER_AREAS else word[0], here, flags=re.IGNORECASE)


_PRISON = re.compile(r"\b(?:hmp|hmyoi) \w+|\b\w+ (?:prison|jail|hmp)\b")


def areas_named(text: str) -> tuple[str, ...]:
    """Return the other boroughs that a text names. Whose prison somebody leaves is not where they are."""
    return tuple(sorted(OTHER_AREAS & set(re.findall(r"[a-z]+", _PRISON.sub(" ", text.lower())))))


def ages_named(text: str) -> tuple[int | None, int | None]:
    """Return the youngest and the oldest age named. Words for children and adults count where no age is given."""
    ages = [
        number_said(next(group for group in match.groups() if group)) for match in AGE.finditer(_BRACKETS.sub("", text))
    ]
    ages += [int(year) + 5 for year in SCHOOL_YEAR.findall(text)]
    if ages:
        return min(ages), max(ages)
    child, adult = CHILD.search(text) is not None, ADULT.search(text) is not None
    if child == adult:
        return None, None
    return (0, 17) if child else (18, 120)


def number_said(words: str) -> int:
    """Return a number from 0 to 99 as it is written in figures or words."""
    folded = words.lower()
    if folded.isdigit():
        return int(folded)
    parts: Sequence[str] = re.split(r"[- ]", folded)
    return sum(TENS.get(part, NUMBER_WORDS.get(part, 0)) for part in parts)
