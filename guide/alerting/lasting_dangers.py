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
    r"(?:is missing|are missing|'?s missing|gone missing|went missing|missing from (?!education|school roll)|"
    r"vanished|"
    r"disappeared|wandered (?:off|out)|walked (?:out|off)|slipped (?:out|off|away)|got out (?:of|through)|"
    r"ran (?:off|out)|run off|bolted|can'?t (?:find|see) (?:him|her|them)|cannot find|nowhere to be (?:seen|found)|"
    r"no sign of|never (?:arrived|turned up|got (?:off|here|home|back|there)|came (?:home|back|out))|"
    r"(?:didn'?t|did not|hasn'?t|not) (?:come|came|got|get|been|back) ?(?:home|back|in)?\b(?= from| after| off|"
    r" since| yet| and| its| it'?s|,|$)|not (?:back|home)\b|unaccounted)"
)
_LOOKED = r"(?:can'?t|cannot|could not|couldn'?t|unable to) (?:find|see|locate|get hold of)"
_KNOCK = (
    r"(?:(?<!about to )(?<!might )(?:fell|fallen|fall|falls|came off|come off|knocked|banged|bumped|bashed|"
    r"cracked|whacked|"
    r"thumped|hit) (?:\w+ ){0,4}?(?:head|bike|stairs|ladder|horse|scooter|pavement|kerb|bed|floor)|"
    r"(?:since|after|had|having) (?:a |the |his |her |that )(?:\w+ )?(?:fall(?! in\b)|bang on the head|"
    r"knock to the head|head injury|bump))"
)
_DULLED = (
    r"(?:sleeping (?:a lot|all the time|loads|more)|(?:very|really|so|dead|proper|getting) (?:sleepy|drowsy|"
    r"drowsier)|drowsy|"
    r"(?:been|was|is|being|keeps being) (?:\w+ ){0,2}sick|vomit\w+|thr(?:ew|owing|own) up|confused|"
    r"(?:asking|asks|saying|says) (?:me |us )?the same (?:thing|question)|(?<!can't )(?<!cant )can'?t remember|"
    r"slurr\w+|unsteady|"
    r"wobbly|clear (?:fluid|stuff|liquid)|worst headache)"
)
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
        r"(?:\d+|ten|twenty|thirty|forty|five|couple of|few) (?:mins?|minutes|hours?|hrs?) (?:ago|now)|"
        r"nobody has seen|"
        r"no one has seen|none of (?:his|her) mates|its? (?:is )?\d+ ?pm|getting dark|head ?count)",
        r"\blost (?:a|one of the|one of our) (?:kids?|child(?:ren)?|pupils?|toddlers?)\b|"
        r"\bone (?:child )?short (?:after|on|at)\b",
        rf"\b{_FRAIL}\b[^.;?!]{{0,70}}\b{_GONE}|\b{_GONE}[^.;?!]{{0,50}}\b{_FRAIL}\b",
    ),
    "head injury": patterns(
        r"\b(?:one|1) (?:of (?:his|her|their|my) |\w+ )?(?:pupils?(?=[^.;?!]{0,50}\b(?:head|fall|fell|bike|"
        r"than (?:the|"
        r"his|her) other\b(?! \w+s\b)))|eyes?|eyeballs?)(?: is| looks?|'s|s|"
        r" has gone| are| gone)? "
        r"(?:\w+ ){0,2}?(?:bigger|larger|wider|blown|huge|smaller)\b",
        r"\b(?:pupils?|eyes?) (?:are |look |is )?(?:\w+ )?(?:(?:different|odd|uneven) sizes?|unequal|uneven|"
        r"not the same size)\b",
        rf"\b{_KNOCK}\b[^;?!]{{0,100}}\b{_DULLED}\b",
    ),
    "bleeding inside": patterns(
        r"\b(?:sick|vomit|puke|poo)(?:'s| is| was| looks?|s)? (?:\w+ )?(?:black|like coffee|"
        r"coffee grounds|bloody|red)\b|"
        r"\b(?:throwing|chucking|bringing|coughing) up (?:\w+ )?(?:red|black|blood|coffee)\b",
    ),
    "lying since": patterns(
        r"\b(?:{person}|gran|granny|nan|nanna)(?:'s|s)?\b[^.;?!]{0,40}\b(?:on|to) the (?:\w+ )?floor\b[^.;?!]{0,30}"
        r"\b(?:since (?:last night|yesterday|this morning|(?:she|he) fell)|all (?:night|day)|for (?:hours|ages|"
        r"\d+ hours))\b(?! (?:sleep|kip))",
        r"\b(?:gran|granny|nan|nanna|mum|dad|lady|gentleman|neighbour|resident|she|he)(?:'s|s| is| has|"
        r" was)?\b[^.;?!]{0,15}"
        r"\b(?:fell|fallen|collapsed|stuck|lying|laid|lain|been)\b[^.;?!]{0,25}\bon the (?:\w+ )?floor\b[^.;?!]{0,25}"
        r"\b(?:since|all night|for hours)\b",
    ),
    "threat with a price": patterns(
        r"\b(?:or|else|otherwise) (?:\w+ )?(?:'?ll |will )?los(?:e|es|ing) (?:a|an|my|his|her|your|"
        r"the) (?:\w+ )?(?:finger|hand|leg|"
        r"knee(?:cap)?|eye|ear|thumb)s?\b",
        r"\b(?:or else|if (?:i|we|he|she) (?:don'?t|do not)|threaten\w*|ow(?:e|es|ed|ing)|debts?|pay)\b[^.;?!]{0,60}"
        r"\b(?:they|he|she|lads|men|dealers?)(?:'?ll| will| is|'s|'re| are)? (?:be )?(?:come|comes|"
        r"coming) for (?:my|his|her|our) "
        r"(?:boy|son|daughter|girl|kids?|family|mum|brother|sister|little)\b",
        r"\b(?:put|drive|drives|driving|take) (?:the|his|her|a) (?:car|van|motor) (?:in|into|off) (?:the |"
        r"a )?(?:river|canal|sea|lake|"
        r"lorry|wall|tree|bridge|cliff)\b[^.;?!]{0,15}\bwith\b|"
        r"\b(?:drive|driving|throw|throwing) (?:them|us|the (?:kids|children|boys|girls|baby)|"
        r"(?:her|him|me) and "
        r"(?:the )?\w+)(?: all| both)? (?:in|into|in to|off) (?:the |a )?(?:river|canal|sea|lake|lorry|wall|"
        r"tree|bridge|cliff|water|thames)\b",
        r"\b(?:kill|murder|bury|finish) (?:me|her|him|us|them) (?:\w+ )?for (?:the |bringing |our |their |"
        r"her )?(?:shame|honou?r|"
        r"dishono\w+|disgrac\w+|talking to (?:boys?|a boy|police|the police)|leaving (?:him|home)|seeing (?:him|"
        r"boys?|a boy)|"
        r"being with (?:him|a)|grassing|snitching|reporting (?:it|him|them)|running away)\b",
        r"\bon (?:his|her|their) way (?:to|up|here|over|round|back)\b[^.;?!]{0,30}\b(?:not messing|do (?:her|"
        r"him|me|us) in|batter|"
        r"finish (?:her|him|it|me)|kick (?:the|her|his) door|smash (?:it|the|her|his|my))\b",
    ),
    "marks of strangling": patterns(
        r"\b(?:marks?|bruis\w+|finger ?(?:marks?|prints?)|red(?:ness)?|lines?|welts?|"
        r"scratches) (?:\w+ ){0,2}(?:round|around|"
        r"on|to|across|up|over|all over|all round|both sides of) (?:her|his|my|the|their) (?:\w+ )?(?:neck|throat)\b",
        r"\b(?:neck|throat) (?:is|was|'s)? ?(?:\w+ )?(?:bruised|marked|red raw|black and blue)\b",
        r"\b(?:throttled|choked|choking|strangl\w+|grabs?|grabbed|squeezed?) (?:\w+ ){0,3}(?:by |round |"
        r"around |on )?(?:the |her |his |my )?(?:neck|throat|windpipe)?\b[^.;?!]{0,60}\b(?:blacked out|"
        r"passed out|went "
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
        r"\b(?:isis|beheading\w*|executions?|jihad\w*|extremis\w+|terror\w*|incel\w*|neo-?nazi\w*|"
        r"school shoot\w+|mass "
        rf"shoot\w+|massacre\w*|manifesto)\b[^;?!]{{0,120}}\b(?:tomorrow|tonight|{_DAYS}|today|"
        r"this (?:week|weekend|afternoon)|next week)\b",
        r"\b(?:something big|bloodbath|there'?s going to be blood|revenge|payback|day of reckoning) (?:is |"
        r"'s )?(?:going down|coming|happening|kicking off)\b",
        r"\b(?:guns?|shotguns?|rifles?|pistols?|bombs?|explosives?|machetes?|"
        r"grenades?)\b[^.;?!]{0,60}\b(?:going to|gonna|"
        r"will|'ll|wants to|plans to) (?:do|hit|shoot up|blow up) (?:the|his|her|our|"
        r"a) (?:\w+ )?(?:mosque|"
        r"synagogue|church|temple|gurdwara|school|college|station|mall|market|parade|council|office|job ?centre|"
        r"town)\b",
        rf"\bdon'?t (?:come in|go|be there|go in)\b[^.;?!]{{0,15}}\b(?:on )?(?:tomorrow|{_DAYS})\b",
    ),
}
"""Signs of danger that lasts, each by a name that --explain may show."""
