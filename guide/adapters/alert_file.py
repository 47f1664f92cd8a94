"""Reads and writes corpus/alerts.yaml, and reads the name lists, as the types of guide/safety.py."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.adapters.telephone_numbers import is_telephone
from guide.editing.alert_edits import TEXTS, AlertFile, Check, text_of
from guide.errors import DataFileError, ModelUnavailable
from guide.safety import AlertTexts, SafetyLexicon, lexicon_from_texts

DATA = Path(__file__).parent.parent / "data"
HEAD = """\
# The alerts shown above everything, exported from the Safer Kingston Guide with the changes made there.
# Put this file into the corpus as alerts.yaml.
"""
ALERT_FILE = "alerts.yaml"
"""Its name in the folder of the corpus."""
JOINS = "crisis_unclear"
"""The text that joins two others stands under another key than they do."""


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sources: list[str] = Field(default_factory=list)
    checked_on: str | None = None
    checked_by: str | None = None
    checked_how: str | None = None


class _Text(_Checked):
    text: str = Field(min_length=1)


class _Joined(_Checked):
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
    """Return the texts of the alerts. Raises DataFileError naming the file and what is wrong in it."""
    return read_alert_file(path).texts


def read_alert_file(path: Path) -> AlertFile:
    """Return what the file holds. A file that is not there gives the short texts of AlertTexts.

    Raises DataFileError naming the file and what is wrong in it.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return AlertFile()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        line = str(error).splitlines()[0]
        raise DataFileError(f"{path.name}: cannot be read ({line}). Mend the file and start again.") from error
    try:
        read = _File.model_validate(content)
        alerts = read.alerts
        texts = AlertTexts(
            emergency=alerts.emergency.text.strip(),
            crisis_someone_else=alerts.crisis_someone_else.text.strip(),
            crisis_self=alerts.crisis_self.text.strip(),
            crisis_unclear=alerts.crisis_unclear.joins.strip(),
            personal_data=alerts.personal_data.text.strip(),
        )
        return AlertFile(texts, read.meta.owner, read.meta.written_on, _sources(alerts), _checks(alerts))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise DataFileError(f"{path.name}: {place}: {first['msg']}. Mend the field and start again.") from error
    except ValueError as error:
        raise DataFileError(f"{path.name}: {error}. Mend the text and start again.") from error


def write_alert_file(file: AlertFile) -> str:
    """Return the file as YAML that reads back to the same."""
    sources, checks = dict(file.sources), dict(file.checks)
    alerts: dict[str, dict[str, object]] = {}
    for name in TEXTS:
        alerts[name] = {"joins" if name == JOINS else "text": text_of(file.texts, name)}
        if name in sources:
            alerts[name]["sources"] = list(sources[name])
        if check := checks.get(name):
            alerts[name] |= {"checked_on": check.on, "checked_by": check.by, "checked_how": check.how}
    meta = {"written_on": file.written_on, "owner": file.owner, "checked_on": None, "checked_by": None}
    content = {"meta": meta, "alerts": alerts}
    return HEAD + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)


def _sources(alerts: _Alerts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = ((name, tuple(getattr(alerts, name).sources)) for name in TEXTS)
    return tuple((name, sources) for name, sources in found if sources)


def _checks(alerts: _Alerts) -> tuple[tuple[str, Check], ...]:
    texts = ((name, getattr(alerts, name)) for name in TEXTS)
    return tuple(
        (name, Check(text.checked_on, text.checked_by or "", text.checked_how or ""))
        for name, text in texts
        if text.checked_on
    )


def read_names(name: str) -> tuple[str, ...]:
    """Return a packaged list: given_names, ordinary_words (separated by space) or public_names (one a line)."""
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return tuple(kept) if name == "public_names" else tuple(word for line in kept for word in line.split())


def common_words() -> frozenset[str]:
    """Return the whole words of the packaged model's vocabulary; none where the package is missing."""
    try:
        vocabulary = SentenceEmbedder().vocabulary
    except ModelUnavailable:
        return frozenset()
    lines = vocabulary.read_text(encoding="utf-8").splitlines() if vocabulary else []
    return frozenset(line for line in lines if line.isascii() and line.isalpha())


def read_lexicon(alerts: Path, published: Iterable[str]) -> SafetyLexicon:
    """Return the lexicon: alert texts from a file, the packaged names, and what the published texts allow."""
    return lexicon_of(read_alerts(alerts), published)


def lexicon_of(texts: AlertTexts, published: Iterable[str]) -> SafetyLexicon:
    """Return the lexicon: these alert texts, the packaged names, and what the published texts allow."""
    shown = (texts.emergency, texts.crisis_someone_else, texts.crisis_self)
    return lexicon_from_texts(
        (*published, *shown),
        texts,
        read_names("given_names"),
        read_names("public_names"),
        read_names("ordinary_words"),
        is_telephone,
        common_words(),
    )
