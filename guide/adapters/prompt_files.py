"""Reads the prompts from their files."""

from __future__ import annotations

from pathlib import Path

from guide.errors import PromptError
from guide.language_model.prompting import Prompt

FOLDER = Path(__file__).resolve().parents[2] / "prompts"


def read_prompt(name: str, folder: Path = FOLDER) -> Prompt:
    """Return the prompt `name`. Raises PromptError naming a file that cannot be read."""
    path = folder / f"{name}.md"
    try:
        return Prompt(name, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"prompts/{path.name}: the prompt cannot be read. Put the file back.") from error
