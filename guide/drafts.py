"""What the steps of an answer work on: the draft that grows, and the parts that each question is answered with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from guide.asking.acronyms import NO_ACRONYMS, Acronyms
from guide.asking.message_kinds import MessageLikeness
from guide.directory.pathway_edits import Edit
from guide.directory.pathway_marks import Report
from guide.directory.pathway_signals import NOTHING_LIKELY, Likely
from guide.directory.pathways import Directory
from guide.ports import Embedder, PassageStore
from guide.quoting.mentions import looks_everywhere
from guide.safety import DangerLikeness, SafetyLexicon
from guide.searching.confidence import Confidence
from guide.searching.retrieval import OtherWords, Retrieval
from guide.types import Alert, AlertKind, Explanation, Question, Vector


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of the answer so far. Only `asked` is raw, and it goes no further than masking.

    is_as_typed: the masked question is the raw one, letter by letter. only_orders: it tells the guide what to do and
    asks nothing. wants_more: it asks only for more of what an earlier turn was about. before: the turn that it leans
    on, where it asks only for a detail of the service found there: that turn alone is searched for. topic: the turn
    that a follow-up leans on. own: the vector of a follow-up or of a short message by itself. kind: what the meaning
    says of a short message, None where it was not judged. meant: gives the fields of a service that its meaning
    asks for; only a question that comes near a service pays for that.
    """

    asked: Question
    alerts: tuple[Alert, ...] = ()
    question: str = ""
    is_as_typed: bool = False
    earlier: tuple[str, ...] = ()
    cleaned: str = ""
    standalone: str = ""
    leans_on_earlier: bool = False
    wants_more: bool = False
    before: str = ""
    topic: str = ""
    only_orders: bool = False
    vector: Vector = ()
    own: Vector = ()
    kind: MessageLikeness | None = None
    meant: Callable[[], tuple[str, ...]] = tuple
    otherwise: OtherWords | None = None
    retrieval: Retrieval = field(default_factory=lambda: Retrieval(()))
    sureness: Confidence = field(default_factory=lambda: Confidence(0.0))
    held_by_pathways: float = 0.0
    explanations: tuple[Explanation, ...] = ()

    @property
    def searched(self) -> str:
        """Return what is searched for: the subject, when a question asks where that is mentioned."""
        return self.before or looks_everywhere(self.standalone) or self.standalone

    @property
    def is_urgent(self) -> bool:
        """Say whether an emergency or crisis alert stands above this answer."""
        return any(alert.kind in (AlertKind.EMERGENCY, AlertKind.CRISIS) for alert in self.alerts)

    @property
    def is_emergency(self) -> bool:
        """Say whether an emergency alert stands above this answer."""
        return any(alert.kind is AlertKind.EMERGENCY for alert in self.alerts)

    def explain(self, stage: str, text: str, *figures: tuple[str, float]) -> Draft:
        """Return the draft with one more line for --explain."""
        return replace(self, explanations=(*self.explanations, Explanation(stage, text, figures)))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is read from one state of the index beside its passages: published names and numbers, records, acronyms."""

    lexicon: SafetyLexicon = field(default_factory=SafetyLexicon)
    directory: Directory = field(default_factory=lambda: Directory(()))
    compiled: str = ""
    acronyms: Acronyms = NO_ACRONYMS


@dataclass(frozen=True, slots=True)
class Outside:
    """What comes from outside as functions.

    likeness_of: danger in the meaning of a masked text with its vector, None where the model was trained for another.
    kind_of: what kind a message is by its vector, None likewise.
    fields_of: how likely a masked message asks for each field of a service, with its vector or by its words alone.
    services_of: how much a masked message is like those for each service, with its vector; a service may be missing.
    mend_spelling: of a masked question, for the search; words that stand in the index are right.
    is_held: whether a word stands anywhere in the index.
    bank_holidays: those of some years. reports: what visitors reported of numbers. own: the organisation's own people
    by role, as somebody entered them.
    """

    likeness_of: Callable[[str, Vector], DangerLikeness] | None = None
    kind_of: Callable[[Vector], MessageLikeness] | None = None
    fields_of: Callable[[str, Vector | None], Mapping[str, float]] = lambda text, vector: {}
    services_of: Callable[[str, Vector], Likely] = lambda masked, vector: NOTHING_LIKELY
    mend_spelling: Callable[[str, PassageStore], str] = lambda text, store: text
    is_held: Callable[[str, PassageStore], bool] = lambda word, store: True
    bank_holidays: Callable[[Iterable[int]], Collection[date]] = lambda years: ()
    reports: Callable[[], Sequence[Report]] = tuple
    own: Callable[[], Sequence[tuple[str, Edit]]] = tuple


@dataclass(frozen=True, slots=True)
class Parts:
    """What the steps work with, for one question: one state of the index and what is known of it."""

    embedder: Embedder
    store: PassageStore
    knowledge: Knowledge
    outside: Outside
