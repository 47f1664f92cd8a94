"""Personal data in a question: found, replaced by words in square brackets, and never kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from guide.masking.addresses import Span
from guide.masking.identifiers import dates_in, digits_of, identifiers
from guide.masking.name_lists import NameLists
from guide.masking.personal_names import names
from guide.plain_text import plain_text

MOST_LOOKS = 6


@dataclass(frozen=True, slots=True)
class Finding:
    """A raw slice that identifies somebody, and the label of its mask. Holds positions, never the words."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with each finding replaced by its mask."""

    text: str
    found: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is published and so not personal data: numbers as digits, e-mails and postcodes without spaces."""

    numbers: frozenset[str] = field(default_factory=frozenset)
    emails: frozenset[str] = field(default_factory=frozenset)
    postcodes: frozenset[str] = field(default_factory=frozenset)
    text: str = ""


def has_uk_shape(text: str) -> bool:
    """Say whether a string has the digits of a United Kingdom number: the stand-in where no library is at hand."""
    national = re.sub(r"^(?:0044|44)0?", "0", digits_of(text))
    return national.startswith(("01", "02", "07")) and len(national) in (10, 11)


def find_personal_data(
    raw: str, allowed: Allowed, lists: NameLists, is_telephone: Callable[[str], bool] = has_uk_shape
) -> tuple[Finding, ...]:
    """Return what identifies somebody, in order and without overlaps, as positions in the raw text."""
    plain = plain_text(raw)
    masks = [(match.start(), match.end()) for match in _MASK.finditer(plain.text)]
    surely = [span for span in identifiers(plain.text, is_telephone) if not _is_allowed(plain.text, span, allowed)]
    surely = _apart(span for span in surely if not _is_inside(span, masks))
    named = [span for span in names(plain.text, lists, tuple(surely)) if not _is_inside(span, masks)]
    beside = [date for date in dates_in(plain.text) if _is_beside_a_name(plain.text, date, named)]
    spans = _apart([*surely, *named, *beside])
    return tuple(Finding(span.label, *plain.raw_span(span.start, span.end)) for span in spans)


def mask_personal_data(
    raw: str, allowed: Allowed, lists: NameLists, is_telephone: Callable[[str], bool] = has_uk_shape
) -> Masked:
    """Mask until a further look finds nothing: what stood beside a mask may show itself only then."""
    masked = mask_findings(raw, find_personal_data(raw, allowed, lists, is_telephone))
    for _ in range(MOST_LOOKS if masked.found else 0):
        more = find_personal_data(masked.text, allowed, lists, is_telephone)
        if not more:
            break
        found = sorted((*masked.found, *_in_raw(more, masked.found)), key=lambda finding: finding.start)
        masked = mask_findings(raw, tuple(found))
    return masked


def _in_raw(found: tuple[Finding, ...], masks: tuple[Finding, ...]) -> list[Finding]:
    """Return findings in masked text at their places in the raw text. They never overlap a mask."""
    moved = []
    for finding in found:
        shift = 0
        for mask in masks:
            if mask.start + 1 > finding.start + shift:
                break
            shift += (mask.end - mask.start) - len(f"[{mask.label}]")
        moved.append(Finding(finding.label, finding.start + shift, finding.end + shift))
    return moved


def mask_findings(raw: str, found: tuple[Finding, ...]) -> Masked:
    """Replace each finding, given in order and without overlaps, by its label in square brackets."""
    parts: list[str] = []
    end = 0
    for finding in found:
        parts += [raw[end : finding.start], f"[{finding.label}]"]
        end = finding.end
    return Masked("".join([*parts, raw[end:]]), found)


_MASK = re.compile(r"\[[a-zA-Z \-]{3,30}\]")


def _is_inside(span: Span, masks: list[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in masks)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, none overlapping; of two that do the first keeps its label and grows to hold both."""
    kept: list[Span] = []
    for span in spans:
        clash = next((other for other in kept if span.start < other.end and other.start < span.end), None)
        while clash is not None:
            kept.remove(clash)
            span = Span(min(span.start, clash.start), max(span.end, clash.end), clash.label)
            clash = next((other for other in kept if span.start < other.end and other.start < span.end), None)
        kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _is_allowed(text: str, span: Span, allowed: Allowed) -> bool:
    words = text[span.start : span.end]
    digits = digits_of(words)
    squeezed = re.sub(r"\s", "", words).lower()
    if span.label == "telephone":
        return digits in allowed.numbers or re.sub(r"^(?:0044|44)0?", "0", digits) in allowed.numbers
    if span.label == "e-mail":
        return squeezed in allowed.emails
    if span.label == "postcode":
        return squeezed in allowed.postcodes
    return span.label == "address" and len(squeezed) > 8 and " ".join(words.lower().split()) in allowed.text


def _is_beside_a_name(text: str, date: Span, named: list[Span]) -> bool:
    """Say whether a full date follows or precedes a name with only punctuation between."""
    gaps = [text[name.end : date.start] for name in named if 0 <= date.start - name.end <= 12]
    gaps += [text[date.end : name.start] for name in named if 0 <= name.start - date.end <= 6]
    return any(re.fullmatch(r"[\s,;:/()\-\"'=]*", gap) for gap in gaps)
