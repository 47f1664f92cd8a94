"""Moodle XML: one element a question, all text plain, nothing that Moodle's importer refuses."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from quiz.exporting.gift import SHARES
from quiz.exporting.parts import control_characters, mark_of, reasons_of, title_of, without_control
from quiz.types import ItemKind, Quiz, QuizItem


def left_out(quiz: Quiz) -> Iterator[str]:
    """Yield a line for each thing Moodle XML cannot carry."""
    yield from control_characters(quiz)
    if any(item.kind is ItemKind.ORDERING for item in quiz.items):
        yield "Ordering items need Moodle 4.4 or newer; an older one leaves them out at import."
    if any(item.is_critical for item in quiz.items):
        yield "Moodle has no critical items: that they must be right stands in their question only."


def write(quiz: Quiz) -> dict[str, bytes]:
    """Return the quiz as one Moodle XML file in UTF-8."""
    root = etree.Element("quiz")
    root.append(etree.Comment(f" {title_of(quiz).replace('--', '- ')} {quiz.fingerprint} "))
    category = etree.SubElement(root, "question", type="category")
    _text(etree.SubElement(category, "category"), f"$course$/top/{quiz.title.replace('/', '//')}")
    for item in quiz.items:
        root.append(_question(item))
    return {"": etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False)}


def _question(item: QuizItem) -> etree._Element:
    kinds = {ItemKind.TRUE_FALSE: "truefalse", ItemKind.MATCHING: "matching", ItemKind.ORDERING: "ordering"}
    kind = kinds.get(item.kind, "multichoice")
    question = etree.Element("question", type=kind)
    _text(etree.SubElement(question, "name"), item.id)
    _formatted(question, "questiontext", f"{item.stem} {mark_of(item)}".rstrip())
    _formatted(question, "generalfeedback", reasons_of(item))
    _value(question, "defaultgrade", "1")
    _value(question, "penalty", "0.3333333")
    _value(question, "hidden", "0")
    _answers(question, kind, item)
    tags = etree.SubElement(question, "tags")
    for tag in (item.theme, item.level.value, *(["critical"] * item.is_critical)):
        _text(etree.SubElement(tags, "tag"), tag)
    return question


def _answers(question: etree._Element, kind: str, item: QuizItem) -> None:
    if kind == "matching":
        _value(question, "shuffleanswers", "1")
        for pair in item.pairs:
            sub = _formatted(question, "subquestion", pair.left)
            _text(etree.SubElement(sub, "answer"), pair.right)
    elif kind == "ordering":
        for name, value in (("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("gradingtype", "ABSOLUTE_POSITION")):
            _value(question, name, value)
        for place, step in enumerate(item.steps, start=1):
            _formatted(question, "answer", step).set("fraction", str(place))
    else:
        if kind == "multichoice":
            _value(question, "single", "false" if item.kind is ItemKind.SEVERAL else "true")
            _value(question, "shuffleanswers", "true")
            _value(question, "answernumbering", "ABCD")
        for option in item.options:
            shown = option.text.lower() if kind == "truefalse" else option.text
            answer = _formatted(question, "answer", shown)
            answer.set("fraction", _share(item, option.is_right))
            _formatted(answer, "feedback", option.why)


def _share(item: QuizItem, is_right: bool) -> str:
    if item.kind is not ItemKind.SEVERAL:
        return "100" if is_right else "0"
    right, wrong = len(item.keys), len(item.options) - len(item.keys)
    return SHARES[min(right, 6)] if is_right else "-" + SHARES[min(wrong, 6)]


def _formatted(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name, format="plain_text")
    _text(element, text)
    return element


def _text(parent: etree._Element, text: str) -> None:
    etree.SubElement(parent, "text").text = without_control(text)


def _value(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, name).text = value
