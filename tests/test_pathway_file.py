from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from guide.adapters.pathway_file import pathway_passages, read_pathways
from guide.directory.pathway_cards import Moment, card
from guide.directory.pathway_records import LABELS, SITUATIONS, Pathway
from guide.errors import DataFileError
from tests.conftest import EXTRA_CASES, ROOT
from tests.pathway_numbers import leaves

PATHWAYS = read_pathways(ROOT / "corpus")
BY_ID = {pathway.id: pathway for pathway in PATHWAYS}

MAINTAINERS_WORDS = re.compile(
    r"see notes|not seen|older cop(?:y|ies)|no stored|is stored|stored page|cop(?:y|ies) read|third-party page|"
    r"do not show|unconfirmed|must not be shown|TODO",
    re.IGNORECASE,
)

SMALL = """compiled: 2026-11-23
services:
- id: the-desk
  name: The desk
  short: the desk
  themes: [asb]
  scope: kingston
  who_for: ["Anybody."]
  when_to_use: ["They need a desk."]
  urgency: routine
  steps: ["Ring {{number}}, or see {{the-bell}}."]
  contacts:
  - {kind: phone, value: 020 8547 5003}
  hours: null
  consent: null
  legal_basis: null
  sources: [https://example.org]
  confidence: high
  dated: null
  situations: [needs a desk]
- id: the-bell
  name: The bell
  short: the bell
  themes: [asb]
  scope: kingston
  who_for: null
  when_to_use: null
  urgency: same-day
  steps: ["Ring it."]
  contacts:
  - {kind: phone, value: 0808 801 0327, note: ask for it}
  hours: {words: "Mon-Fri 10:00-16:00", times: [{days: mon-fri, opens: "10:00", closes: "16:00"}]}
  consent: null
  legal_basis: null
  sources: []
  confidence: low
  dated: 2024
  situations: [needs a bell]
"""


def _write(folder: Path, text: str) -> Path:
    (folder / "pathways.yaml").write_text(text, encoding="utf-8")
    return folder


def test_the_directory_holds_fifty_five_records_each_once() -> None:
    assert len(PATHWAYS) == len(BY_ID) == 55


def test_a_folder_without_the_file_has_no_pathways(tmp_path: Path) -> None:
    assert pathway_passages(tmp_path) == ((), (), ())


def test_a_record_survives_the_way_through_json() -> None:
    for pathway in PATHWAYS:
        assert Pathway.from_json(json.loads(json.dumps(pathway.to_json()))) == pathway


def test_nothing_is_confirmed_by_anybody_yet() -> None:
    for pathway in PATHWAYS:
        assert (pathway.checked_on, pathway.checked_by, pathway.review_by) == (None, None, None)
        assert all(contact.checked_on is None and contact.checked_by is None for contact in pathway.contacts)


def test_references_become_the_service_with_its_number(tmp_path: Path) -> None:
    desk = read_pathways(_write(tmp_path, SMALL))[0]
    assert desk.lines("steps") == ("Ring 020 8547 5003, or see the bell on 0808 801 0327 (ask for it).",)
    assert [(link.id, link.value) for link in desk.links] == [("the-bell", "0808 801 0327")]


def test_no_id_no_reference_and_no_bracket_inside_a_bracket_stands_in_shown_text() -> None:
    ids = re.compile("|".join(rf"(?<![\w/.-]){re.escape(key)}(?![\w/-])" for key in BY_ID if "-" in key))
    for pathway in PATHWAYS:
        for key, lines in pathway.fields:
            for line in lines:
                assert "{{" not in line and "}}" not in line, (pathway.id, key)
                assert not re.search(r"\([^()]*\(", line), (pathway.id, key, line)
                assert not ids.search(line), (pathway.id, key, line)


def test_no_word_meant_for_maintainers_reaches_a_reader() -> None:
    moment = Moment.of(PATHWAYS[0].compiled, None)
    for pathway in PATHWAYS:
        shown = [line for _, lines in pathway.fields for line in lines]
        shown += [contact.note for contact in pathway.contacts]
        shown += [text for text in leaves(card(pathway, BY_ID, moment).to_json()) if not text.startswith("http")]
        for text in shown:
            if not text.startswith("old or second-hand"):
                assert not MAINTAINERS_WORDS.search(text), (pathway.id, text)


def test_what_is_searched_only_is_never_shown() -> None:
    moment = Moment.of(PATHWAYS[0].compiled, None)
    for pathway in PATHWAYS:
        shown = set(leaves(card(pathway, BY_ID, moment).to_json()))
        assert not shown & set(pathway.situations) & {s for s in pathway.situations if " " in s}


def test_every_shown_field_is_a_passage_with_the_field_as_heading() -> None:
    _, sources, passages = pathway_passages(ROOT / "corpus")
    assert [source.id for source in sources] == list(BY_ID)
    for pathway in PATHWAYS:
        own = {passage.headings[0]: passage for passage in passages if passage.source_id == pathway.id}
        wanted = {LABELS[key]: "\n".join(lines) for key, lines in pathway.fields if key != "danger"}
        assert {heading: passage.text for heading, passage in own.items() if heading != SITUATIONS} == wanted
        for passage in own.values():
            assert [passage.words_of(unit) for unit in passage.units] == passage.text.split("\n")


def test_passage_ids_are_unique_and_the_same_each_time() -> None:
    first = [passage.id for passage in pathway_passages(ROOT / "corpus")[2]]
    assert len(set(first)) == len(first)
    assert first == [passage.id for passage in pathway_passages(ROOT / "corpus")[2]]


