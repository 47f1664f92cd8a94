"""What a question about the whole directory asks of each service: hours, ages, ways of contact, who may refer, cost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guide.asking.listed_times import When, time_asked

ALWAYS, OPEN, AGE, SEX, REACH, SELF, BY_STAFF = "always", "open", "age", "sex", "reach", "self", "staff"
WAY, SAID = "way", "said"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked of every service. value: of whom, by which way, in which place. when: for hours."""

    kind: str
    value: str = ""
    when: When | None = None


_CHILD = (
    r"(?:kids?|child|childrens?|young (?:people|person|ones|persons)|youngsters?|teens?|teenagers?|pupils?|students?|"
    r"under (?:18|16|1[0-9])s?|(?:a )?(?:[5-9]|1[0-7]) year olds?|youths?|boys?|girls?|minors)"
)
_ADULT = r"(?:adults?|over 18s?|grown ups?)"
_ALONE = (
    r"(?:up )?(?:(?:by )?(?:them|him|her|it|your|my) ?sel(?:f|ves)|on their own|alone|direct(?:ly)?|"
    r"without (?:an adult|a grown ?up|(?:a |their )?parents?))"
)
_BY_CHILDREN = rf"(?:the |a |our )?{_CHILD}"
_REACHED = r"(?:ring|call|phone|contact|use|text|message|e ?mail|approach|refer|go to|access|get in touch with)"

