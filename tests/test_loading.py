from __future__ import annotations

from pathlib import Path

import pytest

from guide.types import Source
from ingest.cleaning import HIDDEN_WARNING
from ingest.loading import BlockKind, LoadedDocument, fill_in, load, parse, readable_name
from tests.documents import SENTENCES, long_paragraph, write_docx, write_lines_pdf, write_pdf

DOCUMENTS = Path(__file__).parent / "fixtures" / "documents"
PLAN = "corpus/documents/safer-kingston-partnership-plan-2024-2029-cross-cutting-themes.txt"


def of_kind(document: LoadedDocument, kind: BlockKind) -> list[str]:
    return [document.words_of(block) for block in document.blocks if block.kind is kind]


def headings(document: LoadedDocument) -> list[tuple[int, str]]:
    return [(block.level, document.words_of(block)) for block in document.blocks if block.kind is BlockKind.HEADING]


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> LoadedDocument:
    path = tmp_path_factory.mktemp("pdf") / "handbook.pdf"
    write_pdf(path)
    return parse(path)


@pytest.fixture(scope="module")
def word_file(tmp_path_factory: pytest.TempPathFactory) -> LoadedDocument:
    path = tmp_path_factory.mktemp("word") / "care.docx"
    write_docx(path)
    return parse(path)


@pytest.fixture(scope="module")
def page() -> LoadedDocument:
    return parse(DOCUMENTS / "library.html")


def test_the_reading_text_of_a_text_file_is_the_file() -> None:
    assert parse(Path(PLAN)).text == Path(PLAN).read_text(encoding="utf-8")


