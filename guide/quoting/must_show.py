"""What a question asks for by kind, and what a quotation must then show: an amount, a date, a name, a law, a meaning.

Every rule is about how people ask, never about what a document holds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guide.asking.question_terms import LONGEST_STEM, plain_words
from guide.asking.understanding import content_words
from guide.quoting.superlatives import said_of_what_is_asked


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing asked for. called: after "asks for"; asks: in the question; shows: in a quotation.

    of_it: what shows it counts only in a sentence that speaks of what is asked.
    """

    called: str
    asks: re.Pattern[str]
    shows: re.Pattern[str]
    of_it: bool = False

    def is_shown(self, question_text: str, quoted: Sequence[str]) -> bool:
        """Say whether something quoted shows this kind of thing to the question."""
        telling = said_of_what_is_asked(self.asks, question_text, quoted) if self.of_it else quoted
        return any(self.shows.search(text) for text in telling)


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = (
    rf"\b(?:1\d{{3}}|20\d\d|\d{{1,2}}(?:st|nd|rd|th)|(?:{_MONTHS})\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"century|decade|today|tomorrow|yesterday|annual|yearly|quarterly|monthly|weekly|daily|after|during|until|since|"
    r"spring|summer|autumn|winter|age of|years? (?:ago|later|old))"
)
_TIME = (
    r"\d|\bo'clock\b|\b(?:noon|midday|midnight|dawn|dusk|morning|afternoon|evening|night)\b|"
    r"\b(?:past|to|at|from|until|till) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|\b24/7\b"
)
_HAPPENS = (
    r"(?:meet|met|start|begin|began|begun|end|finish|open|close|launch|publish|sign|review|update|updat|renew|expire|"
    r"run out|due|happen|happens?|take place|taking place|come into|came into|set up|founded|written|adopted|approved|"
    r"agreed|next|held|scheduled|consult|report back|be ready|go live|went live)"
)
_DIGITS = r"\d|\b(?:hundred|thousand|million|billion)s?\b"
_SIZES = (
    r"[£$€]|\d[\d,.]*(?!\d| times| to \d+ times| or \d+ times)\s?"
    r"(?:k|m|bn|p|million|billion|thousand|hundred|pounds?|dollars?|euros?|francs?)?\b|"
    r"\b(?:hundred|thousand|million|billion)s?\b|\bfree\b"
)
_RECURS = (
    r"(?:meets?|met|review|updat|publish|report|held|inspect|patrol|checked|train|collect|clean|open|consult|survey|"
    r"visit|hold|run)"
)
_PERIODS = (
    r"\b(annual|yearly|quarterly|monthly|weekly|fortnight|daily|regular|every|each (year|month|week|day|quarter)|once|"
    r"twice|often|rarely|frequent|always|times|(a|per) (year|month|week|day)|common|rates?)"
)
_POSTS = (
    r"councillor|minister|officer|director|manager|mp|mayor|judge|professor|author|university|college|company|charity|firm|"
    r"contractor|borough|country|county"
)
_BODIES = (
    rf"{_POSTS}|academic|school|provider|party|department|team|agency|authority|committee|board|ward|street|town|city|"
    r"hospital|prison|universities|companies|charities|agencies|authorities|organisation|partner"
)
THE_MOST = "which is the most"


def _kind(called: str, asks: str, shows: str, of_it: bool = False) -> Kind:
    return Kind(called, re.compile(asks, re.IGNORECASE), re.compile(shows, re.IGNORECASE), of_it)


