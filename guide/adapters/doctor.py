"""`python -m guide doctor`: what can be reached, which language model answers and what it costs, in plain words."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from guide.adapters.alert_file import ALERT_FILE
from guide.adapters.alert_texts import alert_texts
from guide.adapters.chat_model import LangChainChatModel
from guide.adapters.edit_log import EditLogStore
from guide.adapters.entailment import CrossEncoderEntailment
from guide.adapters.sign_in_file import provider_problem, read_sign_in, secrets_files
from guide.adapters.token_ledger import TokenLedgerFile
from guide.answering import Guide
from guide.editing.accounts import Editors
from guide.errors import GuideError, ModelReplyMalformed, SettingError
from guide.language_model.chat_settings import ChatSettings
from guide.language_model.model_reply import form_of, one_of, read_object
from guide.settings import Settings

HELLO = 'Reply with one JSON object and nothing else: {"ready": "yes"}'
HELLO_FORM = form_of("hello", ready=one_of(["yes", "no"]))


def run(settings: Settings, open_guide: Callable[[Settings], Guide]) -> int:
    """Print one line for each part. Return 0 when all that is set can be reached, 2 otherwise."""
    fine = _alerts(settings)
    fine = _index(settings, open_guide) and fine
    fine = _sign_in(settings) and fine
    if settings.chat is None:
        _say("Language model: none is set. Answers are quoted; nothing leaves this machine.")
        return 0 if fine else 2
    fine = _entailment(settings.chat) and fine
    return 0 if _chat(settings, settings.chat) and fine else 2


def _index(settings: Settings, open_guide: Callable[[Settings], Guide]) -> bool:
    try:
        guide = open_guide(settings)
        _say(f"Index: {settings.index} can be read, {guide.store.passage_count} passages.")
    except GuideError as error:
        _say(f"Index or embedding model: cannot be used. {error}")
        return False
    _say(f"Embedding model: {guide.embedder.name}, on this machine.")
    return True


def _alerts(settings: Settings) -> bool:
    """Say whether the texts shown in danger are those that their owners left."""
    log = EditLogStore(settings.data)
    try:
        told = alert_texts(settings.corpus / ALERT_FILE, log)[1]
    except GuideError as error:
        _say(f"Alerts: cannot be used. {error}")
        return False
    _say(f"Alerts: {told}" if told else f"Alerts: {ALERT_FILE} and the changes of it can be read.")
    return not told


def _sign_in(settings: Settings) -> bool:
    """Say how people sign in, whether their provider answers, and who may then edit."""
    found = read_sign_in(secrets_files())
    if not found.is_on:
        _say("Sign-in: none is set up. Editing is for whoever sits at the machine that serves, under a typed name.")
        return True
    if found.problem:
        _say(f"Sign-in: does not work, so nobody can edit. {found.problem}")
        return False
    problems = [problem for provider in found.providers if (problem := provider_problem(provider))]
    for problem in problems:
        _say(f"Sign-in: does not work at the moment. {problem}")
    if not problems:
        _say(f"Sign-in: works at {found.origin or 'this machine'}; the provider says how one signs in.")
    return _editors(settings) and not problems


def _editors(settings: Settings) -> bool:
    try:
        editors = Editors.of(settings.editors)
    except SettingError as error:
        _say(f"Editors: nobody can edit. {error}")
        return False
    if editors.everybody:
        _say("Editors: whoever can sign in may edit. Is that your own staff alone?")
    elif editors.named:
        _say(f"Editors: {len(editors.named)} named in GUIDE_EDITORS.")
    else:
        _say("Editors: nobody can edit. GUIDE_EDITORS names nobody: set it, say, to sam@example.org.")
    return editors.everybody or bool(editors.named)


def _entailment(chat: ChatSettings) -> bool:
    if chat.nli is None:
        return True
    try:
        CrossEncoderEntailment(chat.nli).ready()
    except GuideError as error:
        _say(f"Entailment model: cannot be used, so no language model is asked to put quotations in order. {error}")
        return False
    _say(f"Entailment model: {chat.nli}, on this machine. It can only take sentences away.")
    return True


def _chat(settings: Settings, chat: ChatSettings) -> bool:
    model = LangChainChatModel(chat.model, chat.url)
    _say(f"Language model: {model.name}. Questions without personal data and quotations go to {model.place}.")
    ledger, today = TokenLedgerFile(settings.data), datetime.now(UTC).date()
    model.warm()
    started = time.perf_counter()
    try:
        used = ledger.spent(today)
        if not ledger.reserve(today, len(HELLO), chat.tokens_a_day):
            _say(f"It is not asked: {used} of {chat.tokens_a_day} tokens of today are used.")
            return False
        completion = model.complete(HELLO, timeout_s=chat.timeout_s, max_tokens=50, form=HELLO_FORM)
        ledger.settle(today, len(HELLO), completion.tokens)
    except GuideError as error:
        _say(f"It does not answer: {error}")
        return False
    counted = "counted by the server" if completion.measured else "reckoned, as the server does not count"
    _say(f"It answers: {completion.tokens} tokens in {time.perf_counter() - started:.1f} s, {counted}.")
    _say(_keeps_the_form(completion.text))
    used += completion.tokens
    _say(f"Used today: {used} of {chat.tokens_a_day} tokens.{_price(chat, used)}")
    return True


def _keeps_the_form(reply: str) -> str:
    """Return what to expect of its replies: one of another form is of no use."""
    try:
        read_object(reply, ("ready",))
    except ModelReplyMalformed:
        return "Its reply did not keep to the form asked for. Expect many of its versions to be set aside."
    return "Its reply keeps to the form asked for."


def _price(chat: ChatSettings, tokens: int) -> str:
    if chat.price_a_million is None:
        return " GUIDE_CHAT_PRICE_PER_MILLION is not set, so no price is given."
    return f" At the price that the settings give, that is {tokens * chat.price_a_million / 1_000_000:.4f} so far."


def _say(line: str) -> None:
    print(line)  # noqa: T201 - this command speaks to the person who ran it