_FORMS: tuple[tuple[re.Pattern[str], tuple[Criterion, ...]], ...] = tuple(
    (re.compile(pattern), criteria)
    for pattern, criteria in (
        (
            r"\b(?:24 ?7|24 ?(?:hours?|hrs?)(?: a day)?|twenty four (?:hours|seven)|round the clock|"
            r"all (?:day and )?night(?: long)?|day (?:and|or) night|any (?:time|hour)(?: of (?:the )?(?:day|night))?"
            r"(?: or night)?|all hours|always open|all the time|seven days a week 24 hours)\b",
            (Criterion(ALWAYS),),
        ),
        (
            rf"\b(?:can |could )?{_BY_CHILDREN} (?:can |could |may )?(?:ring|call|phone)(?: up)?(?: {_ALONE})?\b",
            (Criterion(AGE, "children"), Criterion(SELF), Criterion(WAY, "phone")),
        ),
        (
            rf"\b(?:can |could )?{_BY_CHILDREN} (?:can |could |may )?text(?: {_ALONE})?\b",
            (Criterion(AGE, "children"), Criterion(SELF), Criterion(WAY, "text")),
        ),
        (
            rf"\b(?:can |could )?{_BY_CHILDREN} (?:can |could |may )?{_REACHED}(?: to)?(?: {_ALONE})?\b",
            (Criterion(AGE, "children"), Criterion(SELF)),
        ),
        (
            r"\b(?:self refer(?:rals?|ring|s)?|refer (?:them|him|her|my|your|it) ?sel(?:f|ves)|referring themselves|"
            r"(?:without|no need (?:for|of)|not needing|no|don t need|do not need|dont need) (?:a |an |any )?"
            r"(?:professional(?: referral)?|referrals?(?: from \w+)?)|"
            rf"{_REACHED}(?: to)? {_ALONE}|(?:make contact|get in touch|apply|sign up) {_ALONE})\b",
            (Criterion(SELF),),
        ),
        (
            r"\bwithout (?:a |any )?(?:professional|referral|worker|gp|doctor|me|us|staff)(?: (?:having to )?"
            r"refer(?:ring)?(?: them)?)?\b",
            (Criterion(SELF),),
        ),
        (r"\b(?:instead of|rather than) (?:ringing|calling|phoning|ring|call|phone)\b", ()),
        (
            r"\b(?:(?:only )?(?:through|via|from|by) (?:a |an |the )?(?:professional|practitioner|agency|statutory)s?"
            r"(?: referrals?| only)*|(?:need|needs|require|requires) (?:a |an )?(?:gp |doctor s? )?"
            r"(?:professional|agency|worker|referral)"
            r"(?: to (?:refer|make the referral)| referrals?| from a professional)*|professional referrals?(?: only)?|"
            r"(?:only )?(?:professionals|staff) (?:can |may |have to )?(?:only )?(?:refer|make "
            r"referrals)(?: in| into| to)?)\b",
            (Criterion(BY_STAFF),),
        ),
        (
            r"\b(?:(?:and |but )?(?:not|as opposed to|rather than|instead of|unlike|versus|vs|excluding) "
            r"(?:the |just )?(?:national|nationwide|uk|england)(?: wide)?(?: ones)?|"
            r"kingston (?:based|only|specific|run)|local(?:ly)?(?: ones| only)?|"
            r"(?:only )?kingston(?: ones| only| services| teams| lines| helplines)|"
            r"(?:only|just) (?:in|for|serve|serving) kingston|in (?:the )?borough only)\b",
            (Criterion(REACH, "kingston"),),
        ),
        (r"\b(?:london(?: wide| ones| only| services| lines)|all (?:of )?london)\b", (Criterion(REACH, "london"),)),
        (
            r"\b(?:national(?:ly)?|nationwide|uk wide|country ?wide|"
            r"(?:all|the whole) (?:of )?(?:the )?(?:country|uk|england))\b",
            (Criterion(REACH, "uk"),),
        ),
        (
            r"\b(?:in|for|serving|serve|covering|cover|around|near|across|(?:that |which )cover) "
            r"(?:the borough of |royal borough of )?(?:kingston(?: upon thames)?|surbiton|new malden|tolworth|"
            r"chessington|norbiton|the borough)\b",
            (),
        ),
        (
            r"\b(?:free(?: of charge| to (?:call|ring|phone|use|contact|callers))?|free ?phone|no (?:cost|charge)|"
            r"(?:don t|do not|dont|doesn t|doesnt|won t) (?:cost|charge)(?: anything| money| you| people)?|"
            r"cost(?:s)? nothing|for nothing|at no cost|without (?:charge|cost|paying))\b",
            (Criterion(SAID, "free"),),
        ),
        (
            r"\b(?:cost(?:s)? (?:money|anything)|charge(?:s)?(?: money| for| a fee)?|fees?|"
            r"(?:do )?(?:you|they|people) (?:have to )?pay(?: for)?|paid for)\b",
            (Criterion(SAID, "paid"),),
        ),
        (
            r"\b(?:anonymous(?:ly)?|anonymity|"
            r"(?:won t|don t|do not|doesn t|will not) ask (?:for )?(?:my |a |their |your )?names?|"
            r"without (?:giving|leaving|saying) (?:a |my |your |their |his "
            r"|her )?names?)\b",
            (Criterion(SAID, "anonymous"),),
        ),
        (r"\b(?:confidential(?:ly|ity)?|in confidence)\b", (Criterion(SAID, "confidential"),)),
        (
            r"\b(?:(?:web|live|online|internet) ?chats?|chat (?:online|function|service)|webchat|chats?)\b",
            (Criterion(SAID, "chat"),),
        ),
        (
            r"\b(?:walk ?ins?|drop ?ins?|walk into|(?:without|no|don t need) (?:an |any )?appointments?|"
            r"turn up (?:at|to)?|(?:go|visit|seen?) in person|face to face|"
            r"in person)\b",
            (Criterion(SAID, "walk-in"),),
        ),
        (
            r"\b(?:(?:for |by |to )?(?:deaf|hard of hearing|speech impaired)(?: people| callers| users| clients)?|bsl|"
            r"sign language|text ?phone|relay)\b",
            (Criterion(SAID, "deaf"),),
        ),
        (r"\b(?:interpreters?|interpreting|other languages)\b", (Criterion(SAID, "interpreter"),)),
        (
            r"\b(?:by |a |via |on |over )?(?:text(?:s|ing|ed)?|sms)(?: messages?| lines?| numbers?| services?)?\b",
            (Criterion(WAY, "text"),),
        ),
        (r"\b(?:by |an |via |on |over )?e ?mail(?:s|ed|ing)?(?: addresses| address)?\b", (Criterion(WAY, "email"),)),
        (
            r"\b(?:(?:by |on |over |via )(?:the )?(?:phone|telephone)|ring|call|phone|telephone|dial|help ?lines?|"
            r"hotlines?|lines?|(?:phone |telephone )?numbers?)\b",
            (Criterion(WAY, "phone"),),
        ),
        (
            r"\b(?:(?:an |the )?(?:online|web) (?:referral |report )?forms?|(?:refer|report|apply) online)\b",
            (Criterion(SAID, "form"),),
        ),
        (
            r"\b(?:a |the )?web ?(?:sites?|pages?)\b",
            (Criterion(WAY, "page"),),
        ),
        (rf"\b{_CHILD}(?: can)?\b", (Criterion(AGE, "children"),)),
        (rf"\b{_ADULT}(?: only)?\b", (Criterion(AGE, "adults"),)),
        (r"\b(?:men|mens|men s|males?|blokes|man s|mans)\b", (Criterion(SEX, "men"),)),
        (r"\b(?:women|womens|women s|females?|ladies|woman s|womans)\b", (Criterion(SEX, "women"),)),
    )
)


def criteria_asked(plain: str) -> tuple[tuple[Criterion, ...], str]:
    """Return what is asked of each service, and the words left over."""
    when, rest = time_asked(plain)
    found = [Criterion(OPEN, when=when)] if when else []
    for pattern, criteria in _FORMS:
        if pattern.search(rest):
            rest = pattern.sub(" ", rest)
            found += [each for each in criteria if not _is_said_already(each, found)]
    sexes = [each for each in found if each.kind == SEX]
    both = Criterion(SEX, " ".join(each.value for each in sexes))
    kept = [each for each in found if each.kind != SEX]
    return (*kept, *([both] if sexes else [])), rest


def _is_said_already(criterion: Criterion, found: list[Criterion]) -> bool:
    """Say whether a criterion adds nothing: a way beside another way, or a reach beside the other."""
    kinds = {each.kind for each in found}
    return criterion.kind in kinds - {SEX, SAID} or criterion in found or criterion.kind == ALWAYS and OPEN in kinds