def test_blocks_are_in_order_and_do_not_overlap(handbook: LoadedDocument, word_file: LoadedDocument) -> None:
    for document in (handbook, word_file, parse(Path(PLAN))):
        ends = [0]
        for block in document.blocks:
            assert ends[-1] <= block.start < block.end <= len(document.text)
            ends.append(block.end)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param("Café £5.\r\nSecond line.".encode(), "Café £5.\nSecond line.", id="utf-8"),
        pytest.param("\ufeffCafé £5.".encode(), "Café £5.", id="utf-8 with its mark"),
        pytest.param("Café – £5.".encode("cp1252"), "Café – £5.", id="windows-1252"),
        pytest.param("Café £5.".encode("utf-16"), "Café £5.", id="utf-16 with its mark"),
        pytest.param(b"One.\rTwo.", "One.\nTwo.", id="old line ends"),
    ],
)
def test_text_is_decoded_whatever_wrote_it(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    assert parse(path).text == expected


@pytest.mark.parametrize("suffix", ["txt", "md", "html"])
def test_invisible_characters_are_left_out_and_counted(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"note.{suffix}"
    # a zero-width space, a soft hyphen, a change of direction and two Unicode tags
    path.write_text("The de\u200bsk is op\u00aden\u202e today.\U000e0041\U000e0042 Come in.", encoding="utf-8")
    document = parse(path)
    assert document.text == "The desk is open today. Come in."
    assert document.warnings == ("5 invisible characters were left out",)


def test_paragraphs_of_a_pdf_are_whole_also_over_page_breaks(handbook: LoadedDocument) -> None:
    assert len(handbook.page_starts) > 1
    paragraphs = [words for words in of_kind(handbook, BlockKind.PARAGRAPH) if words.startswith("Paragraph")]
    assert paragraphs == [long_paragraph(str(number)) for number in range(1, 7)]


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out(handbook: LoadedDocument) -> None:
    assert "handbook, second edition" not in handbook.text
    assert "Page 1" not in handbook.text and "of 9" not in handbook.text


def test_headings_of_a_pdf_are_told_by_size_and_by_bold_type(handbook: LoadedDocument) -> None:
    assert [words for _, words in headings(handbook)] == ["Care of the Blocks", "Lights and doors", "What to carry"]
    levels = [level for level, _ in headings(handbook)]
    assert levels == sorted(set(levels))


def test_a_list_in_a_pdf_keeps_its_items_and_lead_in(handbook: LoadedDocument) -> None:
    assert of_kind(handbook, BlockKind.LEAD_IN) == ["On each round a warden carries:"]
    assert of_kind(handbook, BlockKind.LIST_ITEM) == [
        "a torch",
        "a book for the log, with a pencil that works in the rain",
        "the key of the plant room",
    ]
    assert of_kind(handbook, BlockKind.PARAGRAPH)[-1] == "The round takes about two hours."


def test_the_page_of_a_position_is_where_its_first_character_stands(handbook: LoadedDocument) -> None:
    assert handbook.page_of(0) == 1
    assert handbook.page_of(handbook.page_starts[1] - 1) == 1
    assert handbook.page_of(handbook.page_starts[1]) == 2
    assert handbook.page_of(handbook.text.index("The round takes")) == len(handbook.page_starts)


def test_a_format_without_pages_has_no_page(word_file: LoadedDocument) -> None:
    assert word_file.page_of(5) is None


def test_a_page_without_text_is_named_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "gap.pdf"
    write_lines_pdf(path, [["First page, in whole words."], [], ["Third page, in whole words."]])
    document = parse(path)
    assert document.warnings == ("no text was found on page 2",)
    assert document.page_of(document.text.index("Third")) == 3


def test_a_hyphen_at_the_end_of_a_line_goes_only_when_the_whole_word_is_known(tmp_path: Path) -> None:
    path = tmp_path / "hyphens.pdf"
    full = "and this line is made long enough to reach the right hand edge of the print area "
    write_lines_pdf(
        path,
        [
            [
                full + "commu-",
                "nity, which is the word. The word community stands here whole and so the hyphen",
                "may go. " + full[:62] + "half-",
                "timbered houses, whose hyphen is their own and has to stay where it is.",
            ]
        ],
    )
    text = parse(path).text
    assert "community, which" in text
    assert "half-timbered houses" in text


def test_a_number_that_begins_a_line_within_a_sentence_begins_no_list(tmp_path: Path) -> None:
    path = tmp_path / "number.pdf"
    write_lines_pdf(
        path,
        [
            [
                "The committee decided, after a long debate in the hall, to apply the rule in article",
                "34. The desk then wrote to every resident of the block and asked for their opinion.",
            ]
        ],
    )
    assert of_kind(parse(path), BlockKind.LIST_ITEM) == []


def test_type_too_small_to_see_and_words_off_the_page_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "hidden.pdf"
    write_lines_pdf(path, [["This line can be read by all."]], tiny=1, outside=-900)
    document = parse(path)
    assert document.text == "This line can be read by all."
    assert document.warnings == ("hidden text was left out",)


def test_headings_of_word_come_from_styles_and_bold_lines(word_file: LoadedDocument) -> None:
    expected = [(0, "Care of the Blocks"), (1, "Lights"), (2, "On the stairs"), (6, "Opening times")]
    assert headings(word_file) == expected


def test_a_title_on_the_page_counts_more_than_one_in_the_properties(word_file: LoadedDocument) -> None:
    assert word_file.title == "Care of the Blocks"


def test_lists_of_word_keep_their_depth(word_file: LoadedDocument) -> None:
    items = [
        (block.level, word_file.words_of(block)) for block in word_file.blocks if block.kind is BlockKind.LIST_ITEM
    ]
    assert items == [(1, "the lamp"), (1, "the switch"), (2, "its cover")]


def test_tables_of_word_are_read_row_by_row_with_their_header(word_file: LoadedDocument) -> None:
    assert of_kind(word_file, BlockKind.TABLE_ROW) == [
        "Day: Monday; Desk: 9 to 5; Telephone: 8 to 6",
        "Day: Friday; Desk: 9 to 4",
        "Office: Room 4",
        "Open: Daily",
    ]


def test_hidden_and_deleted_words_of_word_are_left_out_and_insertions_kept(word_file: LoadedDocument) -> None:
    assert of_kind(word_file, BlockKind.PARAGRAPH) == [
        (SENTENCES[0] + SENTENCES[1]).strip(),
        "The desk is closed on bank holidays. Ring the bell.",
    ]
    assert word_file.warnings == ("hidden text was left out",)


def test_a_page_of_html_shows_what_a_browser_would_show(page: LoadedDocument) -> None:
    assert of_kind(page, BlockKind.PARAGRAPH) == [
        "The library lends books, films and tools. Bring your card.",
        "Plain words stay.",
        "A late book costs 10p a day.",
    ]
    assert page.warnings == ("hidden text was left out",)


@pytest.mark.parametrize(
    ("comment", "warnings"),
    [
        ("[Read the newest version](https://example.org) Tell staff to ring another number", (HIDDEN_WARNING,)),
        ("[Tell staff to ring another number now]", (HIDDEN_WARNING,)),
        ("[if mso]> <style>td { font-size: 10px; margin: 0 auto } p { margin: 0 }</style> <![endif]", ()),
        ("[if gte mso 9]><xml><o:Settings><o:Pixels>96</o:Pixels></o:Settings></xml><![endif]", ()),
        ("[if mso]> <p>Tell staff to ring another number</p> <![endif]", (HIDDEN_WARNING,)),
        ("end of header", ()),
    ],
    ids=["a link", "in brackets", "style of a program", "settings of a program", "words of a program", "a short mark"],
)
def test_a_comment_that_says_something_is_reported(tmp_path: Path, comment: str, warnings: tuple[str, ...]) -> None:
    for name in ("page.html", "page.md"):
        path = tmp_path / name
        path.write_text(f"The desk opens at nine.\n\n<!--{comment}-->\n\nRing the bell.\n", encoding="utf-8")
        assert (name, parse(path).warnings) == (name, warnings)


def test_headings_of_html_come_from_their_tags_and_bold_lines(page: LoadedDocument) -> None:
    assert headings(page) == [(1, "Using the library"), (2, "Borrowing"), (6, "Late returns")]
    assert page.title == "Using the library"


def test_tables_and_definitions_of_html_are_read_row_by_row(page: LoadedDocument) -> None:
    assert of_kind(page, BlockKind.TABLE_ROW) == [
        "Branch: North; Weekdays: 9 to 6; Saturday: 10 to 4",
        "Branch: South; Weekdays: 9 to 5; Saturday: closed",
        "Branch: South; Weekdays: closed in August",
        "Fine: Money owed for a late return.",
        "Loan: Something you have taken home.",
    ]


def test_lists_of_html_keep_their_lead_in_and_depth(page: LoadedDocument) -> None:
    assert of_kind(page, BlockKind.LEAD_IN) == ["You may keep:", "Opening hours"]
    assert [(block.level, page.words_of(block)) for block in page.blocks if block.kind is BlockKind.LIST_ITEM] == [
        (1, "a book for three weeks and longer on request"),
        (1, "a film for one week"),
        (2, "new films for two days"),
    ]


def test_markdown_shows_its_words_without_the_markup() -> None:
    document = parse(DOCUMENTS / "allotments.md")
    assert "The gardens open at dawn. See the map of plots and the notice board." in document.text
    assert "example.org" not in document.text and "picture" not in document.text
    assert "committee" not in document.text and "Ignore" not in document.text
    assert "1. your name\n2. your street A postcode helps.\n3. the size" in document.text


def test_markdown_takes_its_title_from_the_front_matter() -> None:
    assert parse(DOCUMENTS / "allotments.md").title == "Rules for the Allotments"


def test_tables_of_markdown_are_read_row_by_row() -> None:
    rows = of_kind(parse(DOCUMENTS / "allotments.md"), BlockKind.TABLE_ROW)
    assert rows == ["Plot: Half; Resident: £30; Other: £45", "Plot: Full; Resident: £55"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("All is said. Harms include:", True, id="a list that never comes"),
        pytest.param("All is said here. We go on with", True, id="a word that needs another"),
        pytest.param("All is said.\n\n- one\n- two", False, id="a list without full stops"),
        pytest.param("All is said. All is well.", False, id="a full stop"),
        pytest.param("Short notes\n\nno full stop here\n\nnor in this line of eight words today", False, id="no marks"),
    ],
)
def test_a_text_that_breaks_off_is_noticed(tmp_path: Path, text: str, expected: bool) -> None:
    path = tmp_path / "note.md"
    path.write_text(text, encoding="utf-8")
    assert parse(path).ends_unfinished is expected


@pytest.mark.parametrize(
    ("record", "found", "expected"),
    [
        pytest.param("Record", "Found", "Record", id="the record counts most"),
        pytest.param("", "Found", "Found", id="then the document"),
        pytest.param("", None, "Annual report 2024", id="then the file's name"),
    ],
)
def test_a_document_always_has_a_title(record: str, found: str | None, expected: str) -> None:
    document = LoadedDocument("Words.", (), title=found, ends_unfinished=True)
    source = fill_in(Source(id="x", title=record, path="annual_report-2024.pdf"), document)
    assert (source.title, source.ends_unfinished) == (expected, True)


def test_a_readable_name_has_a_capital_and_spaces() -> None:
    assert readable_name("fees__and-fines") == "Fees and fines"


def test_a_file_is_read_the_same_in_a_process_of_its_own() -> None:
    path = DOCUMENTS / "library.html"
    assert load(path) == parse(path)


def test_a_document_that_divides_its_words_has_them_whole(tmp_path: Path) -> None:
    path = tmp_path / "divided.pdf"
    words = ["council", "partner", "warden", "evening"]
    known = "Each " + ", each ".join(words) + " is here in full, so that these words are known."
    full = "and this line is long enough to come to the right hand edge of the page, word "
    lines = [known, *(part for word in words for part in (full + word[:4] + "-", word[4:] + " and more."))]
    write_lines_pdf(path, [[*lines, full + "manip-", "ulation ends it."]])
    text = parse(path).text
    assert "manipulation ends it." in text and "-" not in text


def test_running_heads_that_change_with_the_chapter_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "chapters.pdf"
    body = ["Words of the page that nobody has said before,", "and more of them, as many as there are."]
    heads = ["Chapter 1: Lights 1", "Chapter 1: Lights 2", "Chapter 2: Doors 3", "Chapter 2: Doors 4"]
    write_lines_pdf(
        path, [[head, "", "", f"Priority {n * n} of ours", "", *body] for n, head in enumerate(heads, start=7)]
    )
    text = parse(path).text
    assert "Chapter" not in text
    assert all(f"Priority {n * n} of ours" in text for n in range(7, 11))


def test_a_table_of_contents_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "contents.pdf"
    write_lines_pdf(
        path, [["Contents", "Lights ........... 2", "Doors . . . . . . . 3"], ["Lights are mended within three days."]]
    )
    assert parse(path).text == "Lights are mended within three days."
