"""The formats by the name the command line uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quiz.exporting import gift, moodle_xml, page, pdf, tables, word
from quiz.exporting.parts import SUFFIXES, Writer, chosen_instead
from quiz.marking import PassMark
from quiz.types import Quiz


def _writer(left_out: Callable[[Quiz], Iterator[str]], write: Callable[[Quiz], SUFFIXES]) -> Writer:
    """Return a format that marks nothing itself."""
    return _marking_writer(left_out, lambda quiz, pass_mark: write(quiz))


def _marking_writer(left_out: Callable[[Quiz], Iterator[str]], files: Callable[[Quiz, PassMark], SUFFIXES]) -> Writer:
    """Return a format that also says which items it asks in another way than the page."""

    def told(quiz: Quiz) -> Iterator[str]:
        yield from left_out(quiz)
        yield from chosen_instead(quiz)

    return Writer(told, files)


FORMATS: Mapping[str, Writer] = {
    "gift": _writer(gift.left_out, gift.write),
    "moodle-xml": _writer(moodle_xml.left_out, moodle_xml.write),
    "scorm12": _marking_writer(page.scorm_left_out, page.write_scorm),
    "kahoot-xlsx": _writer(tables.kahoot_left_out, tables.write_kahoot),
    "xlsx": _writer(tables.xlsx_left_out, tables.write_xlsx),
    "csv": _writer(tables.csv_left_out, tables.write_csv),
    "docx": _marking_writer(word.left_out, word.write),
    "pdf": _marking_writer(pdf.left_out, pdf.write),
    "html": _marking_writer(page.html_left_out, page.write_html),
}
