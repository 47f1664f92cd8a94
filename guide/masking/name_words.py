"""What stands around the names of private persons, and around those of services, places and laws."""

from __future__ import annotations

import re

PARTICLES = frozenset(
    "de da di do dos del della van der den von zu al bin ibn bint el la le ap ferch ó o ní mac mc st y e".split()
)
AMBIGUOUS = frozenset(
    "will may mark grace hope faith rose joy summer bill rob grant chase dean frank jack max pat sue art dawn sky "
    "miles nick guy earl rich drew lance "
    "june april august river violet ivy ruby pearl amber jade crystal iris olive hazel heather lily daisy poppy "
    "holly robin jay dale glen cliff heath "
    "kim lee ray don gene sage winter autumn justice precious patience prudence mercy favour unity blessing "
    "melody harmony angel kit king prince duke "
    "major coral opal honor victor christian israel jordan georgia chelsea florence victoria charlotte austin "
    "sydney paris london savannah dakota "
    "virginia carolina madison kenya charity tiffany mercedes marina vera penny carol ben an do so sana van see "
    "mila val ned ted mia ada tia ria dev "
    "una ike della alma cora val mo ola abi ali sol stan otto bob basil clement constance bertie ash tatum forest "
    "star gay lane page rod sandy woody said nana mandy charlie molly billy tina gina spencer mary dick jesus "
    "sultan rock "
    "eden angela clare claire sarah martha martyn homer maxim arun hana rae bea iman imam jo del val roman seth "
    "wren cherry sean sam ana ina ira mina "
    "ion lea leo lin lina lou lula mae mina nan nat neal nia nina noor nora nuala oren rory ross roy tony wanda "
    "wallace west wales".split()
)
TITLE = (
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|reverend|sgt|sergeant|cpl|corporal|constable|inspector|insp|pcso|wpc|pc|dc|ds|madame|mme|"
    r"master|father|sister|brother|rabbi|imam|lady|cllr|councillor|nurse)"
)
TITLED = re.compile(rf"\b(?:{TITLE}\.?\s*(?:&|and)\s*)?({TITLE})\b\.?\s+(?=[^\W\d_])", re.I)
WEAK_TITLES = frozenset(
    "father sister brother lady master nurse sergeant constable rabbi imam ds dc reverend corporal councillor pc pcso "
    "wpc insp inspector".split()
)
RANKS = frozenset("ds dc pc pcso wpc insp inspector sergeant constable nurse".split())
"""Of these one surname is enough, where they are written as titles are."""
PERSON = (
    r"(?:client|tenant|resident|patient|pupil|student|victim|suspect|perp|perpetrator|neighbour|mother|father|mum|"
    r"dad|son|daughter|brother|sister|husband|wife|"
    r"partner|ex|friend|colleague|landlord|landlady|carer|lodger|worker|officer|sw|aunt|uncle|cousin|nephew|niece|"
    r"grandson|granddaughter|grandad|gran|nan|constituent|"
    r"girl|boy|man|woman|lady|lad|chap|kid|child|male|female|person|gentleman|somebody|someone|teenager|guy|"
    r"gp|idva|isva|cpn|midwife|nurse|solicitor|teacher|senco|dsl|pcso|psychiatrist|counsellor|therapist|caseworker|"
    r"keyworker|dentist|pharmacist|childminder|consultant|"
    r"mentor|volunteer|names?|next of kin|present were|person of concern|service user|"
    r"customer|caller|visitor|complainant|applicant|parent|sibling|stepson|stepdaughter|stepdad|boyfriend|"
    r"girlfriend|adult|youth|baby|mate|member|user)"
)
STRONG_BEFORE = re.compile(
    rf"(?:\b{PERSON}(?:'?s)?(?:\s+(?:is|was|are|like))?\s*[,:=\-(]*\s*|\b(?:called|named|known as|name is|name's|names|"
    rf"i'm|i am|im|signed|regards|spoke (?:to|with)|met(?: with)?|"
    r"on behalf of|look up(?: whether)?|anything on|it's|this is|is about|me|hear from|gave (?:his|her) name as|"
    r"call came from|here is|save(?: these notes)?|remember that|"
    r"have|saw|visit|housed|discussed|refer|bring|check whether|move)\s*[,:=\-(]*\s*)$",
    re.I,
)
CALLED = re.compile(rf"\b{PERSON}\b[^.;]{{0,20}}\b(?:called|named|known as)\s+$", re.I)
WEAK_BEFORE = re.compile(
    r"\b(?:for|re|regarding|of|from|with|about|by|supports?|tell|told|ask|asked|and|to|vs|against|did|has|is|does|"
    r"can|could|should|would|was|had|will|if|think|that|when|note|but|asking|at|add|update|mail|ring|call|contact|"
    r"email)\s*[:,]?\s*$",
    re.I,
)
OPENING = re.compile(
    r"(?:^|[.!?]\s|\n)\s*(?:(?:yes|no|hi|hello|hey|well|ok|okay|so|also|and|but|please|never|now|today|yesterday|"
    r"sorry|thanks|update)\b[\s,.:;!-]*)?$",
    re.I,
)
"""The beginning of a sentence, also behind a word that only opens it."""
AFTER = re.compile(
    r"^(?:'s\b|\s*[,(]?\s*(?:aged?\s+\d|\d{1,3}\b(?!\s*(?:hours?|days?|weeks?|am|pm|per))|\(?\d{1,2}\)?|dob\b|"
    r"d\.o\.b|born\b|b\.)|"
    r"\s*[,:(\-/]?\s*(?:says?|said|wants?|wanted|needs?|lives?|is|was|has|had|told|asked|asks|rang|called|keeps?|"
    r"lost|got|gets|turned|posts?|works?|who|which|and (?:his|her|their)|"
    r"thinks?|left|stays?|requires?|disclosed|came|made|runs?|found|moved|qualify|be|can|can't|cannot|would|will|"
    r"doesn't|isn't|hasn't|emailed|phoned|needing|asylum|owes|"
    r"received|been|get|use|might|may|tell|say|appeared|does|did|gave|sent|attends?|drinks|smokes|at|from|of|on|"
    r"about|for|rough|rude|victim|suspect)\b|\s*[.,:;\-/(?!]|\s*$)",
    re.I,
)
TAIL = frozenset(
    "law act rule app apps guard wish farm review report inquiry enquiry foundation trust day road street avenue "
    "lane close drive way "
    "house hall court centre center park school college "
    "hospital ward church exhibition award awards fund campaign trail estate tower bridge station hub helpline "
    "hotline line service services team charter convention "
    "scheme programme project operation principle principles strategy quote pub theatre library museum market "
    "square gardens walk place terrace crescent grove row "
    "mews rise hill green view rd st ave university academy clinic surgery community network society association "
    "charity council borough constabulary police case "
    "cases statue play novel book film series festival ground fields mosque temple synagogue parade shop shops "
    "store stores bank plc ltd limited llp group posters "
    "poster memorial shirts prison conference lecture lodge cottage gallery arms inn stadium arena quay wharf "
    "island islands bay city town village county index scale "
    "test model method syndrome disease order orders notice protocol framework partnership forum board panel "
    "committee office department directorate unit agency authority "
    "river brook abbey palace castle common peninsula recreation broadway "
    "kit spray tablets patch online express hotel initiative valley coast".split()
)
HEAD = frozenset(
    "operation project hmp hm st saint royal king queen prince princess the programme scheme charity company bank "
    "ward road street number theme section ask tell "
    "baroness lord sir dame president mayor minister judge lady pope act".split()
)
