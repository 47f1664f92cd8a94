"""Reads corpus/alerts.yaml and the name lists into the types of guide/safety.py."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guide.adapters.telephone_numbers import is_telephone
from guide.errors import DataFileError
from guide.safety import AlertTexts, SafetyLexicon, lexicon_from_texts

DATA = Path(__file__).parent.parent / "data"


class _Text(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1)
    sources: list[str] = Field(default_factory=list)


class _Joined(BaseModel):
    model_config = ConfigDict(extra="forbid")
    joins: str = Field(min_length=1)


class _Alerts(BaseModel):
    model_config = ConfigDict(extra="forbid")
    emergency: _Text
    crisis_someone_else: _Text
    crisis_self: _Text
    crisis_unclear: _Joined
    personal_data: _Text


class _Meta(BaseModel):
    model_config = ConfigDict(extra="forbid")
    written_on: str
    owner: str
    checked_on: str | None
    checked_by: str | None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    meta: _Meta
    alerts: _Alerts


def read_alerts(path: Path) -> AlertTexts:
    """Return the texts of the alerts. A file that is not there gives the short texts of AlertTexts.

    Raises DataFileError naming the file and what is wrong in it.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return AlertTexts()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        line = str(error).splitlines()[0]
        raise DataFileError(f"{path.name}: cannot be read ({line}). Mend the file and start again.") from error
    try:
        alerts = _File.model_validate(content).alerts
        return AlertTexts(
            emergency=alerts.emergency.text.strip(),
            crisis_someone_else=alerts.crisis_someone_else.text.strip(),
            crisis_self=alerts.crisis_self.text.strip(),
            crisis_unclear=alerts.crisis_unclear.joins.strip(),
            personal_data=alerts.personal_data.text.strip(),
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise DataFileError(f"{path.name}: {place}: {first['msg']}. Mend the field and start again.") from error
    except ValueError as error:
        raise DataFileError(f"{path.name}: {error}. Mend the text and start again.") from error


def read_names(name: str) -> tuple[str, ...]:
    """Return a packaged list: given_names, ordinary_words (separated by space) or public_names (one a line)."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return tuple(kept) if name == "public_names" else tuple(word for line in kept for word in line.split())


def read_lexicon(alerts: Path, published: Iterable[str]) -> SafetyLexicon:
    """Return the lexicon: alert texts from a file, the packaged names, and what the published texts allow."""
    texts = read_alerts(alerts)
    shown = (texts.emergency, texts.crisis_someone_else, texts.crisis_self)
    return lexicon_from_texts(
        (*published, *shown),
        texts,
        read_names("given_names"),
        read_names("public_names"),
        read_names("ordinary_words"),
        is_telephone,
    )