KINDS = (
    _kind(
        "a number or address to reach somebody by",
        r"\b(phone|telephone|mobile|helpline|contact) (number|line)s?\b|\b(e-?mail|web) address|\bcontact details\b|"
        r"\b(?:url|web ?site|web ?page|e-?mail)\b (?:for|of|to)\b|"
        r"\b(?:send|give|got|get|find|have|need|want|paste|share|what(?:'?s| is)|where(?:'?s| is))\b"
        r"(?: (?:me|us|you))? (?:the|a|any) link (?:for|of|to) (?:(?:the|a|an|our|your|their|its) (?:[\w-]+ ){0,3}?)?"
        r"(?:plan|document|pdf|report|policy|strategy|form|page|web ?site|site|survey|map|portal|referral)\b|"
        r"^\W*link (?:for|to)\b|"
        r"\bwhere (?:can|could|do) (?:i|we|you|people|residents) (?:download|get (?:hold of )?a copy|find a copy)\b",
        r"\d{3}|@|\bwww\.|\bhttps?:",
    ),
    _kind(
        "an amount of money",
        r"\b(what|which|how (big|large|much)|size of)\b('?s)?( \w+){0,3}? (budget|salary|funding|spend|grant|fee|fine|"
        r"bonus|price)\b|"
        r"\bhow much (?:money|cash|funding)\b|\bhow much\b[^?.]{0,60}?\b(?:cost|spen[dt]|paid|pay|pays|earn|set aside|"
        r"budget\w*|allocat\w+|invest\w*|funding|worth|charge[ds]?|fined)\b|"
        r"\bwhat (?:do|does|did|will|would|is|are|was|were)\b[^?.]{0,60}?\b(?:cost|costing|paid|charged?|earn)\b"
        r"(?! of| society| us| communit| people| victims| (?:the|our) (?:public|communit|taxpayer|country|economy))|"
        r"\b(?:the|what|which) (?:total |average |annual |yearly |unit |exact )*(?:budget|price|salary|bill|fee) "
        r"(?:of|for|per|to)\b|"
        r"\b(?:what(?:'?s| is| was|)|(?:give|tell) (?:me|us)|need|know) the (?:\w+ ){0,2}cost (?:of|for|per|to)\b|"
        r"\b(?:total|average|annual|yearly|unit|exact) cost (?:of|for|per|to)\b|"
        r"\bin (?:pounds|sterling|£)|\bcosts? per\b",
        _SIZES,
    ),
    _kind(
        "a figure",
        r"\b(?:the|what|which) (?:\w+ )?(?:rate|figure|statistic|number|count|total)s? (?:of|for|on)\b|"
        r"\b(?:what(?:'?s| is| are| was)|which) (?:\w+ ){0,3}rates? (?:in|for|of|at|across|among|is|are|was|now|"
        r"today)\b|"
        r"\b(?:response|turnaround) times?\b|"
        r"\b(?:give|have|has|got|state|say|quote|put|there)s? (?:us |me |you )?(?:a|an|any) (?:\w+ ){0,2}?"
        r"(?:number|figure|percentage|per ?cent|statistic|stat)s?\b(?! of\b)|"
        r"\b(?:statistics|stats|data|figures|numbers) (?:for|on|about|of|in)\b(?! the (?:helpline|team|service))",
        r"\d|per ?cent|\b(?:half|third|quarter|twice|times|one in|six|three|two|four|five|seven|eight|nine|ten)\b|"
        r"\brates?\b",
    ),
    _kind(
        "how long people wait",
        r"\bwaiting (?:list|time|period)s?\b|\bwait times?\b|"
        r"\bhow (?:long|big)(?:'s| is| are)? (?:the|their|your) (?:wait|queue|backlog)\b|"
        r"\bhow long (?:do|does|will|would|must)\b[^?.]{0,40}? wait\b",
        r"\bwait|\bqueue|\bbacklog|\b(?:minute|hour|day|week|month)s?\b",
    ),
    _kind(
        "a target",
        r"\b(?:(?:the|our|its|their|what|which|set|kpi|performance|there (?:is |are )?(?:a|"
        r"any)) (?:\w+ ){0,2}?)targets?\b"
        r"(?= (?:for|to|on|by|set|is|are|in|figure|date|does|do|we)\b|\s*[?,.;:]|$)|\bwhat'?s the (?:\w+ )?target\b|"
        r"\brate targets?\b|\btargets? (?:for|by) (?:20)?\d\d\b|"
        r"(?:^|[.?!] )\W*any (?:\w+ )?targets?\b",
        r"\btargets?\b|\bgoals?\b|\bto (?:cut|reduce|raise|increase)\b[^.]{0,40}\bby\b",
    ),
    _kind(
        "how success is measured",
        r"\b(?:kpis?|performance (?:indicators?|measures?)|success (?:be |is )?(?:measured|judged)|"
        r"measures? of success|"
        r"how (?:will|do|does|is|are|would|can) [^?.]{0,50}"
        r"\b(?:measured?|monitor(?:ed)?|track(?:ed)?|evaluated?|judged?))\b",
        r"\bmeasur|\bmonitor|\bindicator|\bevaluat|\btrack|\bjudged",
    ),
    _kind("how often something takes place", rf"\bhow (?:often|frequently|regularly)\b[^?.]*\b{_RECURS}", _PERIODS),
    _kind(
        "how often",
        r"\bhow (?:often|frequently|regularly)\b",
        _PERIODS + r"|\b(?:many|most|few|majority|significantly)\b",
    ),
    _kind(
        "what the letters stand for",
        r"\bwhat (does|do|is|are) .{2,40} stand(ing)? for\b|\bwhat (?:do|does) (?:the )?(?:letters|initials|acronym)\b|"
        r"\bspell(?:ed|s|t)? out\b|\b(?:full|long) (?:name|form) of\b|\bshort for\b",
        r"\w \(|\bstands? for\b",
    ),
    _kind(
        "a percentage",
        r"\b(what|which) (percentage|per ?cent|proportion|share|fraction)\b|\bhow many (?:per ?cent|percent)\b",
        r"\d\s?%|\bper ?cent|\b(half|third|quarter|fifth|tenth|one in)\b|\d (in|out of) \d|\b(?:most|majority|all)\b",
    ),
    _kind(
        "a rate of so many",
        r"\bper (?:\d[\d,]*|(?:hundred|ten|thousand|million)(?: \w+)?|head|capita)\b",
        r"\bper (?:\d|hundred|thousand|million|head|capita)|\bin every \d|\bone in\b|\d\s?%|\bper ?cent",
    ),
    _kind(
        "an age",
        r"\b(?:what|which) (?:exact )?ages?\b(?! groups?)|\bage (?:range|limit|bracket)s?\b",
        r"\d|\bage[ds]?\b|\byears? old\b|\bteen|\bunder (?:ten|twelve|eighteen)|\beighteen\b",
    ),
    _kind(
        "an age group",
        r"\b(?:what|which) age[- ]groups?\b",
        r"\d|\bage[ds]?\b|\byears? old\b|\b(?:young|old|child|teen|adult|elder|pension|bab(?:y|ies)|youth|juvenile)",
    ),
    _kind(
        "how a study was made",
        r"\bsample sizes?\b|\bsize of the sample\b|\bmethodology\b|\bpeer[- ]reviewed\b|"
        r"\bhow many (?:\w+ ){0,3}(?:took part|were (?:surveyed|interviewed|asked|studied|sampled)|"
        r"in the (?:study|sample|survey|research))\b",
        r"\bsampl|\bparticipants?\b|\bsurvey|\binterview|\brespond|\bmethod|\bpeer|\bn ?=|\d{2,}",
    ),
    _kind(
        "which sex",
        r"^(?!.*\bhow (?:many times|much more|much less)\b).*(?:"
        r"\b(?:men|males?|boys)\b(?: \w+){0,2} (?:and|or|as|than|versus|vs|from|with|to) (?:women|females?|girls)\b|"
        r"\b(?:women|females?|girls)\b(?: \w+){0,2} (?:and|or|as|than|versus|vs|from|with|to) (?:men|males?|boys)\b|"
        r"\bgenders?\b|\bby sex\b)",
        r"\b(?:wo)?men\b|\b(?:fe)?males?\b|\bgirls?\b|\bboys?\b|\bgender|\bsex\b",
    ),
    _kind(
        THE_MOST,
        r"\b(?:which|what) (?:[\w-]+ ){1,4}?(?:is|are|was|were|do|does|did|has|have|gets?|sees?|causes?) "
        r"(?:[\w-]+ ){0,3}?(?:the )?most\b(?! likely)",
        r"\b(?:most|least|highest|lowest|largest|biggest|greatest|smallest|main|mainly|chief|chiefly|top|leading|"
        r"primary|primarily|predominant\w*|principal\w*|commonest|majority|critical|severe|substantial|higher|greater|particular\w*|especially|significant\w*|\w+est)\b",
        of_it=True,
    ),
    _kind(
        "how one compares with another",
        r"\b(?:bigger|greater|larger|higher|lower|worse|smaller|fewer|commoner)\b[^?.!]{0,50}\bthan\b|"
        r"\b(?:over(?:taken|took|takes?)|outnumber\w*|outstrip\w*|exceed(?:s|ed)?)\b",
        r"\b(?:more|less|fewer|than|greater|higher|lower|larger|bigger|smaller|worse|better|times|twice|double|half|"
        r"compared|overt\w+|outnumber\w*|outstrip\w*|exceed\w*|increas\w+|exacerbat\w+|escalat\w+|most|least|\w+est)\b|"
        r"\d\s?%|\bper ?cent",
    ),
    _kind(
        "so often as that",
        r"\b(?:do|does|did|is|are|must|should|will|has|have)\b[^?.!,;]{3,90}\b"
        r"(?:every (?:\w+ )?(?:days?|weeks?|months?|"
        r"years?)|(?:once|twice|\w+ times) (?:a|per|every|each) (?:day|week|month|year))\b",
        r"\bevery\b|\beach (?:year|month|week|day)|\bannual|\byearly|\bquarterly|\bmonthly|\bweekly|\bfortnight|"
        r"\bdaily|\bonce\b|\btwice\b|\b(?:a|per) (?:day|week|month|year)\b",
    ),
    _kind(
        "the reason",
        r"\b(?:say|says|said|explain|explains|explained|give|gives|given|state|states) (?:the |a |any |us |me )*"
        r"(?:reasons? )?why\b|\b(?:reasons?|causes?) (?:given|for|behind)\b",
        r"\b(?:because|since|due to|owing to|as a result|stems? from|caused?|causes|leads? to|driv\w+|reasons?|thus|"
        r"therefore|so that|in order|to (?:avoid|ensure|keep|help|prevent|allow)|"
        r"thanks to|by|as|for|factor|result\w*|increas\w+|escalat\w+|exacerbat\w+|likel\w+)\b",
    ),
    _kind("a time of day", r"\b(?:what|which) (?:exact )?time\b(?! (?:of year|scale|frame))", _TIME + "|" + _DATE),
    _kind(
        "a date",
        rf"\bwhen\b(?! (?:someone|somebody|people|they|a|an|it comes)\b)[^?.]{{0,60}}?\b{_HAPPENS}(?:s|ed|es|ing|n)?\b|"
        r"\b(?:what|which) (?:exact )?(?:date|day|month|year)\b|\bwhat'?s the (?:date|deadline)\b|\bdeadline\b|"
        r"\bhow soon\b|\bby when\b",
        _DATE,
    ),
    _kind(
        "a law or a penalty",
        r"\b(?:what|which) (?:law|act|legislation|statute|section of the \w+ act|offence code)\b|"
        r"\b(?:maximum|minimum|likely|usual) (?:sentence|penalty|fine)\b|"
        r"\b(?:what|how (?:big|long|heavy))\b[^?.]{0,30}\b(?:penalty|punishment|sentence|jail term|fine) (?:for|if|"
        r"is)\b|"
        r"\bhow (?:long|many years) (?:do|does|will|would|can|could|in (?:prison|jail))\b[^?.]{0,40}"
        r"\b(?:get|serve|prison|jail|sentenced?)\b",
        r"\b(?:act|law|legislation|section \d|statut\w+|fine[ds]?|years?|months?|sentenced?|penalt\w+|imprison\w+)\b",
    ),
)
"""The order is that of the question: the first kind that is asked for and not shown is named."""

