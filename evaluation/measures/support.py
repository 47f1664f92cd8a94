"""Does what the answer says stand in what it cites: quotations and citations. Pure; no judge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evaluation import folding

FEWEST_WORDS = 3
LEAST_RECALL = 0.9
_MARK = re.compile(r"[.:;,!?|()\[\]•·–—]+(?=\s|$)|[|()\[\]•·–—]|(?:^|\s)-+(?=\s|$)|^\d+(?:\.\d+)*[.)]?\s")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation with the page it claims, and the text that the index holds under that source and page.

    evidence: None where the source, or that page of it, does not exist in the index.
    """

    quote: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the markers of the citations it rests on."""

    text: str
    markers: tuple[int, ...]


def stands_in(quote: str, evidence: str | None) -> bool:
    """Return whether a quotation of three words or more stands in the evidence, word for word after folding.

    A shorter one would be found by chance. It must be a whole phrase of the evidence: a line, such as a heading or an
    item of a list, or what stands between two marks, such as the words before a colon.
    """
    if evidence is None or not quote.strip():
        return False
    wanted = folding.fold(quote)
    if len(folding.words(quote)) < FEWEST_WORDS:
        lines = (evidence, *evidence.splitlines())
        return bool(_phrases(wanted)) and any(_phrases(wanted) <= _phrases(folding.fold(line)) for line in lines)
    return wanted in folding.fold(evidence)


def _phrases(line: str) -> frozenset[str]:
    """Return what stands between the marks of a folded line, without its bullet or number."""
    return frozenset(part for piece in _MARK.split(line) if (part := piece.strip(" \"'*_#")))


def quote_validity(quotes: Sequence[Quoted]) -> float | None:
    """Return quotations that stand on their cited page / quotations; None without a quotation, never 0 or 1.

    Tier exact. Folding: NFKC, quotation marks, dashes, soft hyphens, white space, capitals.
    """
    if not quotes:
        return None
    return sum(stands_in(quoted.quote, quoted.evidence) for quoted in quotes) / len(quotes)


def missing_words(sentence: str, passage: str) -> tuple[str, ...]:
    """Return what keeps a passage from supporting a sentence, none when it does. Shown beside a failed check.

    A sentence is supported when it stands in the passage, or when at least 90 % of its content words do and every
    number, contact and name of it too, and the passage's nearest sentence has the same words of negation. "Two" is the
    same as "2", and "isn't" as "is not".
    """
    if folding.fold(sentence) in folding.fold(passage):
        return ()
    sentence, passage = folding.in_one_form(sentence), folding.in_one_form(passage)
    held = set(folding.words(passage))
    wanted = folding.content_words(sentence)
    lost = tuple(word for word in wanted if word not in held)
    exact = folding.numbers(sentence) - folding.numbers(passage)
    exact |= folding.contacts(sentence) - folding.contacts(passage)
    exact |= {name for name in folding.names(sentence) if name not in held}
    nearest = folding.nearest_sentence(sentence, passage)
    exact |= set((folding.negations(sentence) - folding.negations(nearest)).elements())
    exact |= {f"dropped: {word}" for word in folding.negations(nearest) - folding.negations(sentence)}
    if exact or not wanted or 1 - len(lost) / len(wanted) < LEAST_RECALL:
        return tuple(dict.fromkeys((*sorted(exact), *lost))) or (sentence,)
    return ()


def supports(passage: str, sentence: str) -> bool:
    """Return whether the passage supports the sentence, by missing_words."""
    return not missing_words(sentence, passage)


def lexical_support(statements: Sequence[Statement], passages: Mapping[int, str]) -> float | None:
    """Return statements supported by their cited passages / statements that cite; None when none cites.

    Tier proxy. passages: marker to text. It takes the place of a judged "faithfulness" and must not be called that.
    """
    cited = [statement for statement in statements if statement.markers]
    if not cited:
        return None
    return sum(_joined_support(statement, passages) for statement in cited) / len(cited)


def citation_recall(statements: Sequence[Statement], passages: Mapping[int, str]) -> float | None:
    """Return statements whose joined cited passages support them / all statements.

    A statement without a citation, or with one that does not exist, counts 0. None without a statement.
    Source: Gao et al. (2023), ALCE, section 3.3, with missing_words in the place of its entailment model: tier proxy.
    """
    if not statements:
        return None
    return sum(_joined_support(statement, passages) for statement in statements) / len(statements)


def citation_precision(statements: Sequence[Statement], passages: Mapping[int, str]) -> float | None:
    """Return needed citations / citations; 0 when statements cite nothing, None without a statement.

    A citation is needed if its statement is supported, and it supports alone or the others do not support without it.
    Source: Gao et al. (2023), ALCE, section 3.3. Tier proxy.
    """
    if not statements:
        return None
    needed = [_is_needed(statement, marker, passages) for statement in statements for marker in statement.markers]
    return float(np.mean(needed)) if needed else 0.0


def _joined_support(statement: Statement, passages: Mapping[int, str]) -> bool:
    if not statement.markers or any(marker not in passages for marker in statement.markers):
        return False
    return supports("\n".join(passages[marker] for marker in statement.markers), statement.text)


def _is_needed(statement: Statement, marker: int, passages: Mapping[int, str]) -> bool:
    if not _joined_support(statement, passages):
        return False
    others = tuple(other for other in statement.markers if other != marker)
    alone = supports(passages[marker], statement.text)
    return alone or not _joined_support(Statement(statement.text, others), passages)
