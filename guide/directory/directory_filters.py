"""What the directory can be narrowed down to: a situation told in plain words, the place and the age of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guide.directory.pathway_records import PathwayCard

SITUATIONS: Mapping[str, tuple[str, ...]] = {
    "Hurt or controlled at home": (
        "Her husband hits her and she wants to leave",
        "A man is controlled and hurt by his partner",
        "He wants to stop hurting his girlfriend",
        "She wants to know whether her new partner has been violent before",
    ),
    "Followed, raped or forced to marry": (
        "Her ex follows her and waits outside her flat",
        "She was raped last night",
        "Her family will force her to marry",
    ),
    "A child may be harmed": (
        "A child came to school with bruises and is afraid to go home",
        "A teacher is accused of hitting a pupil",
        "A child wants to talk to somebody about being hurt",
    ),
    "A young person used by a gang": (
        "A boy of 14 is running drugs for older lads and keeps going missing",
        "A young man wants to get out of dealing for a county line",
    ),
    "An adult cannot protect themselves": (
        "An elderly woman with dementia is neglected by her carer",
        "Dealers have taken over a vulnerable man's home",
    ),
    "Nowhere to sleep": (
        "A family has been told to leave and has nowhere to go tonight",
        "Somebody is asleep in a shop doorway",
    ),
    "Thinking of suicide, or unwell in mind": (
        "He says he does not want to live any more",
        "Somebody in despair wants to talk to a listener at any hour of the night",
        "He hears voices and has not slept for days; his family wants him seen today",
        "She is low and anxious and wants talking therapy",
        "A girl of 15 is anxious and low, which team sees children about their mental health?",
        "An adult in crisis wants somewhere calm to go instead of A&E",
    ),
    "Drink or drugs": ("He drinks every day and wants treatment", "She wants to know what a drug does"),
    "Scammed, or threatened online": (
        "He sent money to somebody who pretended to be his bank",
        "An ex has posted intimate pictures of her online",
        "A pupil's nude picture is shared at school",
        "An adult is grooming a child in an online game",
        "Vile posts about her that the website refuses to take down",
        "A trader took the money and did not do the work",
    ),
    "Hated for who they are": ("Neighbours shout racist abuse at the family", "A gay man is attacked for who he is"),
    "Made to work, or trafficked": (
        "Workers are never paid, and the boss keeps their passports",
        "A woman was trafficked and forced to sell sex",
    ),
    "Drawn to extremism": (
        "His brother watches extremist videos and talks of martyrs",
        "Somebody is buying chemicals and planning an attack",
    ),
    "Trouble with neighbours": ("Neighbours make noise every night and nobody acts on the reports",),
    "A crime to report or get over": (
        "A shed was broken into last week and nobody is hurt",
        "She wants to pass on what she knows about a crime without giving a name",
        "A victim of a robbery wants support",
    ),
    "Released, on probation or in custody": (
        "He comes out of prison on Friday and needs support",
        "A persistent violent offender is managed by several agencies",
        "A vulnerable man is held in custody and needs an appropriate adult",
        "A boy of 15 has been arrested and has to see the youth justice service",
    ),
}
"""What staff call a situation, and the ways it is told that are matched as if somebody had asked."""

AREAS: Mapping[str, tuple[str, ...]] = {
    "Kingston": ("kingston", "london", "england", "uk"),
    "elsewhere in London": ("london", "england", "uk"),
    "elsewhere in England": ("england", "uk"),
    "elsewhere in the United Kingdom": ("uk",),
}
"""Where a person is, and the reach of the services that serve them there, the nearest first."""

REACH: Mapping[str, str] = {
    "kingston": "Kingston",
    "london": "all of London",
    "england": "all of England",
    "uk": "the whole United Kingdom",
}
"""How far a service reaches, in words."""

AGES: Mapping[str, int] = {"under 18": 10, "18 and over": 30, "65 and over": 70}
"""The ages to choose from, and one that stands for each."""


def reach_of(card: PathwayCard) -> str:
    """Return whom a service serves by place, in words, with other boroughs that it names."""
    if card.scope != "kingston":
        return REACH.get(card.scope, card.scope)
    *first, last = (REACH["kingston"], *(area.capitalize() for area in card.areas if area != "kingston"))
    return f"{', '.join(first)} and {last}" if first else last


def serving(cards: Sequence[PathwayCard], area: str) -> tuple[PathwayCard, ...]:
    """Return the services that serve people in an area of AREAS, those that serve nobody else first.

    A service for the whole country serves Kingston too, and a service for Kingston alone serves nobody elsewhere.
    """
    reaches = AREAS[area]
    return tuple(sorted((each for each in cards if each.scope in reaches), key=lambda each: reaches.index(each.scope)))


def fits_age(ages: tuple[int | None, int | None], age: int) -> bool:
    """Say whether the ages a record states, youngest and oldest, hold this one. What is not stated fits all."""
    least, most = ages
    return (least is None or least <= age) and (most is None or age <= most)
