"""The one-way rule: who may import whom, and which names may stand nowhere."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("guide", "ingest", "evaluation", "quiz", "ui")
MAY_IMPORT = {
    "guide": {"guide"},
    "quiz": {"quiz", "guide"},
    "ingest": {"ingest", "guide"},
    "evaluation": {"evaluation", "ingest", "quiz", "guide"},
    "ui": {"ui", "evaluation", "ingest", "quiz", "guide"},
}
EDGES = {"guide/wiring.py", "guide/__main__.py", "quiz/__main__.py"}
"""Where libraries may be chosen or imported although the folder is otherwise pure. Adapters come on top."""
PURE = [
    path
    for pattern in ("guide/*.py", "guide/*/*.py", "quiz/*.py")
    for path in sorted(ROOT.glob(pattern))
    if path.relative_to(ROOT).as_posix() not in EDGES and path.parent.name != "adapters"
]
FOLDERS = ("alerting", "masking", "asking", "searching", "directory", "quoting", "language_model", "keeping", "editing")
"""The folders of the domain; each knows those before it alone."""
TYPES = {"types", "errors", "ports", "plain_text", "wording"}
"""The modules of guide/ that every folder may know."""
ALSO = {"editing": {"safety"}}
ALL = [path for folder in OURS for path in sorted((ROOT / folder).rglob("*.py"))]
ONE_PLACE = {
    "chromadb": {"guide/adapters/chroma_index.py"},
    "sentence_transformers": {"guide/adapters/sentence_embedder.py", "guide/adapters/entailment.py"},
    "pypdf": {"ingest/pdf.py", "ingest/pdf_lines.py"},
    "bm25s": {"guide/adapters/word_index.py"},
}
CLOCKS_AND_FILES = {"open", "print", "input", "exec", "eval"}
FORBIDDEN_MODULES = {"os", "io", "socket", "subprocess", "time", "random", "urllib", "tempfile", "shutil"}
NEVER = {"pickle", "dill", "marshal", "shelve"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Return every module that a file imports, dotted."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return frozenset(names)


def packages(path: Path) -> set[str]:
    """Return the packages that a file imports from."""
    return {name.partition(".")[0] for name in imported(path)}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def named(wrong: dict[Path, set[str]]) -> dict[str, set[str]]:
    """Return what is wrong with each file that has something wrong."""
    return {name_of(path): names for path, names in wrong.items() if names}


def test_the_files_are_found() -> None:
    assert {path.parts[len(ROOT.parts)] for path in ALL} == set(OURS)
    assert len(PURE) > 50


def test_a_package_imports_only_what_lies_below_it() -> None:
    assert named({path: packages(path) & set(OURS) - MAY_IMPORT[name_of(path).split("/")[0]] for path in ALL}) == {}


def test_the_domain_uses_the_standard_library_alone_and_no_file_clock_or_socket() -> None:
    outside = {path: packages(path) - {"guide", "quiz"} for path in PURE}
    assert named({path: names - set(sys.stdlib_module_names) for path, names in outside.items()}) == {}
    assert named({path: names & FORBIDDEN_MODULES for path, names in outside.items()}) == {}
    edges = ("guide.adapters", "guide.wiring")
    assert named({path: {name for name in imported(path) if name.startswith(edges)} for path in PURE}) == {}


def test_the_domain_opens_nothing_and_prints_nothing() -> None:
    called = {
        path: {
            node.func.id
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        for path in PURE
    }
    assert named({path: names & CLOCKS_AND_FILES for path, names in called.items()}) == {}


@pytest.mark.parametrize(("library", "places"), ONE_PLACE.items(), ids=list(ONE_PLACE))
def test_a_library_is_imported_in_its_one_place(library: str, places: set[str]) -> None:
    using = {name_of(path) for path in ALL if library in packages(path)}
    assert using <= places


def test_databases_are_opened_by_adapters_alone() -> None:
    using = {name_of(path) for path in ALL if "sqlite3" in imported(path)}
    assert all(name.startswith("guide/adapters/") for name in using)


def test_nothing_is_unpickled() -> None:
    assert named({path: packages(path) & NEVER for path in ALL}) == {}


def test_a_folder_of_the_domain_knows_only_those_before_it() -> None:
    folders = {path.name for path in (ROOT / "guide").iterdir() if (path / "__init__.py").is_file()}
    assert folders == {*FOLDERS, "adapters"}
    for place, folder in enumerate(FOLDERS):
        may = {*FOLDERS[: place + 1], *TYPES, *ALSO.get(folder, ())}
        known = {
            path: {name.split(".")[1] for name in imported(path) if name.startswith("guide.")} - may
            for path in sorted((ROOT / "guide" / folder).glob("*.py"))
        }
        assert named(known) == {}


@pytest.mark.parametrize("folder", [*OURS, *(f"guide/{folder}" for folder in FOLDERS)])
def test_a_package_file_holds_one_docstring_and_no_import(folder: str) -> None:
    body = ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8")).body
    assert len(body) == 1
    assert isinstance(body[0], ast.Expr)


def test_the_answers_types_load_without_any_library() -> None:
    assert packages(ROOT / "guide" / "types.py") <= {"guide", *sys.stdlib_module_names}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-models.txt"])
def test_the_requirements_name_no_accelerator_package(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").lower()
    assert not [word for word in ("nvidia", "cuda", "triton", "+cpu", "--find-links", "://") if word in text]
    assert all("==" in line for line in text.splitlines() if line and not line.lstrip().startswith(("#", "-")))
