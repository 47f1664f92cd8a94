"""Signs that somebody now thinks of death or harms themselves, as patterns by name. danger.py weighs them."""

from __future__ import annotations

import re

from guide.alerting.danger_words import FIRST_PERSON, patterns

CRISIS = {
    "suicidal": patterns(
        r"\b(?<!not )(?<!no )(?<!isn't )(?<!by )(?<!committed )sui?cid(?:al|e|ial)?\w*\b(?! (?:bereave\w*|"
        r"prevention|figures?|audit|support groups?|services?|clinics?|polic(?:y|ies)|statistics|awareness|nurses?))",
        r"\b(?:kill|killing|hang|hanging|drown|drowning|shoot|shooting|top|topping|off|offing|gas|gassing|"
        r"electrocute) (?:himself|herself|myself|themself|themselves|hisself|hi[ms]self|meself)\b|\bkms\b|"
        r"\bunalive\w*\b",
        r"\b(?:end|ending|ended|take|taking|takes|finish|finishing|ends) (?:(?:his|her|my|their|its|"
        r"your)(?: own)? (?:life|lives)|it all|things|it(?= [.,]|[.,]|$| before| tonight| if| now| soon| because|"
        r" and)|life|everything)\b(?! (?:out|to|up|as|of|on))",
        r"\b(?:ending|end) it\b|\b(?:not|no longer) (?:want\w* |wish\w* )?to be (?:here|alive)\b|"
        r"\bdo (?:something|anything) to (?:myself|himself|herself|themsel\w+)\b|\bdo it at the\b|"
        r"\bhasn'?t? the guts\b|\bhad the guts\b|\bworkin?g? up the courage\b",
    ),
    "wish to die": patterns(
        r"\b(?:want|wants|wanting|wanna|wanted|wish|wishes|wishing|hope|hopes|ready|rather|pray|prays|praying|"
        r"prefer|like|likes|longs?|longing) (?:\w+ ){0,5}?(?:die|dead|death|not wake|never wake|never woke\w*|"
        r"disappear(?! to)|not be here|go to sleep and|it to stop|it all to stop|it all to end|to join (?:her|him)|"
        r"join (?:her|him)|be with (?:her|him)|to go too|go too|be gone|be let go|want out)\b(?! (?:about|for a|"
        r"than))",
        r"\b(?:pictur\w+|imagin\w+|think\w* (?:about|of)|thought (?:about|of)) (?:\w+ )?(?:not being (?:here|"
        r"alive|around)|my (?:own )?funeral|"
        r"being (?:dead|gone))\b|\b(?:help|helped|helps) (?:\w+ )?to (?:go too|die|go quietly|slip away)\b",
        r"\b(?:better|best) off (?:dead|without (?:me|him|her|them)|if (?:i|he|she) (?:was|were|wasn'?t))\b|"
        r"\bwish(?:es|ed)? (?:i|he|she|they) (?:was|were|wasn'?t|weren'?t|could|had never|"
        r"hadn'?t)\b[^.;]*\b(?:dead|here|alive|born|disappear|woken|die)\b|\b(?:'d|would) be (?:better off|"
        r"dead)\b|\bbe dead by\b",
        r"\b(?:don'?t|dont|doesn'?t|doesnt|didn'?t|do not|does not|not|no longer) (?:want|wanna|wish|wants|"
        r"feel like) (?:\w+ ){0,2}?(?:(?:be|being) (?:here|alive|around)|live|living|to live|wake up|wak\w+|"
        r"to wake|exist\w*|go on|carry on|carrying on)\b|\bnever (?:wake|woke|waking) up\b|\bnot wak(?:e|"
        r"ing) up\b|\b(?:doesn'?t|don'?t|dont|not) wake up (?:tomorrow|again)\b",
        r"\b(?:no|any|nothing|not see a|can'?t see (?:a|any)|see any|see a|see no|isn'?t a|lost the|"
        r"without) (?:reason|point|will|left|wish|purpose|left|future|way out|reasons)?(?: in| to| for|"
        r" left)*(?: go on| going on)? ?(?:liv\w+|life|to live(?: for)?|go on living|carry on|being (?:here|"
        r"alive)|future (?:for|ahead)|go on)\b|\bnothing (?:left )?(?:to|worth) liv(?:e|ing)(?: for)?\b|"
        r"\bno point (?:to|in|of) (?:my|his|her|any|life|living|it any|going|carrying|being)\b|\bno (?:reason|"
        r"will) to live\b|\bwhat'?s the point\b(?=[^.;]*\b(?:live|living|life|nothing|myself|anyone)\b)|"
        r"\bno (?:other )?way out\b",
        r"\blife(?:'s| is|s| isn'?t|'s not| not)? (?:not |isn'?t )?(?:worth (?:living|it)|pointless|not worth)\b|"
        r"\b(?:can'?t|cant|cannot|could not|couldn'?t) (?:see myself )?(?:go on(?! with (?:this|the|"
        r"that) (?!life|pain))|carry on|do this any ?more|"
        r"do life|take (?:it |this )?(?:any ?more|another day)|keep (?:going|(?:him|her|my|them)sel\w+ safe)|"
        r"stay safe|face (?:another (?:day|night|week|month|year|morning|christmas)|tomorrow)|do it any ?more|"
        r"cope any ?more and)\b|\bdone with (?:living|life)\b|"
        r"\bready to go\b(?=.*\b(?:liv|life|done)\b)|\blast (?:night|day) on earth\b|\b(?:won'?t|will not|"
        r"wont) be (?:here|around)\b(?! (?:on|at|until|till|from|next|for the meeting|tomorrow))|"
        r"\bnot be around\b|\bno use to any\w+\b|\b(?:nobody|no one|noone) would (?:miss|care|notice)\b",
        r"\b(?:not|don'?t|doesn'?t|does not|do not) (?:feel|feeling) (?:\w+ )?safe with (?:my|him|her|"
        r"them)sel\w+\b|\bscared (?:of )?(?:what )?(?:i|he|she)(?:'ll|'d| will| might| may) do\b(?! to (?:his|"
        r"her|my|the|our|someone|other))|\bnot existing\b|"
        r"\bgoodbye (?:letters?|notes?|messages?|texts?)\b|\b(?:written|wrote|left) (?:a |me a )?(?:note|"
        r"letter)s? (?:to|for) (?:my|his|her|their|the) (?:kids|children|family|mum|wife|husband)\b|"
        r"\bstockpil\w+ (?:\w+ )?(?:tablets|pills|meds|medication)\b|\bsaving up (?:\w+ )?(?:tablets|pills)\b|"
        r"\blook\w* at the (?:railway|pills|tablets|train|bridge)\b|\bdark thoughts\b|\bbought (?:a )?rope\b|"
        r"\bsaid goodbye (?:to \w+ )?in a (?:strange|odd)",
    ),
    "self-harm": patterns(
        r"\bdo something (?:stupid|silly|daft)\b",
        r"\b(?<!no thoughts of )(?<!clear of )self ?-? ?harm\w*\b(?! (?:prevention|figures?|audit|support groups?|"
        r"services?|clinics?|polic(?:y|ies)|statistics|awareness|nurses?))|\b(?:bit(?:e|es|ing)|pinch\w*|"
        r"punch\w*) my (?:own )?(?:arms?|legs?|hands?|thighs?)\b|\bsh(?:'|-)?ing\b",
        r"\b(?<!never )(?:hurt|hurts|hurting|harm|harms|harming|cut|cuts|cutting|burn|burns|burning|scratch\w*|"
        r"starv\w+|"
        r"punch\w*|hit|hits|hitting|bit\w*|injur\w+|bruis\w+) (?:and (?:burns?|cuts?|scratch\w*) )?(?:himself|"
        r"herself|myself|themself|themselves|hisself)\b",
        r"\b(?:cut|cuts|cutting|burn|burns|burning|slash\w*|slic\w+|scratch\w*|using it on|"
        r"lighter on) (?:\w+ )?(?:(?:his|her|my|their|own) )(?:own )?(?:arms?|wrists?|thighs?|legs?|skin|stomach|"
        r"body|hands?)\b|\bcutting (?:again|arms|wrists)\b|\bfresh cuts\b|\bcuts (?:all )?(?:up|on|down|over|"
        r"along) (?:his|her|my|their)\b",
        r"\b(?:razor|razors|blades?|lighter)\b[^.;]*\b(?:on (?:his|her|my|their) (?:legs?|arms?|wrists?|thighs?|"
        r"hands?|skin)|hurt (?:her|him|my)self|under the pillow|self)\b|\bbang\w* (?:his|her|my|their) head\b|"
        r"\bpull\w* out (?:his|her|their|my) hair\b|\bdeserve to live\b",
    ),
    "thinking of a way": patterns(
        r"\b(?:think\w*|thought|thoughts?|plan\w*|talk\w*|threaten\w*|jok\w+|dream\w*|reckons?|decided|wants?|"
        r"intend\w*|idea|ideas|said|says|fantasi\w+|consider\w*|'d|would|'ll|will|research\w*|"
        r"looking up) (?:\w+ ){0,6}?(?:jump\w* (?:off|in front|from)|driv\w+ (?:into|off) (?:a|the)|"
        r"throw\w* (?:him|her|my|them)sel\w+|(?:walk|step|stepp)\w* in front of|overdos\w+|taking all|"
        r"taking (?:an overdose|the lot)|hang(?:ing)? (?:him|her|my|them)sel\w+|how (?:i|he|she|to) (?:would |"
        r"could |will )?(?:do|kill|end)|ways? to (?:die|kill|end)|slit\w*|crash\w* (?:the|my|his|her) car|"
        r"take something|taking something|of death)\b",
        r"\b(?:think|thinks|thinking|thought|considered|considering|imagin\w+|pictur\w+) (?:of |about )?(?:just )?"
        r"(?:(?:walking|wading|stepping|driving|jumping) (?:into|out into|in front of|under) "
        r"(?:the |a |that )?(?:river|sea|water|canal|thames|traffic|train|tube|tracks|lorry|wall|tree)|"
        r"(?:stepping|walking|jumping|driving) off (?:the |a |that )?(?:bridge|platform|cliff|roof))\b",
        r"\bthought about (?:how|ways)\b|\b(?:he|she|they|i)(?:'s|'ve| has| have)? (?:a|made a|"
        r"got a) plan to (?:die|end|kill|take)\b|\ba plan to end\b|\bvoices? (?:telling|tell) (?:him|her|me|"
        r"them) to (?:hurt|kill|harm|die|jump)",
    ),
}
"""Signs that somebody now thinks of death or harms themselves."""

