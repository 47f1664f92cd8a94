"""The QR code of an address, as pictures."""

from __future__ import annotations

import io

import segno


def qr_files(address: str) -> dict[str, bytes]:
    """Return the QR code of an address as SVG and PNG; nothing without an address."""
    if not address:
        return {}
    code = segno.make(address, error="m", micro=False)
    svg, png = io.BytesIO(), io.BytesIO()
    # Without a size of its own the picture is scaled where it stands; with one a smaller box would cut it.
    code.save(svg, kind="svg", scale=8, border=4, xmldecl=False, omitsize=True, title="QR code of the quiz's address")
    code.save(png, kind="png", scale=12, border=4)
    return {"qr-code.svg": svg.getvalue(), "qr-code.png": png.getvalue()}