BY_NAME = re.compile(
    rf"\bwhich (?:\w+ )?(?:{_BODIES})s?\b(?! of\b)|"
    rf"\b(?:what |what(?:'?s| is) the name of (?:the |a |our )?(?:\w+ )?)(?:{_POSTS})s?\b(?! of\b)|"
    r"\bwho (?:wrote|writes|signed|signs|approved|approves|agreed|agrees|oversees|audits|chairs?|"
    r"drafted|authored|leads?|runs|heads|manages|owns|funds|funded|pays|"
    r"paid for|"
    r"came up with|invented|devised|developed|carried out|did the|conducted|commissioned|published|produced|"
    r"(?:is|are|was|were|will be|'?s) (?:the |our |in )?(?:charge|chair|chairman|chairwoman|director|head|leader|lead|"
    r"manager|author|authors|responsible|accountable|boss|mayor|minister|commander|coordinator|co-ordinator|"
    r"councillor|cabinet member|contact|person))\b|"
    r"\bwhat(?:'?s| is| are) (?:each|every)(?: one)? called\b|"
    r"\bwhere (?:does|do|did) (?:the|that|this|those|these|it|they)\b[^?.]{0,50}\bcome from\b|"
    r"\b(?:source|origin) of (?:the|that|this|those|these)\b|"
    r"\b(?:which|whose|what) (?:study|survey|report|paper|researchers)\b|\bwhich research\b|"
    r"\b(?:names please|by name|(?:need|give|want) (?:me |the |an? )*(?:names?|authors?))\b|"
    r"\bwhere (?:is|are|was|were|will)\b[^?.]{0,50}\b(?:based|located|situated|held|take place|office|meet)\b",
    re.IGNORECASE,
)
"""Asks for a person, a body or a place that can only be told by name."""