_SUBJECT = patterns(
    r"\b(?:suicides?|suicidality|suicidal (?:thoughts?|ideation|behaviou?rs?|feelings)|self ?-? ?harm(?:ing)?)\b"
)
_OFFICIAL = (
    r"(?:the |a |our |my )?(?:cllr|councillor|trustee|chief exec\w*|commissioner|mayor|director|boss|manager|chair|"
    r"inspector|insp|journalist|auditor)s?"
)
_ASKS = patterns(
    r"^\W*(?:(?:hi|hello|hey|hiya|please|pls|so|ok|okay|and|but|just|quick question)\W+)*"
    r"(?:whats?|what's|which|wheres?|where's|how|does|do|is|are|was|were|anything|something|everything|any|who|when|"
    r"why|"
    r"for (?:the|a|an|my|our) (?:newsletter|report|briefing|slides?|talk|presentation|meeting|minutes)\b|"
    rf"{_OFFICIAL} (?:\w+ )?(?:wants|needs|asks|asked|is asking|would like)\b|"
    r"plan (?:on|re|about) (?!suicid|self|dying|ending|killing|death)|"
    r"can|could|would|give|find|show|tell|remind|quote|list|compare|define|read|looking|need|(?:i|we) need|"
    r"i'm|i am|i'd|we're|we are|we'd|my \w+ (?:wants|needs|asks|asked)|sections?|pages?|themes?)\b",
    r"\bwhat(?:'?s| does| did| has) (?:the|our|this) (?:\w+ )?(?:plan|document|strategy|guidance)\b",
    r"\?",
)
"""How somebody asks. What only tells may be happening."""

