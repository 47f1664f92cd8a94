"""How English says that something is now, over, told or practised. Signs of danger stand elsewhere.

All patterns read folded lower-case text; apostrophes may be missing, as people type. {names} stand for the word groups.
Each alternative begins with a word boundary, also before a look behind: where they all do, the search is far quicker.
How they are weighed is in danger.py.
"""

from __future__ import annotations

import re

_GROUPS = {
    "person": (
        r"(?:he|she|they|someone|somebody|sum1|some1|man|men|woman|women|lady|ladies|guy|guys|bloke|blokes|fella|"
        r"fellas|chap|lad|lads|"
        r"boy|boys|girl|girls|kid|kids|child|children|teen|teens|teenager|teenagers|youth|youths|male|males|female|"
        r"toddler|baby|newborn|infant|pensioner|gentleman|person|people|resident|tenant|client|customer|patient|"
        r"service user|visitor|stranger|husband|wife|partner|boyfriend|girlfriend|ex|dad|father|stepdad|"
        r"stepfather|mum|mother|"
        r"mam|son|stepson|daughter|brother|sister|uncle|aunt|cousin|grandad|gran|nan|grandson|mate|friend|"
        r"neighbour|neighbor|"
        r"landlord|lodger|colleague|carer|passenger|driver|student|pupil|gang|mob|crowd|group|dealers?|attacker|"
        r"intruder|burglars?|robbers?|suspect|perpetrator|perp|dog|dogs|who|caller|fellow|bro|cuz)"
    ),
    "victim": (
        r"(?:him|her|me|them|us|someone|somebody|each other|another|one another|a|an|the|his|my|our|their|"
        r"people|kids|"
        r"children|staff|shoppers|pupils|passers)"
    ),
    "be": r"(?:is|are|am|was|were|'s|'re|s|re|be|being|started|starts|keeps?)",
    "adv": r"(?:just|still|now|right now|currently|actually|physically|literally|already|all|both|also|really)",
    "violent_ing": (
        r"(?:hit+ing?|punching|kick+ing?|beating|battering|stab+ing|slash+ing|strangling|attacking|assaulting|raping|"
        r"dragging|shooting|stamping|slap+ing|chasing|tortur+ing|mugging|robbing|throttling|suffocating|headbutting|"
        r"pulling|grab+ing|shaking|throwing|drowning|pinning|murdering|molesting|hurting|biting|kidnapping|abducting|"
        r"snatching|laying into|lunging|swinging|smashing|bashing|thumping|whipping|burning|cutting up|holding|"
        r"battering|"
        r"kicking off|kill+ing|setting about|going for|slam+ing|grabbing at|exposing|trampling|smothering|stoning|"
        r"knifing|whacking|choking)"
    ),
    "violent_ed": (
        r"(?:hit|punched|kicked|beaten|battered|stab+ed|slashed|strangled|choked|attacked|assaulted|raped|dragged|"
        r"shot|"
        r"slapped|grabbed|robbed|mugged|pulled|pushed|shoved|thrown|bit|bitten|snatched|glassed|knifed|kidnapped|"
        r"abducted|burnt|burned|electrocuted|crushed|run over|knocked down|thrown|set on fire|poisoned|bottled|"
        r"headbutted|smashed|tasered|doused|forced|bundled|jumped on)"
    ),
    "weapon": (
        r"(?:knife|knives|blade|machete|sword|axe|hammer|gun|pistol|shotgun|rifle|firearm|crossbow|screwdriver|"
        r"cleaver|"
        r"crowbars?|bats?|baseball bat|metal bar|iron bar|hatchet|scissors|dagger|broken bottle|bottle|shard|spade|"
        r"shovel|acid|chainsaw|plank|poker|brick|bomb|grenade|petrol bomb|petrol|lighter fluid|weapon|bayonet|bar)"
    ),
    "drug": (
        r"(?:tablets?|pills?|paracetamol|ibuprofen|aspirin|codeine|morphine|methadone|antidepressants?|amitriptyline|"
        r"diazepam|valium|insulin|sleeping (?:tablets|pills)|meds|medication|medicine|heroin|spice|bleach|antifreeze|"
        r"weed ?killer|drain cleaner|poison|batter(?:y|ies)|capsules|overdose|od|od'd|box|bottle|packets?|cupboard)"
    ),
    "medicine": (
        r"(?:propranolol|co-?codamol|co-?dydramol|tramadol|gabapentin|pregabalin|naproxen|sertraline|fluoxetine|"
        r"citalopram|mirtazapine|zopiclone|quetiapine|warfarin|metformin|beta ?-?blockers?|painkillers?|"
        r"antidepressants|iron tablets|slug pellets|rat (?:poison|bait))"
    ),
    "tens": r"(?:twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?:[ -]\w+)?",
    "no_threat": (
        r"(?! (?:wound|scar|amnest|surrender|bin|bank|block|crime|law|licen[cs]|sale|shop|training|club|for|"
        r"from breakfast|of (?!acid|petrol|bleach|ammonia|lighter|something)))"
    ),
    "self": r"(?:himself|herself|hisself|themself|themselves|itself)",
    "poss": r"(?:his|her|their|my|our|your|a|an|the)",
}


