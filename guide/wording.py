"""Every fixed sentence an answer can hold. Plain English, verb first, no apology theatre."""

from __future__ import annotations

from collections.abc import Iterable

from guide.types import Reason

LEAD_IN = "The {title} says this in these words:"
LEAD_IN_MANY = "The documents say this in these words:"
LEAD_IN_PART = "Part of this is in the documents. The {title} says:"
LEAD_IN_UNSAID = "The {title} does not say this in these words. It {lacks}. It says:"
"""Before what is quoted beside a claim. `lacks` is one of those below."""
LEAD_IN_OTHERWISE = "Read whether this says it. The {title} says:"
"""Before what is quoted of a claim in other words than the documents'."""
LEAD_IN_PLACES = "The {title} uses these words under {places}:"
LEAD_IN_LIST = "The {title} lists {count} of {total}:"
LEAD_IN_ALL = "All {total} of {total}, as the {title} has them:"
NOT_A_THRESHOLD = "These are the plan's words. They are not the test for a referral."
DOCUMENT_ENDS = "The document ends in the middle of this list. What follows is not in our documents."

PART_NOT_FOUND = "Not found in the documents: {missing}."
"""Said with a partial answer. `missing` are words of the question."""

NOT_HERE = "This is not in our documents."
NOT_SETTLED = "What our documents say does not settle this, so no answer is given."
ASK_ELSEWHERE = "Ask your manager or the owner of the documents."
DECLINED = {
    Reason.NOT_IN_DOCUMENTS: f"{NOT_HERE} {ASK_ELSEWHERE}",
    Reason.OUT_OF_SCOPE: "This is outside what the guide holds. It answers from its documents only.",
    Reason.UNSUPPORTED: f"{NOT_SETTLED} {ASK_ELSEWHERE}",
    Reason.PERSONAL_LOOKUP: (
        "The guide holds no casework and cannot look up, store or pass on anything about a person. "
        "Use your own case system."
    ),
    Reason.TOO_LONG: "This is longer than 8,000 characters. Shorten it and ask again.",
    Reason.INDEX_UNAVAILABLE: "The documents cannot be searched at the moment. Try again in a minute.",
    Reason.MODEL_UNAVAILABLE: "The search model cannot be loaded at the moment. Tell your administrator.",
}

PERIOD_IS_OVER = "The {title} covers {period}, which is over. Ask its owner for a newer one."
REVIEW_IS_DUE = "{name}: the record was due for review by {day}. Check it before you rely on it."
NUMBER_NOT_WORKING = "{name}: a number is reported not working. Use the other route on its card."

NEAREST = "The nearest part, “{place}”, {lacks}."
NEAREST_UNNAMED = "The nearest passage {lacks}."
"""Why an answer was refused. `lacks` is one of those below."""
LACKS_THE_ANSWER = "uses some of your words but does not answer this"
LACKS = {
    "a number or address to reach somebody by": "gives no number or address to reach anybody by",
    "an amount of money": "gives no amount of money for this",
    "a figure": "gives no figure for this",
    "how long people wait": "says nothing of a wait for this",
    "a target": "sets no target for this",
    "how success is measured": "does not say how success is measured",
    "how often something takes place": "does not say how often this takes place",
    "how often": "does not say how often",
    "what the letters stand for": "does not say what the letters stand for",
    "a percentage": "gives no percentage for this",
    "a rate of so many": "gives no rate for this",
    "an age": "gives no age for this",
    "an age group": "names no age group for this",
    "how a study was made": "does not say how the study was made",
    "which sex": "does not tell men and women apart in this",
    "which is the most": "does not say which is the most",
    "how one compares with another": "does not compare the two",
    "so often as that": "says nothing of how often",
    "the reason": "gives no reason for this",
    "a time of day": "gives no time for this",
    "a date": "gives no date for this",
    "a law or a penalty": "names no law or penalty for this",
}
"""What a quotation lacks, by the kind of thing that was asked for (guide/quoting/must_show.py)."""
LACKS_A_COUNT = "does not count what you ask the number of"
LACKS_THE_YEAR = "does not speak of that year"
LACKS_THE_CHANGE = "does not say that anything was ended or changed"
LACKS_THE_WORD = "says nothing of “{word}”"
LACKS_THE_WORDS = "does not use {words} here"
LACKS_INSTANCES = "mentions “{word}” but does not say which they are"
LACKS_A_NAME = "gives no name for this"
LACKS_THE_MEANING = "does not say what “{word}” means"
LACKS_THE_THING = "does not speak of what you ask about"

WORDS_NOT_HELD = "Nowhere in our documents: {words}."
"""`words` are words of the question that no document and no service uses."""
NOTHING_NEAR = "Nothing in them comes near to it."
ONLY_DOCUMENTS_LOOKED_AT = "You asked about the documents. For a service, ask who to refer to."
"""Said instead of that where the services were not asked: one may well be near."""
OTHER_DOCUMENT = "You ask about a document that the guide does not hold. It holds: {titles}."
OTHER_DOCUMENT_OF_MANY = "You ask about a document that the guide does not hold."
OTHER_AREA = (
    "You ask for a service of {places}. The directory holds those of Kingston, of London and of the country, "
    "but none of {places}. Look on the website of the council there."
)
NO_OPINION = "This asks what the guide thinks. It quotes its documents and has no opinion."
CANNOT_ACT = "The guide cannot do this for you: it rings, sends and writes nothing. It answers from its documents only."

