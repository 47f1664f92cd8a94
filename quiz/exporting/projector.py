"""The projector's page: one question a slide, the answer with its quotation on the next press. One file, no network."""

from __future__ import annotations

import html

from quiz.exporting.page import POLICY, asset, script_safe
from quiz.exporting.paper import rights_in_print
from quiz.exporting.parts import CRITICAL, LETTERS, instruction_of, title_of
from quiz.exporting.qr_code import qr_files
from quiz.types import ItemKind, Quiz, QuizItem
from quiz.words import shuffled

KEYS = "Right arrow, space or a clicker: go on. Left arrow: back."


def write_projector(quiz: Quiz, address: str) -> bytes:
    """Return the page. Texts travel as JSON and are shown as text, never as markup."""
    data = {"items": [_slide(item) for item in quiz.items]}
    text = "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html.escape(title_of(quiz))}</title>",
            f"<style>\n{asset('projector.css')}</style>\n</head>\n<body>",
            f'<main><section id="cover"><h1 tabindex="-1">{html.escape(title_of(quiz))}</h1>',
            f"{_code(address)}\n<p>{len(quiz.items)} questions. {html.escape(KEYS)}</p>",
            f'<p class="small">{html.escape(quiz.fingerprint)}</p></section>',
            '<section id="slide" hidden></section></main>',
            '<nav><button type="button" id="back">Back</button><span id="place" role="status"></span>',
            '<button type="button" id="next">Next</button></nav>',
            f'<script type="application/json" id="quiz">{script_safe(data)}</script>',
            f"<script>\n{asset('projector.js')}</script>\n</body>\n</html>\n",
        )
    )
    return text.encode("utf-8")


def _code(address: str) -> str:
    if not address:
        return ""
    svg = qr_files(address)["qr-code.svg"].decode("utf-8")
    return f'<div class="code">{svg}<p>{html.escape(address)}</p></div>'


def _slide(item: QuizItem) -> dict[str, object]:
    return {
        "stem": item.stem,
        "critical": CRITICAL if item.is_critical else "",
        "note": item.note,
        "instruction": "" if item.kind is ItemKind.ORDERING or "Choose" in item.stem else instruction_of(item),
        "asked": [pair.left for pair in item.pairs],
        "offered": [{"letter": letter, "text": text, "right": right} for letter, text, right in _offered(item)],
        "answer": _answer(item),
        "quote": item.proof.quote,
        "place": f"{item.proof.place}. {item.note}".strip(),
    }


def _offered(item: QuizItem) -> list[tuple[str, str, bool]]:
    """Return the letter and text of each answer that is offered, and whether it alone is right."""
    if item.options:
        return [(letter, one.text, one.is_right) for letter, one in zip(LETTERS, item.options, strict=False)]
    texts = rights_in_print(item) if item.pairs else shuffled(item.steps, item.id, "paper")
    return [(letter, text, False) for letter, text in zip(LETTERS, texts, strict=False)]


def _answer(item: QuizItem) -> list[str]:
    """Return the right answer in words, for the kinds whose right options cannot simply be marked."""
    if item.pairs:
        letters = dict(zip(rights_in_print(item), LETTERS, strict=False))
        return [f"{pair.left}: {letters[pair.right]}. {pair.right}" for pair in item.pairs]
    return [f"{place}. {step}" for place, step in enumerate(item.steps, start=1)]