OPINION = re.compile(
    r"\b(?:do|don'?t|would|did|what do|what would|how do) you (?:personally |really |honestly )?"
    r"(?:think|reckon|believe|agree|feel|prefer)\b(?! (?:the |this |our )?(?:plan|document|strategy|it) (?:says?|"
    r"means?))|\byour (?:own |honest |personal )?(?:opinion|view|take|"
    r"verdict)\b|\bwhich (?:\w+ )?party\b|\bwho should (?:i|we) vote\b|"
    r"\b(?:is|are|was) (?:the |this |our |your )?(?:plan|strategy|it|partnership) (?:any good|good enough|"
    r"realistic|a waste|"
    r"a joke|rubbish|useless|fit for purpose|value for money|working|worth)\b|\bwill (?:it|the plan|"
    r"this) (?:ever )?work\b",
    re.IGNORECASE,
)
"""Asks what the guide thinks, or for a judgement on the document: quotations give neither."""


def not_shown(question_text: str, quoted: Sequence[str]) -> str:
    """Return what is asked for by kind and no quotation shows, "" when all is shown.

    quoted: the best first. A further one counts only if it shares a word with the question.
    """
    asked = {word[:LONGEST_STEM] for word in content_words(question_text)}
    telling = [text for place, text in enumerate(quoted) if place == 0 or asked & _stems(text)]
    for kind in KINDS:
        if kind.asks.search(question_text) and not kind.is_shown(question_text, telling):
            return kind.called
    return ""


def _stems(text: str) -> set[str]:
    return {word[:LONGEST_STEM] for word in plain_words(text)}
