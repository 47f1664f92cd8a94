"""How the file of a kept run is named: the moment it ended, its cases, its id. Written and read back here alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class KeptAs:
    """What the name of a kept run's file tells. cases: the words for its set of cases."""

    at: datetime
    cases: str
    run_id: str

    @property
    def day(self) -> str:
        """Return the day of the run as a person writes it."""
        return f"{self.at.day} {self.at:%B %Y}"


def kept_as(name: str) -> KeptAs | None:
    """Return what a file's name tells, None for a file that somebody named otherwise."""
    day, _, rest = Path(name).stem.partition("-")
    clock, *words = rest.split("-")
    try:
        at = datetime.strptime(f"{day}-{clock}", STAMP)
    except ValueError:
        return None
    return KeptAs(at, " ".join(words[:-1]), words[-1]) if len(words) > 1 else None
