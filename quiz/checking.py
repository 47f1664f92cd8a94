"""What every item must satisfy before it is shown: one function a rule, each finding with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quiz.cues import Finding, Weight, cue_findings, is_true_false, same_answer
from quiz.danger_now import means_danger_now
from quiz.fitting import KINDS, NUMBERS, kind_of
from quiz.types import CHOSEN_FROM_OPTIONS, GAP, ItemKind, QuizItem
from quiz.words import STOP_WORDS, YEAR, content, fold, forbidden_numbers, share, stands_in, words

LONGEST_SENTENCE = 25
QUOTED = re.compile(r"“([^”]*)”")
SENTENCE = re.compile(r"[^.?!:“”]+")
ALL_OR_NONE = re.compile(
    r"\b(?:all|none|both|neither) of (?:the (?:above|below)|these|them)\b|\b(?:both )?[A-E] (?:and|or) [A-E]\b(?!\w)",
    re.IGNORECASE,
)
NEGATIVE = re.compile(r"\b(?:not|except|least)\b")
EMPTY_QUESTION = re.compile(r"which (?:one )?of the following (?:is|are) (?:true|correct|false)", re.IGNORECASE)
TITLED_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|PC|Cllr)\.? [A-Z][a-z]+")
BLAMING = re.compile(
    r"\b(?:asked for it|asking for it|provoked (?:him|her|them)|let (?:it|himself|herself) happen|brought it on|"
    r"promiscuous|child prostitut\w*|lifestyle choice|attention[- ]seek\w*|failed to protect (?:him|her)self)\b",
    re.IGNORECASE,
)
METHOD = re.compile(
    r"\b(?:hang(?:ed|ing) (?:him|her|them|your)?sel\w*|noose|ligature|how many (?:tablets|pills)|lethal dose|"
    r"slit(?:ting)? (?:his|her|their|your) wrists?|jump(?:ed|ing)? (?:off|from) (?:a|the) (?:bridge|building|roof))\b",
    re.IGNORECASE,
)
TRIVIA = re.compile(r"(?:page|p\.) ?\d+|version [\d.]+|logo|\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
KNOWN_ACRONYMS = frozenset({"NHS", "LGBT", "BBC", "DNA", "USA", "ADHD", "GIFT", "SMS", "CCTV", "PDF"})

Rule = Callable[[QuizItem], Iterator[Finding]]


def findings_of(item: QuizItem) -> tuple[Finding, ...]:
    """Return everything an item breaks, by rule."""
    return tuple(finding for rule in RULES for finding in rule(item))


def is_blocked(item: QuizItem) -> bool:
    """Say whether any rule keeps the item from being shown."""
    return any(finding.weight is Weight.BLOCK for finding in findings_of(item))


def answer_texts(item: QuizItem) -> tuple[str, ...]:
    """Return every text that a learner may choose: options, both sides of pairs, steps."""
    pairs = (text for pair in item.pairs for text in (pair.left, pair.right))
    return (*(option.text for option in item.options), *pairs, *item.steps)


def is_answerable(item: QuizItem) -> bool:
    """Say whether the answer can be read off the cited quotation, or off the record or heading it stands under."""
    if item.kind is ItemKind.MATCHING:
        return all(_stands(one.right, one.proof.quote) or one.right in one.proof.headings for one in item.pairs)
    if item.kind is ItemKind.ORDERING and item.step_proofs:
        return _steps_stand(item)
    if item.kind is ItemKind.ORDERING:
        places = [item.proof.quote.find(step) for step in item.steps]
        return -1 not in places and places == sorted(places)
    if item.kind is ItemKind.TRUE_FALSE:
        return _truth_is_shown(item)
    right = (option for option in item.options if option.is_right)
    return all(
        _stands(one.text, item.proof.quote) or _stands(one.text, one.proof.quote) or _is_named(one.text, item)
        for one in right
    )


def _steps_stand(item: QuizItem) -> bool:
    """Say whether each step is its own quotation, and those of one passage stand there in this order."""
    proofs = item.step_proofs
    rising = all(
        one.passage.find(one.quote) < other.passage.find(other.quote)
        for one, other in zip(proofs, proofs[1:], strict=False)
        if one.passage == other.passage
    )
    return rising and all(step in proof.quote for step, proof in zip(item.steps, proofs, strict=True))


def _truth_is_shown(item: QuizItem) -> bool:
    claims = QUOTED.findall(item.stem)
    if not claims:
        return False
    holds = stands_in(claims[-1], item.proof.passage)
    if item.template == "placed":
        # What is asked is the place: the words stand in the document, whether or not under the heading that is named.
        holds = holds and len(claims) > 1 and claims[-2] in item.proof.headings
    return holds == (item.keys == ("True",))


def _stands(text: str, quote: str) -> bool:
    """Say whether an answer stands in a quotation; “Ring 999” does where the quotation gives the number alone."""
    return stands_in(text, quote) or (text.startswith("Ring ") and stands_in(text.removeprefix("Ring "), quote))


def _is_named(key: str, item: QuizItem) -> bool:
    """Say whether a key is the name of the record, or the heading, that the quotation stands under."""
    named = " ".join((item.proof.title, *item.proof.headings))
    return share(content(key) - {"ring"}, content(named)) == 1.0


def _answers(item: QuizItem) -> Iterator[Finding]:
    if item.kind not in CHOSEN_FROM_OPTIONS:
        return
    right, wrong = len(item.keys), len(item.options) - len(item.keys)
    if wrong < 1 or (right < 2 if item.kind is ItemKind.SEVERAL else right != 1):
        need = "two right answers or more" if item.kind is ItemKind.SEVERAL else "exactly one right answer"
        yield _block("one key", f"it needs {need} and a wrong one")
    if item.kind is not ItemKind.TRUE_FALSE and wrong < 2:
        yield _block("one key", "it needs two wrong answers or more")


def _distinct(item: QuizItem) -> Iterator[Finding]:
    texts = [option.text for option in item.options] or list(item.steps) or [pair.right for pair in item.pairs]
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            if same_answer(one, other):
                yield _block("distinct answers", f"“{one}” and “{other}” are the same, or one holds the other")
    lefts = [fold(pair.left) for pair in item.pairs]
    if len(set(lefts)) != len(lefts):
        yield _block("distinct answers", "two pairs ask about the same thing")


def _in_passage(item: QuizItem) -> Iterator[Finding]:
    if not is_answerable(item):
        yield _block("answer in the passage", "the answer does not stand in the quotation it cites")


def _reasons(item: QuizItem) -> Iterator[Finding]:
    if not item.why.strip() or any(not option.why.strip() for option in item.options):
        yield _block("reasons", "every answer needs the reason why it is right or wrong")


def _no_all_or_none(item: QuizItem) -> Iterator[Finding]:
    for text in answer_texts(item):
        if ALL_OR_NONE.search(text):
            yield _block("all or none of the above", f"“{text}” points at other answers instead of saying something")


def _telephone(item: QuizItem) -> Iterator[Finding]:
    for text in answer_texts(item):
        for number in forbidden_numbers(text):
            yield _block("telephone numbers", f"{number} is an answer; only 999, 101, 111 and 116 123 may be")


def _same_sort(item: QuizItem) -> Iterator[Finding]:
    texts = [option.text for option in item.options]
    if not texts or is_true_false(item.options):
        return
    numeric = [text.replace(",", "").replace(".", "").isdigit() for text in texts]
    if any(numeric) and not all(numeric):
        yield _block("same sort of answer", "some answers are numbers and some are words")
    if len({text[:1].isupper() for text in texts}) > 1 and GAP not in item.stem:
        yield _warn("same sort of answer", "some answers begin with a capital letter and some do not")


def _cues(item: QuizItem) -> Iterator[Finding]:
    yield from cue_findings(item.stem, item.options)


def _negative(item: QuizItem) -> Iterator[Finding]:
    if NEGATIVE.search(_own_words(item)):
        yield _warn("negative question", "“not”, “except” or “least” must stand in capitals")


def _whole_question(item: QuizItem) -> Iterator[Finding]:
    if not (item.stem.rstrip().endswith("?") or GAP in item.stem or "?" in _own_words(item) or ": “" in item.stem):
        yield _warn("complete question", "the question does not end with a question mark or a gap")
    if len(words(item.stem)) < 5:
        yield _warn("complete question", "the question has fewer than five words")
    if EMPTY_QUESTION.search(item.stem):
        yield _warn("complete question", "the question asks nothing until the answers are read")


def _gap(item: QuizItem) -> Iterator[Finding]:
    if item.kind is not ItemKind.CLOZE:
        return
    if item.stem.count(GAP) != 1:
        yield _block("gap", "the sentence needs exactly one gap")
        return
    shown = QUOTED.findall(item.stem) or [item.stem]
    if shown[-1].startswith(GAP):
        yield _block("gap", "the gap is the first word")
    key = item.keys[0] if item.keys else ""
    if fold(key) in STOP_WORDS:
        yield _block("gap", f"“{key}” is too small a word to ask for")
    if stands_in(key, shown[-1].replace(GAP, " ")):
        yield _block("gap", f"“{key}” also stands elsewhere in the sentence")


def _gap_of_one_kind(item: QuizItem) -> Iterator[Finding]:
    known = {kind_of(option.text) for option in item.options} & {*KINDS, NUMBERS} if GAP in item.stem else set()
    if len(known) > 1:
        yield _warn("gap", "the answers name different kinds of things, so some cannot fit in the gap")


def _easy_to_read(item: QuizItem) -> Iterator[Finding]:
    for sentence in SENTENCE.findall(item.stem):
        if len(words(sentence)) > LONGEST_SENTENCE:
            yield _warn("reading ease", f"a sentence has more than {LONGEST_SENTENCE} words")
            break
    shown = f"{item.stem} {item.proof.title}"
    for acronym in sorted(set(ACRONYM.findall(_own_words(item))) - KNOWN_ACRONYMS):
        if f"({acronym}" not in shown and not re.search(rf"\b{acronym} \(", shown):
            yield _warn("acronyms", f"{acronym} is not written out")


def _trivia(item: QuizItem) -> Iterator[Finding]:
    for key in item.keys:
        if TRIVIA.fullmatch(key) or YEAR.fullmatch(key):
            yield _block("trivia", f"“{key}” is a page, a date or a version: nobody needs to know it by heart")


def _person_safety(item: QuizItem) -> Iterator[Finding]:
    text = " ".join((item.stem, *answer_texts(item)))
    for pattern, reason in (
        (TITLED_PERSON, "it names a person"),
        (BLAMING, "it blames the person who was harmed"),
        (METHOD, "it describes a method of self-harm or suicide"),
    ):
        found = pattern.search(text)
        if found:
            yield _block("person safety", f"{reason}: “{found[0]}”")


def _emergency(item: QuizItem) -> Iterator[Finding]:
    has_999 = any("999" in key for key in item.keys)
    if (
        item.kind is ItemKind.SCENARIO
        and means_danger_now(" ".join(QUOTED.findall(item.stem)) or item.stem)
        and not (has_999 and item.is_critical)
    ):
        yield _block("emergency", "it tells of danger now: the answer must be 999 and the item critical")
    if item.is_critical and not has_999:
        yield _block("emergency", "it is critical but its answer is not 999")


def _needs_a_person(item: QuizItem) -> Iterator[Finding]:
    for reason in item.needs_a_person:
        yield _block("needs a person", f"no program can decide: {reason}")


RULES: tuple[Rule, ...] = (
    _needs_a_person,
    _answers,
    _distinct,
    _in_passage,
    _reasons,
    _no_all_or_none,
    _telephone,
    _same_sort,
    _gap,
    _gap_of_one_kind,
    _trivia,
    _person_safety,
    _emergency,
    _cues,
    _negative,
    _whole_question,
    _easy_to_read,
)


def _own_words(item: QuizItem) -> str:
    """Return the question without what it quotes."""
    return QUOTED.sub(" ", item.stem)


def _block(rule: str, reason: str) -> Finding:
    return Finding(rule, Weight.BLOCK, reason)


def _warn(rule: str, reason: str) -> Finding:
    return Finding(rule, Weight.WARN, reason)
