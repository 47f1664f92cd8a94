"""Every sentence that an item asks with. Each template has three variants or more; the seed chooses."""

from __future__ import annotations

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
        "True or false: does the document say this under “{heading}”? “{words}”",
        "The section “{heading}” says this, true or false? “{words}”",
        "Is this what the document says under “{heading}”, true or false? “{words}”",
    ),
    "listing": (
        "Which of these does the document list here? “{words}” Choose all that it lists.",
        "The document begins a list with these words: “{words}” Which of these belong to the list?",
        "Choose every entry that the document lists after these words. Which are they? “{words}”",
    ),
    "definition": (
        "Which term does the document define with these words? “{words}”",
        "The document gives this meaning: “{words}” Which term has it?",
        "These words explain one term in the document. Which term? “{words}”",
    ),
    "situation_of_people": (
        "Your note of a call. Whom it concerns: “{people}” The matter: “{words}” Whom do you contact first?",
        "At the desk. Who: “{people}” The matter: “{words}” Where do you go first?",
        "A colleague asks you. The people: “{people}” The matter: “{words}” Which service comes first?",
        "From a home visit. Who: “{people}” The matter: “{words}” Which service do you contact first?",
    ),
    "situation": (
        "You are told: “{words}” Which service do you turn to first?",
        "A colleague describes this: “{words}” Whom do you contact first?",
        "This is the case in front of you: “{words}” Which service is the first to contact?",
        "Somebody at the desk needs help with this: “{words}” Where do you go first?",
    ),
    "told": (
        "Your note of a call comes down to this: “{words}” Where do you go first?",
        "A colleague asks whom to contact first. It concerns: “{words}” What do you say?",
        "At the desk you meet somebody whom these words fit: “{words}” Which service do you contact first?",
    ),
    "part_of_people": (
        "A caller speaks of this: “{words}” It concerns: “{people}” Whom do you contact first?",
        "You notice this in a visit: “{words}” The people are: “{people}” Which service do you contact first?",
        "One line in the handover says: “{words}” It is about: “{people}” Where do you go first?",
    ),
    "part": (
        "A caller speaks of this: “{words}” Whom do you contact first?",
        "Somebody at the desk says that it is about this: “{words}” Which service do you contact first?",
        "One line in the handover says: “{words}” Where do you go first?",
    ),
    "first_action": (
        "This is the case: “{words}” You use {service}. What is the first thing you do?",
        "You turn to {service} because of this: “{words}” Which step comes first?",
        "A colleague uses {service} for this: “{words}” What does the Guide have them do first?",
    ),
    "danger_in_case": (
        "You are about to contact {service}. The case: “{case}” Then you learn: “{words}” What do you do first?",
        "You have looked up {service} for this: “{case}” Then you learn: “{words}” What comes first?",
        "The case was one for {service}: “{case}” Now this applies: “{words}” Which number do you ring first?",
    ),
    "danger": (
        "You are about to contact {service}. Then you learn this: “{words}” What do you do first?",
        "You have the form for {service} open when this becomes clear: “{words}” What comes first?",
        "The case is one for {service}, and now this applies: “{words}” Which number do you ring first?",
    ),
    "now": (
        "This is happening in front of you: “{words}” What do you do first?",
        "A caller tells you: “{words}” Which number comes first?",
        "You are told that this is so at this moment: “{words}” What is your first action?",
    ),
    "change": (
        "You are about to use {service}. Then you learn this: “{words}” Which service fits instead?",
        "A case looks right for {service}, but this applies: “{words}” Where do you turn?",
        "You thought of {service} first. Now you hear this: “{words}” Which service does the Guide name?",
    ),
    "first_step": (
        "You have decided to use {service}. What is the first step?",
        "What does the Guide put first when you use {service}?",
        "Which step comes first with {service}, as the Guide has it?",
    ),
    "who_for": (
        "Whom is {service} for?",
        "Which people does the Guide name for {service}?",
        "{service}: for which people is it meant?",
    ),
    "consent": (
        "What does the Guide say about consent when you use {service}?",
        "You are about to use {service}. What does the Guide say about consent?",
        "Consent and {service}: which of these does the Guide say?",
    ),
    "who_may_refer": (
        "Who may make the referral or the contact with {service}?",
        "Who may refer to {service}, as the Guide has it?",
        "For {service}, whom does the Guide name as the one who refers or rings?",
    ),
    "what_happens_next": (
        "What happens after you have contacted {service}?",
        "You have used {service}. What happens next, as the Guide has it?",
        "Which next step does the Guide describe after contact with {service}?",
    ),
    "have_ready": (
        "What should you have ready before you contact {service}?",
        "Which details does the Guide ask you to have ready for {service}?",
        "You are about to contact {service}. What do you need to have ready?",
    ),
    "hours": (
        "When can {service} be reached?",
        "Which hours does the Guide give for {service}?",
        "At what times is {service} open, as the Guide has it?",
    ),
    "legal_basis": (
        "On which legal basis does the route to {service} rest?",
        "Which law does the Guide name for {service}?",
        "What is the legal basis that the Guide gives for {service}?",
    ),
    "find_service": (
        "Find it in the Guide: which service has these words under “{field}”? “{words}”",
        "Search the Guide for these words, which stand under “{field}”: “{words}” Which service are they about?",
        "Open the record in the Guide that says under “{field}”: “{words}” Which service is it?",
    ),
    "said_of_service": (
        "True or false: under “{field}”, does the Guide say this of {service}? “{words}”",
        "The Guide says this of {service} under “{field}”, true or false? “{words}”",
        "Is this what the Guide has under “{field}” for {service}, true or false? “{words}”",
    ),
    "several_lines": (
        "Which of these does the Guide say of {service} under “{field}”? Choose all that apply.",
        "Choose everything that stands under “{field}” for {service}. Which entries are they?",
        "{service}: which of these stand in the Guide under “{field}”?",
    ),
    "match_people": (
        "Which people does each service look after?",
        "Match each service with the people it is for. Which belong together?",
        "Who is each of these services meant for?",
    ),
    "record_cloze": (
        "Complete what the Guide says of {service} under “{field}”: “{words}”",
        "Which words belong in the gap? The Guide has this under “{field}” for {service}: “{words}”",
        "{service}, “{field}”: fill the gap with the words of the Guide: “{words}”",
    ),
    "order_contact": (
        "You contact {service}. In which order do these come, from before the contact to after it?",
        "Put these in the order in which they come when you use {service}. Which comes first?",
        "{service}: which of these comes before you make contact, which is the contact, and which comes after?",
    ),
    "order_steps": (
        "In which order do you take these steps when you use {service}?",
        "Put the steps for {service} in the order of the Guide. Which comes first?",
        "What is the right order of these steps for {service}?",
    ),
}

ASK_FIRST_ACTION = frozenset(
    {"situation_of_people", "situation", "told", "part_of_people", "part", "first_action", "danger_in_case", "danger"}
    | {"now"}
)
"""The templates that ask whom to contact first, or what to do first, in a situation."""


def stem_of(template: str, seed: int, *salt: object, **parts: str) -> str:
    """Return one variant of a template's question, filled. The same seed and salt give the same variant."""
    return pick(STEMS[template], seed, template, *salt).format(**parts)
