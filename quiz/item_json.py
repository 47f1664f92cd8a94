"""A quiz as JSON and back. What is read is checked; the file's name is added by the caller."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guide.errors import DataFileError
from quiz.types import FactName, ItemKind, Level, Option, Pair, Proof, Quiz, QuizItem, ReviewState

FORMAT = 1
"""Raised when a field changes its meaning."""


def quiz_to_json(quiz: Quiz) -> str:
    """Return the quiz as JSON text with sorted keys, one field a line, so that two versions can be compared."""
    record = {
        "format": FORMAT,
        "title": quiz.title,
        "seed": quiz.seed,
        "corpus_sha256": quiz.corpus_sha256,
        "version": quiz.version,
        "items": [item_to_record(item) for item in quiz.items],
    }
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def quiz_from_json(text: str, name: str) -> Quiz:
    """Return the quiz of a JSON text. Raises DataFileError with the item's number for what cannot be read."""
    try:
        record = json.loads(text)
        items = record["items"]
        if record.get("format") != FORMAT or not isinstance(items, list):
            raise ValueError("its format is not one this version reads")
    except KeyError as error:
        raise DataFileError(
            f"{name}: not a quiz ({error} is missing). Make one with: python -m quiz build --out {name}."
        ) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise DataFileError(
            f"{name}: not a quiz ({error}). Make one with: python -m quiz build --out {name}."
        ) from error
    read = []
    for number, row in enumerate(items, start=1):
        try:
            read.append(item_from_record(row))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise DataFileError(
                f"{name}, item {number}: cannot be read: {reason}. Correct it or build again."
            ) from error
    return Quiz(
        str(record.get("title", "")), int(record.get("seed", 0)), str(record.get("corpus_sha256", "")), tuple(read)
    )


def item_to_record(item: QuizItem) -> dict[str, object]:
    """Return one item as plain values."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "stem": item.stem,
        "options": [
            {"text": option.text, "is_right": option.is_right, "why": option.why, "proof": _proof_record(option.proof)}
            for option in item.options
        ],
        "pairs": [{"left": pair.left, "right": pair.right, "proof": _proof_record(pair.proof)} for pair in item.pairs],
        "steps": list(item.steps),
        "step_proofs": [_proof_record(proof) for proof in item.step_proofs],
        "why": item.why,
        "proof": _proof_record(item.proof),
        "fact": {"entity": item.fact.entity, "relation": item.fact.relation, "value": item.fact.value},
        "theme": item.theme,
        "template": item.template,
        "level": item.level.value,
        "audience": item.audience,
        "is_critical": item.is_critical,
        "note": item.note,
        "needs_a_person": list(item.needs_a_person),
        "state": item.state.value,
    }


def item_from_record(row: Mapping[str, Any]) -> QuizItem:
    """Return the item of plain values. Raises KeyError, ValueError or TypeError for what is not one."""
    return QuizItem(
        id=_text(row["id"]),
        kind=ItemKind(row["kind"]),
        stem=_text(row["stem"]),
        options=tuple(
            Option(_text(one["text"]), bool(one["is_right"]), _text(one["why"]), _proof(one["proof"]))
            for one in row["options"]
        ),
        pairs=tuple(Pair(_text(one["left"]), _text(one["right"]), _proof(one["proof"])) for one in row["pairs"]),
        steps=tuple(_text(step) for step in row["steps"]),
        step_proofs=tuple(map(_proof, row.get("step_proofs", ()))),
        why=_text(row["why"]),
        proof=_proof(row["proof"]),
        fact=FactName(**{name: _text(row["fact"][name]) for name in ("entity", "relation", "value")}),
        theme=_text(row["theme"]),
        template=_text(row["template"]),
        level=Level(row["level"]),
        audience=_text(row["audience"]),
        is_critical=bool(row["is_critical"]),
        note=_text(row["note"]),
        needs_a_person=tuple(_text(reason) for reason in row["needs_a_person"]),
        state=ReviewState(row["state"]),
    )


def _proof_record(proof: Proof) -> dict[str, object]:
    return {
        "source_id": proof.source_id,
        "title": proof.title,
        "page": proof.page,
        "headings": list(proof.headings),
        "quote": proof.quote,
        "passage": proof.passage,
        "passage_sha256": proof.passage_sha256,
    }


def _proof(row: Mapping[str, Any]) -> Proof:
    proof = Proof(
        _text(row["source_id"]),
        _text(row["title"]),
        None if row["page"] is None else int(row["page"]),
        tuple(_text(heading) for heading in row["headings"]),
        _text(row["quote"]),
        _text(row["passage"]),
    )
    if row["passage_sha256"] != proof.passage_sha256:
        raise ValueError("a passage is not the one its digest names")
    return proof


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value
