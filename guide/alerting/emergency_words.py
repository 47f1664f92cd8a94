"""Signs of danger to life or of a crime under way, as patterns by name. How they are weighed is in danger.py."""

from __future__ import annotations

from guide.alerting.danger_words import patterns

EMERGENCY = {
    "cannot breathe": patterns(
        r"\b(?:not|isn'?t|aint|ain't|stopped|hardly|barely|struggling(?: to| for)?|can'?t|cannot|can not|"
        r"fighting for|gasping for|"
        r"difficulty|trouble|no longer|never) (?:\w+ )?breath(?:e|in|ing)?\b",
        r"\bbreathing (?:strangely|funny|weird|badly|shallow|has stopped|'?s stopped|is rattling)\b|"
        r"\bbreathing'?s? (?:stopped|gone)\b",
        r"\b(?:is|'s|s|are|was|starts?|started|and|be) (?:\w+ )?chok(?:ing)\b|\b(?:throat|airway|tongue|"
        r"airways)(?:'?s| is| are)? (?:\w+ )?(?:closing|swell\w+)",
        r"\bbreathing (?:is|'s) (?:\w+)\b",
    ),
    "unconscious": patterns(
        r"\b(?:unconscious|unresponsive|passed out|lost consciousness|losing consciousness|blacked out|out cold|"
        r"anaphyla\w+|"
        r"hypothermic|convulsing|no pulse|find a pulse|foaming|frothing)\b",
        r"\b(?:has|have|'s|s|just|and|had|he|she|who|man|woman|lady|client|resident|lad|fella|guy|"
        r"fellow) (?:\w+ )?collapsed\b|\bcollapsed (?:in|at|on|outside|here|again|by)\b",
        r"\b(?:won'?t|can'?t|cannot|not|doesn'?t|isn'?t|don'?t|unable to|couldn'?t|hasn'?t) (?:\w+ )?(?:wak\w*|"
        r"woke\w*|rouse\w*|rous\w*|come round|get up|come to|"
        r"answer\w* me|respond\w*|open \w+ eyes)\b",
        r"\bstopped (?:\w+ )?(?:talking|respond\w*|answering|moving|shivering)\b|\b(?:not|isn'?t|aren'?t|won'?t|"
        r"hasn'?t) (?:\w+ )?mov(?:e|ing|ed)\b(?! (?:out|house|home|in|anywhere|away|to))",
        r"\b(?:gone|going|went|turn(?:ed|ing|s)|look(?:s|ing)) (?:\w+ and )?(?:\w+ )?(?:blue|floppy|grey|gray|"
        r"purple|limp|white as|drowsy|unconscious|sleepy|stiff|cold)\b",
        r"\blips (?:are |have |have gone |r |are a |a )?(?:\w+ )?(?:blue|(?:funny|odd|weird|horrible|bad|"
        r"strange) colou?r)\b|\b(?:pinpoint|pin ?-?prick) pupils\b|\bhe'?s? gone cold\b|"
        r"\bcold and wont?\b",
        r"\b(?:is|'s|s|are|having|has|in|started|had) (?:\w+ )?(?:fitting|a fit|a seizure|seizures?|a stroke|"
        r"a heart attack|cardiac arrest|"
        r"(?:an? )?(?:\w+ )?allergic reaction|diabetic coma|a hypo)\b(?! (?:risk|last|years))",
        r"\b(?:face|mouth) (?:has |have |is |'s )?(?:\w+ )?(?:dropp\w+|droop\w+)|\bslurr\w+ (?:speech|words)|"
        r"\bspeech (?:is|'s) slurr|\bchest pains?\b|\bclutching (?:his|her|their) chest\b",
        r"\bcrushing (?:chest|pain)|\bcan'?t feel (?:her|his|my) legs\b|\bblotchy\b|\bvomit in\b|"
        r"\bcan'?t lift (?:her|his) arm\b",
    ),
    "blood": patterns(
        r"\b(?:is|are|'s|s|am|'m|head|nose|ear|neck|leg|stomach|wrists?|and|'?ve been|keeps?|man|woman|started|be|"
        r"someone|somebody) (?:\w+ )?bleeding\b",
        r"\bbleeding (?:badly|out|heavily|everywhere|from|all|loads|to death|really|in|on)\b|\bblood (?:is |s |"
        r"'s |'?is )?(?:\w+ )?(?:everywhere|all over|pouring|pumping|gushing|spurting|not stopping|won'?t stop)",
        r"\b(?:lot|lots|pool|pools|loads|drip|covered in|down her|down his|dripping|spitting|coughing|vomiting|"
        r"losing)(?: of| with| up)?(?: a lot of)? (?:front )?blood\b",
        r"\bpumping out\b|\bcut (?:\w+ )?(?:wrists?|throat|too deep)\b|\bskin (?:is )?coming off\b|\bskull is\b|"
        r"\bhead is (?:split|open)\b|\bopen (?:stab )?wound\b",
        r"\bblood (?:down|on) (?:her|his)\b|\bhead(?:'s| is)? bleeding\b",
    ),
    "breath, skin or heart": patterns(
        r"\b(?:can'?t|cant|cannot|couldn'?t) (?:get|say|speak|finish) (?:a |two |any )?(?:words?|"
        r"sentence)\b(?: out)?[^.;?!]{0,25}"
        r"\b(?:wheez\w+|breath\w*|gasp\w+|pump|inhaler|asthma)\b",
        r"\brash\b[^.;?!]{0,30}\b(?:doesn'?t|don'?t|dont|doesnt|won'?t|wont|not) (?:\w+ )?(?:fade|go(?: away)?|"
        r"disappear|blanch\w*)\b"
        r"[^.;?!]{0,25}\b(?:press|glass|tumbler|push)\w*\b",
        r"\b(?:arm|arms|jaw|chest)\b[^.;?!]{0,20}\b(?:numb|tight|hurts?|heavy|aches?|"
        r"pain\w*)\b[^.;?!]{0,25}\b(?:jaw|chest|arm|sweat\w*|"
        r"clammy)\b[^.;?!]{0,15}\b(?:numb|tight|hurts?|heavy|aches?|aching|pain\w*|grey|gray|indigestion)\b",
    ),
    "called to come": patterns(
        r"\b(?:please|pls|plz) (?:come|hurry|send (?:some\w+|police|help))\b[^.;?!]{0,10}\b(?:he|she)(?:'s|"
        r"s| is) (?:back|outside|inside|in the (?:house|flat|building|hall))\b",
    ),
    "fire or gas": patterns(
        r"\b(?:is|'s|s|are|house|flat|home|building|kitchen|room|him|her|hair|shed|car|caught|goes|gone|lounge|"
        r"bed|place|upstairs|roof|them|himself|herself|themselves|going to be|been|be|curtains?) "
        r"(?:\w+ )?(?:on fire|alight|in flames|ablaze|burning down|well alight)\b|\bset (?:\w+ ){0,4}(?:alight|"
        r"on fire)\b|"
        r"\bsetting (?:\w+ ){1,4}(?:alight|on fire)\b",
        r"\b(?:caught|catching) (?:fire|light)\b|\bsmoke (?:is |'s |are )?(?:\w+ )?(?:pouring|coming|filling|"
        r"billowing|everywhere|under)\b|\bfill(?:ing|ed) with (?:smoke|fumes|gas|water)\b|\bfumes are\b",
        r"\b(?:smell|stinks?|reeks?|smells|smelling) (?:really |strongly |so |strong |badly )?(?:of |"
        r"like )?(?:gas|burning|smoke)\b|\b(?:gas|burning|smoke) (?:smell|leak)\b"
        r"(?! (?:was|engineer|bill|form|polic|insur|cover|check|repair))",
        r"\bturned (?:\w+ ){0,2}gas on\b|\bgas (?:oven|hob|tap|oven gas)? ?(?:is |turned )?on and\b|\b(?:strike|"
        r"light|lit|flick\w*|lighting|striking) (?:\w+ )?(?:a |the )?(?:match|lighter|it|spark)\b|\bone spark\b",
        r"\b(?:pour(?:ed|ing)?|dous(?:ed|ing)|covered|soaked|splash(?:ed|ing)) (?:\w+ ){0,4}(?:petrol|"
        r"lighter fluid|white spirit|paraffin|fuel|acid)\b",
        r"\bwith petrol\b|\bset(?:ting|s)? (?:\w+ ){0,3}(?:fire to|alight|light to)\b|\bfire (?:in the|"
        r"has broken out|broke out|upstairs|downstairs|next door|at the|at my)\b|\bis a fire\b|"
        r"\b(?:carbon monoxide|co) alarm(?:'s| is)? (?:going|sounding|beeping)\b",
        r"\bfire has (?:started|spread)\b|\bsmoke (?:alarm|detector)s? (?:is|are|'s) (?:going|sounding)\b|"
        r"\bburn (?:the|this) (?:place|house|flat) down\b|\bburn (?:him|her|them|us|me) out\b|\bscald\w* (?:all|"
        r"himself|herself|his|her)\b",
    ),
    "weapon in hand": patterns(
        r"\b(?:has|have|'s|s|got|gets?|have got|holding|holds|waving|waves|wields?|wielding|brandish\w+|"
        r"pulled(?: out)?|pulls|pulling|swinging|pointing|"
        r"heating|armed|lunging|clutching|grabbed|picked up|taken out|drawn|produced|whipped out|"
        r"(?<!been )(?<!about )(?<!against )(?<!on )(?<!of )(?<!from )"
        r"(?<!for )carrying) (?!been )(?:with )?(?:\w+ )?(?:a|an|the|his|her|two|some|what looks like a|"
        r"one of the|broken)? ?(?:\w+ ){0,2}{weapon}\b{no_threat}",
        r"\b{person}(?: \w+){0,4} with (?:a |an |the |his |two )?(?:\w+ )?(?:\w+ )?{weapon}\b{no_threat}",
        r"\b(?:left|coming|gone|heading|walking|going|way) (?:\w+ ){0,3}with (?:a|an|the|his) {weapon}\b",
        r"\b{weapon} (?:to|at|against|on|pointed at) (?:her|his|my|the|our|their|a|some\w*|"
        r"\w+'s) (?:\w+ )?(?:throat|neck|head|face|chest|back|stomach)\b|\bwith (?:knives|blades|bats|hammers|"
        r"machetes|guns|swords|axes|bottles|sticks|metal bars)\b",
        r"\b(?:is|are|'s) armed\b|\bat knife ?point\b|\bat gun ?point\b|\b(?:at|outside|by) (?:the|my|her|"
        r"our) (?:door|gate|window|house) with an? \w+\b|\bbomb in\b|\bwaving \w+ \w* ?{weapon}\b",
        r"\b(?:outside|downstairs|here|reception|foyer|street|car park|door|upstairs|in) (?:with|wielding) (?:a|"
        r"an) (?:\w+ )?{weapon}\b",
    ),
    "violence under way": patterns(
        r"\b{person}(?: \w+){0,2}?(?:'?s|'?re| is| are| am| was| were| keeps?| started| has started|"
        r" starts)? ?(?:{adv} )?(?:{adv} )?{violent_ing}\b(?! (?:out|for|onto|from|back|down on|off|his own|"
        r"her own|weed))(?= (?:\w+ )?{victim}\b| on\b| at\b| in\b| into\b|[.,!?;]|$| with\b| up\b| and\b| right\b|"
        r" now\b)",
        r"\b(?:is|are|'s|being|gettin|getting|s) (?:{adv} )?(?:being )(?:\w+ )?{violent_ed}\b|\b(?:getting|"
        r"gettin) (?:{adv} )?(?:beaten|battered|attacked|kicked|stabbed|robbed|mugged|jumped|raped)\b",
        r"\b(?:i|we|can|cctv \w+|you) (?:can )?(?:hear|see|seeing|hearing|watching)\b[^.;!?]*\b(?:{violent_ing}|"
        r"scream\w*|shouting|thuds?|banging|begging|crying|gunshots?|smash\w*|fight\w*)\b",
        r"\bfight(?:ing)? (?:in|outside|with knives|going on|happening|has broken|broke|between)\b|"
        r"\ba fight (?:in|outside|has|is|on)\b|\bfighting with\b|\bturned nasty\b|\bviolent disturbance\b",
        r"\b(?:attack|assault|robbery|burglary|abduction|siege|shooting|stabbing|riot|mugging|rape|brawl|"
        r"fight) (?:is |are |that is |that'?s |which is )?(?:in progress|under ?way|going on|happening|"
        r"taking place)\b|\b(?:there is|there'?s|theres) a (?:siege|shooting|stabbing|riot|gunman|brawl|mugging)\b",
        r"\b(?:screaming|shouting|yelling|crying|begging) (?:for help|him to stop|her to stop|them to stop|"
        r"for her life|at him to stop)\b|\b(?:please )?(?:don'?t|dont) kill me\b|\byou'?re killing me\b|"
        r"\bget off (?:me|her)\b",
        r"\b(?:beat|batter|attack|punch|hurt|hit|stab|rap|strangl|kick|chas|follow|tortur|mugg|robb|throttl|"
        r"assault|drown|whipp|burn|drag|threaten|kill)+(?:in|ing) (?:{victim}|my|"
        r"sum\w+)(?: \w+){0,4} (?:right now|rite now|now|this minute|this second|as we speak|as i type|"
        r"at this moment|at the moment)\b",
        r"\b(?:and|while|now|trying to|,) {violent_ing} (?:her|him|me|us|them)\b|\bstood over (?:her|him|me|"
        r"them)\b|\bdrunk (?:and )?(?:behind|at) the wheel\b",
        r"\b(?:trying|about|going|gonna|attempting) to (?:run (?:over|down)|pull|drown|strangle|kill|stab|rape|"
        r"drag|burn|push|smother|abduct|snatch|shoot|crash|drive (?:off|into)|beat|batter|smash|hit|"
        r"set)\b(?! (?:himself|herself|themsel|myself|up|a target|targets|the|out|me if|together|through|for))",
        r"\b(?:saw|seen|watched|witnessed|see) (?:him|her|them|someone|somebody|a \w+|two \w+) (?:\w+ )?(?:hit|"
        r"push|punch|stab|carry|drag|kick|grab|throw|beat|attack|snatch|pull|shove|strangle|shoot|bundle|slap|"
        r"fall|jump)\b",
        r"\b(?:won'?t|wont|doesn'?t|not) stop (?:hitting|beating|kicking|punching|attacking|stabbing|screaming|"
        r"hurting)\b|\bdomestic (?:going on|happening|in progress|next door now)\b",
        r"\bthreatening (?:to (?!kill (?:himself|herself|themsel)|hang|hurt (?:himself|herself)|end|suicide|"
        r"change|report|sue|take|evict|leave|tell|post|share|go|complain|call)|his|her|my|our|staff|pupils|"
        r"everyone|people|us|them|him|me)\b[^.;]*\b(?:{weapon}|throw|stab|burn|kill|shoot|cut|jump|blow|hurt|hit|"
        r"strike|light|attack|set fire)\b",
    ),
    "just attacked": patterns(
        r"\b(?:has|have|'s|s|'ve|was|were|been|he|she|they|got|just|being|is) (?:just |now |only just |both |"
        r"all )+(?:been )?(?:\w+ )?{violent_ed}\b",
        r"\b(?:has|have|'s|s|'ve|lad|boy|man|woman|girl|bro|cuz) been (?:\w+ )?(?:stabbed|shot|attacked|beaten up|"
        r"run over|hit by|knocked down|glassed|electrocuted|poisoned|crushed|set on fire|kidnapped|abducted|"
        r"snatched|raped|bottled|mauled|burned|burnt|scalded)\b",
        r"\b{violent_ed}\b[^.;!?]{0,40}\b(?:a minute ago|a second ago|a moment ago|minutes ago|seconds ago|"
        r"just now|this second|right now)\b",
        r"\b(?:just|jus|jst) (?:\w+ )?(?:stabbed|shot|hit|punched|jumped|thrown|threw|attacked|rammed|driven|"
        r"strangled|"
        r"smashed|beaten|kicked|pushed|shoved|slapped|bit|pulled|grabbed|snatched|swallowed|choked|robbed|fallen|"
        r"cut|set|taken an? overdose|forced)\b",
        r"\b(?:has|'s|s) (?:stabbed|shot|slashed|strangled|thrown acid|pushed|punched|attacked|set fire|hit|cut|"
        r"kicked|snatched|grabbed|choked|slapped|tied|locked|barricaded|poured|doused|cornered|taken hold|"
        r"got hold|got his hand)\b|\b(?:have|'ve) (?:tied|locked|cornered|surrounded|surround|kidnapped|snatched|"
        r"grabbed|got (?:her|him|my|me|them)\b(?! (?:a|an|into|on|some)))",
        r"\b(?:rammed|ploughed|plowed|driven|drove|drives|crashed|smashed|mounted) (?:\w+ ){0,3}(?:into|at|over|"
        r"onto) (?:a |the |some )?(?:people|crowd|crowds|pushchair|pedestrians?|shoppers|kids|children|group|"
        r"queue|cyclist|pavement)\b",
        r"\b(?:hit by|under|hit) (?:a|the) (?:car|train|bus|lorry|van|tram|pushchair|truck|bin lorry|cyclist|"
        r"pedestrian)\b|\bhit and run\b|\bin front of a car\b(?= and|[.,])|\brun (?:him|her|them|over) over\b|"
        r"\bknife sticking\b",
    ),
    "held or trapped": patterns(
        r"\bby (?:the|her|his|my|both|their) (?:throat|neck|hair|face)\b(?! (?:size|length))",
        r"\b(?:in|into) a headlock\b|\bheadlock\b|\bhands? (?:over|round|around|on) (?:her|his|my|their|a|"
        r"the \w+'s) (?:\w+ )?(?:neck|throat|mouth)\b|\bcord around\b|\bpinned\b|\bcornered\b",
        r"\bhold of (?![^.;]*\b(?:nudes?|pictures?|photos?|videos?|details|card|e-?mail|password|"
        r"account)\b)(?:her|him|me|my|the|a|them|\w+'s|some\w*)\b|\b(?:held|holding|being held|hostage|"
        r"kept) (?:\w+ )?(?:hostage|against (?:her|his|my|their) will|down|captive|prisoner|under)\b|\b(?:a|taken|"
        r"as|hold|holding) hostages?\b",
        r"\b(?:won'?t|wont|refus\w+ to|not|isn'?t|aren'?t|doesn'?t|don'?t|are not|"
        r"will not) (?:going to )?let(?:ting)? (?:her|him|me|us|them|go|anyone|my \w+|"
        r"the \w+)(?: \w+){0,2} (?:out|leave|go|pass|escape|past)\b|\bwon'?t let go\b|\bwont let go\b",
        r"\b(?:locked|shut|barricaded|trapped|stuck|tied|cuffed|chained|shoved|bundled) (?:himself |herself |"
        r"themselves |her |him |me |us |them |up |themself )?(?:up )?(?:in|inside|to|into)\b[^.;]*\b(?:he'?s|"
        r"she'?s|they|kids|child\w*|knife|him|her|me|boot|scream\w*|smoke|won'?t|men|fire|bath\w*|cellar|lift|"
        r"bedroom|hostage|gun|heat|out|bang\w*|crying|burning|flat|room|car|chair|cupboard|storeroom|toilet)\b",
        r"\b(?:in|into) the boot of\b|\bin the boot\b|\b(?:he|she|they|who|men|man)(?:'s|'re|'ve| has| have|"
        r"s)? (?:\w+ )?(?:locked|got) (?:her|him|me|us|them|my \w+) (?:in|inside|tied|up|cornered|trapped|by|"
        r"pinned|on the floor)\b",
        r"\bi(?:'?m| am) (?:\w+ )?(?:hiding|trapped|locked in|being followed|being held|cornered|"
        r"stuck in the lift)\b|\bhiding (?:in|under|from|behind)\b[^.;]*\b(?:he|him|trying|door|knife|she|they|"
        r"bed|wardrobe|toilet|loo|cupboard|bathroom)\b",
        r"\b(?:dragg?(?:ed|ing)|forc(?:ed|ing)|pull(?:ed|ing)|bundl(?:ed|ing)|shov(?:ed|ing)|push(?:ed|ing)|"
        r"loading|snatch(?:ed|ing)|throw(?:n|ing)) (?:\w+ ){0,6}(?:into|in|inside|down|along|towards) (?:a|the|"
        r"his|her|that|some) (?:\w+ )?(?:van|car|taxi|lorry|boot|alley\w*|road|woods|minibus|house|flat|lift|"
        r"river|cellar)\b",
        r"\b(?:they|he|men|she|lads)(?:'ve|'s| have| has|'re)? (?:got|have|has|taken|holding|kidnapped) (?:her|"
        r"him|me|my \w+) (?:in (?:a|the)|tied|locked|held)\b|\btied to a\b|\b(?<!dog )tied up\b(?! with)|"
        r"\bkidnapped\b|\bheld in (?:a|"
        r"the) (?:house|flat|room|hotel|lock-?up|bedroom)\b",
        r"\b(?:buried|burnt|burned) (?:\w+ )?alive\b|\bin the back of (?:a|the) (?:\w+ )?(?:lorry|van|truck|"
        r"container)\b|\b(?:they|he|she)(?:'ve|ve|'s| have| has) (?:spotted|found|caught) (?:her|me|him|us)\b|"
        r"\b(?:attackers?|gunman|suspect|burglars?|thie(?:f|ves)|robbers?|shooter|intruders?)(?: is|'s|"
        r" are)? (?:still|inside|outside|here|heading|coming|on the)\b|"
        r"\bdead or alive\b|\bleaves? (?:here )?alive\b|\bcome out alive\b|\bsee (?:her|him|them) alive\b|"
        r"\btrapped under\b|\bpeople under (?:it|the)\b|\bburied under\b|\bstuck (?:in|under) the (?:mud|river|"
        r"water|ice|fire|burning|wreck)|\barm caught\b|\b(?:the )?driver is trapped\b",
    ),
    "breaking in": patterns(
        r"\b(?:breaking|kicking|kickin|smashing|climbing|forcing|ramming|bursting|battering|hammering|climbin|"
        r"breakin|bashing) (?!off )(?:\w+ ){0,4}?(?:in|into|through|down|on)\b[^.;]{0,12}(?:\b(?:the|her|his|my|"
        r"our|a|"
        r"back|front|gate|window|door|house|flat|bedroom|bathroom|loft|refuge|\w+'s)\b|[.;!?]|$)",
        r"\btry(?:ing|in) to (?:get|break|kick|smash|force|climb|burst) (?:\w+ ){0,3}?(?:in|into|down|through)\b|"
        r"\btryin to get in\b|\bforced (?:his|her|their|its) way\b|\bbroke(?:n)? (?:in|into|down) (?:and (?:is|"
        r"he)|the door and)\b",
        r"\b(?:kicking|smashing|banging|kickin|hammering|pounding|battering|breaking|forcing|ramming)(?: at| on|"
        r" in| down)? (?:the|her|his|my|our|their|a) (?:\w+ )?(?:door|windows?|gate|shutters?|bedroom door|"
        r"glass)\b|\bsmashing (?:up|the|his|her)\b",
        r"\b(?:intruder|burglars?|someone|somebody|sum1|stranger|man|men|he)(?:'s|s| is| are|"
        r"'re)? (?!living )(?:\w+ )?(?:in|"
        r"inside|downstairs|upstairs in) (?:the|my|her|(?<!he's in )(?<!hes in )(?<!he is in )his|our|their|"
        r"\w+'s|\w+s) (?:\w+'?s? )?(?:house|flat|home|"
        r"garden|loft|kitchen|bedroom|shed|back garden)\b",
        r"\b(?:m[ae]n|blokes?|guys?|lads?|person|people|males?|youths?|figures?|someone|somebody|two|three|gang)"
        r"(?: \w+){0,2} (?:in|wearing) (?:an? )?(?:\w+ )?(?:masks?|balaclavas?) (?:\w+ )?(?:went|gone|goes|going|"
        r"walk\w*|ran|running|runs|burst|heading|got) (?:\w+ )?(?:in|into|inside|towards?|through)\b",
        r"\b(?:theres|there'?s|there is|an?) (?:\w+ )?(?:intruder|burglars?|prowler)\b|\bburglars downstairs\b|"
        r"\b(?:door|doors) is in\b|\bhe'?s in[.!]|\bgot in through\b|\bhes in\b|\b(?:he|she) is breaking\b|"
        r"\bpatio door off\b|\b(?:putting|throwing|chucking|lobbing|hurling) (?:\w+ )?(?:bricks?|bottles|"
        r"fireworks|stones|rocks) (?:through|at)\b",
        r"\b(?:theyre|they'?re|he'?s|hes|someone'?s|someones|is|are|people) (?:\w+ )?(?:stealing|nicking|robbing|"
        r"looting|taking) (?:my|the|his|her|our|a)\b",
    ),
    "taken something": patterns(
        r"\b(?:taken|swallowed|took|drank|drunk|overdosed|od'?d|od'd|injected|necked|downed|eaten|"
        r"ingested) (?:\w+'?s? ){0,6}{drug}\b(?! (?:years|last (?:week|month|year|summer|winter|time)))",
        r"\b(?:has|have|'s|'ve|s|just|she|he|i|client|lad|girl|i'?ve|ive) (?:\w+ )?(?:overdosed|od'?d|od'd|"
        r"taken (?:all|everything|the lot|the whole|loads|a load|too many|\d+|forty|thirty|twenty|fifty|"
        r"an overdose)|took (?:all|everything|the lot|\d+|a load)|swallowed (?:all|everything|\d+|some|a))\b",
        r"\b(?:taken|took|takes|swallowed|had|necked|ate|eaten|downed) (?:\w+ ){0,3}(?:\d{2,3}|a dozen|{tens}|"
        r"(?:a )?handfuls?|loads|a load|all|the lot|(?:the|a) whole|two boxes|a box|packets?|"
        r"strips?)(?: [\w-]+){0,4}? "
        r"(?:{drug}|{medicine})\b",
        r"\b(?:needle|syringe) in (?:his|her|my|their) arm\b|\bpoisoned\b(?= at| by|,)|\bstopped taking insulin\b|"
        r"\btook everything\b",
    ),
    "height, rail or water": patterns(
        r"\b(?:about|going|gonna|ready|trying|threatening|threatens|preparing|wants) to (?:jump|let go|"
        r"throw (?:himself|herself|the|her|him|them|a baby))\b(?! (?:ship|queue|through|"
        r"in front of a train (?:one|if)|at the))",
        r"\b(?:has|have|'s|s|just|i|he|she|they|someone|somebody|resident|residents|woman|man) (?:\w+ )?(?:jumped|"
        r"fallen|thrown (?:himself|herself)) (?:from|off|out|in|into|on|through|in front)\b(?! with\b)|"
        r"\bfallen (?:on|off|"
        r"from|in|into|through|down) (?:the|a) (?:tracks?|roof|ladder|ice|canal|river|scaffold\w*|window|platform|"
        r"balcony|pond|stairs|line)\b|\bafter jumping\b|\bfell (?:off|from|through|in|into|out of)\b",
        r"\b(?:on|off|over|climbing|along|outside|onto|to|from) (?:the |a )?(?:wrong side of|edge of|ledge|"
        r"railings?|parapet|live rail|railway line|railway|train line|rail line|tracks|train tracks|roof of|roof|"
        r"fourth floor|window ledge|bridge)\b(?=[^.;?]*\b(?:jump\w*|won'?t|wont|let go|go(?:ing)? to|standing|"
        r"stood|says|saying|he|she|they|someone|man|woman|lad|girl|coming|hear|refus\w+|threat\w+|people|shouting|"
        r"cars)\b)",
        r"\b(?:sat|sitting|standing|stood|stands|sits|lying|walking|caller is|is|'s|laid|hanging|dangling|perched|"
        r"climbing) (?:\w+ ){0,2}?(?:on|off|over|along|from|by|out) (?:the |a )?(?:wrong side|edge|ledge|"
        r"railings?|parapet|live rail|railway\w*|train line|tracks|roof|balcony|bridge|middle of the|"
        r"dual carriageway|motorway|window|banister|light fitting|stairwell|rafters|\w+-?\w* ?(?:floor|"
        r"storey) window)\b",
        r"\b(?:hanging|swinging|hung|dangling) (?!(?:on|round|around|about|out|up) )(?:\w+ ){0,2}?(?:from|off|"
        r"by|in|out)\b(?! (?:the phone|the line))|"
        r"\b(?:noose|rope|plastic bag|ligature|belt|cord|bag) (?:round|around|over) (?:his|her|my|their|"
        r"the) (?:neck|head)\b|\btied (?:the|a) (?:rope|noose)\b|\bhose (?:running )?from the exhaust\b|"
        r"\bhanged (?:himself|herself)\b|\bhelium (?:and|mask|bag|over)\b|\bhanging[.,]? *$|\bhosepipe\b",
        r"\b(?:going|gone|went|keeps? going|goes) under\b|\bface ?-?down\b|\b(?:is|'s|s|are|somebody'?s|"
        r"someone'?s|he'?s|she'?s|kid'?s|boy|girl|child) drown(?:ing|in)\b|\b(?:in|into) the (?:river|sea|water|"
        r"canal|pond|lake|thames|lido|pool) (?:and|by|at|off|shouting|with|near|can'?t)\b|\bswept away\b|"
        r"\bcan'?t swim\b|\bwater is rising\b|\btide(?:'s| is) coming\b|\bwalking in(?:to the (?:river|sea|"
        r"water))\b|\bhead under (?:the )?water\b|\bstarted walking in\b|\bat the bottom of the (?:pool|stairs|"
        r"pond|lake)\b",
        r"\b(?:out of|from|over|off) (?:a|the) (?:\S+ )?(?:floor |storey |upstairs )?(?:window|balcony)\b|"
        r"\bbaby over\b|\b(?:balcony|railings) (?:climbing|alone)\b|\b(?:i|he|she) can hear (?:it|"
        r"the train) coming\b|\btrain (?:is )?(?:due|coming|lights)\b|\btrain is (?:coming|due)\b",
        r"\b(?:wander\w+|walking|lying|crawling|running) (?:\w+ ){0,3}(?:on|onto|along|in the middle of|down|in|"
        r"into) (?:the |a )?(?:a\d+|m\d+|motorway|dual carriageway|bypass|live|railway|road|middle of)\b",
    ),
    "fight or swelling": patterns(
        r"\bfight(?:'s| has)? (?:kicked|kicking) off\b|\bkicked off (?:outside|in|at|here)\b|"
        r"\b(?:face|lips|neck|tongue|eyes)(?:'s| is| are) (?:\w+ )?swelling\b"
    ),
    "taken or alone": patterns(
        r"\b(?:snatched|abducted|kidnapped|grabbed|stolen|(?:someone|somebody|he|man|stranger)(?: has|"
        r"\'s)? (?:just )?taken|run off with|driven off with|took off with) (?:\w+ )?(?:my|the|a|her|his|our|"
        r"someone'?s|some\w*)(?: \w+){0,2} (?:son|daughter|baby|child|boy|girl|sister|brother|kid|kids|children|"
        r"little boy|little girl|toddler|grandson|granddaughter|handbag)\b",
        r"\b(?:toddler|baby|child|kid|boy|girl|year old|yr old|newborn|children)\b[^.;?]{0,40}\b(?:by (?:him|her|"
        r"them)sel\w+|on (?:his|her|their) own|all alone|alone (?:on|in|with|at)|wandering|in a bin|in the bin|"
        r"locked in (?:a|the) (?:hot )?car|in this heat|missing from)\b",
        r"\b(?:can'?t|cannot|cant) find my\b[^.;]*\b(?:old|son|daughter|boy|girl|child|baby|toddler)\b|"
        r"\bpicked her up and won'?t\b|\bwon'?t stop the car\b|\bwont stop the car\b|\brunning for the car\b|"
        r"\bled? (?:a|the) (?:drugged|crying)\b|\bleading a (?:drugged|crying|drunk)\b",
        r"\b(?:took|taken|snatched|dragged|pulled|grabbed|bundled) (?:her|him|them|the \w+|"
        r"my \w+) (?:\w+ )?off (?:the )?"
        r"(?:street|pavement|road|bus|playground|path)\b",
        r"\b(?:is|'s|are|'re|being|be) held by (?:her|his|my|their|some|the|two|three|a) (?:\w+ )?(?:uncles?|"
        r"brothers?|"
        r"father|dad|family|husband|ex|cousins?|men|man|parents|relatives|gang|traffickers?)\b|"
        r"\b(?:being|be|getting|get) (?:put|forced|dragged|made to get) (?:\w+ )?(?:on|onto) (?:a|the) "
        r"(?:plane|flight)\b",
        r"\b(?:going to|gonna|will|'ll|'d|would|about to|want to|planning to) sell (?:me|her|him|us|them|"
        r"my \w+) (?:on|off|tonight|tomorrow|today)\b",
        r"\b(?:she|he)'?s (?:in|being) (?:labour|put on a plane|driven|taken (?:to|abroad))\b|"
        r"\bin labour\b(?! (?:ward|suite|party|group))|"
        r"\bwaters broke\b",
    ),
    "weapon or attack on many": patterns(
        r"\bbomb (?:threat|goes|is|has|will)\b(?! form| policy)|\b(?:goes|going to go|will go) off (?:in|at|"
        r"any)\b|\bsuspicious (?:bag|package|device|parcel)\b(?=[^.?]*\b(?:left|under|here|outside|ran|now|"
        r"reception)\b)|\b(?:been an? |an |huge |there's been an )explosion\b|\b(?:gunshots?|shots? (?:fired|"
        r"being fired)|gunman|shooting at)\b|\bgot a bomb\b|\bstabbing people\b|\bkill (?:us all|as many|everyone|"
        r"everybody|them all)\b",
    ),
    "death feared": patterns(
        r"\b(?:is|'s|are|will|gonna|(?<!it)'ll|ll|going to|he'll|they'll|she'll|hell)(?: going to| gonna)? (?:kill|"
        r"finish|murder|shoot|stab) (?:me|her|him|them|us|my|the|everyone|it off)\b(?! (?:if i (?:miss|am|forget|"
        r"lose)|for|over|deadline))",
        r"\b{person}(?:'s|s| is| are) (?:dying|dead)\b(?! (?:to|for|of|now|keen|end|line|on (?:his|her|"
        r"their) feet|man|posh|tired))|\bi think (?:he|she|they)(?:'s|s| is|"
        r" are)? (?:dead|dying|killing)\b|\btell my (?:kids|wife|husband|mum|family)\b|"
        r"\bgoing to die\b(?! of (?:embarrass|bored|shame|laugh|heat))|"
        r"\bbleed(?:ing)? to death\b|\bon (?:his|her|their) way (?:to|up|here|over|round)\b[^.;]*\b(?:{weapon})\b|"
        r"\b(?:he|she|they|someone|somebody)(?:'s|s| is|'re| are) (?:killing|murdering) (?:her|him|me|them|"
        r"someone|somebody)\b",
        r"\b(?:hurt|injured|unconscious|bleeding|dying|dead) (?:on|in) the (?:floor|ground|road|street|"
        r"pavement)\b|\b(?:lying|slumped|laid) (?:\w+ )?(?:on|in|at) (?:the|a) (?:\w+ )?(?:floor|ground|road|"
        r"street|pavement|bottom|hall|bath)\b|\bon the (?!(?:first|second|third|ground|top|same|shop|"
        r"\w+th) )(?:\w+ )?floor\b(?=[^.?]*\b(?:not|isn'?t|blood|bleed\w*|"
        r"eyes|won'?t|hurt|he|she|shout\w*|unconscious|screaming)\b)|\bsplit open\b|\bfallen,? (?:and )?(?:his|"
        r"her)\b",
    ),
}
"""Signs of danger to life or of a crime under way, each by a name that --explain may show."""
