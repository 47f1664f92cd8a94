"""A run as a report: HTML, Word, CSV or JSON by the name of the file. The same run gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from evaluation.agreement import tier_words
from evaluation.judging import Judged, judged_figures
from evaluation.keeping import Kept
from evaluation.kept_names import KeptAs
from evaluation.labels import Label
from evaluation.measures.registry import MEASURES
from evaluation.proxies import kept_trials
from evaluation.report_facts import Facts, facts_of
from evaluation.report_tables import judged_rows
from evaluation.runs import Run
from evaluation.scoring import Marked, results
from evaluation.slicing import titled
from evaluation.tables import safe_cell
from guide.errors import SettingError


def report(
    run: Run,
    suffix: str,
    baseline: Kept | None = None,
    labels: tuple[Label, ...] = (),
    judged: Judged | None = None,
    kept: KeptAs | None = None,
) -> bytes:
    """Return the report in the form that a file's suffix names: .html, .docx, .csv or .json.

    Raises SettingError for another suffix.
    """
    if suffix not in FORMS:
        raise SettingError(f"{suffix or 'no suffix'}: a report is one of {', '.join(FORMS)}. Name the file so.")
    return FORMS[suffix](facts_of(run, baseline, labels, judged, kept))


def _html(facts: Facts) -> bytes:
    from evaluation.report_page import page

    return page(facts).encode()


def _docx(facts: Facts) -> bytes:
    from evaluation.report_note import note

    return note(facts)


def _csv(facts: Facts) -> bytes:
    """Return one row a case with its marks and every measure; an undefined figure is an empty cell.

    A judged measure stands beside the judge's agreement with people, which is the same in every row.
    """
    out = io.StringIO()
    judged = judged_figures(facts.judged, facts.marked, facts.labels) if facts.judged else ()
    scores = facts.judged.scores if facts.judged else {}
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [
            "id",
            "category",
            "theme",
            "audience",
            "tags",
            "grade",
            "question",
            "expect",
            "status",
            "passed",
            "faults",
            "outcome",
            "due to",
        ]
        + ["known from the baseline"]
        + [measure.name for measure in MEASURES]
        + [name for each in judged for name in (each.measure.name, f"{each.measure.name}: agreement with people")]
    )
    for item in facts.marked:
        case, reply = item.case, item.row.reply
        figures = [f"{item.scores[m.name]:.9g}" if m.name in item.scores else "" for m in MEASURES]
        themes = "; ".join(titled(item.themes, facts.run.made.theme_titles))
        row = [case.id, case.category, themes, "; ".join(item.audiences), "; ".join(case.tags), str(case.grade)]
        row += [case.question, case.expect]
        row += [reply.status if reply else "no reply", "yes" if item.passed else "no"]
        row += ["; ".join(fault.value for fault in item.faults), item.outcome.value if item.outcome else ""]
        row += [item.row.blame, _known(item, facts)]
        for each in judged:
            value = scores.get(case.id, {}).get(each.measure.name)
            figures += ["" if value is None else f"{value:.9g}", each.people]
        writer.writerow([safe_cell(cell) for cell in row] + figures)
    return out.getvalue().encode("utf-8-sig")


def _known(item: Marked, facts: Facts) -> str:
    if item.passed:
        return ""
    return "no baseline" if facts.known is None else "yes" if item.case.id in facts.known else "no"


def _json(facts: Facts) -> bytes:
    content = results(facts.run) | {
        "run": facts.run_id,
        "headline": facts.headline,
        "warning": facts.bare_words,
        "known": facts.known_words,
        "authors": facts.authors,
        "grades": [{"name": rate.name, "passed": rate.passed, "total": rate.total} for rate in facts.grades],
        "proxies_measured_on": kept_trials().truth,
        "measures": {
            measure.name: {
                "tier": measure.tier,
                "formula": measure.formula,
                "trust": tier_words(measure.name, measure.tier.value, facts.marked, facts.labels),
            }
            for measure in MEASURES
        },
        "judged": [
            {"measure": name, "mean": mean, "replies": count, "agreement_with_people": people, "formula": formula}
            for name, mean, count, people, formula in judged_rows(facts)
        ],
        "planted": [
            {"fault": item.name, "planted": item.planted, "caught": item.caught, "caught_by": dict(item.caught_by)}
            for item in facts.planted
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


FORMS: dict[str, Callable[[Facts], bytes]] = {".html": _html, ".docx": _docx, ".csv": _csv, ".json": _json}