def pattern(source: str) -> re.Pattern[str]:
    """Compile one source, with the word groups put in."""
    for name, words in _GROUPS.items():
        source = source.replace("{" + name + "}", words)
    return re.compile(source)


def patterns(*sources: str) -> re.Pattern[str]:
    """Compile sources as alternatives, with the word groups put in."""
    return pattern("|".join(f"(?:{source})" for source in sources))


NOW = patterns(
    r"\b(?:right now|rite now|just now|(?<!out )(?<!over )(?<!safe )(?<!fine )(?<!home )(?<!ok )"
    r"(?<!okay )(?<!better )(?<!sorted )now|as we speak|as i (?:type|write|speak)|this (?:second|minute|moment|"
    r"instant)|at this (?:moment|second)|"
    r"currently|still (?:here|in|on|outside|shouting|swinging|going|hitting)|happening now|minutes? ago|"
    r"seconds? ago|moments? ago|"
    r"in front of (?:me|us)|outside (?:with|now|my|our|the)|tonight|help(?: me| us)?\b|please (?:help|hurry|send)|"
    r"hurry|quick|has just|have just|'?s just|"
    r"i can (?:see|hear)|can hear|i'?m (?:at|with|upstairs|hiding|looking at|outside|stood|standing|parked|"
    r"on (?:the|a|my) (?:home )?"
    r"(?:visit|scene|landing|doorstep|call))|on the (?:phone|line)|in reception|"
    r"hes back|he'?s back)\b"
)
"""Says that it happens at this moment."""

FICTION = patterns(
    r"\b(?:role ?-?plays?|scenarios?|table-?top|exercise only|exercise:|drill|case stud(?:y|ies)|novel|fiction\w*|"
    r"film|movie|drama|theatre|play is|the play|script|"
    r"podcast|thesis|dissertation|essay|quiz|crossword|lesson plan|tutorial|mock|revision|revising|exam|proofread|"
    r"hypothetical\w*|"
    r"imaginary|made-?up|pretend|escape room|video game|poster wording|headline|"
    r"(?<!\bhe was )(?<!\bshe was )(?<!\bthey were )not real|for an example|"
    r"worked example|sample answer|model answer|halloween)\b"
)
"""Says that the danger is told, played or practised."""

ABOUT = patterns(
    r"\b(?:polic(?:y|ies)|(?<!a )(?<!makes )(?<!suicide )plan(?! to)|plans|strateg(?:y|ies)|training|trained|"
    r"procedures?|"
    r"protocol|guidance|guidelines|handbook|course|courses|workshop|webinar|"
    r"poster|leaflets?|template|statistics?|stats|figures|numbers? of|how many|definition|define|defined|explain|"
    r"meaning of|difference between|"
    r"awareness|prevention|campaign|toolkit|checklist|slides?|presentation|briefing|report says|legislation|"
    r"act \d{4}|offence|convention|"
    r"inquiry|verdict|trial|sentence for|coroner|funding|funded|funds|statutory|framework|threshold|criteria|"
    r"theme|section|chapter|paragraph|summar\w+|"
    r"rates?|trend|compare|research|study|project|job interview|glossary|acronym|signs of|warning signs|"
    r"recognis\w+|role of|who (?:leads|owns|chairs|runs|funds)|"
    r"bereave\w+|volunteer\w*|speaker|awards?|risk assessment|licen[cs]e|anniversary|memorial|vigil|exhibition|"
    r"deaths from|annual|correct term|wording|style guide|audit|module|discussion|by accident|accidentally|"
    r"lived experience|e-learning|certificate|book(?:s|let)?|ology\b|"
    r"(?:greater|higher|increased) risk|than (?:the rest|everyone|others|average)|briefing|"
    r"paper)\b"
)
"""Says that the subject is a document, a rule, a number or a course."""