_DOCUMENT = patterns(
    r"(?<!\bsuicide )(?<!\bhas )(?<!\bhas a )(?<!\bhave a )(?<!\bwith a )(?<!\bwith )(?<!\bmade a )\bplan\b"
    r"(?! (?:to|and|for)\b)",
    r"\b(?:document|strategy|sections?|themes?|chapter|page|quotes?|quotation|written|mention\w*|guideline\w*)\b",
)
_OF_A_TEXT = patterns(
    r"\b\d to \d times\b|\b(?:says?|said|comes? up|bit|part|lines? on|(?:anything|everything|something) (?:on|"
    r"about|re)|what about|"
    r"figures?|rates?|stats?|statistics?|numbers? (?:of|on)|compar\w+|(?:more|less|most|least) (?:common|likely|"
    r"often)|prevent\w*|among|amongst|custody|"
    r"prisons?|prisoners|offenders|justice system|neurodiver\w+|population|crime)\b"
)
_PRESENT = patterns(
    r"\b(?:urgent\w*|notes?|letters?|threat\w*|watch|here|reception|now|today|tonight|morning|caller|phone)\b"
)
_ASKS_FOR_HELP = patterns(r"\b(?:call|ring|refer|contact|help|support|do|risk|line)\b")
_POLITE = patterns(
    r"\b(?:tell|give|show|find|send|remind|get) (?:me|us)\b|\b(?:can|could|do) (?:i|we|you)\b",
    r"\b(?:i|we)(?:'m| am|'re| are)? (?:need|writing|preparing|looking for|would like|after) "
    r"(?:the|a|an|to know|to find|up)\b",
    r"\bfor (?:my|our) (?:\w+ )?(?:report|talk|slides?|team|essay|briefing|boss|manager|meeting|training|board|"
    r"handout)\b|"
    r"\bmy (?:boss|manager|team|director) (?:wants|needs|asks|asked|would like)\b",
    rf"\b{_OFFICIAL} (?:wants|needs|asks|asked|is asking|would like)(?: (?:me|us))?\b",
    r"\bi (?:mean|meant)\b(?! (?:it|every)\b)|\bi (?:can'?t|cant|don'?t|dont) remember\b",
    r"^\W*(?:hi |hello )?(?:insp(?:ector)?|sgt|sarge|sergeant|pcs?o?|dc|cllr|councillor) (?:on the desk )?here\b",
)
"""How a question begins and what for: the I in it is nobody in danger."""