def test_a_source_is_named_only_as_exactly_as_it_is_known() -> None:
    one_page = BY_ID["kingston-talking-therapies"]
    tied = BY_ID["rape-crisis-line"]
    assert one_page.source_words(None) == f"From {one_page.sources[0]}"
    assert tied.source_words(tied.contacts[0].from_source) == f"From {tied.sources[1]}"
    assert BY_ID["galop"].source_words(None) == "From one of these 3 pages; which one is not recorded."
    assert BY_ID["youth-justice-kr"].source_words(None) == "No source: no page was found."


def test_a_former_name_leads_to_the_present_one() -> None:
    assert "Action Fraud: now Report Fraud, since 4 December 2025." in BY_ID["report-fraud"].lines("names")
    assert "Community Trigger: now ASB Case Review." in BY_ID["asb-case-review"].lines("names")


@pytest.mark.parametrize(
    ("old", "new", "record", "line", "says"),
    [
        pytest.param("urgency: routine", "urgency: soon", "the-desk", 3, "urgency", id="unknown urgency"),
        pytest.param("  who_for: null\n", "", "the-bell", 21, "who_for", id="missing field"),
        pytest.param("  scope: kingston", "  scoop: kingston", "the-desk", 3, "scope", id="misspelt field"),
        pytest.param("020 8547 5003", "020 8547 50", "the-desk", 3, "can exist", id="impossible number"),
        pytest.param("{{the-bell}}", "{{the-gong}}", "the-desk", 3, "the-gong", id="reference to nothing"),
        pytest.param("{{number}}", "{{email}}", "the-desk", 3, "email", id="reference to no own e-mail"),
        pytest.param("id: the-bell", "id: the-desk", "the-desk", 21, "two records", id="the same id twice"),
        pytest.param("days: mon-fri", "days: mon-someday", "the-bell", 21, "days", id="unknown day"),
        pytest.param('opens: "10:00"', 'opens: "10am"', "the-bell", 21, "opens", id="time that is no time"),
        pytest.param(
            "note: ask for it", "from_source: 3", "the-bell", 21, "from_source", id="source that is not there"
        ),
    ],
)
def test_a_mistake_names_file_record_and_line(
    tmp_path: Path, old: str, new: str, record: str, line: int, says: str
) -> None:
    assert old in SMALL
    with pytest.raises(DataFileError) as caught:
        read_pathways(_write(tmp_path, SMALL.replace(old, new, 1)))
    message = str(caught.value)
    assert f"pathways.yaml, line {line}, record {record}" in message
    assert re.search(says, message)


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"pathways\.yaml, line \d+: this is not YAML"):
        read_pathways(_write(tmp_path, SMALL + "  - : ["))


def test_a_file_that_is_no_directory_of_pathways_says_what_it_must_hold(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="compiled"):
        read_pathways(_write(tmp_path, "services: []\n"))


if EXTRA_CASES:
    FACTS = yaml.safe_load((Path(EXTRA_CASES) / "referral-facts.yaml").read_text(encoding="utf-8"))

    def test_the_records_are_those_of_the_facts_the_core_ones_first() -> None:
        core = {service["id"] for service in FACTS["services"] if service["tier"] == "core"}
        assert set(BY_ID) == {service["id"] for service in FACTS["services"]}
        assert set(list(BY_ID)[: len(core)]) == core

    def test_what_the_facts_leave_open_stays_open_and_the_rest_is_filled() -> None:
        for service in FACTS["services"]:
            pathway = BY_ID[service["id"]]
            for key in ("consent", "legal_basis"):
                assert bool(pathway.lines(key)) == (service[key] is not None), (pathway.id, key)
            assert (pathway.hours is not None) == (service["contact"]["hours"] is not None), pathway.id
            for kind, field in (("phone", "phone"), ("email", "email"), ("page", "url")):
                if service["contact"][field] is None and pathway.id != "police-999":
                    assert not pathway.contacts_of(kind), (pathway.id, kind)
                elif service["contact"][field] is not None:
                    assert pathway.contacts_of(kind), (pathway.id, kind)

    def test_names_urgency_themes_scope_and_sources_are_those_of_the_facts() -> None:
        for service in FACTS["services"]:
            pathway = BY_ID[service["id"]]
            assert (pathway.name, pathway.urgency, pathway.scope) == (
                service["name"],
                service["urgency"],
                service["scope"],
            )
            assert list(pathway.themes) == service["themes"]
            assert list(pathway.sources) == service["source_urls"]
            assert pathway.confidence == service["confidence"]

    def test_every_figure_of_the_facts_stands_in_the_record() -> None:
        figure = re.compile(r"\d+(?::\d\d)?")
        for service in FACTS["services"]:
            pathway = BY_ID[service["id"]]
            shown = "\n".join(line for _, lines in pathway.fields for line in lines)
            told = [service["who_for"], service["when_to_use"], *service["how_to_refer"]]
            told += [service["consent"] or "", service["legal_basis"] or "", service["contact"]["hours"] or ""]
            known = set(figure.findall(shown))
            assert set(figure.findall("\n".join(told))) <= known, pathway.id

    def test_no_sentence_of_the_facts_is_copied_whole() -> None:
        for service in FACTS["services"]:
            pathway = BY_ID[service["id"]]
            lines = {line.lower().rstrip(".") for _, lines in pathway.fields for line in lines}
            told = [service["who_for"], service["when_to_use"], *service["how_to_refer"]]
            copied = {text.lower().rstrip(".") for text in told if len(text.split()) > 8} & lines
            assert not copied, pathway.id
