"""Every sentence that an item asks with. Each template has three variants or more; the seed chooses."""

from __future__ import annotations

import re

from quiz.words import pick

STEMS: dict[str, tuple[str, ...]] = {
    "heading": (
        "Find it in the Guide: where in the documents do these words stand? “{words}”",
        "Search the Guide for these words: “{words}” Where in the documents do they stand?",
        "Open the passage in the documents that says this. Where does it stand? “{words}”",
    ),
    "cloze": (
        "Complete the sentence as the document puts it: “{words}”",
        "Which words belong in the gap, as the document has it? “{words}”",
        "Fill the gap with the words of the document: “{words}”",
    ),
    "number": (
        "Which number belongs in the gap, as the document has it? “{words}”",
        "Complete the sentence with the number from the document: “{words}”",
        "What number does the document give here? “{words}”",
    ),
    "statement": (
        "True or false? Under “{heading}” the document says: “{words}”",
        "Under “{heading}”, does the document say this, true or false? “{words}”",
        "The document, under “{heading}”: “{words}” True or false?",
    ),
    "turned": (
        "True or false? Under “{heading}” the document says: “{words}”",
        "Does the document say this under “{heading}”, true or false? “{words}”",
        "Under “{heading}”, is this what the document says, true or false? “{words}”",
    ),
    "listing": (
        "Which of these does the document list here? “{words}” Choose all that it lists.",
        "The document begins a list with these words: “{words}” Which of these belong to the list?",
        "Choose every entry that the document lists after these words. Which are they? “{words}”",
    ),
    "listed_gap": (
        "Which word ends the list, as the document has it? “{words}”",
        "Complete the list with the word of the document: “{words}”",
        "Fill the gap in the list with the word of the document: “{words}”",
    ),
    "listed": (
        "{title}. Which of these does it name in the gap? Choose all that it names. “{words}”",
        "{title}: which of these belong in the gap? Choose every one. “{words}”",
        "{title}: which of these stand where the gap is? Choose all that do. “{words}”",
    ),
    "section": (
        "{title}: under which heading does it say this? “{words}”",
        "{title}. Under which heading do these words stand? “{words}”",
        "{title}: which heading stands above these words? “{words}”",
    ),
    "placed": (
        "True or false? {title}, under “{heading}”, says this: “{words}”",
        "{title}: do these words stand under “{heading}”, true or false? “{words}”",
        "{title}: does it say this under “{heading}”, true or false? “{words}”",
    ),
    "entry": (
        "{title}: which of these stands under the heading “{heading}”?",
        "{title}. Which of these does it say under “{heading}”?",
        "{title}: under “{heading}”, which of these does it say?",
    ),
    "entries": (
        "{title}: which of these stand under the heading “{heading}”? Choose all that do.",
        "{title}. Which of these does it say under “{heading}”? Choose every one.",
        "{title}: under “{heading}”, which of these does it say? Choose all that apply.",
    ),
    "match_sections": (
        "{title}: under which heading does each of these stand?",
        "{title}. Match what it says with the heading that stands above it. Which belong together?",
        "{title}: which heading belongs to each of these?",
    ),
    "definition": (
        "Which term does the document define with these words? “{words}”",
        "The document gives this meaning: “{words}” Which term has it?",
        "These words explain one term in the document. Which term? “{words}”",
    ),
    "situation_of_people": (
        "Whom it concerns: “{people}” What it is about: “{words}” Which service do you contact first?",
        "The people: “{people}” The case: “{words}” Whom do you contact first?",
        "A case at the desk. Who: “{people}” What: “{words}” Where do you turn first?",
        "From your notes. Who: “{people}” What: “{words}” Which service comes first?",
    ),
    "situation": (
        "The case in front of you: “{words}” Which service do you contact first?",
        "From your notes: “{words}” Whom do you contact first?",
        "A case at the desk: “{words}” Where do you turn first?",
        "This is the case: “{words}” Which service comes first?",
    ),
    "told": (
        "The people who need help: “{words}” Which service do you contact first?",
        "From your notes. It concerns: “{words}” Where do you turn first?",
        "A colleague asks whom to contact first. It concerns: “{words}” What do you say?",
    ),
    "part_of_people": (
        "A caller speaks of this: “{words}” It concerns: “{people}” Whom do you contact first?",
        "One line in your notes: “{words}” It concerns: “{people}” Which service do you contact first?",
        "What it is about: “{words}” Who: “{people}” Where do you turn first?",
    ),
    "part": (
        "A caller speaks of this: “{words}” Whom do you contact first?",
        "One line in your notes: “{words}” Which service do you contact first?",
        "At the desk it is about this: “{words}” Where do you turn first?",
    ),
    "first_action": (
        "The case: “{words}” You use this service: {service}. What is the first thing you do?",
        "The case: “{words}” The right service: {service}. Which step comes first?",
        "You have chosen this service: {service}. The case: “{words}” What do you do first?",
    ),
    "danger_in_case": (
        "You are about to contact this service: {service}. The case: “{case}” Then this applies: “{words}” What do you "
        "do first?",
        "The service you have in mind: {service}. The case: “{case}” Then this applies: “{words}” What comes first?",
        "You have looked up this service: {service}. The case: “{case}” Then this applies: “{words}” Which number "
        "comes first?",
    ),
    "danger": (
        "You are about to contact this service: {service}. Then this applies: “{words}” What do you do first?",
        "The service you have in mind: {service}. Then this applies: “{words}” What comes first?",
        "You have looked up this service: {service}. Then this applies: “{words}” Which number do you ring first?",
    ),
    "now": (
        "This is happening in front of you: “{words}” What do you do first?",
        "A caller tells you: “{words}” Which number comes first?",
        "You are told that this is so now: “{words}” What is your first action?",
    ),
    "change": (
        "The service you have in mind: {service}. But this applies: “{words}” Where do you turn instead?",
        "A case looks right for this service: {service}. But this applies: “{words}” Which service fits instead?",
        "You thought of this service: {service}. But this applies: “{words}” Which one does the Guide name instead?",
    ),
    "first_step": (
        "{service}: which step comes first?",
        "You have decided to use this service: {service}. What is the first step?",
        "{service}: what does the Guide put first?",
    ),
    "who_for": (
        "{service}: which people is it for?",
        "{service}: which people does the Guide name?",
        "Which people is this service for: {service}?",
    ),
    "consent": (
        "{service}: what does the Guide say about consent?",
        "{service}: which of these does the Guide say about consent?",
        "{service}: what stands in the Guide about consent?",
    ),
    "who_may_refer": (
        "{service}: what does the Guide say about who may refer?",
        "{service}: which of these does the Guide say about who makes the contact?",
        "You are about to use this service: {service}. What does the Guide say about who may refer?",
    ),
    "what_happens_next": (
        "{service}: what happens after you have made contact?",
        "You have contacted this service: {service}. What happens next, as the Guide has it?",
        "{service}: which next step does the Guide describe?",
    ),
    "have_ready": (
        "{service}: what should you have ready before you make contact?",
        "{service}: which of these does the Guide ask you to have ready?",
        "You are about to contact this service: {service}. What do you need to have ready?",
    ),
    "hours": (
        "{service}: when can it be reached?",
        "{service}: which hours does the Guide give?",
        "{service}: at what times is it open, as the Guide has it?",
    ),
    "legal_basis": (
        "{service}: which legal basis does the Guide give?",
        "{service}: what does the Guide say about the law behind it?",
        "Which legal basis does the Guide give for this route: {service}?",
    ),
    "find_service": (
        "Find it in the Guide: which service has these words under “{field}”? “{words}”",
        "Search the Guide for these words, which stand under “{field}”: “{words}” Which service are they about?",
        "Open the record in the Guide that says under “{field}”: “{words}” Which service is it?",
    ),
    "said_of_service": (
        "{service}: does the Guide say this under “{field}”, true or false? “{words}”",
        "{service}. Does the Guide say this under “{field}”, true or false? “{words}”",
        "{service}, under “{field}”: does the Guide say this, true or false? “{words}”",
    ),
    "several_lines": (
        "{service}: which of these does the Guide say under “{field}”? Choose all that apply.",
        "{service}: which of these stand in the Guide under “{field}”? Choose every one.",
        "{service}. Which of these stand under “{field}”? Choose all that apply.",
    ),
    "match_people": (
        "Which people does each service look after?",
        "Match each service with the people it is for. Which belong together?",
        "Who is each of these services meant for?",
    ),
    "record_cloze": (
        "{service}. Complete what the Guide says under “{field}”: “{words}”",
        "Which words belong in the gap? {service}, under “{field}”: “{words}”",
        "{service}, under “{field}”. Fill the gap with the words of the Guide: “{words}”",
    ),
    "order_contact": (
        "{service}: in which order do these come, from before the contact to after it?",
        "{service}: what is the right order of these, from before the contact to after it?",
        "{service}: which of these comes before you make contact, which is the contact, and which comes after?",
    ),
    "order_steps": (
        "{service}: in which order do you take these steps?",
        "{service}: in which order does the Guide give these steps?",
        "{service}: what is the right order of these steps?",
    ),
}
"""A service stands as a label, before a colon or after one: nobody can say by rule whether its name takes “the”."""

ASK_FIRST_ACTION = frozenset(
    {"situation_of_people", "situation", "told", "part_of_people", "part", "first_action", "danger_in_case", "danger"}
    | {"now"}
)
"""The templates that ask whom to contact first, or what to do first, in a situation."""


ASK_OF_DOCUMENTS = frozenset(
    """heading cloze number statement turned listing listed listed_gap section placed entry entries match_sections
    definition""".split()
)
"""The templates that ask about a document; the others ask about a record."""

UNENDED = re.compile(r"(?<=[^.?!…])”(?= [A-Z“])")
"""The end of a quotation that is no whole sentence, before a new one."""


def stem_of(template: str, seed: int, *salt: object, **parts: str) -> str:
    """Return one variant of a template's question, filled. The same seed and salt give the same variant.

    A quotation that stands before a new sentence is ended by a full stop, outside its marks where it has none itself.
    """
    return UNENDED.sub("”.", pick(STEMS[template], seed, template, *salt).format(**parts))
