"""Cases put to the guide with the language model of the settings, as `python -m guide ask` answers with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from evaluation.running import Ask, made_by
from evaluation.runs import Made
from guide.adapters.prompt_files import read_prompt
from guide.answering import Guide
from guide.errors import SettingError
from guide.language_model.model_calls import ModelCalls
from guide.settings import Settings
from guide.types import Answer, Question
from guide.wiring import open_assisting, open_calls

PROMPTS = ("answer", "rephrase")
"""What a model is asked for an answer."""
NO_MODEL = "--with-model: no language model is set. Set GUIDE_CHAT_MODEL, or leave --with-model out."


def asking_with(guide: Guide, settings: Settings, calls: ModelCalls | None = None) -> tuple[Ask, Made]:
    """Return what answers a case with the model, and what such a run is made with. Raises SettingError without one.

    calls: of the same settings, where they are open already.
    """
    assisting = open_assisting(guide, settings, calls or open_calls(settings))
    if assisting is None or settings.chat is None:
        raise SettingError(NO_MODEL)

    def ask(question: Question) -> Answer:
        answer = guide.ask(question)
        return assisting.improve(answer, guide.masked(question, answer)).answer

    made, prompts = made_by(guide), {name: read_prompt(name).digest for name in PROMPTS}
    used = {
        "chat_model": settings.chat.model,
        "chat_timeout_s": f"{settings.chat.timeout_s:g}",
        "nli_model": Path(settings.chat.nli).name if settings.chat.nli else "none",
    }
    return ask, replace(
        made,
        model=f"{made.model}, {settings.chat.model}",
        prompt_sha256=prompts["answer"],
        settings={**made.settings, **used},
        prompts=prompts,
    )