PAST = patterns(
    r"\b(?:last|previous|past|other|earlier) "
    r"(?:week|month|year|night(?! on earth)|summer|winter|spring|autumn|term|time|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|weekend|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|occasion|day)\b|"
    r"\b(?<!since )yesterday\b|\b(?:back )?in (?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december|spring|summer|autumn|the spring|the summer|the past|the eighties|the nineties|"
    r"her twenties|his twenties)\b|"
    r"\bon (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\bas a (?:child|baby|boy|girl|kid|"
    r"teenager)\b|\bhistoric\w*\b|\bused to\b|\bsurvivor of\b|\bsurvived\b|"
    r"\b(?:has|have|'s) since\b|\bin the past\b|\blong ago\b|\b(?:is|are|was|now|been) (?:now )?(?:safe|fine|over|"
    r"resolved|closed|sorted|out and)\b|\bwas (?:convicted|arrested|jailed|sentenced|released)\b|\b(?:served|"
    r"convicted|sentenced|ex-offender|acquitted)\b|"
    r"\b(?:went to|in) court\b|\ball sorted\b|\bthere(?: was| were) (?:a|an)\b|\bformerly\b|\bonce (?:locked|"
    r"attacked|beat|held|had|was)\b|\bprevious(?:ly)?\b|\bnothing (?:for|since)\b|\bdoesn'?t now\b|"
    r"\bscars are old\b|\bover the weekend\b|\b(?:died by|committed) suicide\b|\b(?:claim|alleg|accus|complain)\w*\b"
    r"[^.;]*\b{violent_ed}\b|\btook (?:his|her|their) own life\b|\bat the weekend\b|\bafter (?:the|that|last|"
    r"an?) (?:\w+ )?(?:incident|attack|fire|burglary|assault|stabbing|robbery)\b"
)
"""Says that it is over."""

RESOLVED = patterns(
    r"\bfalse alarm\b|\bbeen and gone\b|\b(?:police|paramedics?|ambulance|officers|firefighters|fire brigade|"
    r"engineer)"
    r"(?:'s|'ve| has| have|s)? (?:\w+ )?(?:been|taken|took|left|gone|arrested|put)\b|\b(?:found|home) safe\b|"
    r"\bsafe and (?:well|sound)\b|\bno further action\b|\b(?:all|long|fire's|now) out\b(?! of)|\bturn(?:s|ed) out\b|"
    r"\b(?:calmed|calm) (?:right )?down\b|\ball calm\b|\bin custody\b|\bgone home\b"
)
"""Says that it has been dealt with: the rules then stand back, and the meaning decides."""

RECENT = patterns(r"\b(?:last night|yesterday|this morning|earlier today)\b")
"""Recent enough that what was swallowed may still kill."""

LONG_PAST = patterns(
    r"\b(?:in|since|during|until|from|before|around|of) (?:19|20)\d\d\b|\b(?:years?|months?|weeks?|days?|"
    r"decades?) (?:ago|before|earlier|back)\b|"
    r"\bas a (?:child|baby|boy|girl|kid|teenager)\b|\bhistoric\w*\b|\bused to\b|\bsurvivor of\b|\bsurvived\b|"
    r"\blong ago\b|\bscars are old\b|\bwhen (?:he|she|i|they|we) (?:was|were) (?:only |just |about |still )?(?:"
    r"(?:[3-9]|[12]\d|nine|ten|eleven|twelve|\w+teen)\b(?! (?:minutes?|hours?|days?|weeks?|months?|miles?|metres?|"
    r"stops?|doors?|streets?))|(?:little|small|young)\b|a (?:little |small |young )?(?:child|kid|boy|girl|teenager|"
    r"toddler|baby)\b|in (?:my|his|her|their) (?:teens|twenties|thirties))"
)
"""Says that it is long over, whatever else the sentence says of now."""

