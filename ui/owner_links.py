"""What stands on top of every owners' page: the refusal where nobody may, and the ways to the other owners' pages."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ui import access, resources, signing_in
from ui.chat import Go
from ui.markup import tag
from ui.region import region

PAGES: Mapping[str, str] = {
    "owners": "Questions to work on",
    "month": "The month",
    "edit": "Edit the directory",
    "alerts": "Alert texts",
}
NOT_HERE = (
    "This page is for the owners of the documents. Sign in, or open the guide at 127.0.0.1 on the machine that "
    "serves it."
)


def may_see() -> bool:
    """Say whether this visitor is an owner; draw the refusal where not."""
    if access.access().refusal:
        signing_in.refused(NOT_HERE)
        return False
    return True


def draw(here: str, go: Go) -> None:
    """Draw the ways to the other pages of the owners, and what an owner has to know before anything else."""
    problem = resources.alert_problem()
    if problem:
        region(tag("p", problem, class_="caution", role="alert"), key="alert-problem")
    links = [
        tag("button", words, type="button", data_send=json.dumps({"act": "go", "page": address}))
        for address, words in PAGES.items()
        if address != here
    ]
    act = region(tag("div", links, class_="tools", role="group", aria_label="For owners"), key="owner-pages").act or {}
    if act.get("page") in PAGES:
        go(act["page"], {})
