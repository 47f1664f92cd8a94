"""Figures of speech that borrow the words of danger: blanked before the rules and the meaning look.

Patterns read folded lower-case text, as those of danger_words.py do.
"""

from __future__ import annotations

import re

from guide.alerting.danger_words import patterns

IDIOMS = patterns(
    r"\b(?:i'?d|i could|we'?d|could|would|i'?ll|he'?d|she'?d)(?: \w+)? (?:kill|murder|die) (?:for )?(?:a|an|some|"
    r"that|the)\b[^.,;]*",
    r"\bdying (?:to|for)\b",
    r"\b(?:i|we) could(?:'ve| have|ve) (?:jumped|killed|died|murdered|strangled|shot|screamed)\b[^.;]*",
    r"\b(?:kill|wet|piss)\w* (?:myself|himself|herself|ourselves|themselves) (?:laughing|with laughter)\b|"
    r"\bd(?:ie|ying|ied) (?:of )?laugh\w*",
    r"\bhit (?:\w+ )?(?:by|with) (?:an? |the |another )?(?:\w+ )?(?:ransom\w*|malware|virus|scam\w*|phish\w*|"
    r"fraud\w*|"
    r"cyber\w*|hack\w*|fines?|bills?|cuts?|charges?|penalty|arrears|debts?|strikes?|tax|sanction\w*|redundanc\w*)\b",
    r"\b(?:on|hit|hits|hitting) the bottle\b|\b(?:career|political|social) suicide\b|\bsuicide mission\b",
    r"\b(?:printer|laptop|system|server|computer|plant|battery|screen|inbox|brain|boiler)(?:'s|s| is) "
    r"(?:choking|dying|dead|on fire)\b",
    r"\b(?:boss|manager|mum|wife|husband|line manager|director|head|team|council\w*|nan|partner|teacher) "
    r"(?:is going to|will|'ll|would|is gonna)(?: \w+)? (?:kill|murder|strangle|shoot) (?:me|us)\b",
    r"\b(?:heat|weather|job|work|commute|traffic|deadline|spreadsheet|form|printer|system|music|noise|feet|back|head|"
    r"knees?|suspense|laptop|computer|paperwork|admin|rota|emails?|inbox|meeting|budget|week|day|shoes|hay fever|"
    r"hangover|cold)"
    r"(?: \w+){0,2} (?:is|are|s|'s|was|were|will be|keeps|will|'ll|(?:is )?going to)(?: \w+)? (?:kill|finish|"
    r"killing|murdering|murder|driving|doing|"
    r"finishing|the death|death)\b"
    r"(?: (?:me|us|him|her|off|of|in|to|suicidal|mad|insane|crazy|death))*",
    r"\bdriv(?:es|ing|en|e) (?:me|us) suicidal\b",
    r"\b(?:drown(?:ing|ed)?|buried|swamped|choking|suffocating|bleeding|trapped) (?:in|under|with|"
    r"by) (?:the weight of )?(?:all )?(?:my |the |this |these )?"
    r"(?:paper\w*|e-?mails?|work|complaints|debts?|forms?|admin|cases?|referrals|data|requests|reports?|"
    r"bureaucracy|bills|"
    r"talent|money|cash|rules)\b",
    r"\b(?:budgets?|funding|costs?|prices?|grants?|hours|jobs|services?|rents?) (?:\w+ )?(?:was|were|is|are|has been|"
    r"have been|got|being) (?:\w+ )?slashed\b|\bbleeding (?:staff|money|cash|members|customers|volunteers)\b|"
    r"\bfire sales?\b",
    r"\b(?:shot|shots) in the (?:arm|dark|foot)\b|\bshot down\b|\bshot himself in the foot\b",
    r"\b(?:holding|held|keeping|kept|got|detain\w*) (?:him|her|them|me|(?:my|his|her|their|the) \w+) (?:at|in) "
    r"(?:the |a )?(?:\w+ )?(?:nick|police station|custody|cells?)\b|\b(?:police|officers?|cops|met)"
    r"(?:'ve|'re| have| are| has)? (?:got|holding|keeping|held|kept) (?:him|her|them|me|(?:my|his|her|their|"
    r"the) \w+) "
    r"(?:at|in) the station\b",
    r"\b(?:scared|bored|worried|frightened|terrified) stiff\b",
    r"\b(?:came|come|coming) to blows\b|\bnearly (?:died|killed|had a heart attack|had a stroke)\b",
    r"\b(?:stab(?:bed)?|stabbing) (?:in the back\b|at (?:it|this|the|filling))",
    r"\b(?:roasted|slaughtered|murdered|slated|hammered|butchered|killed) (?:by|at|in|that|the|my|our|it)\b"
    r"(?= (?:my|the|our|a|by|presentation|five|football|committee|manager|boss|press|game|match|meeting|audience|"
    r"song|budget|youth))",
    r"\b(?:death|killer|murder) (?:by (?:a thousand cuts|powerpoint)|heels|agenda|on the|mystery|app|feature)\b",
    r"\bkill(?:ed|ing|s)? (?:off |two birds|time|the (?:mood|budget|bill|project|scheme|lights?|server))\b",
    r"\b(?:fire|shoot|shot|fired) (?:off |over |me |us |them )?(?:an |a |the |some )?(?:e-?mail|question|"
    r"questions|video|promo|film|message)\b",
    r"\bshoot(?:ing)? (?:a|the|some|our|down) (?:\w+ )?(?:video|film|promo|footage|advert|photos?|rumour|this)\b",
    r"\b(?:jump|throw myself|hang myself|shoot myself|cut my(?: own)? (?:throat|wrists)|kill myself|"
    r"slit my wrists|top myself)\b[^.;]*"
    r"\b(?:joke|joking|haha|lol|only kidding|not literally|figuratively|spreadsheet|one more (?:form|email|"
    r"meeting|time))\b",
    r"\b(?:one more|another|any more) (?:\w+ )?(?:form|email|e-mail|meeting|spreadsheet|report|call|"
    r"phone call)\b[^.;]{0,40}"
    r"\b(?:jump|kill|scream|shoot|die|explode|hang)\b[^.;]*",
    r"\b(?:strangle|throttle|murder|kill|shoot) (?:whoever|the person who|the idiot who|whichever)\b[^.;]*",
    r"\b(?:what a |such a |total |absolute )?(?:bloodbath|car crash|train wreck)\b",
    r"\b(?:up in arms|bomb(?:s|ed)? out|the bomb|do or die|dead ?line|dead line|dead horse|flogging|killing it|"
    r"on fire with|"
    r"blown away|knock(?:ed)? dead|dead (?:tired|slow|end|battery|simple|easy|keen)|burning question|"
    r"burn after reading|"
    r"burning (?:ambition|issue)|hanging (?:baskets?|on (?:the|hold|in)|around|about)|kill switch|bulletproof|"
    r"gunning for|"
    r"firing line|under fire|out of the firing|crossfire|dodged a bullet|bite the bullet|silver bullet|powder keg|"
    r"time bomb|"
    r"ticking (?:time )?bomb|bombshell|minefield|fight(?:ing)? (?:for|against|over|fires?|fire)|firefight\w*|"
    r"battle(?: of)?|"
    r"knife edge|cutting (?:edge|back|agents?|the grass)|drop dead|over my dead body|to die for|scared to death|"
    r"bored to death|"
    r"worried to death|frozen to death|starving|heart attack (?:when|at)|sick to death|choked up|breath ?taking|"
    r"i'?ll be (?:shot|hung)|hit me up|hit the (?:ground|road|target)|taking a stab|took a stab|have a stab|"
    r"stabs? at|"
    r"beat(?:ing)? (?:the|around|about) (?:bush|target|clock)|killed the (?:mood|idea))\b",
)
"""Figures of speech, blanked before anything is weighed."""

