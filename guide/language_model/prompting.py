"""A prompt with named variables: filled in one pass, with the text of documents kept inside its fence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from guide.errors import PromptVariablesMissing
from guide.plain_text import INVISIBLE

_VARIABLE = re.compile(r"\{\{(\w+)\}\}")
_FENCE = re.compile(r"^[ \t]*-{3,}[^\n]*$", re.MULTILINE)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The text of one prompt file. name: its file name without the suffix."""

    name: str
    text: str

    @property
    def variables(self) -> frozenset[str]:
        """Return the names that stand in the text."""
        return frozenset(_VARIABLE.findall(self.text))

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the text, by which a version is known."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the text with every variable replaced. A value is data: it can neither end its fence nor add one.

        Raises PromptVariablesMissing naming every variable without a value, ValueError for a value without a variable.
        """
        missing = sorted(self.variables - values.keys())
        if missing:
            raise PromptVariablesMissing(f"prompts/{self.name}.md: no value for {', '.join(missing)}.")
        unknown = sorted(values.keys() - self.variables)
        if unknown:
            raise ValueError(f"prompts/{self.name}.md has no variable {', '.join(unknown)}")
        return _VARIABLE.sub(lambda found: as_data(values[found.group(1)]), self.text)


def as_data(text: str) -> str:
    """Return text as a model may see it: nothing invisible, no address, no line that looks like the end of the data."""
    return _FENCE.sub("", _ADDRESS.sub("[address]", INVISIBLE.sub("", text))).strip()
