"""Signs of danger that began hours or days ago and goes on, as patterns by name: what is past in them is no comfort.

They are read beside those of emergency_words.py. How they are weighed is in danger.py.
"""

from __future__ import annotations

from guide.alerting.danger_words import patterns

_DRINK = (
    r"(?:drink(?:ing|er)?|booz\w+|alcohol\w*|vodka|gin|whisky|whiskey|rum|cider|lagers?|beers?|wine|sherry|spirits|"
    r"special brew|units|cans|diazepam|valium|benzos?|xanax|alprazolam|zopiclone|pregabalin|phenibut|gbl|ghb|"
    r"street blues)"
)
_STOPPED = (
    r"(?:(?<!to )(?<!and )stopp?(?:ed|in|ing)?|quit|packed in|gave up|give[ns]? up|giving up|knocked off|came off|"
    r"come off|coming off|"
    r"cold turkey|went without|gone without|not had|hasn'?t had|run out of|ran out of|no more|detox\w*|dead)"
)
_SIGNS = (
    r"(?<!not )(?<!no )(?<!never )(?<!without )(?:shak(?:es(?! went| have gone| are gone| stopped)|ing|y|in)|"
    r"tremors?|tremb\w+|jerk(?:ing|y|s)|twitch\w+|fit(?:s|ted|ting)\b|a fit\b|seiz\w+|"
    r"hallucinat\w+|confus\w+|see(?:s|ing) (?:things|\w+ that aren'?t there|spiders|bugs|insects|rats|people|"
    r"snakes|beetles)|hearing (?:things|voices)|pick(?:s|ing) (?:at )?things|bit (?:his|her|their|my) tongue|"
    r"delirious|raving|all over the place|soaked in sweat|drenched|pouring with sweat|"
    r"sweating (?:buckets|loads|like)|burning up|burning hot|crawling|"
    r"not making (?:any )?sense|doesn'?t know (?:what|where|who)|talking (?:rubbish|nonsense|gibberish|to (?:the|"
    r"people|"
    r"someone|somebody)))"
)
_YOUNG = (
    r"(?:toddlers?|little (?:boy|girl|lad|one|un)|(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve)[ -]?(?:yo\b|yr|year)s?[ -]?(?:olds?)?(?: old)?|y(?:ea)?r ?[1-6]\b(?: pupil| child| kid| boy|"
    r" girl)?|"
    r"reception (?:child|kid|boy|girl|pupil)|nursery child|pre-?schooler)"
)
_ANY_CHILD = rf"(?:{_YOUNG}|child|kid|pupil|boy|girl|son|daughter|grandson|granddaughter|lad)"
_FRAIL = r"(?:dementia|alzheimer'?s|confused|learning disabilit\w+|non[- ]?verbal|autistic)"
_GONE = (
    r"(?:is missing|are missing|'?s missing|gone missing|went missing|missing from (?!education|school roll)|vanished|"
    r"disappeared|wandered (?:off|out)|walked (?:out|off)|slipped (?:out|off|away)|got out (?:of|through)|"
    r"ran (?:off|out)|run off|bolted|can'?t (?:find|see) (?:him|her|them)|cannot find|nowhere to be (?:seen|found)|"
    r"no sign of|never (?:arrived|turned up|came (?:home|back|out))|"
    r"(?:didn'?t|did not|hasn'?t|not) (?:come|came|got|get|been|back) ?(?:home|back|in)?\b(?= from| after| off|"
    r" since| yet| and| its| it'?s|,|$)|not (?:back|home)\b|unaccounted)"
)
_LOOKED = r"(?:can'?t|cannot|could not|couldn'?t|unable to) (?:find|see|locate|get hold of)"
_DAYS = "saturday|sunday|monday|tuesday|wednesday|thursday|friday"