SOMEBODY = patterns(
    r"\b(?:he|she|him|his|hers?|someone|somebody|sum1|some1|anyone|caller|(?:two|three|four)(?! (?:times|to|or|"
    r"lines?|sentences?|bullets?)\b)|several|both|these|those|my|"
    r"our|"
    r"all of)\b",
    r"\ba (?:group|couple|family)\b",
    r"\b(?:the|this|that|one|another|a) (?:\w+ )?(?:girl|boy|kid|child|lad|lady|m[ae]n|wom[ae]n|family|class|twin|"
    r"couple|resident|tenant|client|student|pupil|patient|caller|mum|mother|dad|father|son|daughter|friend|neighbour|"
    r"colleague|"
    r"husband|wife|boyfriend|girlfriend|teenager|youth|customer|visitor|service user)s?\b",
    r"\b(?:girl|boy|kid|child|lad|lady|man|woman|resident|tenant|client|student|pupil|patient|pt|caller|mum|"
    r"mother|dad|"
    r"father|parent|son|daughter|brother|sister|friend|neighbour|colleague|husband|wife|partner|boyfriend|girlfriend|"
    r"teenager|youth|customer|visitor|service user|young person|yp|prisoner|inmate|offender|leaver|lodger|victim|"
    r"veteran|carer)\b"
    r"(?! (?:suicides?|self ?-?harm|violence|abuse|population)\b)",
)
"""Certain people, not people in general: what is told of them may be happening."""

