"""The time that a question about opening hours names: a day, a time of day, bank holidays, out of hours, now."""

from __future__ import annotations

import re
from dataclasses import dataclass

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOLIDAY, OUT_OF_HOURS, NOW, CLOCK = "holiday", "out of hours", "now", "clock"
EVENING, LATE, NIGHT, MORNING, AFTERNOON = "19:00", "22:00", "02:00", "10:00", "14:00"
"""What stands for a part of the day that is named without a time."""


@dataclass(frozen=True, slots=True)
class When:
    """A time asked of. days: 0 is Monday, none for any day; clock: as "03:00", empty for any time of the day.

    part: the part of the day that the clock stands for, empty where a time was named.
    """

    kind: str
    days: tuple[int, ...] = ()
    clock: str = ""
    part: str = ""


_AT_CLOCK = re.compile(r"\b(?:at |after |past |from |until |till )?(1[0-2]|0?[1-9])(?: ([0-5]\d))? ?([ap])m\b")
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_SPOKEN = re.compile(
    rf"\b(?:at |after )?(?:(?P<part>half|quarter) (?P<way>past|to) )?(?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])"
    r"(?: o ?clock)? (?:in the (?P<time>morning|afternoon|evening)|at (?P<night>night))\b"
)
_TONIGHT = re.compile(r"\b(?:tonight|this evening|late(?: at night| evenings?)?)\b")
_MIDNIGHT = re.compile(r"\b(?:at |after |past |from )?midnight\b")
_PART = re.compile(
    r"\b(?:(?:in|during|through|at|over|of|on) )?(?:the |an |a )?(?:middle of the |dead of )?"
    r"(?P<part>mornings?|afternoons?|evenings?|nights?|night ?times?|overnight|small hours|early hours)\b"
)
_DAY = re.compile(r"\b(?:on )?(?:a |any |the )?(?P<day>mon|tues|wednes|thurs|fri|satur|sun)days?\b")
_WEEKEND = re.compile(r"\b(?:at |on |over |during )?(?:a |the )?weekends?\b")
_HOLIDAY = re.compile(
    r"\b(?:on |over |at |during )?(?:a |the )?(?:(?:bank|public) holidays?|christmas(?: day)?|boxing day|easter|"
    r"new years?(?: s)?(?: day| eve)?)\b"
)
_OUT_OF_HOURS = re.compile(
    r"\b(?:out of (?:office )?hours|outside (?:of )?(?:office|working|normal) hours|after (?:hours|work)|"
    r"when (?:the )?(?:office|offices|everything|everyone) (?:is |are |s )?(?:closed|shut))\b"
)
_NOW = re.compile(r"\b(?:right now|now|at the moment|currently)\b")
_SHORT_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_CLOCKS = {"morning": MORNING, "afternoon": AFTERNOON, "evening": EVENING, "night": NIGHT}
_ANY_HOUR = re.compile(r"\ball (?:day and )?night\b|\bday (?:and|or) night\b|\bor night\b")


def time_asked(folded: str) -> tuple[When | None, str]:
    """Return the time that a folded message names, None without one, and the message without it."""
    for kind, pattern in ((HOLIDAY, _HOLIDAY), (OUT_OF_HOURS, _OUT_OF_HOURS), (NOW, _NOW)):
        if pattern.search(folded):
            return When(kind), pattern.sub(" ", folded)
    days = tuple(dict.fromkeys(_SHORT_DAYS.index(found["day"]) for found in _DAY.finditer(folded)))
    rest = _DAY.sub(" ", folded)
    if _WEEKEND.search(rest):
        days, rest = (*days, *(day for day in (5, 6) if day not in days)), _WEEKEND.sub(" ", rest)
    # "All night" and "day and night" ask for always: they are read as that, not as a part of the day.
    clock, part, rest = ("", "", rest) if _ANY_HOUR.search(rest) else _clock(rest)
    return (When(CLOCK, tuple(sorted(days)), clock, part), rest) if days or clock else (None, folded)


def _clock(rest: str) -> tuple[str, str, str]:
    """Return the time of day named, empty without one, the part of the day that it stands for, and the rest."""
    at = _AT_CLOCK.search(rest)
    if at:
        hour = int(at[1]) % 12 + (12 if at[3] == "p" else 0)
        return f"{hour:02}:{at[2] or '00'}", "", _PART.sub(" ", _AT_CLOCK.sub(" ", rest))
    if spoken := _SPOKEN.search(rest):
        return _spoken(spoken), "", _SPOKEN.sub(" ", rest)
    if _TONIGHT.search(rest):
        return LATE, "late evening", _TONIGHT.sub(" ", rest)
    if _MIDNIGHT.search(rest):
        return "00:00", "", _MIDNIGHT.sub(" ", rest)
    found = _PART.search(rest)
    if found is None:
        return "", "", rest
    part = found["part"].rstrip("s")
    part = part if part in _CLOCKS else "night"
    return _CLOCKS[part], part, _PART.sub(" ", rest)


def _spoken(said: re.Match[str]) -> str:
    """Return the time that is said in words: "half past two in the morning" is 02:30."""
    hour = (_HOURS.index(said["hour"]) + 1 if said["hour"] in _HOURS else int(said["hour"])) % 12
    is_late = said["time"] in ("afternoon", "evening") or said["night"] and hour >= 6
    minutes = (hour + 12 * bool(is_late)) * 60 + {"half": 30, "quarter": 15}.get(said["part"] or "", 0) * (
        -1 if said["way"] == "to" else 1
    )
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def clock_words(clock: str) -> str:
    """Return a time in words, since it is the time asked of and no opening time: "30 past 4 in the morning"."""
    hour, minute = (int(part) for part in clock.split(":"))
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    part = "in the morning" if hour < 12 else "in the afternoon" if hour < 18 else "in the evening"
    said = f"half past {hour % 12 or 12}" if minute == 30 else f"{minute} past {hour % 12 or 12}"
    return f"{said if minute else hour % 12 or 12} {'at night' if hour > 20 else part}"