HABIT = patterns(
    r"\b(?:every|each|most) (?:day|night|evening|week|weekend|month|morning|year|time|january|february|march|"
    r"april|may|june|july|august|september|"
    r"october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|summer|winter)s?\b|"
    r"\b(?:sometimes|often|usually|always|regularly|"
    r"keeps? (?:getting|coming)|for (?:weeks|months|years)|lately|from time to time|now and then|occasionally|"
    r"again|at night|at weekends)\b(?! (?:he|she|they|someone)'?s? )"
)
"""Says that it happens again and again, not at this moment."""

CONDITIONAL = patterns(
    r"\b(?:suppose|supposing|what if|in the event|in case|imagine|if ever|should (?:a|an|anyone|someone|there|"
    r"staff|somebody)|what (?:would|should|do) (?:you|we|i|staff|people|somebody|someone|the trainees) (?:do|say|"
    r"ring|call|dial)? ?(?:do )?(?:if|when|about)|"
    r"what (?:are|is) the (?:steps|process|procedure|number) (?:if|when)|what number do you|how (?:can|do|should|"
    r"would) (?:i|we|you|one|staff) (?:tell|spot|know|recognise|prevent|prepare|respond|handle|deal|react)|"
    r"when (?:should|do|must|can|is|would)|whether (?:a|an) |(?:ring|call|phone|dial)(?:ed|ing)? 999 (?:rather|or|"
    r"when|first)|once somebody|is it worth calling|at risk of being|the risk of|could (?:get|be) (?:killed|hurt)|"
    r"may (?:hit|come|be)|might (?:hit|hurt)|some ?day|one day)\b|^(?:if|when|should|would|can|could|is it|are there|"
    r"do we|does)\b(?= (?:a|an|someone|somebody|anyone|there|staff|we|one|the public|people|residents|frontline|"
    r"bailiffs|door|ambulance|support|naloxone|training)\b)|"
    r"\bif (?:a|an|someone|somebody|anyone|staff|there'?s|there is|one of)\b"
)
"""Asks about what may happen."""

HINT = patterns(
    r"\b(?:{weapon}|{violent_ing}|scream\w*|slam\w*|push\w*|punch\w*|hit\w*|grab\w*|alarm|alive|burst|bleed\w*|"
    r"blood|dying|die|dead|drunk|cliff|"
    r"chas\w*|mask|hood|gun\w*|shot|trapped|hurt|attack\w*|injur\w*|fallen|fell|bath|river|roof|smash\w*|crash\w*|"
    r"collaps\w*|cry|crying|threat\w*|"
    r"run over|exposing|strangl\w*|chok\w*|tablets|pills|overdos\w*|kill\w*|help|danger|escape|follow\w*|hide|"
    r"hiding|force\w*|kidnap\w*|explo\w*|"
    r"smoke|fire|burn\w*|flames|gas|poison\w*|faint\w*|weapon|sell me|sold|unwell|breath\w*|pulse|pain)\b"
)
"""Words that go with danger but say nothing alone: with one of them the meaning may decide sooner."""

FIRST_PERSON = patterns(
    r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|myself|meself|me|my (?:own )?(?:life|arms?|wrists?|legs?|thighs?|family|wife|"
    r"husband|kids|children|rope|job))\b"
)
THIRD_PERSON = patterns(
    r"\b(?:{self}|he|she|they|her|his|their|him|man|men|woman|lady|guy|bloke|fella|chap|lad|boy|girl|kid|child|"
    r"teen|teenager|youth|male|female|gentleman|resident|tenant|client|"
    r"customer|patient|service user|visitor|husband|wife|partner|boyfriend|girlfriend|dad|father|mum|mother|son|"
    r"daughter|brother|sister|uncle|aunt|cousin|grandad|gran|nan|"
    r"nephew|niece|mate|friend|neighbour|neighbor|colleague|carer|student|pupil|caller|veteran|prisoner|refugee|"
    r"asylum seeker|farmer|lodger|leaver|young person|[a-z]+'s)\b"
    r"(?<!that's)(?<!it's)(?<!what's)(?<!there's)(?<!who's)"
)
REPORTED = patterns(
    r"\b(?:said|says|saying|tells|telling|told|wrote|written|writes|texted|texts|typed|posted|messaged|message|"
    r"emailed|email|disclosed|admitted|admits|rang|shouted|thinks|reckons|feels|keeps|threatening|threatens)\b"
)
"""Who is meant, for the two texts of the crisis alert."""
