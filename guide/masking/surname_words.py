"""Everyday words that many people bear as a surname, and given names that are everyday words. General knowledge."""

from __future__ import annotations

SURNAME_WORDS = frozenset(
    "abbot archer baker ball bank banks barker barnes bass batten battle beard bell best bird bishop black blunt "
    "bold bond bone bridge bright brooks brown bull burns bush butcher butler carpenter carter case cave chance "
    "chapel christmas church close cook cooper cotton court crane cross curry cutler dale dark day dean diamond "
    "drake draper driver duke dyer early east england farm farmer field fields finch fisher flowers flynn ford "
    "foreman fox france frank free freeman friend frost gale gardener gates gold golden goodman grant gray green "
    "grey griffin grove guest hall hand hardy hare hart hawk head hill hobbs holiday holland home hope horn house "
    "hunt hunter hurst judge keen kitchen knight lake lamb land lane law little lock london long love low lucky "
    "lynch major mann march marks marsh marshall mason may mays mews miller mills money monk moody moon moore "
    "moss neal noble north nunn page paine palmer parish park parker parsons partridge peacock pepper piper pond "
    "poole pope porter post potter pound power powers press price priest prince quick rain raven ray read reader "
    "reed rice rich rise rivers rock roper rose rule sadler salmon salt savage self sharp shepherd shields short "
    "silver singer sky slater small smart snow south spear speed spencer spring squire steel sterling stone "
    "stones storm strong summers swan swift tanner taylor temple thatcher till towers townsend turner tyler "
    "underwood van view wade wales walker wall walls ward waters way weaver webb weeks wells west white wild "
    "wilde will wills winter winters wise wolf wood woods worth wright young".split()
)
"""Those that name places and services as well count only where somebody does something (`personal_names.py`)."""

OF_PLACES = frozenset(
    "bank bridge church court east england farm grove head heath hill house lake london north park rise south view "
    "wales way west mews".split()
)
"""Those that stand far more often in the name of a place."""

GIVEN_WORDS = frozenset(
    "beauty bright clever comfort confidence fortunate fortune gift glory goodness happiness innocent knowledge "
    "lovemore lucky marvellous miracle obedience peace praise privilege promise prosper sunny talent wisdom".split()
)
"""Beside those in AMBIGUOUS of name_words.py."""