PLAIN_FIGURES = patterns(
    r"\b(?:i'?m |i am )?(?:gonna|going to|want to|wanna|about to|could|could happily|might|will|'ll|ready to|"
    r"tempted to) (?:kill|murder|strangle|throttle) "
    r"(?:my|this|the|that|our) (?:bloody |stupid |damn |sodding |poxy )?(?:printer|laptop|computer|phone|system|"
    r"photocopier|copier|pc|hoover|sat ?nav|alarm clock|keyboard|router|wi-?fi|app|website|spreadsheet|rota|"
    r"boiler|kettle|machine|till|scanner|ipad|tablet)\b",
    r"\bcould(?: happily)? (?:kill|murder|strangle|throttle) (?:him|her|them|(?:that|the|my|this) \w+) "
    r"(?:lol|haha\w*|lmao|jk)\b",
    r"\b(?:kill|shoot|strangle|murder) (?:that|the|this) (?:\w+ )?(?:dog|cat|pigeon|seagull|fox|alarm|cockerel) "
    r"(?:lol|haha\w*|lmao|jk)\b",
    r"\b(?:feet|shoes|knees?|back|job|rota|commute|traffic|paperwork|admin|emails?|inbox|spreadsheet|system|form|"
    r"hay fever|suspense) (?:is|are|'s|s|'re)? ?(?:absolutely |proper |really |actually )?killing (?:me|us)\b",
    r"\b(?:dying|gasping|gagging|killing) for (?:a|an|some|my) (?:\w+ )?(?:brew|tea|cuppa|coffee|drink|fag|wee|pee|"
    r"break|smoke|vape|biscuit|sandwich|kip|nap|holiday|pint|bacon \w+)\b",
    r"\b(?:boss|line manager|manager|supervisor|director|team leader|sarge|sergeant|gaffer|guvnor|head of service)"
    r"(?: is|'s|s)? (?:gonna|going to|will|'ll|would)(?: \w+)? (?:kill|murder|strangle|shoot) (?:me|us) "
    r"if (?:i|we) (?:don'?t|do not|forget|lose|miss|am late|'m late|are late|get (?:this|it) wrong|mess)\b",
    r"\b(?:rota|job|form|system|spreadsheet|commute|paperwork|printer|traffic|admin|place) (?:will|'ll|is going to|"
    r"gonna|is gonna) be the (?:death|end) of (?:me|us)\b",
    r"\bnearly (?:died|had a heart attack|fell off my chair) (?:when|at) (?:i (?:saw|got|opened|read|heard)|the) "
    r"(?:\w+ )?(?:bill|price|cost|quote|invoice|rent|email|letter from|fine)\b",
    r"\bkill(?:ed|ing|s)? the (?:engine|ignition|motor|mood|vibe|music|conversation|lights?)\b",
    r"\b(?:smashing|killing|nailing|smashed|killed) it (?:in|at|with|on) (?:his|her|my|our|their) (?:new )?(?:\w+ )?"
    r"(?:job|role|course|exams?|interview|presentation|gcses|a levels|training)\b",
    r"\b(?:pain in the (?:neck|backside|arse|bum|butt)|doing my (?:head|nut) in|does my (?:head|nut) in)\b",
    r"\bbanging my head (?:against|on|off) (?:a|the) (?:brick )?wall (?:with|over) (?:this|these|that|the) "
    r"(?:referral|form|system|council|paperwork|landlord|portal|application)s?\b",
    r"\bshoot(?:ing)?\b[^.;?!]{0,50}\bphoto ?-?shoot (?:that is|i mean|obvs|obviously|not)\b|\bphoto ?-?shoots?\b",
)
"""Figures that cannot be meant as said: of things, of a manager's displeasure, of tea. The meaning reads without them.

A husband, a father or a gang who "will kill me" is none of them, nor is a head, a chest or a cold that kills somebody.
"""


def without_figures(text: str) -> str:
    """Return a text without the figures that cannot be meant as said."""
    return text if not (found := _spans(text)) else re.sub(r"\s{2,}", " ", _cut(text, found)).strip()


def _spans(text: str) -> list[tuple[int, int]]:
    lowered = text.replace("’", "'").lower()
    # A letter whose small form is longer would shift the places: such a text keeps its figures.
    return [each.span() for each in PLAIN_FIGURES.finditer(lowered)] if len(lowered) == len(text) else []


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]} {text[end:]}"
    return text
