"""The settings, read from an environment that is passed in. Nothing here looks at the real one or opens a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.errors import SettingError
from guide.language_model.chat_settings import ChatSettings

NOT_YET = {
    "GUIDE_CHROMA_URL": "a Chroma server is not part of this version: unset GUIDE_CHROMA_URL, the index is a folder",
    "GUIDE_DATABASE_URL": "PostgreSQL is not part of this version: unset GUIDE_DATABASE_URL, the data are in a folder",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. Folders may not exist yet; embedding_model is None for the packaged all-MiniLM-L6-v2.

    editors: who may edit after signing in, as written. `Editors` reads it, so that a mistake in it stops nothing else.
    """

    corpus: Path = Path("corpus")
    index: Path = Path(".index")
    data: Path = Path(".data")
    embedding_model: str | None = None
    retention_days: int = 90
    chat: ChatSettings | None = None
    editors: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Read the GUIDE_ variables. Raises SettingError naming the variable that cannot be used."""
        for name, sentence in NOT_YET.items():
            if environment.get(name):
                raise SettingError(f"{name}: {sentence}.")
        return cls(
            corpus=Path(environment.get("GUIDE_CORPUS") or "corpus"),
            index=Path(environment.get("GUIDE_INDEX") or ".index"),
            data=Path(environment.get("GUIDE_DATA") or ".data"),
            embedding_model=environment.get("GUIDE_EMBEDDING_MODEL") or None,
            retention_days=_days(environment.get("GUIDE_RETENTION_DAYS") or "90"),
            chat=ChatSettings.from_environment(environment),
            editors=environment.get("GUIDE_EDITORS") or "",
        )


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3650:
        raise SettingError(
            f"GUIDE_RETENTION_DAYS: {text!r} is not a number of days from 1 to 3650. Set it, say, to 90."
        )
    return int(text)
