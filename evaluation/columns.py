"""Which column of somebody's table is which field of a case: ours, ragas, DeepEval, GOV.UK Chat and others by name.

The mapping is always shown; a column that is not recognised is kept, never guessed.
"""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.case_lines import case_from_json
from evaluation.cases import GRADES, Case, CaseSet, case_to_json
from evaluation.tables import Table
from guide.errors import DataFileError
from guide.types import Json

SEPARATOR = " || "
OF_A_REPLY = ("answer", "status", "citations", "contexts", "pathways")
"""Fields of an assistant's reply: a case keeps them as they are."""
KNOWN: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "name", "query_id", "qid", "_id", "__description"),
    "question": ("question", "user_input", "input", "query", "prompt"),
    "reference_answers": ("reference_answers", "reference_answer", "reference", "expected_output", "ideal_answer",
                          "gt_answer", "ground_truth", "ground_truths"),
    "expected_quotes": ("expected_quotes", "gold", "reference_contexts", "reference_context", "context",
                        "expected_contexts"),
    "expect": ("expect", "expected_outcome"),
    "must_say": ("must_say", "must_contain"),
    "must_not_say": ("must_not_say", "must_not_contain"),
    "key_points": ("key_points", "claims", "gt_answer_claims"),
    "category": ("category", "synthesizer_name", "question_type", "evolution_type"),
    "theme": ("theme", "topic", "expected_primary_topic"),
    "note": ("note", "comments"),
    "audience": ("audience", "persona_name"),
    "answer": ("answer", "response", "actual_output", "llm_answer", "agent_answer"),
    "citations": ("citations", "sources", "quotes", "quotations"),
    "status": ("status", "outcome"),
    "pathways": ("pathways", "services", "referrals"),
    "contexts": ("contexts", "retrieved_contexts", "retrieval_context", "structured_contexts", "retrieved_context"),
}  # fmt: skip
TEXTS = ("earlier", "accept", "alerts", "expected_pathways", "any_pathways", "must_say", "must_not_say", "tags",
         "list_items", "reference_answers")  # fmt: skip
OBJECTS = ("expected_quotes", "key_points")
PLAIN = ("id", "category", "question", "expect", "note", "theme", "audience", "author", "origin", "group", "at",
         "reviewed_by")  # fmt: skip
COLUMNS = ("id", "category", "question", "earlier", "expect", "accept", "alerts", "expected_quotes",
           "expected_pathways", "any_pathways", "must_say", "must_not_say", "key_points", "list_items",
           "reference_answers", "grade", "theme", "audience", "author", "origin", "group", "tags", "at", "retired",
           "note", "reviewed_by", "further")  # fmt: skip
