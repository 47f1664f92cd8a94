"""From the index to a quiz: facts are gathered, items are made from them, checked and chosen. Everything is seeded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from guide.directory.pathway_records import Pathway
from guide.errors import SettingError
from guide.ports import Embedder, PassageStore
from guide.types import Source, SourceKind
from quiz.blueprint import spread
from quiz.choosing import choose_items
from quiz.closeness import closeness_of, kept_vectors
from quiz.confirmed import noted, records_of
from quiz.document_facts import listings_of, sentences_of
from quiz.document_items import Reading, document_items
from quiz.facts import Fact, World, by_relation
from quiz.fitting import KINDS, NUMBER_OF, said_in
from quiz.gaps import Vocabulary, vocabulary_of
from quiz.listed_words import listed_items
from quiz.people import people_line
from quiz.placed_items import placed_items
from quiz.placing import families_of
from quiz.record_clozes import SHOWING_FIELDS, lines_of, record_clozes
from quiz.scenario_items import scenario_items
from quiz.service_items import FOUND_FIELDS, matching_items, service_items
from quiz.services import AsOf, Service, services_of
from quiz.step_items import step_items
from quiz.types import Level, Quiz, QuizItem
from quiz.words import NUMBERS_ANYBODY_MAY_LEARN, content, draw, shuffled

MOST_SENTENCES = 2_000
"""Sentences read from the documents of one corpus, in their order; building stays quick on a large one."""

MOST_ASKED = 600
SPARE_SENTENCES, SENTENCES_AN_ITEM = 200, 20
"""Sentences that are asked about, drawn by the seed: each is held against all that is said anywhere."""

SPARE_SERVICES = 8
"""A small quiz looks at so many more records than it needs: each text that is compared costs time."""

COMPARED_FIELDS = frozenset((*FOUND_FIELDS, "when_to_use", "have_ready", "hours"))
DIRECTORY = "directory"
"""Stands for the records where a quiz is to be made from one source."""

TITLE = "Induction quiz: Safer Kingston Guide"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of quiz is asked for. Empty tuples and texts mean all; items None means all that pass.

    source: the id of the document that items are made from, or `DIRECTORY` for the records alone.
    """

    items: int | None = 10
    themes: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    audience: str = ""
    seed: int = 1
    source: str = ""

    def to_record(self) -> dict[str, object]:
        """Return the choices as plain values."""
        levels = [level.value for level in self.levels]
        chosen = {"themes": list(self.themes), "levels": levels, "audience": self.audience, "source": self.source}
        return {"items": self.items, **chosen, "seed": self.seed}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Wanted:
        """Return the choices of plain values. Raises KeyError or ValueError for what are none."""
        levels = tuple(Level(level) for level in record["levels"])
        themes, source = tuple(record["themes"]), record.get("source", "")
        return cls(record["items"], themes, levels, record["audience"], record["seed"], source)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that items are made from, read once from the index. themes: all that the corpus has.

    vocabulary: what documents and records say anywhere, whichever records are asked about.
    """

    reading: Reading
    services: tuple[Service, ...]
    vocabulary: Vocabulary
    world: World
    themes: tuple[str, ...]


def build(store: PassageStore, embedder: Embedder, wanted: Wanted, as_of: AsOf | None = None) -> Quiz:
    """Return a quiz of drafts. Raises SettingError for a theme or a source that the corpus does not have.

    as_of: when records count as old or not working; None for the day their facts were gathered, without reports.
    """
    material = read(store, embedder, wanted, as_of)
    chosen = choose_items(candidates_of(material, wanted), wanted.items, wanted.seed)
    themes = {service.record.id: _allowed(service, wanted) for service in material.services}
    records = records_of(store)
    day = _as_of(tuple(records.values()), as_of).day if records else date.min
    return Quiz(TITLE, wanted.seed, store.corpus_sha256, noted(spread(chosen, themes), records, day))


def themes_without(
    store: PassageStore, embedder: Embedder, wanted: Wanted, built: Quiz, as_of: AsOf | None = None
) -> tuple[str, ...]:
    """Return the wanted themes for which no item passes; one for which a short quiz had no room is not among them."""
    there = {item.theme for item in built.items}
    missing = (theme for theme in wanted.themes if theme not in there)
    return tuple(
        theme for theme in missing if not build(store, embedder, replace(wanted, items=1, themes=(theme,)), as_of).items
    )


def candidates_of(material: Material, wanted: Wanted) -> tuple[QuizItem, ...]:
    """Return every item that can be made, unchecked, those that need a person among them."""
    services = material.services
    asked = [service for service in services if not wanted.themes or service.theme in wanted.themes]
    made = [
        *document_items(material.reading, material.vocabulary, material.world, wanted.seed),
        *listed_items(material.reading.asked, material.world, wanted.seed),
        *placed_items(material.reading.families, material.world, wanted.seed),
        *scenario_items(asked, services, material.world, wanted.seed),
        *service_items(asked, services, material.world, wanted.seed),
        *matching_items(services, wanted.themes or material.themes, material.world, wanted.seed),
        *record_clozes(asked, material.vocabulary, material.world, wanted.seed),
        *step_items(asked, wanted.seed),
    ]
    return tuple(item for item in made if _is_wanted(item, wanted))


def read(store: PassageStore, embedder: Embedder, wanted: Wanted, as_of: AsOf | None = None) -> Material:
    """Return what the index holds, with every text that will be compared embedded in one go.

    Raises SettingError for a theme or a source that the corpus does not have.
    """
    sources = (*(source.id for source in _documents(store)), DIRECTORY)
    if wanted.source and wanted.source not in sources:
        raise SettingError(f"--source {wanted.source}: no such source. Choose among: {', '.join(sources)}.")
    records = tuple(Pathway.from_json(record) for record in store.pathways())
    known_themes = {theme for record in records for theme in record.themes}
    reading = _reading(store, known_themes, wanted)
    themes = tuple(sorted(known_themes | {sentence.theme for sentence in reading.sentences}))
    for theme in wanted.themes:
        if theme not in themes:
            raise SettingError(f"--theme {theme}: the corpus has no such theme. Choose among: {', '.join(themes)}.")
    usable = _usable(records, wanted, as_of) if wanted.source in ("", DIRECTORY) else ()
    services = usable if wanted.items is None else _enough(usable, wanted.items + SPARE_SERVICES, wanted)
    lines = lines_of(usable)
    said = said_in((*reading.sentences, *lines_of(usable, SHOWING_FIELDS)))
    if not usable:
        # One document counts too few things: numbers stand beside those of the records.
        showing = lines_of(_usable(records, replace(wanted, source=""), as_of), SHOWING_FIELDS)
        said += tuple(one for one in said_in(showing) if one.phrase.kind.startswith(NUMBER_OF))
    units = tuple((sentence.text, content(sentence.text)) for sentence in (*reading.sentences, *lines))
    facts = tuple(_known_facts(services))
    headings = {sentence.heading for sentence in reading.sentences}
    named = {one.phrase.text for one in said if one.phrase.kind in KINDS}
    placed = {one.text for family in reading.families for section in family for one in section.statements}
    beside = {one.text for family in reading.families for section in family for one in section.sentences}
    texts = {*headings, *named, *placed, *beside, *_texts(services)}
    kept = kept_vectors(store, [*(service.record.id for service in services), *sources[:-1]])
    world = World(facts, reading.sentences, units, closeness_of(texts, embedder, kept), by_relation(facts))
    return Material(reading, services, vocabulary_of(said), world, themes)


def _reading(store: PassageStore, known_themes: set[str], wanted: Wanted) -> Reading:
    sources = [source for source in _documents(store) if wanted.source in ("", source.id)]
    outlines = {source.id: store.outline(source.id) for source in sources}
    sentences = [one for source in sources for one in sentences_of(source, outlines[source.id], known_themes)]
    listings = [one for source in sources for one in listings_of(source, outlines[source.id], known_themes)]
    kept = sentences[:MOST_SENTENCES]
    most = MOST_ASKED if wanted.items is None else SPARE_SENTENCES + SENTENCES_AN_ITEM * wanted.items
    drawn = sorted(shuffled(range(len(kept)), wanted.seed, "sentences")[:most])
    return Reading(tuple(kept), tuple(kept[at] for at in drawn), tuple(listings), families_of(kept, wanted.seed))


def _documents(store: PassageStore) -> list[Source]:
    return [source for source in store.sources() if source.kind is SourceKind.DOCUMENT]


def _texts(services: Iterable[Service]) -> Iterable[str]:
    for service in services:
        people = people_line(service)
        yield from (service.name, service.said, *service.record.situations)
        yield from (f"{people} {line}".strip() for line in service.record.lines("when_to_use"))
        yield from (line for field in COMPARED_FIELDS for line in service.record.lines(field))


def _known_facts(services: Iterable[Service]) -> Iterable[Fact]:
    """Yield what the records say, as facts: the closed world in which a wrong option must be wrong."""
    for service in services:
        for field, lines in service.record.fields:
            for line in lines:
                yield Fact(service.name, field, line, service.proof(field, line), service.theme)


def _usable(records: Sequence[Pathway], wanted: Wanted, as_of: AsOf | None) -> tuple[Service, ...]:
    """Return the usable records, each under the theme that has the fewest so far, a wanted one where there is one."""
    if not records:
        return ()
    filled: Counter[str] = Counter()
    themes: dict[str, str] = {}
    for record in sorted(records, key=lambda record: (len(record.themes), draw(wanted.seed, record.id))):
        wished = [theme for theme in record.themes if theme in wanted.themes] or list(record.themes) or ["general"]
        themes[record.id] = min(wished, key=lambda theme: (filled[theme], theme))
        filled[themes[record.id]] += 1
    return services_of(records, _as_of(records, as_of), themes)


def _as_of(records: Sequence[Pathway], as_of: AsOf | None) -> AsOf:
    return as_of or AsOf(date.fromisoformat(records[0].compiled))


def _allowed(service: Service, wanted: Wanted) -> tuple[str, ...]:
    """Return the themes for which items about a service may count, the wanted ones where some are wanted."""
    themes = service.record.themes
    return tuple(theme for theme in themes if theme in wanted.themes) if wanted.themes else tuple(themes)


def _enough(services: Sequence[Service], most: int, wanted: Wanted) -> tuple[Service, ...]:
    """Return as many services as a small quiz needs: the well-known numbers, then wanted themes, then any."""

    def rank(service: Service) -> tuple[bool, bool, int]:
        well_known = any(contact.value in NUMBERS_ANYBODY_MAY_LEARN for contact in service.record.contacts)
        return (not well_known, service.theme not in wanted.themes, draw(wanted.seed, service.record.id))

    return tuple(sorted(services, key=rank)[:most])


def _is_wanted(item: QuizItem, wanted: Wanted) -> bool:
    return (
        (not wanted.themes or item.theme in wanted.themes)
        and (not wanted.levels or item.level in wanted.levels)
        and (not wanted.audience or item.audience == wanted.audience)
    )