LASTING = {
    "withdrawal": patterns(
        rf"\b{_STOPPED}\b[^.;?!]{{0,70}}\b{_DRINK}\b[^;?!]{{0,90}}\b{_SIGNS}",
        rf"\b{_DRINK}\b[^.;?!]{{0,50}}\b{_STOPPED}\b[^;?!]{{0,90}}\b{_SIGNS}",
        r"\b(?:in|got|having|has|with) (?:the )?(?:d\.?t\.?s|delirium tremens)\b",
        rf"\b{_SIGNS}\b[^;?!]{{0,60}}\b(?:since (?:he|she|they|i|we)|because (?:he|she|they)|after (?:he|she|they))"
        rf"(?:'s|'ve| has| have)? {_STOPPED}\b[^.;?!]{{0,20}}\b{_DRINK}\b",
    ),
    "child or frail person missing": patterns(
        rf"\b{_YOUNG}\b[^.;?!]{{0,60}}\b{_GONE}",
        rf"\b{_LOOKED} (?:a|an|one of|my|our|the|her|his|their)\b[^.;?!]{{0,20}}\b{_YOUNG}\b",
        rf"\b{_ANY_CHILD}\b[^.;?!]{{0,50}}\b{_GONE}[^;]{{0,60}}\b(?:frantic|{_LOOKED}|anywhere|phones? (?:is |"
        r"'?s )?off|"
        r"(?:\d+|ten|twenty|thirty|forty|five|couple of|few) (?:mins?|minutes|hours?|hrs?) (?:ago|now)|nobody has seen|"
        r"no one has seen|none of (?:his|her) mates|its? (?:is )?\d+ ?pm|getting dark|head ?count)",
        r"\blost (?:a|one of the|one of our) (?:kids?|child(?:ren)?|pupils?|toddlers?)\b|"
        r"\bone (?:child )?short (?:after|on|at)\b",
        rf"\b{_FRAIL}\b[^.;?!]{{0,70}}\b{_GONE}|\b{_GONE}[^.;?!]{{0,50}}\b{_FRAIL}\b",
    ),
    "marks of strangling": patterns(
        r"\b(?:marks?|bruis\w+|finger ?(?:marks?|prints?)|red(?:ness)?|lines?|welts?|"
        r"scratches) (?:\w+ ){0,2}(?:round|around|"
        r"on|to|across|up|over|all over|all round|both sides of) (?:her|his|my|the|their) (?:\w+ )?(?:neck|throat)\b",
        r"\b(?:neck|throat) (?:is|was|'s)? ?(?:\w+ )?(?:bruised|marked|red raw|black and blue)\b",
        r"\b(?:throttled|choked|choking|strangl\w+|grabs?|grabbed|squeezed?) (?:\w+ ){0,3}(?:by |round |"
        r"around |on )?(?:the |her |his |my )?(?:neck|throat|windpipe)?\b[^.;?!]{0,60}\b(?:blacked out|passed out|went "
        r"(?:black|limp)|wet (?:her|him|my)self|lost (?:her|his|my) voice|voice (?:is|has|'s)|hoarse|can'?t swallow|"
        r"hurts to swallow|couldn'?t breathe|see(?:ing)? stars)\b",
    ),
    "pressed for money now": patterns(
        r"\b(?:driv(?:ing|en|es?)|tak(?:ing|en|es?)|march(?:ing|ed)|walk(?:ing|ed)|escort\w+|dragg\w+|frogmarch\w+) "
        r"(?:\w+ ){0,5}(?:to|down to|into|round to|up to|off to) (?:\w+ )?(?:bank|cash ?point|cash ?machine|atm|"
        r"building society|post office)\b",
        r"\b(?:refus\w+|won'?t|wont|not|will not) (?:to )?(?:leav\w*|go|budge|move)\b[^.;?!]{0,30}\b(?:till|until|"
        r"unless|before) (?:he|she|they|i|we|[\w']+) (?:pays?|coughs?|hands?|gives?|signs?|gets?)\b",
    ),
    "attack announced": patterns(
        r"\b(?:you|u|youse|they|yous)(?:'ll| will|ll)? (?:all |lot )?(?:will |'ll )?be sorry\b",
        r"\b(?:isis|beheading\w*|executions?|jihad\w*|extremis\w+|terror\w*|incel\w*|neo-?nazi\w*|school shoot\w+|mass "
        rf"shoot\w+|massacre\w*|manifesto)\b[^;?!]{{0,120}}\b(?:tomorrow|tonight|{_DAYS}|today|"
        r"this (?:week|weekend|afternoon)|next week)\b",
        r"\b(?:something big|bloodbath|there'?s going to be blood|revenge|payback|day of reckoning) (?:is |"
        r"'s )?(?:going down|coming|happening|kicking off)\b",
        rf"\bdon'?t (?:come in|go|be there|go in)\b[^.;?!]{{0,15}}\b(?:on )?(?:tomorrow|{_DAYS})\b",
    ),
}
"""Signs of danger that lasts, each by a name that --explain may show."""
