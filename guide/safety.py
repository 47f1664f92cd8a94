"""What is looked at before any search: danger, crisis and personal data, with the alert texts shown for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from guide.alerting.danger import About, Danger, DangerLikeness, could_alert, danger_of
from guide.masking.name_lists import NameLists
from guide.masking.personal_data import Allowed, Finding, Masked, has_uk_shape, mask_personal_data
from guide.types import Alert, AlertKind

__all__ = [
    "AlertTexts",
    "DangerLikeness",
    "Finding",
    "Masked",
    "SafetyLexicon",
    "Screening",
    "alerts_by_meaning",
    "find_alerts",
    "lexicon_from_texts",
    "mask",
    "personal_data_alert",
    "screen",
]


URGENCY = tuple(AlertKind)
"""Alerts are shown in this order."""


@dataclass(frozen=True, slots=True)
class AlertTexts:
    """The words of each alert. personal_data holds {what}; crisis_unclear holds {someone_else} and {self}.

    The defaults are what is shown when the corpus has no alerts.yaml: the numbers and nothing else.
    """

    emergency: str = "999: ring it now and say which service is needed."
    crisis_someone_else: str = "Stay with them. Ring 111, option 2. Ring 999 if an act has begun. Samaritans: 116 123."
    crisis_self: str = (
        "Ring Samaritans on 116 123, free, 24 hours. Ring 111, option 2. Ring 999 if you are in danger now."
    )
    crisis_unclear: str = "About someone else: {someone_else} About yourself: {self}"
    personal_data: str = "Masked and not kept: {what}."

    def __post_init__(self) -> None:
        if not self.emergency.startswith("999"):
            raise ValueError("the emergency text starts with 999")
        if "{what}" not in self.personal_data:
            raise ValueError("the personal data text holds {what}")
        if "{someone_else}" not in self.crisis_unclear or "{self}" not in self.crisis_unclear:
            raise ValueError("the unclear crisis text holds {someone_else} and {self}")


@dataclass(frozen=True, slots=True)
class SafetyLexicon:
    """What the screening knows beside its rules: alert texts, what is published, names, what a telephone number is."""

    texts: AlertTexts = field(default_factory=AlertTexts)
    allowed: Allowed = field(default_factory=Allowed)
    names: NameLists = field(default_factory=NameLists)
    is_telephone: Callable[[str], bool] = has_uk_shape


@dataclass(frozen=True, slots=True)
class Screening:
    """What a text shows before any search.

    masked: what may be embedded, stored and shown. found: positions in the raw text.
    """

    alerts: tuple[Alert, ...]
    masked: str
    found: tuple[Finding, ...]


def screen(raw: str, lexicon: SafetyLexicon, likeness: DangerLikeness | None = None) -> Screening:
    """Look for danger in the raw text first, then mask personal data."""
    alerts = find_alerts(raw, lexicon, likeness)
    masked = mask(raw, lexicon)
    told = personal_data_alert(masked, lexicon)
    return Screening((*alerts, told) if told else alerts, masked.text, masked.found)


def find_alerts(raw: str, lexicon: SafetyLexicon, likeness: DangerLikeness | None = None) -> tuple[Alert, ...]:
    """Return the emergency and crisis alerts. Needs no index and no model; likeness decides what rules leave open."""
    return _alerts(danger_of(raw, likeness), lexicon.texts)


def alerts_by_meaning(
    masked: str, shown: tuple[Alert, ...], lexicon: SafetyLexicon, likeness: DangerLikeness, is_as_typed: bool = False
) -> tuple[Alert, ...]:
    """Return the alerts with those that only the meaning shows; an emergency comes first, nothing is taken back.

    is_as_typed: the rules have looked at just this text, so that a meaning far from danger ends it.
    """
    if is_as_typed and not could_alert(likeness):
        return shown
    return with_alerts(shown, find_alerts(masked, lexicon, likeness))


def with_alerts(shown: tuple[Alert, ...], found: tuple[Alert, ...]) -> tuple[Alert, ...]:
    """Return the alerts shown with those of other kinds that were found; an emergency comes first."""
    kinds = {alert.kind for alert in shown}
    added = [alert for alert in found if alert.kind not in kinds]
    return tuple(sorted((*added, *shown), key=lambda alert: URGENCY.index(alert.kind)))


def mask(text: str, lexicon: SafetyLexicon) -> Masked:
    """Replace personal data by words in square brackets. Masking what is masked changes nothing."""
    return mask_personal_data(text, lexicon.allowed, lexicon.names, lexicon.is_telephone)


def personal_data_alert(masked: Masked, lexicon: SafetyLexicon) -> Alert | None:
    """Return the sentence that says which kinds of data were masked, never the data; None if there were none."""
    if not masked.found:
        return None
    kinds = tuple(dict.fromkeys(finding.label for finding in masked.found))
    what = " and ".join([", ".join(kinds[:-1]), kinds[-1]]) if len(kinds) > 1 else kinds[0]
    return Alert(AlertKind.PERSONAL_DATA, lexicon.texts.personal_data.replace("{what}", what))


def lexicon_from_texts(
    published: Iterable[str],
    texts: AlertTexts | None = None,
    given_names: Iterable[str] = (),
    public_names: Iterable[str] = (),
    ordinary_words: Iterable[str] = (),
    is_telephone: Callable[[str], bool] = has_uk_shape,
    common_words: Iterable[str] = (),
) -> SafetyLexicon:
    """Return the lexicon whose published texts (documents, fields of pathways, alert texts) hold no personal data.

    Every number, e-mail, postcode, address and capitalised phrase in them is allowed; their small words are ordinary.
    """
    whole = "\n".join(published)
    given = frozenset(name.lower() for name in given_names)
    ordinary = (frozenset(re.findall(r"(?<![\w'@.])[a-z]{2,}(?![\w'@])", whole)) - given) | frozenset(ordinary_words)
    common = frozenset(common_words)
    phrases = re.findall(r"(?:[A-Z][\w'’-]+[ \t]+)+[A-Z][\w'’-]+", whole)
    allowed = Allowed(
        numbers=frozenset(re.sub(r"\D", "", number) for number in re.findall(r"\d[\d ()-]{2,}\d", whole)),
        emails=frozenset(
            email.lower().rstrip(".") for email in re.findall(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+", whole)
        ),
        postcodes=frozenset(
            re.sub(r"\s", "", code).lower() for code in re.findall(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b", whole)
        ),
        text=" ".join(whole.lower().split()),
    )
    lists = NameLists(
        given=given,
        public=frozenset(name.lower() for name in public_names),
        ordinary=ordinary,
        published=frozenset(" ".join(phrase.lower().split()) for phrase in phrases),
        published_words=frozenset(word.lower() for word in re.findall(r"\b[A-Z][\w'’-]*", whole)) - ordinary,
        common=common,
    )
    return SafetyLexicon(texts or AlertTexts(), allowed, lists, is_telephone)


def _alerts(danger: Danger, texts: AlertTexts) -> tuple[Alert, ...]:
    alerts = []
    if danger.is_emergency:
        alerts.append(Alert(AlertKind.EMERGENCY, texts.emergency))
    if danger.is_crisis:
        alerts.append(Alert(AlertKind.CRISIS, _crisis_text(danger.about, texts)))
    return tuple(alerts)


def _crisis_text(about: About, texts: AlertTexts) -> str:
    if about is About.SOMEONE_ELSE:
        return texts.crisis_someone_else
    if about is About.SELF:
        return texts.crisis_self
    both = texts.crisis_unclear.replace("{someone_else}", texts.crisis_someone_else)
    return both.replace("{self}", texts.crisis_self)