AFTER_ALERT = "Act on the alert above first. Nothing further on this is in our documents."

EMPTY_QUESTION = "Type a question first."
NO_READABLE_TEXT = "This holds no readable words. Type the question again."

CLARIFY = "What is this about? Choose one, or say it in a few words."
CLARIFY_FIELD = "Which service do you mean? Choose one, or name it."

SMALLTALK = {
    "greeting": "Hello. Ask about the Safer Kingston Partnership Plan or about who to refer to.",
    "thanks": "You're welcome.",
    "goodbye": "Goodbye. Press “Lock and start fresh” if you share this desk.",
    "capabilities": (
        "The guide answers from the Safer Kingston Partnership Plan excerpt and the referral pathways. "
        "It quotes them word for word, with the place, and says so when they do not hold the answer. "
        "It gives no legal advice and makes no decisions about people."
    ),
    "maker": (
        "This is the Safer Kingston Guide, a search assistant. It quotes documents; it is not a person "
        "and decides nothing."
    ),
    "other": "The guide answers questions about the Safer Kingston Partnership Plan and who to refer to.",
}

MODEL_NO_PART = "No language model had a part in this answer."
MODEL_HAD_A_PART = (
    "A language model, {model}, put these quotations in order. Your question, without personal data, and the "
    "quotations went to {place}. Each sentence was checked word by word."
)
MODEL_WAITING = "A language model, {model}, is putting these quotations in order."
MODEL_SENDING = "Your question, without personal data, and the quotations go to {place}."
MODEL_SENT = "Your question, without personal data, and the quotations were sent to {place}."
"""Follows every line about a model that was asked and is not shown."""
MODEL_MAY_HAVE = "Your question, without personal data, and the quotations may have gone to {place}."
"""Follows a line about a model whose call was not waited for."""
MODEL_MAY_HAVE_TURNS = "Your questions of this conversation, without personal data, may have gone to {place}."
"""Follows such a line while the model was asked how a question is meant, and no quotation had gone."""
MODEL_MAY_HAVE_BOTH = (
    "Your questions of this conversation, without personal data, and quotations found by them may have gone to {place}."
)
"""Follows such a line where both may have gone."""
MODEL_STOPPED = "You stopped the language model. The quotations are shown."
MODEL_UNFINISHED = "A language model was asked, and no version of it came. The quotations are shown."
MODEL_SET_ASIDE = "The language model's version did not hold against the quotations, so the quotations are shown."
MODEL_FAILED = "The language model did not answer, so the quotations are shown."
MODEL_UNREACHED = "The language model could not be reached, and nothing was sent to it. The quotations are shown."
MODEL_NO_TIME = "No time was left to ask the language model about the quotations. The quotations are shown."
MODEL_PAUSED = "The language model is not answering at the moment and was not asked. The quotations are shown."
MODEL_SPENT = "The language model's share for today is used up. The quotations are shown."
MODEL_NOT_COUNTED = "The language model was not asked, as its use cannot be counted. The quotations are shown."
MODEL_NOT_CHECKED = "The language model was not asked, as its sentences cannot be checked. The quotations are shown."
MODEL_TOO_LONG = "This was too long for the language model, which was not asked. The quotations are shown."
MODEL_READING = (
    "A language model, {model}, is asked how your question is meant. Your questions of this conversation, without "
    "personal data, go to {place}."
)
MODEL_READ = (
    "Your own words found too little. A language model, {model}, put your question in words that stand alone, all of "
    "them from this conversation, and that found this answer. Your questions of this conversation, without personal "
    "data, went to {place}."
)
MODEL_READ_IN_VAIN = (
    "A language model, {model}, was asked how your question is meant. That found no more. Your questions of this "
    "conversation, without personal data, were sent to {place}."
)
MODEL_NOT_READING = "The language model was not asked, or could not be reached. Nothing was sent to it."

SHORT_FORMS = "Short forms: "
"""Opens the line below the first quotation, and on a card, that uses an acronym."""

WORDS_CHANGED = "The documents have changed since. These are the words as they were then:"

HEADING_SEPARATOR = " › "


def short_forms(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the line that says what acronyms stand for."""
    return SHORT_FORMS + "; ".join(f"{short} is {long}" for short, long in pairs) + "."


def headings(count: int) -> str:
    """Return how many headings something stands under."""
    return "one heading" if count == 1 else f"{count} headings"


def left_out(count: int) -> str:
    """Return what is said of a model's sentences that did not hold, empty where all did."""
    was = "was" if count == 1 else "were"
    return f" {count} of its sentences did not hold and {was} left out." if count else ""


def refusal(reason: Reason, why: str) -> str:
    """Return what is said of a question that the documents do not answer, with why it stopped."""
    return f"{NOT_SETTLED if reason is Reason.UNSUPPORTED else NOT_HERE} {why} {ASK_ELSEWHERE}"