_DESPAIR = patterns(
    r"\b(?:alone|lonel\w+|safe|bridges?|rivers?|rail\w*|trains?|tracks?|platforms?|roof|cliffs?|sea|water|pills?|"
    r"tablets?|meds|medic\w+|paracetamol|dos(?:e|es|ed|ing)|overdos\w*|ropes?|belts?|blades?|razors?|kni(?:fe|ves)|"
    r"guns?|gas|die|dies|died|dying|dead|death|funeral|end|ends|ended|ending|over|goodbyes?|bye|sorry|tired|"
    r"exhausted|hope\w*|pointless|point|use|worth\w*|life|lives?|living|alive|cop(?:e|es|ing)|hurts?|hurting|kill\w*|"
    r"cuts?|cutting|jump\w*|hang\w*|drown\w*|burn\w*|pain\w*|suffer\w*|last|gone|going|leav\w+|left|notes?|letters?|"
    r"thank\w*|ta|forever|for good|any ?more|no more|longer|enough|gave up|giv\w+|done|myself|we|us|they|them|"
    r"themsel\w+|want\w* (?:to|out)|wish\w*|think\w*|thought\w*|feel\w*|voices?|scar\w*|blood\w*|bleed\w*|stop\w*|"
    r"sleep\w*|wak\w+|miss\w*|desperate\w*|despair\w*|help\w*|urgent\w*|please|bath|house|home|kids|lads|girls|"
    r"boys|brothers|sisters|twins|pupils|students|residents|clients)\b"
)
"""Any word that a hint at a wish to die has been told with, far more than mean one."""

_NUMBERS = patterns(
    r"\b(?:how many times|times (?:more|as|higher)|(?:what|which) (?:share|proportion|percentage|groups?|"
    r"populations?)|"
    r"per ?cent|percentage|proportion|(?:more|less|most|least) (?:likely|common|often)|most people|people who|"
    r"compared (?:with|to)|than (?:men|women|others?|people|the (?:general|rest|average|wider)|boys|girls)|"
    r"is it (?:true|right|correct) that|statistically|on average|prevalence|likelihood|odds)\b"
)
_ONE_PERSON = patterns(r"\b(?:he|she|him|his|hers?|this|someone|somebody|sum1|some1|my|our|two|both|these)\b")


_WHOM = r"(?: (?:anyone|anybody|no ?one|a soul|them|him|her|mum|dad|(?:my|his|her|their|the) \w+)\b)?"
_SECRECY = re.compile(
    r"\b(?:asked|told|begged|made|wants?|say|says|said|tells|telling)\s+(?:\w+\s+){0,3}?"
    rf"(?:not to (?:say|tell|mention|bother with (?:the|a|any) (?:referral|form|paperwork))\b{_WHOM}|"
    r"no to (?:the|a|any|our|that) (?:form|referral|visit|assessment|paperwork)s?\b|leave it\b(?! (?:all |"
    r"\w+ )?to\b)|"
    r"to (?:keep (?:it|this|that) (?:quiet|secret|between us|to (?:myself|ourselves))|leave it|drop it|"
    r"say nothing)\b|"
    rf"(?:i )?(?:can['’]?t|mustn['’]?t|don['’]?t|do not) (?:tell|say)\b{_WHOM})|"
    rf"\b(?:don['’]?t|do not) (?:tell|say)\b{_WHOM}|\bkeep (?:it|this|that) (?:quiet|between us|secret)\b|"
    r"\bwon['’]?t (?:be told|consent)\b|"
    r"\b(?:head|boss|manager|deputy) (?:says|told me) (?:to )?(?:leave|drop|forget) (?:it|about it)\b",
    re.IGNORECASE,
)


def without_secrecy(text: str) -> str:
    """Return a text without the words that somebody wants it kept quiet, or refuses. They say nothing of what it is."""
    return _SECRECY.sub(" ", text)


def tells_of_nobody(text: str) -> bool:
    """Say whether folded text only asks what is written or counted, and holds no word that despair is told with.

    What is like a crisis there, by the meaning alone, is its subject.
    """
    return is_in_general(text) and not _DESPAIR.search(_POLITE.sub(" ", text))


def is_in_general(text: str) -> bool:
    """Say whether folded text asks what is written of suicide, or how often it happens, and tells of nobody."""
    whole, text = text, _POLITE.sub(" ", text)
    names_a_document = _DOCUMENT.search(text) is not None
    if (
        not _ASKS.search(whole)
        or _PRESENT.search(text)
        or FIRST_PERSON.search(text)
        or (_ASKS_FOR_HELP.search(text) and not names_a_document)
    ):
        return False
    if _NUMBERS.search(text) and not _ONE_PERSON.search(text):
        return True
    if not (names_a_document or _OF_A_TEXT.search(text)) or SOMEBODY.search(text):
        return False
    rest = _SUBJECT.sub(" ", whole)
    return not any(sign.search(rest) for sign in CRISIS.values())
