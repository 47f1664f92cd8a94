"""Lines that ask for a field of a service, or for none, made of the frames in evaluation/training/asked.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zlib import crc32

FRAMES = Path(__file__).parent / "training" / "asked.txt"
NONE = "none"
MOST_OF_A_FRAME = 4
"""So many lines are made of one frame at most: more would only repeat it with other people in it."""

TRIES = 12
SHARE_TOLD = 0.25
"""So many lines stand behind a sentence that tells of somebody, since questions often do."""

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line. field: the key of the field that it asks for, NONE without one. frame: what it was made of."""

    text: str
    field: str
    frame: str

    @property
    def is_held_out(self) -> bool:
        """Say whether its frame is of the third on which thresholds are chosen."""
        return crc32(self.frame.encode("utf-8")) % 3 == 0


def read_frames(path: Path = FRAMES) -> tuple[Mapping[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Return the words for each slot, and every frame with its field. Raises ValueError for a frame without a field."""
    words: dict[str, tuple[str, ...]] = {}
    frames: list[tuple[str, str]] = []
    field = ""
    for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            continue
        if found := re.fullmatch(r"\{(\w+)\} = (.+)", line):
            words[found[1]] = (*words.get(found[1], ()), *found[2].split(" | "))
        elif found := re.fullmatch(r"\[(\w+)\]", line):
            field = found[1]
        elif not field:
            raise ValueError(f"{path.name}: this line stands under no field: {line}")
        else:
            frames.append((line, field))
    return words, tuple(dict.fromkeys(frames))


def asked_lines(path: Path = FRAMES) -> Iterator[AskedLine]:
    """Yield the lines of every frame, always the same ones."""
    words, frames = read_frames(path)
    tales = {held: tuple(frame for frame, field in frames if _tells(frame, field, held)) for held in (False, True)}
    for frame, field in frames:
        chance = Random(crc32(frame.encode("utf-8")))  # noqa: S311  (no secret: the same lines each time)
        made = dict.fromkeys(_filled(frame, words, chance) for _ in range(TRIES))
        for text in list(made)[:MOST_OF_A_FRAME]:
            line = AskedLine(text, field, frame)
            yield line
            if chance.random() < SHARE_TOLD:
                tale = _filled(chance.choice(tales[line.is_held_out]), words, chance)
                yield AskedLine(f"{tale}. {text}", field, frame)


def _tells(frame: str, field: str, is_held_out: bool) -> bool:
    """Say whether a frame tells of somebody and asks nothing."""
    is_long = len(frame.split()) > 7 and not re.search(r"\b(?:wh\w+|how)\b", frame)
    return (
        field == NONE and is_long and frame.startswith("{p}") and AskedLine("", field, frame).is_held_out == is_held_out
    )


def _filled(frame: str, words: Mapping[str, tuple[str, ...]], chance: Random) -> str:
    chosen = _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), frame)
    filled = _SLOT.sub(lambda found: chance.choice(words[found[1]]), chosen)
    return " ".join(filled.split())
