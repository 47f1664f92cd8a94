"""Numbers and addresses that identify a person, one recogniser each, over folded text. Names have their own file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from guide.masking.addresses import Span, addresses, postcodes

_GAP = r"[\s.\-]{0,3}"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_D = r"\d\s?\d?"
DATE = (
    rf"(?:the\s+)?(?:{_D}\s?[/.\-]\s?{_D}\s?[/.\-]\s?(?:\d\s?\d\s?\d\s?\d|\d\s?\d)\b|(?:19|"
    rf"20)\d\d[-/.]\d\d?[-/.]\d\d?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s*(?:of\s+)?{_MONTH},?\s*(?:\d{{4}}|'?\d\d)\b|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|"
    rf"th)?,?\s*(?:\d{{4}}|'?\d\d)\b|"
    rf"\d{{1,2}}\s+\d{{1,2}}\s+(?:19|20)\d\d|(?<!\d)\d{{6}}(?!\d)|(?<!\d)\d{{8}}(?!\d))"
)
_NUMBER_LABEL = r"(?:\s*(?:no|num|number|numbers|ref|reference|code|id|nos|n°|#)\b\.?)?"
_IS = r"\s*(?:\(|\bis\b|\bwas\b|\bon\b|:|=|#|-|,)?\s*"

_EMAIL = re.compile(r"[\w.+'\-]{1,256}@[\w\-]+(?:\.[\w\-]+)+", re.I)
_SPOKEN_EMAIL = re.compile(
    r"\b[\w+\-]+(?:\s*[\[(]?\b(?:dot)\b[\])]?\s*[\w\-]+)*\s*[\[(]?\bat\b[\])]?\s*[\w\-]+(?:\s*[\[(]?\bdot\b[\])]?\s*\w{2,})+",
    re.I,
)
_ROLE = re.compile(
    r"(?:help|helpline|info|information|contact\w*|enquir\w*|inquir\w*|admin|support|referrals?|team|office|"
    r"advice|safeguarding\w*|mash|spa|duty|"
    r"hello|press|media|jo|pat|no-?reply|privacy|dpo|foi|complaints?|housing\w*|customer\w*|reception)@",
    re.I,
)
_TELEPHONE = re.compile(
    r"(?<![\w/])(?:\+\s?44[\s().\-]*(?:\(\s*0\s*\))?|0\s?0\s?44[\s.\-]*|\(?0|"
    r"\+(?=[1-9]))(?:[\s().\-]{0,3}\d){8,12}(?![\d/])"
)
_NHS = re.compile(r"(?<![\d/+])(?:\d[\s\-.]{0,2}){9}\d(?![\d/])")
_NHS_LABEL = re.compile(rf"\bnhs{_NUMBER_LABEL}{_IS}((?:\d[\s\-.]{{0,2}}){{8,10}}\d)(?!\d)", re.I)
_NI = re.compile(r"\b([a-z])\s?([a-z])[\s\-]?\d[\s\-]?\d[\s\-]?\d[\s\-]?\d[\s\-]?\d[\s\-]?\d[\s\-]?[a-d]\b", re.I)
_NI_LABEL = re.compile(
    rf"\b(?:national insurance|nat ins|"
    rf"ni(?:no)?){_NUMBER_LABEL}{_IS}([a-z]\s?[a-z](?:[\s\-]?\d){{6}}[\s\-]?[a-z]?)\b",
    re.I,
)
_NI_NAMED = re.compile(r"\b(?:national insurance|nat ins|nino|ni (?:no|num|number))\b", re.I)
_LICENCE = re.compile(
    r"\b[A-Z](?:[A-Z9]\s?){4}\d(?:[05][1-9]|[16][0-2])\s?(?:0[1-9]|[12]\d|"
    r"3[01])\d\s?[A-Z][A-Z9]\s?[A-Z\d][A-Z]{2}\b",
    re.I,
)
"""Great Britain: five letters of the surname, padded with 9, then the date of birth (5 is added to a woman's month),
two initials and three check characters (DVLA)."""
_LICENCE_LABEL = re.compile(
    r"\bdriv(?:ing|er'?s?) licen[cs]e" + _NUMBER_LABEL + _IS + r"((?=[a-z0-9 "
    r"]*\d{3})[a-z0-9]{5,8}\s?[a-z0-9]{0,8}\d[a-z0-9]*)",
    re.I,
)
_CARD = re.compile(r"(?<![\d/])(?:\d[\s\-]{0,2}){12,18}\d(?!\d)")
_SORT_AND_ACCOUNT = re.compile(r"(?<!\d)\d\d[\s\-]\d\d[\s\-]\d\d[\s,;/]+\d{8}(?!\d)")
_SORT = re.compile(r"\b(?:sort(?:\s*code)?|s/c)" + _IS + r"(\d\d[\s\-.]?\d\d[\s\-.]?\d\d)(?!\d)", re.I)
_ACCOUNT = re.compile(r"\b(?:account|acct|acc|a/c)" + _NUMBER_LABEL + _IS + r"(\d(?:[\s\-]?\d){6,9})(?!\d)", re.I)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}\s?(?:\d[\s]?){14}\b")
_BORN = re.compile(
    rf"\b(?:d\s?\.?\s?o\s?\.?\s?b\b\.?|date\s+of\s+birth|birth\s?date|birthday|born(?:\s+on)?|b\.)(?:\s*(?:is|was|"
    rf"on|:|=|-|\(|,))*\s*({DATE})",
    re.I,
)
_BORN_YEAR = re.compile(r"(?:\(b\.?|\bborn(?: in)?|\bdob:?)\s*((?:19|20)\d\d)\b", re.I)
_DATE = re.compile(rf"(?<![\d/]){DATE}(?![\d/])", re.I)
_PLATE = re.compile(r"\b[A-Z]{2}\s?\d\d\s?[A-Z]{3}\b")
_PLATE_WORD = re.compile(
    r"\b(?:reg|regs|registration|plates?|number\s?plate|licen[cs]e\s?plate|index|vrm|vehicle|car|van|moped|"
    r"motorbike|driver of|drives|driving|transit|corsa|audi|"
    r"bmw|golf|ford|fiesta|lorry|minibus|taxi)\b",
    re.I,
)
_PLATE_LOOSE = re.compile(
    r"\b(?:[a-z]{2}\s?\d\d\s?[a-z]{3}|[a-z]\s?\d{1,3}\s?[a-z]{3}|[a-z]{3}\s?\d{1,3}\s?[a-z])\b", re.I
)
_PASSPORT = re.compile(
    r"\bpassports?(?:\s*(?:no|num|number)\b\.?)?\s*(?:is|was|:|=|#|-|,|\(|"
    r"\s)*\(?([a-z]{0,2}\s?\d{3}\s?\d{3}\s?\d{2,3})\b",
    re.I,
)
_CAD = re.compile(
    r"\bcad(?:\s*(?:ref(?:erence)?|no|num(?:ber)?|incident|log|is|was|:|#|"
    r"\.)\.?)*\s*[:#]?\s*(?:cad)?[\s:#]*(\d{1,6}(?:\s?/\s?\w+)*"
    r"(?:\s+of\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?[a-z]+|[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?))?)",
    re.I,
)
_MARAC = re.compile(
    r"\bmarac\s*(?:(?:case|ref(?:erence)?|no|num(?:ber)?|id|is|was|:|"
    r"#)\.?\s*[:#]?\s*)*((?:ref\s*)?(?=[a-z]{0,4}[\-/]?\d)(?:[a-z]{1,4}[\-/]?)?\d[\w/\-]*)",
    re.I,
)
_CRIME = re.compile(
    r"\b(?:crime|cris|crn|urn|incident|investigation|police|met|offence)\b(?:\s*(?:report|ref(?:erence)?|no|"
    r"num(?:ber)?|is|was|:|#|crn|cr|urn)\.?)*\s*[:#]?\s*"
    r"((?=[a-z0-9/\-]*\d{3})[a-z]{0,6}[\-/]?\d[\w/\-]*)",
    re.I,
)
_SHORT_NUMBERS = frozenset({"101", "105", "111", "112", "119", "159", "999"})
"""Telephone numbers of services, which follow words such as "police" too."""
_CRIME_SHAPE = re.compile(
    r"(?<![\w/])(?:\d{5,8}/\d{2}|(?:crn?|cris|bcu)[\s\-/:]*\d[\d/\-]{4,}|[A-Z]{2,4}/\d{3,6}/\d{2}|"
    r"[A-Z]{3}-\d{4,6}-\d\d-\d{4}-\d\d|\d\d[A-Z]{2}\d{7})(?![\w/])",
    re.I,
)
_REFERENCE = re.compile(
    r"\b(?:quote|ref(?:erence)?)(?:\s+(?:with the met|number|no|is))*\s*(?:is|:|"
    r"#)?\s*((?:[a-z]{2,5}[\s\-/])?\d{3,}[/\-][\w/\-]+|[a-z]{2,5}-\d[\w\-/]{3,})",
    re.I,
)


def identifiers(text: str, is_telephone: Callable[[str], bool]) -> tuple[Span, ...]:
    """Return every identifier in folded text; spans may overlap, the surer recognisers come first.

    is_telephone: says whether a string with a UK or international prefix can be a telephone number.
    """
    found = [span for recognise in _RECOGNISERS for span in recognise(text)]
    found += list(_telephones(text, is_telephone))
    found += postcodes(text)
    return tuple(found)


def dates_in(text: str) -> tuple[Span, ...]:
    """Return every full date, whatever it is the date of."""
    return tuple(Span(match.start(), match.end(), "date of birth") for match in _DATE.finditer(text))


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits carry a right check digit (modulus 11, NHS Data Dictionary)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return int(digits[9]) == (0 if check == 11 else check)


def is_card_number(digits: str) -> bool:
    """Say whether 13 to 19 digits pass the Luhn check (ISO/IEC 7812-1)."""
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_national_insurance_prefix(letters: str) -> bool:
    """Say whether two letters can begin a National Insurance number (HMRC NIM39110), or are the fictional QQ."""
    first, second = letters[0].upper(), letters[1].upper()
    if first + second == "QQ":
        return True
    return (
        first not in "DFIQUV"
        and second not in "DFIOQUV"
        and first + second not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
    )


def digits_of(text: str) -> str:
    """Return the digits alone."""
    return "".join(char for char in text if char.isdigit())


def _labelled(pattern: re.Pattern[str], label: str) -> Callable[[str], Iterator[Span]]:
    """Return a recogniser that masks the first group, or the whole match of a pattern without groups."""
    group = 1 if pattern.groups else 0

    def recognise(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            yield Span(match.start(group), match.end(group), label)

    return recognise


def _nhs(text: str) -> Iterator[Span]:
    for match in _NHS.finditer(text):
        near = text[max(0, match.start() - 25) : match.end() + 20].lower()
        if is_nhs_number(digits_of(match[0])) or re.search(r"\bnhs\b(?! 111)", near):
            yield Span(match.start(), match.end(), "NHS number")


def _national_insurance(text: str) -> Iterator[Span]:
    for match in _NI.finditer(text):
        near = text[max(0, match.start() - 40) : match.end() + 40]
        if is_national_insurance_prefix(match[1] + match[2]) or _NI_NAMED.search(near):
            yield Span(match.start(), match.end(), "National Insurance number")


def _card(text: str) -> Iterator[Span]:
    for match in _CARD.finditer(text):
        near = text[max(0, match.start() - 40) : match.start()].lower()
        if is_card_number(digits_of(match[0])) or re.search(r"\b(?:card|visa|mastercard|amex|pan)\b", near):
            yield Span(match.start(), match.end(), "card number")


def _plate(text: str) -> Iterator[Span]:
    has_word = _PLATE_WORD.search(text) is not None
    for match in (_PLATE_LOOSE if has_word else _PLATE).finditer(text):
        if not re.fullmatch(r"[a-z]{2,3}\s?\d{1,3}\s?(?:am|pm|per|the|and|for|was|has|men|day)", match[0], re.I):
            yield Span(match.start(), match.end(), "vehicle registration")


def _marac(text: str) -> Iterator[Span]:
    for match in _MARAC.finditer(text):
        is_labelled = re.search(r"case|ref|no\b|num|id\b|#", match[0][: match.start(1) - match.start()], re.I)
        code = match[1]
        is_year = re.fullmatch(r"(?:19|20)\d\d(?:-\d\d(?:\d\d)?)?", code)
        if not is_year and (re.search(r"\d[\-/]|[\-/]\d|\d{4}", code) or (is_labelled and re.search(r"\d\d", code))):
            yield Span(match.start(1), match.end(1), "MARAC reference")
    for match in re.finditer(r"\b(?:[a-z]{2,6}[-/])?marac[-/](?=[\w/-]*\d[-/]\d)[\w/-]+", text, re.I):
        yield Span(match.start(), match.end(), "MARAC reference")
    for match in re.finditer(r"\bref(?:erence)?\s+marac\s+((?:ref\s+)?\d[\w/\-]+)", text, re.I):
        yield Span(match.start(1), match.end(1), "MARAC reference")


def _cad(text: str) -> Iterator[Span]:
    for match in _CAD.finditer(text):
        yield Span(match.start(), match.end(), "CAD reference")


def _crimes(text: str) -> Iterator[Span]:
    for match in _CRIME.finditer(text):
        if match[1] not in _SHORT_NUMBERS:
            yield Span(match.start(1), match.end(1), "crime reference")


def _emails(text: str) -> Iterator[Span]:
    for pattern in (_EMAIL, _SPOKEN_EMAIL):
        for match in pattern.finditer(text):
            if not _ROLE.match(match[0]):
                yield Span(match.start(), match.end(), "e-mail")


def _telephones(text: str, is_telephone: Callable[[str], bool]) -> Iterator[Span]:
    for match in _TELEPHONE.finditer(text):
        digits = digits_of(match[0])
        before, after = text[max(0, match.start() - 45) : match.start()], text[match.end() : match.end() + 45]
        if _is_service_number(digits) or (digits.startswith(("01", "02")) and _is_line_of_an_office(before, after)):
            continue
        if is_telephone(match[0]):
            yield Span(match.start(), match.end(), "telephone")


_OFFICE = (
    r"\b(?:helpline|line|switchboard|council(?:'s)?|office|advice|service|services|team|surgery|clinic|"
    r"hospital|station|spa|front door|charity)\b"
)
_SAID_TO_BE_AN_OFFICE = re.compile(
    rf"(?:[\s,:\-]*\b(?:is|was|reaches|belongs to)\s+|\s*\(\s*)(?:[\w']+\s+){{0,4}}?{_OFFICE}", re.I
)
_A_PERSON = re.compile(
    r"\b(?:her|his|my|him|me|she|he|he's|she's|their|them|mum|dad|mother|father|parent|son|daughter|brother|sister|"
    r"partner|husband|wife|neighbou?r|caller|client|tenant|resident|patient|victim|suspect|man|woman|boy|girl|lad|"
    r"lady|guy|bloke|person|someone|somebody|nhs number|dob|born|home|mobile|contact|landline|signed|regards|"
    r"callback|call back)\b",
    re.I,
)


def _is_line_of_an_office(before: str, after: str) -> bool:
    """Say whether a landline is told to be an office's, before it or by what it is said to be, and no person is named.

    An office that is asked for after the number says nothing about whose number it is.
    """
    office = re.search(_OFFICE, before, re.I) or _SAID_TO_BE_AN_OFFICE.match(after)
    return office is not None and not _A_PERSON.search(f"{before} {after}")


def _is_service_number(digits: str) -> bool:
    """Say whether a number belongs to an organisation by its prefix: freephone, shared cost, 03."""
    national = re.sub(r"^(?:0044|44)0?", "0", digits)
    return national.startswith(("03", "08", "09"))


_RECOGNISERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    _labelled(_BORN, "date of birth"),
    _labelled(_BORN_YEAR, "date of birth"),
    _labelled(_NHS_LABEL, "NHS number"),
    _labelled(_NI_LABEL, "National Insurance number"),
    _labelled(_SORT_AND_ACCOUNT, "bank account"),
    _labelled(_SORT, "bank account"),
    _labelled(_ACCOUNT, "bank account"),
    _labelled(_IBAN, "bank account"),
    _labelled(_PASSPORT, "passport number"),
    _labelled(_LICENCE, "driving licence number"),
    _labelled(_LICENCE_LABEL, "driving licence number"),
    _cad,
    _marac,
    _crimes,
    _labelled(_CRIME_SHAPE, "crime reference"),
    _labelled(_REFERENCE, "crime reference"),
    _emails,
    _card,
    _national_insurance,
    _nhs,
    addresses,
    _plate,
)
