"""One HTML file that asks the quiz without a server, and the same page as a SCORM 1.2 package."""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from quiz.exporting.parts import citation_of, control_characters, mark_of, reason_of, title_of, without_control
from quiz.marking import PassMark
from quiz.types import Quiz, QuizItem
from quiz.words import shuffled

FIRST_COUNTS = "Your first answer to each question counts. You can try again for practice; the score stays."
START_AGAIN = "Delete all answers and start again"
"""Where no platform keeps the learner's record, for the next person at a shared machine."""

HERE = Path(__file__).resolve().parent
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a package, so that the same quiz gives the same bytes."""

CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def html_left_out(quiz: Quiz) -> Iterator[str]:
    """Yield what a person must know about the page."""
    yield "The answers can be read in the page's source: use it for practice, not for assessment."


def scorm_left_out(quiz: Quiz) -> Iterator[str]:
    """Yield what a person must know about the package."""
    yield from control_characters(quiz)
    yield "The answers can be read in the package's source: use it for practice, not for assessment."


def write_html(quiz: Quiz, pass_mark: PassMark) -> dict[str, bytes]:
    """Return one page that needs no other file and no network."""
    return {"": page_of(quiz, pass_mark, is_scorm=False).encode("utf-8")}


def write_scorm(quiz: Quiz, pass_mark: PassMark) -> dict[str, bytes]:
    """Return a SCORM 1.2 package: the manifest and the page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(entry("imsmanifest.xml"), manifest_of(quiz))
        package.writestr(entry("index.html"), page_of(quiz, pass_mark, is_scorm=True))
    return {"": out.getvalue()}


def page_of(quiz: Quiz, pass_mark: PassMark, is_scorm: bool) -> str:
    """Return the page. Texts travel as JSON and are shown as text, never as markup."""
    data = {
        "version": quiz.version,
        "pass": pass_mark.per_cent,
        "scorm": is_scorm,
        "items": [_item(item) for item in quiz.items],
    }
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html.escape(title_of(quiz))}</title>",
            f"<style>\n{asset('practice.css')}</style>\n</head>\n<body>\n<main>",
            f"<h1>{html.escape(title_of(quiz))}</h1>",
            f"<p>You pass with {pass_mark.per_cent} %. {html.escape(pass_mark.reason)}</p>\n<p>{FIRST_COUNTS}</p>",
            '<p id="summary" role="status"></p>\n<div id="items"></div>',
            f'<p><button type="button" id="start-again" hidden>{START_AGAIN}</button></p>',
            f"<p>{html.escape(quiz.fingerprint)}</p>\n</main>",
            f'<script type="application/json" id="quiz">{script_safe(data)}</script>',
            f"<script>\n{asset('practice.js')}</script>\n</body>\n</html>\n",
        )
    )


def manifest_of(quiz: Quiz) -> bytes:
    """Return imsmanifest.xml: one organisation, one item, one resource with its file.

    It names no mastery score: platforms let it overrule the status, and a missed critical item would be passed.
    """
    root = etree.Element(
        f"{{{CP}}}manifest",
        nsmap={None: CP, "adlcp": ADLCP, "xsi": XSI},
        identifier=f"quiz-{quiz.version}",
        version="1.1",
    )
    metadata = etree.SubElement(root, f"{{{CP}}}metadata")
    etree.SubElement(metadata, f"{{{CP}}}schema").text = "ADL SCORM"
    etree.SubElement(metadata, f"{{{CP}}}schemaversion").text = "1.2"
    organizations = etree.SubElement(root, f"{{{CP}}}organizations", default="organisation")
    organization = etree.SubElement(organizations, f"{{{CP}}}organization", identifier="organisation")
    etree.SubElement(organization, f"{{{CP}}}title").text = without_control(title_of(quiz))
    item = etree.SubElement(organization, f"{{{CP}}}item", identifier="item", identifierref="resource")
    etree.SubElement(item, f"{{{CP}}}title").text = without_control(title_of(quiz))
    resources = etree.SubElement(root, f"{{{CP}}}resources")
    resource = etree.SubElement(
        resources, f"{{{CP}}}resource", identifier="resource", type="webcontent", href="index.html"
    )
    resource.set(f"{{{ADLCP}}}scormtype", "sco")
    etree.SubElement(resource, f"{{{CP}}}file", href="index.html")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))


def _item(item: QuizItem) -> dict[str, object]:
    lefts, rights = [pair.left for pair in item.pairs], [pair.right for pair in item.pairs]
    places = [str(number) for number in range(1, len(item.steps) + 1)]
    mixed = shuffled(item.steps, item.id, "page")
    return {
        "id": item.id,
        "kind": item.kind.value,
        "stem": item.stem,
        "mark": mark_of(item),
        "critical": item.is_critical,
        "options": [
            {"text": option.text, "right": option.is_right, "why": option.why, "told": reason_of(option)}
            for option in item.options
        ],
        "asked": lefts or mixed,
        "offered": shuffled(rights, item.id, "page") or places,
        "answers": rights or [str(item.steps.index(step) + 1) for step in mixed],
        "why": item.why,
        # The reason mostly quotes already: the same words a second time are only more to read on a phone.
        "citation": item.note if item.options and item.proof.cited in item.why else citation_of(item),
    }


def script_safe(data: Mapping[str, object]) -> str:
    """Return values as JSON that can stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")


def asset(name: str) -> str:
    """Return a style sheet or script that is written into a page."""
    return (HERE / name).read_text(encoding="utf-8")


def entry(name: str) -> zipfile.ZipInfo:
    """Return a file's head in a package, the same at any time."""
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
