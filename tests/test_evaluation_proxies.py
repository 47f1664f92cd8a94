"""How far a proxy can be trusted: planted faults whose truth is known, precision and recall worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.measures.content import KeyPoint
from evaluation.measures.support import Statement
from evaluation.planting import specimens_of
from evaluation.proxies import MEASURED, PROXIES, is_faulty, kept_trials, read_trials, trial, tried
from evaluation.rewrites import FAULTS, HARMLESS
from evaluation.run_files import write_run
from evaluation.specimens import SPECIMENS, UNCHANGED, Specimen, Specimens, read_specimens, write_specimens
from guide.errors import DataFileError
from tests.evaluation_sample import sample

ROOT = Path(__file__).resolve().parent.parent
PASSAGE = "The front desk is not open on Sunday. Two wardens visit each block before noon on Monday."
GOOD = Specimen(
    id="good",
    change=UNCHANGED,
    statements=(Statement("Two wardens visit each block before noon on Monday.", (1,)),),
    cited={1: "p"},
    points=(KeyPoint("Two wardens visit each block before noon"), KeyPoint("closed on Sunday", vital=False)),
    supported=True,
    needed=True,
    said=(True, False),
)
OPPOSITE = replace(
    GOOD,
    id="bad",
    change="opposite",
    statements=(Statement("Two wardens visit each block after noon on Monday.", (1,)),),
    supported=False,
    needed=False,
    said=(False, False),
)


def test_precision_and_recall_are_those_of_calling_a_reply_faulty() -> None:
    # 4 faults of which 3 are called so, 3 faultless replies of which 1 is: precision 3 / 4, recall 3 / 4.
    seen = [("a", True, True), ("a", True, True), ("b", True, True), ("b", True, False),
            ("c", False, True), ("c", False, False), ("d", False, False)]  # fmt: skip
    found = trial(seen)
    assert (found.precision, found.recall) == ((3, 4), (3, 4))
    assert (dict(found.missed), dict(found.false_alarms)) == ({"b": 1}, {"c": 1})
    assert found.words == "precision 0.75 (3 of 4), recall 0.75 (3 of 4) on planted faults"
    assert trial([]).words == "precision not defined (0 of 0), recall not defined (0 of 0) on planted faults"


def test_a_proxy_is_held_against_the_fault_that_it_is_there_for() -> None:
    trials = tried(Specimens({"p": PASSAGE}, (GOOD, OPPOSITE))).proxies
    # Support wants 90 % of the 8 content words and sees that "before" is gone; a key point wants 80 % of its 7.
    assert (trials["lexical_support"].precision, trials["lexical_support"].recall) == ((1, 1), (1, 1))
    assert (trials["keypoint_recall_strict"].precision, trials["keypoint_recall_strict"].recall) == ((0, 0), (0, 1))
    assert dict(trials["keypoint_recall_strict"].missed) == {"opposite": 1}
    # The okay point is said in neither, so both are faulty by all points and one by the vital ones.
    assert trials["keypoint_recall"].recall == (2, 2)
    assert [is_faulty("keypoint_recall_vital", each) for each in (GOOD, OPPOSITE)] == [False, True]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ('"not" removed', "Do not ring them.", "Do ring them."),
        ('"not" put in', "Consent is needed first.", "Consent is not needed first."),
        ("figure changed", "within two weeks", "within five weeks"),
        ("word turned into its opposite", "Ask before you ring.", "Ask after you ring."),
        ("number in another form", "Wait 3 days", "Wait three days"),
        ("number in another form", "in two weeks", "in 2 weeks"),
        ("number in another form", "Ring 020 7946 0123 or 101.", "Ring 020 7946 0123 or 101."),
        ("negation in short", "They cannot refer.", "They can't refer."),
        ("said to be the document's", "Ask first.", "According to this document, ask first."),
        ("two things in another order", "for victims and witnesses", "for witnesses and victims"),
        ("other typography", "the plan's aim", "the\u00a0plan\u2019s aim"),
        ("American spelling", "to prioritise", "to prioritize"),
        ("a word of the same meaning", "Ring them.", "phone them."),
        ("a word of the same meaning", "A boring thing.", "A boring thing."),
    ],
)
def test_a_change_does_to_the_words_what_its_name_says(name: str, before: str, after: str) -> None:
    assert {**FAULTS, **HARMLESS}[name](before) == after


def test_specimens_of_a_run_have_a_known_truth_and_are_the_same_twice() -> None:
    found = specimens_of(sample())
    assert found == specimens_of(sample())
    by_change: dict[str, list[Specimen]] = {}
    for each in found.all:
        by_change.setdefault(each.change, []).append(each)
    removed = by_change['"not" removed'][0]
    assert (removed.supported, removed.needed, removed.said) == (False, False, (False, True))
    assert by_change["claim without a citation"][0].needed and not by_change["claim without a citation"][0].supported
    assert by_change["citation that is not needed"][0].supported
    assert not by_change["citation that is not needed"][0].needed
    assert by_change["sentence left out"][0].said.count(False) == 1
    assert all(each.supported and each.needed and all(each.said) for each in by_change[UNCHANGED])


def test_the_shipped_specimens_hold_many_faults_and_many_faultless_replies_of_every_kind() -> None:
    found = read_specimens()
    for name in PROXIES:
        faulty = sum(is_faulty(name, each) for each in found.all)
        assert faulty >= 15, name
        assert len(found.all) - faulty >= 60, name
    changes = {each.change for each in found.all}
    assert changes >= {UNCHANGED, *FAULTS, *HARMLESS}
    assert len({each.id for each in found.all}) == len(found.all)


def test_what_is_shipped_of_the_proxies_is_what_this_code_measures() -> None:
    assert kept_trials() == tried(read_specimens())


def test_the_commands_make_specimens_and_try_the_proxies_on_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run, specimens, out = (tmp_path / name for name in ("run.json", "s.jsonl", "proxies.json"))
    write_run(sample(), run, {})
    assert main(["plant", str(run), "--out", str(specimens)]) == 0
    assert main(["proxies", "--specimens", str(specimens), "--out", str(out)]) == 0
    assert "no person judged them" in capsys.readouterr().out
    assert read_trials(out) == tried(read_specimens(specimens))
    assert "no person judged them" in json.loads(out.read_text(encoding="utf-8"))["truth"]


def test_specimens_come_back_as_they_were_written_and_a_damaged_file_is_named(tmp_path: Path) -> None:
    written = Specimens({"p": PASSAGE}, (GOOD, OPPOSITE))
    write_specimens(written, tmp_path / "s.jsonl")
    assert read_specimens(tmp_path / "s.jsonl") == written
    (tmp_path / "s.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match="s.jsonl: the specimens are damaged"):
        read_specimens(tmp_path / "s.jsonl")
    (tmp_path / "p.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataFileError, match="p.json: the file is damaged"):
        read_trials(tmp_path / "p.json")


def test_the_files_that_are_shipped_are_under_version_control() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"!{MEASURED.relative_to(ROOT).as_posix()}" in ignored
    assert SPECIMENS.exists()
