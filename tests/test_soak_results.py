"""The file of the long counts: a part that is counted anew takes the place of its own section and of no other."""

from __future__ import annotations

from tests.soak.run import HEAD, TITLES, command_of, with_sections


def test_a_part_counted_anew_replaces_its_section_and_the_order_stays() -> None:
    first, second, third = TITLES[0], TITLES[2], TITLES[-1]
    kept = with_sections("", {"c": f"## {third}\n\nold c\n", "a": f"## {first}\n\nold a\n"})
    assert kept == f"{HEAD}\n## {first}\n\nold a\n\n## {third}\n\nold c\n"
    anew = with_sections(kept, {"b": f"## {second}\n\nnew b\n", "c": f"## {third}\n\nnew c\n"})
    assert anew == f"{HEAD}\n## {first}\n\nold a\n\n## {second}\n\nnew b\n\n## {third}\n\nnew c\n"


def test_fewer_than_the_full_counts_are_called_so() -> None:
    assert command_of([]) == "`make soak`."
    assert command_of(["--only", "model"]).startswith("As many as `make soak` does: ")
    assert command_of(["--kills", "10"]).startswith("Fewer than `make soak` does: ")
    assert command_of(["--payloads=5"]).startswith("Fewer than `make soak` does: ")