FIELD_GUIDE = (
    ("Column", "What it holds"),
    ("lists", f"several entries are separated by{SEPARATOR}"),
    ("expected_quotes", 'JSON: [{"source": "id of the document", "words": "words copied from it"}]'),
    ("key_points", 'JSON: [{"text": "what a right answer says", "vital": true, "any_of": ["other words for it"]}]'),
    ("expect", "answer, decline, clarify or smalltalk"),
    ("alerts", "emergency, crisis, personal_data, or empty: none may be shown"),
    ("grade", "3 could leave someone in danger, 2 would mislead, 1 is a blemish"),
    ("reviewed_by", "the person who checked the case; empty while it is a draft"),
    ("further", "JSON of fields that are not ours; leave it as it is"),
)
_EXPECT = {"abstain": "decline", "refuse": "decline", "declined": "decline", "answered": "answer", "": "answer"}
_ROUTES = {
    "genuine_rag": "answer",
    "greetings": "smalltalk",
    "positive_acknowledgement": "smalltalk",
    "negative_acknowledgement": "smalltalk",
    "unclear_intent": "clarify",
    "vague_acronym_grammar": "clarify",
    **dict.fromkeys(("about_mps", "advice_opinions_predictions", "character_fun", "content_not_govuk",
                     "gov_transparency", "harmful_vulgar_controversy", "requires_account_data"), "decline"),
}  # fmt: skip
"""The labels of GOV.UK Chat's question router that say which of our four ends is meant. Others name no end of ours."""
BARRED = ("context", "retrieval_context")
"""Columns whose texts DeepEval joins with one bar when it writes a table, and splits there when it reads one."""
_TAG = re.compile(r"<[^<>]*>")
_TEXT_OF_CONTEXT = ("html_content", "text", "content", "page_content")


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column and the field it is read as; field None: kept under its own name."""

    column: str
    field: str | None


def recognise(columns: Sequence[str], chosen: Mapping[str, str] | None = None) -> tuple[Mapped, ...]:
    """Return what each column is read as; each field once. chosen: column to field, as a person decided.

    Raises DataFileError for a chosen column or field that does not exist.
    """
    chosen = chosen or {}
    fields = tuple(dict.fromkeys((*KNOWN, *COLUMNS)))
    for column, field in chosen.items():
        if column not in columns or field not in fields:
            raise DataFileError(f"{column}={field}: name a column of the table and one of {', '.join(sorted(fields))}.")
    taken = set(chosen.values())
    found = []
    for column in columns:
        named = chosen.get(column) or next((name for name in fields if _is_named(column, name)), None)
        if named and (column in chosen or named not in taken):
            taken.add(named)
            found.append(Mapped(column, named))
        else:
            found.append(Mapped(column, None))
    return tuple(found)


def to_look_at(mapping: Sequence[Mapped], required: Sequence[str]) -> tuple[Mapped, ...]:
    """Return the columns of which a person must see what they are read as, in their order.

    Those read as a field of another name, those read as a required one and, where a required field has no column, those
    that are not recognised: it may be among them. A column that has a field's own name is certain.
    """
    is_missing = not set(required) <= {item.field for item in mapping}
    return tuple(
        item
        for item in mapping
        if item.field in required or (is_missing if item.field is None else item.field != item.column)
    )


def cases_from_table(table: Table, mapping: Sequence[Mapped], path: str, source: str = "") -> CaseSet:
    """Return the cases of a table. source: id of the document that bare contexts come from; without it they are kept.

    Raises DataFileError where no column holds the question, or naming the line of a case that cannot be read.
    """
    if "question" not in {item.field for item in mapping}:
        raise DataFileError(f"{path}: no column holds the question among {', '.join(table.columns)}. Use --map.")
    cases = []
    for number, (line, row) in enumerate(zip(table.lines, table.rows, strict=True), start=1):
        cells = {item: cell for item, cell in zip(mapping, row, strict=True) if cell.strip()}
        where = f"{path}, line {line}"
        fields = {item.field: _unbarred(item.column, cell) for item, cell in cells.items() if item.field}
        read = _read(fields, source, where)
        read |= {item.column: cell for item, cell in cells.items() if item.field in (None, *OF_A_REPLY)}
        read.setdefault("id", f"row-{number:03d}")
        cases.append(case_from_json(read, where))
    return CaseSet(tuple(cases), title=path)


def table_of(case_set: CaseSet) -> Table:
    """Return the cases as our own columns, to be edited and read again without loss."""
    return Table(COLUMNS, tuple(tuple(_cells(case).get(name, "") for name in COLUMNS) for case in case_set.cases))


def ragas_table(case_set: CaseSet) -> Table:
    """Return the cases under the names that ragas reads."""
    return _foreign(case_set, ("user_input", "reference", "reference_contexts"))


def deepeval_table(case_set: CaseSet) -> Table:
    """Return the cases under the names that DeepEval reads as goldens."""
    return _foreign(case_set, ("input", "expected_output", "context"), barred=True)


def texts_of(cell: str) -> list[str]:
    """Return the entries of a list in one cell: JSON, Python's own form, or separated by two bars."""
    text = cell.strip()
    if text.startswith("["):
        for read in (json.loads, ast.literal_eval):
            try:
                found = read(text)
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
            if isinstance(found, list):
                return [item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in found]
    return [part.strip() for part in text.split("||") if part.strip()]


def contexts_of(column: str, cell: str) -> list[str]:
    """Return the retrieved texts in one cell; of an object, such as GOV.UK Chat's, the text without its tags."""
    return [_context_text(text) for text in texts_of(_unbarred(column, cell))]


