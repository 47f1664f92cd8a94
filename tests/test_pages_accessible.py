"""WCAG 2.2 AA by axe-core on every page and state, light and dark; themes; contrast of the tokens; target sizes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from guide.adapters.corpus_files import read_records
from tests.browser import NARROW, ROOT, WIDE, Server, ask, opened, settled, window

pytestmark = pytest.mark.browser

STREAMLITS_OWN = Path(__file__).with_name("streamlit_axe.json")
"""Violations in Streamlit's own elements, as [rule, element]. A new one fails the test, and so does a vanished one."""
PATHS = ("/documents", "/documents?source=plan-cross-cutting-themes", "/about", "/theme?heading=Vulnerability")
HOUSING = "Why does housing matter for reoffending?"
"""Text, ground and least contrast, by the names of page.css."""
PAIRS = (
    ("text", "ground", 4.5),
    ("text", "panel", 4.5),
    ("second", "ground", 4.5),
    ("second", "panel", 4.5),
    ("action", "ground", 4.5),
    ("action", "panel", 4.5),
    ("action", "action-soft", 4.5),
    ("on-action", "action", 4.5),
    ("on-mark", "mark", 4.5),
    ("on-danger", "danger", 4.5),
    ("caution", "ground", 4.5),
    ("caution", "caution-ground", 4.5),
    ("edge", "ground", 3.0),
    ("edge", "panel", 3.0),
    ("danger-edge", "ground", 3.0),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_our_markup_and_what_is_listed_in_streamlits(
    chromium: Browser, server: Server, scheme: str
) -> None:
    found: set[tuple[str, str]] = set()
    for size in (WIDE, NARROW):
        context = window(chromium, server, size, scheme)
        page = opened(context)
        found |= violations(page)
        ask(page, HOUSING)
        page.locator("button.cite").first.click()
        expect(page.locator("[data-panel]:not([hidden]) mark")).to_be_visible()
        found |= violations(page)
        ask(page, "What day are the recycling bins emptied?")
        ask(page, "He is outside now with a knife and says he will kill her")
        page.locator("details.earlier > summary").first.click()
        expect(page.locator("details.earlier article.turn").first).to_be_visible()
        found |= violations(page)
        for path in PATHS if size == WIDE else PATHS[:1]:
            page.goto(path)
            page.locator("h1").first.wait_for(state="attached")
            page.locator("[data-testid=stMain] .guide").first.wait_for()
            settled(page)
            found |= violations(page)
        context.close()
    listed = {(rule, element) for rule, element in json.loads(STREAMLITS_OWN.read_text(encoding="utf-8"))}
    assert found == listed


def violations(page: Page) -> set[tuple[str, str]]:
    """Return each violation as its rule and its element without generated class names."""
    nodes = [
        (violation["id"], re.sub(r' class="[^"]*"', "", node["html"])[:200])
        for violation in Axe().run(page).response["violations"]
        for node in violation["nodes"]
    ]
    return set(nodes)


def test_every_target_is_at_least_24_pixels_and_the_main_ones_44(page: Page) -> None:
    ask(page, HOUSING)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.guide :is(button, select, textarea, summary, nav a)')]
          .filter((node) => node.checkVisibility() && node.getBoundingClientRect().width > 1)
          .map((node) => [node.className, node.textContent.trim(), node.getBoundingClientRect().height])"""
    )
    assert sizes
    for name, text, height in sizes:
        assert height >= (24 if name == "cite" else 44), (name, text, height)


def test_a_theme_opens_its_page_with_every_point_of_the_document_quoted_and_numbered(
    page: Page, server: Server
) -> None:
    chips = page.locator(".start-below .chips button")
    names = chips.all_inner_texts()
    assert len(names) == 6
    lines = plan_lines()
    for name in names:
        page.goto("/")
        page.locator(".start-below .chips").get_by_role("button", name=name).click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        expected = lines[lines.index(f"{name}:") + 1 :]
        length = next((number for number, line in enumerate(expected) if line.endswith(":") and line[0] != "-"), None)
        bullets = [line.removeprefix("- ") for line in expected[:length]]
        shown = " ".join(page.locator(".quote .words").all_inner_texts())
        assert folded(shown) == folded(" ".join(bullets)), name
        assert page.locator("button.cite").count() == page.locator(".quote").count()
        page.locator("button.cite").last.click()
        expect(page.locator("[data-panel]:not([hidden]) mark")).to_be_in_viewport()
        assert page.locator("[data-panel]:not([hidden]) mark").inner_text() in shown


def plan_lines() -> list[str]:
    corpus = ROOT / "corpus"
    records = read_records(corpus / "sources.yaml")
    name = next(name for name, source in records.items() if source.id == "plan-cross-cutting-themes")
    text = (corpus / "documents" / Path(name).name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("block", [0, 1], ids=["light", "dark"])
def test_every_pair_of_colours_has_the_contrast_it_needs(block: int) -> None:
    css = (ROOT / "ui" / "components" / "page.css").read_text(encoding="utf-8")
    tokens = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", css.split(":root {")[block + 1].split("}")[0]))
    for text, ground, least in PAIRS:
        assert contrast(tokens[text], tokens[ground]) >= least, (text, ground)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_black_on_white_has_the_contrast_that_the_standard_states() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
