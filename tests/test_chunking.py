from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from guide.types import Passage, Source, Unit, UnitKind
from ingest.chunking import LONG_WORDS, MOST_WORDS, VERSION, cut, text_to_embed, texts_of_units
from ingest.loading import LoadedDocument, parse
from tests.documents import SENTENCES, long_paragraph, write_pdf

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ROOT / "tests" / "fixtures" / "documents"
PLAN = next((ROOT / "corpus" / "documents").glob("*.txt"))
THEMES = (
    "Vulnerability",
    "Reducing reoffending",
    "Substance Misuse",
    "Mental Health",
    "Unmet housing needs/homelessness",
    "Cyber/Online crime",
)


def read_text(tmp_path: Path, text: str, name: str = "note.md") -> tuple[LoadedDocument, tuple[Passage, ...]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = parse(path)
    return document, cut(Source(id="note", title="Note"), document)


def units_of(passage: Passage, kind: UnitKind) -> list[str]:
    return [passage.words_of(unit) for unit in passage.units if unit.kind is kind]


@pytest.fixture(scope="module")
def plan() -> tuple[Passage, ...]:
    return cut(Source(id="plan-cross-cutting-themes", title="Safer Kingston Partnership Plan 2024-2029"), parse(PLAN))


def test_the_plan_has_an_introduction_and_six_themes(plan: tuple[Passage, ...]) -> None:
    top = "Cross cutting themes"
    assert [passage.headings for passage in plan] == [(top,), *((top, theme) for theme in THEMES)]
    assert units_of(plan[0], UnitKind.HEADING) == ["Safer Kingston Partnership Plan 2024-2029", top]
    assert [units_of(passage, UnitKind.HEADING) for passage in plan[1:]] == [[theme] for theme in THEMES]


def test_the_second_sentence_of_the_introduction_leads_in_the_themes(plan: tuple[Passage, ...]) -> None:
    assert units_of(plan[0], UnitKind.LEAD_IN) == [
        "They will be considered in each of the priority areas and integrated into the strategies and delivery plans:"
    ]
    assert len(units_of(plan[0], UnitKind.SENTENCE)) == 1


def test_each_bullet_of_the_plan_is_one_unit_word_for_word(plan: tuple[Passage, ...]) -> None:
    bullets = [line[2:] for line in PLAN.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    found = [
        passage.words_of(unit)
        for passage in plan[1:]
        for unit in passage.units
        if unit.kind in (UnitKind.ITEM, UnitKind.LEAD_IN)
    ]
    assert found == bullets


def test_the_list_that_breaks_off_is_a_lead_in_without_items(plan: tuple[Passage, ...]) -> None:
    assert parse(PLAN).ends_unfinished
    assert plan[-1].units[-1].kind is UnitKind.LEAD_IN
    assert plan[-1].words_of(plan[-1].units[-1]) == "Examples of online harms include, but are not restricted to:"


@pytest.mark.parametrize("name", ["allotments.md", "library.html", "youth-workers.txt", "memo.txt", "housing.txt"])
def test_passages_are_slices_of_the_reading_text_and_hold_all_of_it(name: str) -> None:
    document = parse(DOCUMENTS / name)
    passages = cut(Source(id="x", title="X"), document)
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end]
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    covered = set().union(*(range(p.start + u.start, p.start + u.end) for p in passages for u in p.units))
    inside = {at for block in document.blocks for at in range(block.start, block.end)}
    left = "".join(document.text[at] for at in sorted(inside - covered))
    assert not left.replace(":", "").strip()  # headings leave their colon behind


def test_units_are_in_order_and_a_lead_in_stands_before_its_items() -> None:
    for passage in cut(Source(id="x", title="X"), parse(DOCUMENTS / "library.html")):
        for above, below in zip(passage.units, passage.units[1:], strict=False):
            assert above.end <= below.start
        for at, unit in enumerate(passage.units):
            assert unit.lead is None or unit.lead < at


def test_items_know_what_introduces_them(tmp_path: Path) -> None:
    _, (passage,) = read_text(tmp_path, "You need:\n\n- a bag\n- food:\n  - bread\n  - milk\n- a coat\n\nThen go.\n")
    leads = {
        passage.words_of(unit): None if unit.lead is None else passage.words_of(passage.units[unit.lead])
        for unit in passage.units
    }
    assert leads == {
        "You need:": None,
        "a bag": "You need:",
        "food:": None,
        "bread": "food:",
        "milk": "food:",
        "a coat": "You need:",
        "Then go.": None,
    }


def test_a_short_bullet_of_several_sentences_is_one_unit_and_a_long_one_several(tmp_path: Path) -> None:
    short = "First do this. Then do that."
    long = "".join(SENTENCES).strip()  # 72 words
    _, (passage,) = read_text(tmp_path, f"- {short}\n- {long}\n")
    assert units_of(passage, UnitKind.ITEM) == [short, *(sentence.strip() for sentence in SENTENCES)]


def test_a_paragraph_of_article_size_is_a_passage_and_small_neighbours_are_joined(tmp_path: Path) -> None:
    article, small = "".join(SENTENCES) * 2, "A small remark."
    _, passages = read_text(
        tmp_path, f"# T\n\n## A\n\n{article}\n\n{article}\n\n## B\n\n{small}\n\n{small}\n\n## C\n\n{small}"
    )
    assert [(passage.headings, len(passage.text.split()) > MOST_WORDS // 2) for passage in passages] == [
        (("A",), True),
        (("A",), True),
        (("B",), False),
        (("C",), False),
    ]
    assert len(units_of(passages[2], UnitKind.SENTENCE)) == 2


def test_a_very_long_paragraph_is_cut_between_sentences_into_like_parts(tmp_path: Path) -> None:
    _, passages = read_text(tmp_path, "".join(SENTENCES) * 9)  # 648 words
    counts = [len(passage.text.split()) for passage in passages]
    assert sum(counts) == 648 and max(counts) <= LONG_WORDS
    assert max(counts) - min(counts) <= 15  # a sentence
    assert all(passage.text.endswith(".") for passage in passages)


def test_a_list_stays_whole_with_its_lead_in(tmp_path: Path) -> None:
    items = "\n".join(f"- item {number} with a few words to fill the line" for number in range(20))  # 200 words
    _, passages = read_text(tmp_path, f"{''.join(SENTENCES)}\n\nThere are these:\n\n{items}\n")
    assert [len(units_of(passage, UnitKind.ITEM)) for passage in passages] == [0, 20]
    assert units_of(passages[1], UnitKind.LEAD_IN) == ["There are these:"]


def test_a_heading_with_nothing_under_it_but_a_deeper_one_goes_with_that(tmp_path: Path) -> None:
    _, passages = read_text(tmp_path, "# T\n\nIntro.\n\n## A\n\n### B\n\nWords.\n\n## C\n\n## D\n\nMore.\n")
    assert [(passage.headings, units_of(passage, UnitKind.HEADING)) for passage in passages] == [
        ((), ["T"]),
        (("A", "B"), ["A", "B"]),
        (("C",), ["C"]),
        (("D",), ["D"]),
    ]


def test_units_of_a_paragraph_over_a_page_break_have_each_their_page(tmp_path: Path) -> None:
    write_pdf(tmp_path / "handbook.pdf")
    document = parse(tmp_path / "handbook.pdf")
    over = [
        passage
        for passage in cut(Source(id="handbook", title="H"), document)
        if {unit.page for unit in passage.units} == {1, 2}
    ]
    assert len(over) == 1 and over[0].page == 1
    assert over[0].text == long_paragraph("4")


def test_ids_are_content_hashes_and_equal_passages_are_counted(tmp_path: Path) -> None:
    _, passages = read_text(tmp_path, "# T\n\n## A\n\nSame words.\n\n## A\n\nSame words.\n")
    text = "A\n\nSame words."
    expected = [hashlib.sha256("\x1f".join(("note", "A", text, n)).encode()).hexdigest()[:12] for n in ("0", "1")]
    assert [passages[0].text, passages[1].text] == ["T\n\n" + text, text]
    document, again = read_text(tmp_path, "# T\n\nIntro.\n\n## A\n\nSame words.\n\n## A\n\nSame words.\n")
    assert [passage.id for passage in again[1:]] == expected
    assert passages[1].id == expected[0]


def test_ids_are_the_same_in_another_process_with_another_hash_seed(plan: tuple[Passage, ...]) -> None:
    program = (
        "import sys; from pathlib import Path; from guide.types import Source; from ingest.loading import parse; "
        "from ingest.chunking import cut; "
        "print(*(p.id for p in cut(Source(id='plan-cross-cutting-themes', title='x'), parse(Path(sys.argv[1])))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(PLAN)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONHASHSEED": "7"},
    )
    assert done.stdout.split() == [passage.id for passage in plan]


def test_the_text_to_embed_names_title_and_headings_once(plan: tuple[Passage, ...]) -> None:
    title = "Safer Kingston Partnership Plan 2024-2029"
    text = text_to_embed(plan[4], title)
    assert text.startswith(f"{title}. Cross cutting themes. Mental Health\nMental health links to")
    assert text.count("Mental Health\n") == 1 and "Mental Health:" not in text


def test_a_passage_without_headings_or_title_is_embedded_as_it_is() -> None:
    passage = Passage("0" * 12, "x", (), "Two words.", 0, 10, (Unit(0, 10, UnitKind.SENTENCE),))
    assert text_to_embed(passage, "") == "Two words."


def test_an_item_is_embedded_after_its_lead_in(tmp_path: Path) -> None:
    _, (passage,) = read_text(tmp_path, "You need:\n\n- a pass\n- a pen\n")
    assert texts_of_units(passage) == ("You need:", "You need: a pass", "You need: a pen")


def test_a_unit_over_two_lines_is_embedded_as_one(tmp_path: Path) -> None:
    text = "This guide is for all who work in the borough, and\nit is short. It says whom to ask when nobody is\nthere."
    _, (passage,) = read_text(tmp_path, text, "note.txt")
    assert texts_of_units(passage)[0] == "This guide is for all who work in the borough, and it is short."
    assert passage.words_of(passage.units[0]).count("\n") == 1


def test_a_change_of_the_cutting_raises_its_version() -> None:
    documents = sorted(DOCUMENTS.iterdir())
    whole = hashlib.sha256()
    for path in (PLAN, *documents):
        for passage in cut(Source(id=path.stem, title="T"), parse(path)):
            whole.update(repr((passage, text_to_embed(passage, "T"), texts_of_units(passage))).encode())
    expected = (3, "b21b6c7fef284d4a")
    assert (VERSION, whole.hexdigest()[:16]) == expected, "raise VERSION in ingest/chunking.py, then write both here"