def _context_text(text: str) -> str:
    found = _loaded(text) or {}
    held = next((found[name] for name in _TEXT_OF_CONTEXT if isinstance(found.get(name), str)), text)
    return " ".join(html.unescape(_TAG.sub(" ", str(held))).split()) if "html_content" in found else str(held)


def _is_named(column: str, field: str) -> bool:
    plain = _plain(column).removeprefix("metadata.").removeprefix("additional_metadata.")
    return plain == field or plain in KNOWN.get(field, ())


def _plain(column: str) -> str:
    """Return a column's name in small letters with low lines, also where it is written expectedOutput."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[\s-]+", "_", column.strip()).lower()


def _unbarred(column: str, cell: str) -> str:
    """Return a cell whose texts DeepEval joined with single bars as a list of them."""
    if _plain(column) not in BARRED or "||" in cell or "|" not in cell or cell.lstrip().startswith("["):
        return cell
    return json.dumps([part.strip() for part in cell.split("|") if part.strip()], ensure_ascii=False)


def _read(fields: Mapping[str, str], source: str, where: str) -> Json:
    row: Json = {name: fields[name] for name in PLAIN if name in fields}
    row |= {name: texts_of(fields[name]) for name in TEXTS if name in fields}
    expected = fields.get("expect", "").strip().lower()
    row["expect"] = _EXPECT.get(expected) or _ROUTES.get(expected, expected)
    if "further" in fields:
        row |= _object(fields["further"], where)
    if "retired" in fields:
        row["retired"] = fields["retired"].lower() in ("true", "yes", "1")
    if "grade" in fields:
        if fields["grade"].strip() not in map(str, GRADES):
            raise DataFileError(f"{where}: grade is {fields['grade']!r}. Write 1, 2 or 3.")
        row["grade"] = int(fields["grade"])
    if "key_points" in fields:
        row["key_points"] = [_loaded(text) or {"text": text, "vital": True} for text in texts_of(fields["key_points"])]
    if "expected_quotes" in fields:
        row |= _golds(texts_of(fields["expected_quotes"]), source)
    return row


def _golds(texts: Sequence[str], source: str) -> Json:
    """Read gold as our own objects, or as bare contexts of the named source; else keep the contexts as they are."""
    loaded = [_loaded(text) for text in texts]
    if all(loaded):
        return {"expected_quotes": loaded}
    if source:
        return {"expected_quotes": [{"source": source, "words": text} for text in texts]}
    return {"reference_contexts": list(texts)}


def _loaded(text: str) -> Json | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _object(text: str, where: str) -> Json:
    found = _loaded(text)
    if found is None:
        raise DataFileError(f"{where}: further is not a JSON object. Leave that cell as it was.")
    return found


def _cells(case: Case) -> dict[str, str]:
    row = {name: value for name, value in case_to_json(case).items() if name not in case.further}
    cells = {name: str(row[name]) for name in (*PLAIN, "grade") if row.get(name) is not None}
    for name in TEXTS:
        texts = row.get(name)
        if isinstance(texts, list) and texts:
            is_simple = all(text == text.strip() and text and "||" not in text and text[0] != "[" for text in texts)
            cells[name] = SEPARATOR.join(texts) if is_simple else json.dumps(texts, ensure_ascii=False)
    cells |= {name: json.dumps(row[name], ensure_ascii=False) for name in OBJECTS if row.get(name)}
    cells["retired"] = "true" if case.retired else ""
    cells["further"] = json.dumps(dict(case.further), ensure_ascii=False) if case.further else ""
    return cells


def _foreign(case_set: CaseSet, names: tuple[str, str, str], *, barred: bool = False) -> Table:
    """Return the cases under three foreign names. barred: gold is joined with bars, a bar within it is then broken."""
    rows = []
    for case in case_set.active:
        quotes = [gold.words for gold in case.expected_quotes]
        answer = case.reference_answers[0] if case.reference_answers else " ".join(quotes)
        joined = "|".join(quote.replace("|", "¦") for quote in quotes)
        rows.append((case.question, answer, joined if barred else json.dumps(quotes, ensure_ascii=False)))
    return Table(names, tuple(rows))
