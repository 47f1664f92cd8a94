"""The link of a quiz for its learners: the address in words, to copy, to open, and as a QR code."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from ui.markup import drawing, tag
from ui.region import region

LEAD = "This opens the quiz without review or results. Send it, or have phones read the code."
ONLY_HERE = "This address works on this machine only: phones cannot open it. Ask who runs the server for its address."
NO_ADDRESS = "This is no address: it begins with neither http:// nor https://."
LONGEST = 300


def learners_link(quiz_id: str) -> str:
    """Draw the learners' link and return the address, empty where what was typed is none."""
    from quiz.exporting.qr_code import qr_files

    st.html(tag("div", tag("div", tag("h3", "The learners' link"), tag("p", LEAD), class_="part"), class_="guide"))
    here = f"{_server()}/quizzes?quiz={quiz_id}"
    address = st.text_input("Address that phones open", here, width=640, max_chars=LONGEST).strip()
    if not address.startswith(("http://", "https://")):
        region(tag("p", NO_ADDRESS, class_="caution", role="alert"), key="learners-link")
        return ""
    host = urlsplit(address).hostname or ""
    is_here = host in ("localhost", "::1") or host.startswith("127.")
    svg = qr_files(address)["qr-code.svg"].decode("utf-8")
    link = tag("a", address, href=address, target="_blank", rel="noopener")
    shown = tag(
        "div",
        tag("div", tag("p", link), tag("button", "Copy the learners' link", type="button", data_copy="address")),
        tag("div", drawing(svg), class_="qr", role="img", aria_label="QR code of the learners' link"),
        tag("p", ONLY_HERE, class_="caution") if is_here else None,
        class_="learners-link tools",
    )
    region(shown, key="learners-link", texts={"address": address})
    return address


def _server() -> str:
    """Return the address under which this person reached the pages."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
