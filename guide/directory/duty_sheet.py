"""The duty sheet: every service on a few printed pages, one file without a network, for when the server is down."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from guide.directory.pathway_lines import given_in
from guide.directory.pathway_marks import MarkKind
from guide.directory.pathway_records import ContactCard, Link, PathwayCard

STYLE = """
body{font:15px/1.4 system-ui,sans-serif;color:#14191f;background:#fff;margin:24px auto;max-width:60rem;padding:0 16px}
h1{font-size:1.5rem;margin:0 0 4px}p{margin:0}.lead{color:#4a5560;margin-bottom:16px}
input{font:inherit;width:100%;box-sizing:border-box;padding:10px;border:2px solid #4a5560;border-radius:6px}
label{display:block;font-weight:600;margin:8px 0 4px}
ol{list-style:none;margin:16px 0 0;padding:0;columns:2;column-gap:24px}
li{break-inside:avoid;border-top:1px solid #b9c2cb;padding:6px 0}
h2{font-size:1rem;margin:0}.number{font-weight:700;font-variant-numeric:tabular-nums}.mark{color:#7a4b00}
.danger{background:#b3141c;color:#fff;padding:8px 12px;border-radius:6px;font-weight:700;margin:0 0 12px}
:focus-visible{outline:3px solid #0b5a6f;outline-offset:2px}
@media (max-width:600px){ol{columns:1}}
@media print{@page{size:A4;margin:10mm}body{font-size:8.5pt;line-height:1.25;margin:0;max-width:none;padding:0}
.search{display:none}li{padding:3px 0}h2{font-size:9pt}.danger{color:#000;background:none;border:2px solid #000}}
"""
SEARCH = """
const box=document.getElementById('find'),told=document.getElementById('told');
const rows=[...document.querySelectorAll('li')];
box.addEventListener('input',()=>{const words=box.value.toLowerCase().split(/\\s+/).filter(Boolean);let shown=0;
for(const row of rows){const fits=words.every(word=>row.dataset.words.includes(word));row.hidden=!fits;shown+=fits}
told.textContent=shown+' of '+rows.length+' services'});
"""


def duty_sheet(cards: Sequence[PathwayCard], made_on: str) -> str:
    """Return the sheet as one HTML file: for each service its first action, numbers, hours and marks.

    made_on: the day, as people write it. The file asks for nothing from anywhere.
    """
    rows = "\n".join(_row(card) for card in cards)
    return (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Duty sheet, {escape(made_on)}</title><style>{STYLE}</style></head><body>"
        "<main><h1>Duty sheet: who to ring</h1>"
        f'<p class="lead">Made on {escape(made_on)} from the Safer Kingston Guide. {len(cards)} services. '
        f"{_confirmed(cards)}</p>"
        '<p class="danger">In immediate danger ring 999.</p>'
        '<div class="search"><label for="find">Find a service</label><input id="find" type="search" autocomplete="off">'
        f'<p id="told" role="status">{len(cards)} of {len(cards)} services</p></div>'
        f"<ol>\n{rows}\n</ol></main><script>{SEARCH}</script></body></html>\n"
    )


def _mark(contact: ContactCard) -> str:
    return f' <span class="mark">{escape(contact.mark)}</span>' if contact.mark else ""


def _given_by_step(card: PathwayCard) -> Sequence[tuple[Link, ContactCard]]:
    """Return the other services whose number the first step gives, unless it stands in the row as its own."""
    own = {contact.value for contact in card.contacts}
    step = "\n".join(card.lines("steps")[:1])
    given = given_in(step, [(link.name, link.value) for link, _ in card.links])
    return [card.links[place] for place in given if card.links[place][0].value not in own]


def _other(link: Link, contact: ContactCard) -> str:
    """Return another service's number under its name, with the mark that it has there."""
    name = f"{link.name} ({contact.label.lower()})" if contact.label else link.name
    return f'<p>{escape(name)}: <span class="number">{escape(link.value)}</span>{_mark(contact)}</p>'


def _confirmed(cards: Sequence[PathwayCard]) -> str:
    """Return how many of the numbers that carry a mark somebody has confirmed."""
    marked = [contact.mark_kind for card in cards for contact in card.contacts if contact.mark_kind]
    confirmed = marked.count(MarkKind.CONFIRMED.value)
    return (
        f"{confirmed} of {len(marked)} numbers are confirmed." if confirmed else "Nobody has confirmed these entries."
    )


def _row(card: PathwayCard) -> str:
    words = " ".join((card.name, *card.other_names, *card.themes, *card.lines("when_to_use"))).lower()
    parts = [f"<h2>{escape(card.name)}</h2>"]
    parts += [f"<p>{escape(line)}</p>" for line in card.lines("steps")[:1]]
    for contact in card.contacts:
        if contact.kind == "page":
            continue
        label = f"{contact.label}: " if contact.label else ""
        note = f" ({contact.note})" if contact.note else ""
        value = f'<span class="number">{escape(contact.value)}</span>'
        parts.append(f"<p>{escape(label)}{value}{escape(note)}{_mark(contact)}</p>")
    parts += [_other(link, contact) for link, contact in _given_by_step(card)]
    parts += [f"<p>Hours: {escape(line)}</p>" for line in card.lines("hours")[:1]]
    return f'<li data-words="{escape(words, quote=True)}">{"".join(parts)}</li>'
