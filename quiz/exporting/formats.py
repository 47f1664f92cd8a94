"""The formats by the name the command line uses."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.exporting import gift, moodle_xml, page, pdf, tables, word
from quiz.exporting.parts import Writer

FORMATS: Mapping[str, Writer] = {
    "gift": Writer(gift.left_out, gift.write),
    "moodle-xml": Writer(moodle_xml.left_out, moodle_xml.write),
    "scorm12": Writer(page.scorm_left_out, page.write_scorm),
    "kahoot-xlsx": Writer(tables.kahoot_left_out, tables.write_kahoot),
    "xlsx": Writer(tables.xlsx_left_out, tables.write_xlsx),
    "csv": Writer(tables.csv_left_out, tables.write_csv),
    "docx": Writer(word.left_out, word.write),
    "pdf": Writer(pdf.left_out, pdf.write),
    "html": Writer(page.html_left_out, page.write_html),
}
