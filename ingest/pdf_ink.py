"""Whether the words of a PDF page are drawn so that they can be seen: not white on white, not without ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})
PAINTS = frozenset({b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"BI", b"INLINE IMAGE"})
WHITE = {b"g": (1.0,), b"rg": (1.0, 1.0, 1.0), b"sc": (1.0, 1.0, 1.0), b"scn": (1.0, 1.0, 1.0), b"k": (0.0,) * 4}
"""The colour operators, each with the operands that make white."""
WITHOUT_INK = 3
"""The text rendering mode that draws nothing: a scan's recognised words lie so under its picture."""


class Ink(Enum):
    """How words are drawn."""

    SEEN = "seen"
    WHITE = "white"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _State:
    """white: the colour that fills. mode: the text rendering mode."""

    white: bool = False
    mode: int = 0


@dataclass(slots=True)
class InkWatcher:
    """Follows the operators of one page. has_paint: something that white words could stand on was drawn."""

    has_paint: bool = False
    _state: _State = field(default_factory=_State)
    _kept: list[_State] = field(default_factory=list)
    _shown: list[Ink] = field(default_factory=list)

    def before(self, operator: bytes, operands: Sequence[object]) -> None:
        """Take note of one operator."""
        if operator in SHOWS:
            self._shown.append(self._ink())
        elif operator in WHITE:
            self._state = _State(_numbers(operands) == WHITE[operator], self._state.mode)
        elif operator == b"Tr":
            self._state = _State(self._state.white, int((_numbers(operands) or (0.0,))[0]))
        elif operator == b"q":
            self._kept.append(self._state)
        elif operator == b"Q" and self._kept:
            self._state = self._kept.pop()
        elif operator in PAINTS and (operator == b"Do" or not self._state.white):
            self.has_paint = True

    def taken(self) -> Ink:
        """Return how the words since the last call were drawn: seen if any of them was."""
        shown, self._shown = self._shown, []
        return shown[0] if shown and len(set(shown)) == 1 else Ink.SEEN

    def _ink(self) -> Ink:
        if self._state.mode == WITHOUT_INK:
            return Ink.NONE
        return Ink.WHITE if self._state.white and not self.has_paint else Ink.SEEN


def _numbers(operands: Sequence[object]) -> tuple[float, ...]:
    try:
        return tuple(float(str(operand)) for operand in operands)
    except ValueError:
        return ()
