"""What small talk looks like: greetings, thanks, goodbyes, questions about the guide. Forms of folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ANY = (
    "ok(?:ay)?|right|great|brilliant|perfect|lovely|super|ah+|oh+|well|so|and|but|then|now|again|there|all|everyone|"
    "everybody|team|guide|assistant|mate|love|dear|please|very|much|really|just|indeed|today|too|to|you|the|a|yes|no|yeah"
)
"""What stands beside small talk without being any by itself."""

_GREETINGS = (
    "hi+|hello+|hey+|hiya|howdy|yo|greetings|(?:good )?(?:morning|afternoon|evening)|good day|g day",
    "how (?:are|r) (?:you|u|things)(?: (?:doing|today|going|keeping))*|how ?(?:s| is) (?:it|everything|things) going",
    "how do you do|you (?:ok(?:ay)?|all ?right|well)|all ?right|what ?s up|wass?up|sup",
    "(?:is )?(?:anyone|anybody|someone|somebody) (?:there|here|home|around|about|in)",
    "are you (?:there|awake|on|online|working|up|ok(?:ay)?|well)",
    "(?:nice|pleased|good|lovely|great) to (?:meet|see) you|long time no see",
    "(?:i ?m|i am) (?:new(?: (?:here|to this))?|back|here)|it ?s me|me again|first (?:day|time)(?: (?:here|on this))?",
    "hope you ?(?:re| are) (?:well|ok(?:ay)?|good|having a good day)",
    r"happy (?:\w+day|new year|christmas|easter|birthday)|merry christmas",
    "(?:just )?test(?:ing)?(?: test(?:ing)?)*(?: 1 2 3| one two three)?|is this (?:thing )?(?:on|working)|lol|"
    "ha(?: ?ha)+",
)
_THANKS = (
    "thank ?(?:you|u)|thanks|thn?x|ta|cheers|(?:much )?appreciated|(?:i )?appreciate (?:it|that|this|your help|"
    "the help)",
    "nice one|ok(?:ay)?|right|great|brilliant|perfect|lovely|super|fab(?:ulous)?|ace|wonderful|excellent|legend|"
    "lifesaver",
    "you ?(?:re| are) (?:a |an )?(?:star|legend|lifesaver|gem|diamond|angel|great|brilliant|very kind|kind)",
    "(?:that|this|it) ?(?:s|is|was) (?:really |very |so |just |exactly |such )*(?:great|helpful|useful|brilliant|"
    "perfect|"
    "all|lovely|super|spot on|good|fine|clear|kind|sorted|it|everything|(?:a )?(?:great|big|huge) help|"
    "(?:all |what |everything )*i (?:need|needed|wanted|was after))",
    "(?:all|what|everything) i (?:need|needed|wanted)|(?:very|really|so) helpful|good to know|spot on|sorted|got it",
    "makes sense|fair enough|that (?:helps|helped)(?: a lot)?|that did the trick|(?:a )?(?:great|big|huge) help",
    "well done|good (?:job|work|bot|stuff)|nice work|understood|noted",
)
_WITH_THANKS = (
    "for (?:that|this|the|your|all|everything|you|it|now|looking|checking)|help|info|information|that|it|your|"
    "a (?:lot|million|"
    "bunch)|lots|loads|many|so much|got it|me|was|is|s|answer|answers|time|quick|reply"
)
_GOODBYES = (
    "bye+(?: ?bye+)*|good ?bye|good ?night|see (?:you|ya|u)|c ?ya|take care|cheerio|ta ra|ttyl|laters?|so long",
    "have a (?:good|nice|lovely|great) (?:day|one|evening|weekend|night|afternoon|rest of (?:the|your) day)",
    "(?:i ?m|i am) (?:off|done|finished|all done|all set|good|fine|signing off)|(?:signing|logging|clocking) off|"
    "off home",
    "that ?(?:s|is) (?:me|it|all)|that ?(?:ll| will) (?:do|be all)|(?:nothing|no one|anything) else|no (?:more|"
    "further|other) "
    "questions",
    "(?:speak|talk|catch you|until) (?:soon|later|tomorrow|next time)|(?:i )?(?:gotta|got to|have to|need to|"
    "must) (?:go|run|"
    "dash)",
)
_WITH_GOODBYES = "thanks|thank you|cheers|for (?:now|today|that)|soon|later|tomorrow|later on|next week|monday|i|me"
_CAPABILITIES = (
    r"(?:(?:hi|hello|hey|so|and|please|exactly|ok|right)\s+)*"
    r"(?:what (?:sorts?|kinds?|types?) of (?:things?|questions?|stuff)|what|which questions?|how) "
    r"(?:(?:are|can|do|could|should|would|will|is|does) (?:you|i|we|this|it)(?: (?:able|be able|allowed))?)"
    r"(?: (?:to|do|does|help|ask|answer|know|cover|use|work|tool|thing|assistant|guide|me|with|you|us|about|for|of|all|"
    r"here|this|things?|questions?|able|can|actually|on|look|up|find|good|at|site|app))*"
)
_MAKER = (
    r"(?:(?:hi|hello|hey|so|and|ok|right)\s+)*"
    r"(?:(?:who|what) (?:are you|is this|am i (?:talking|speaking|chatting) to|(?:made|built|created|makes|runs|wrote|"
    r"programmed|designed|owns) (?:you|this)|is behind (?:you|this))"
    r"(?: (?:a|an|really|exactly|real|person|human|robot|bot|ai|then|or|and|how|thing|app|tool|site))*|"
    r"(?:are you|am i (?:talking|speaking|chatting) (?:to|with)|is (?:this|that|there)) (?:just )?(?:a |"
    r"an )?(?:real |actual |live )?"
    r"(?:person|human(?: being)?|robot|bot|ai|machine|computer|chatbot|chatgpt|gpt|siri|alexa|copilot|real)"
    r"(?: or (?:just )?(?:a |an )?(?:real |actual )?(?:person|human|robot|bot|ai|machine|computer|not|what))?|"
    r"what ?(?:s| is) your name|(?:do you have|have you got) a name|how old are you|where are you from)"
)


def _phrases(cores: Iterable[str], beside: str) -> str:
    """Return the form of a message of small talk and what stands beside it, at least one piece being small talk."""
    core = "|".join(cores)
    rest = rf"(?:{_ANY}|{beside})"
    return rf"(?:{rest} )*?(?:{core})(?: (?:{core}|{rest}))*"


FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(form))
    for name, form in (
        ("greeting", _phrases(_GREETINGS, "mr|mrs|sir|madam|folks|bot|from \\w+")),
        ("thanks", _phrases(_THANKS, _WITH_THANKS)),
        ("goodbye", _phrases(_GOODBYES, _WITH_GOODBYES)),
        ("capabilities", _CAPABILITIES),
        ("maker", _MAKER),
    )
)
"""Each kind of small talk with the form of a whole message of it, the first that fits."""
