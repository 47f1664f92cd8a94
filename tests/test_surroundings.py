"""Hits as they are handed on: each with the passages beside it in its section, none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.adapters.index_reader import open_index
from guide.adapters.sentence_embedder import SentenceEmbedder
from guide.answering import Guide
from guide.searching.surroundings import MOST_WORDS, joined
from guide.types import Hit, Passage, Question, SourceKind
from ingest.indexing import build


@pytest.fixture(scope="module")
def outline(guide: Guide) -> tuple[Passage, ...]:
    """Return every passage of the shipped plan."""
    return guide.store.outline("plan-cross-cutting-themes")


def test_a_hit_is_a_slice_of_the_reading_text_and_holds_the_passage_found(
    guide: Guide, outline: tuple[Passage, ...]
) -> None:
    text = guide.store.reading_text("plan-cross-cutting-themes")
    for passage in outline:
        (hit,) = joined([Hit(passage, 0.9, 1)], guide.store, 1)
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert hit.passage.start <= passage.start and passage.end <= hit.passage.end
        assert hit.passage.headings == passage.headings
        assert hit.passage.text == passage.text or len(hit.passage.text.split()) <= MOST_WORDS
        for unit in hit.passage.units:
            assert hit.passage.words_of(unit).strip()


def test_neighbours_of_one_section_come_once_at_the_rank_of_the_best(
    tmp_path: Path, embedder: SentenceEmbedder
) -> None:
    section = "\n\n".join(f"Paragraph {number} " + "speaks of bins and of streets. " * 12 for number in range(8))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bins.md").write_text(f"# Bins\n\n## One\n\n{section}\n\n## Two\n\nOne line on parks.\n")
    build(tmp_path / "corpus", tmp_path / "index", embedder)
    store = open_index(tmp_path / "index", embedder.digest).snapshot()
    outline = store.outline("bins")
    found = joined([Hit(passage, 0.5, rank) for rank, passage in enumerate(reversed(outline), start=1)], store, 100)
    assert 1 < len(found) < len(outline)
    assert [hit.rank for hit in found] == list(range(1, len(found) + 1))
    assert found[0].passage.text.endswith("One line on parks.") and "Paragraph 7" not in found[0].passage.text
    assert all(len(hit.passage.text.split()) <= MOST_WORDS for hit in found)
    assert {hit.passage.id for hit in found} <= {passage.id for passage in outline}
    read = "".join(hit.passage.text for hit in found)
    assert all(f"Paragraph {number} " in read for number in range(8))


def test_fields_of_pathways_stay_as_they_are(guide: Guide) -> None:
    source = next(source for source in guide.store.sources() if source.kind is SourceKind.PATHWAY)
    field = guide.store.outline(source.id)[0]
    assert joined([Hit(field, 0.9, 7)], guide.store, 5)[0].passage == field


def test_as_many_hits_come_as_were_asked_for(guide: Guide) -> None:
    answer = guide.ask(Question("What does the plan say about homelessness?"))
    assert [hit.rank for hit in guide.hits(answer, 3)] == [1, 2, 3]
    assert guide.hits(answer, 0) == ()
