"""Instructions hidden in a question: told apart from the question and left out. They have no effect on anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guide.asking.understanding import asks, content_words, sentences

_WITHIN = r"[^.?!;:\n]{0,40}\b"
"""What may stand between a verb and its object."""

_TELLS_THE_GUIDE = (
    # forget your rules
    r"\b(?:ignor\w+|disregard\w*|forget\w*|overrid\w+|bypass\w*|set aside|pay no attention to)\b"
    + _WITHIN
    + r"(?:rules?|"
    r"instructions?|guidelines?|guidance|prompts?|training|restrictions?|filters?|safeguards?|programming|limits?|polic\w+|"
    r"above|previous|prior|earlier|everything|what you were told)\b",
    r"\b(?:ignor\w+|disregard\w*|forget\w*)\b"
    + _WITHIN
    + r"(?:(?:documents?|plan|texts?|data) you|you(?:'re|r| are| were)\b)",
    r"\b(?:drop|skip|without|turn(?:ing)? off|switch(?:ing)? off|disabl\w+|leave out|no more|lose)\b[^.?!;:\n]{0,25}\b"
    r"(?:disclaimers?|citations?|guardrails?|safety (?:rules?|filters?|settings?|checks?)|"
    r"your (?:rules?|filters?|limits?|restrictions?|sources?|warnings?))\b|"
    r"\b(?:citations?|safety|filters?|guardrails?|quotations?) off\b",
    r"\b(?:ignorier\w*|ignorez|ignora|oublie[zr]?|vergiss|olvida)\b",
    # show your insides
    r"\b(?:reveal|print|show|display|output|dump|repeat|leak|expose|share|tell me|give me|list|what (?:is|are))\b"
    + _WITHIN
    + r"(?:system|hidden|secret|internal|initial|original|configuration|config|developer|your)\b[^.?!;:\n]{0,20}"
    r"\b(?:prompts?|instructions?|files?|settings?|keys?|passwords?|tokens?|rules?|guidelines?|configuration|variables?|"
    r"code|weights|model)\b",
    r"\b(?:repeat|print|copy|output|paste|recite|show)\b[^.?!;\n]{0,15}\b(?:everything|all|text|words?|lines?)\b"
    r"[^.?!;\n]{0,15}\b(?:above|before this|so far)\b",
    r"\b(?:files?|folders?|server|model|code|weights|software)\b[^.?!;:\n]{0,15}\b"
    r"(?:you (?:run|were|are)|behind you)\b",
    r"\b(?:output|print|reveal|dump|leak|show|disclose)\b\W+(?:\w+\W+){0,2}(?:internal|hidden|secret)\b",
    r"\bdisclose (?:everything|all)\b",
    # be somebody else
    r"\b(?:act|behave|respond|reply|answer|talk|speak|write|pose|role-?play) (?:as|like) (?:a|an|my|the|if|though)\b",
    r"\b(?:pretend|imagine|suppose) (?:to be|you|that you|you're|youre)\b|\byou are (?:now|no longer|going to be)\b",
    r"^\W*you(?:'re| are) (?:my|dan|unrestricted|free|uncensored)\b|\b(?:stay|remain|speak|answer) in character\b",
    r"\blet(?:'?s| us) (?:play|pretend|imagine|role-?play)\b|\bgame where you\b",
    r"\bpretend\b[^.?!\n]{0,80}\b(?:confirm|agree|repeat|say so)\b",
    r"\byou're now\b|^\W*from (?:now|here|today) on\b|\bfrom now on,? (?:you|your|answer|reply|say|speak|every|all)\b|"
    r"\b(?:you|your|answer|reply|say|speak|talk)\b[^.?!\n]{0,30}\bfrom now on\b",
    r"\b(?:developer|debug|god|admin|jailbreak|dan|maintenance|unrestricted|sudo) mode\b",
    # write it my way
    r"\b(?:begin|start|end|finish|prefix|preface|open|close|sign off) (?:your|each|every|the|all|with)\b[^.?!;\n]{0,30}"
    r"\b(?:with|reply|answer|response|sentence|message|line)\b",
    r"\b(?:say|write|print|output|repeat|include|add|append|insert|use|type)\b (?:the )?"
    r"(?:word|words|phrase|string|text|code|sentence)\b",
    r"(?:^|\b(?:please|and|then|just|or|now)\s+)\W*(?:make up|invent|fabricate|hallucinate|dream up)\b",
    r"(?:^|\bplease |\bjust )\W*(?:respond|reply|answer)(?: me)?,? (?:only|just|in|with|using|as|without)\b",
    # take this for true
    r"\bnew (?:rule|fact|policy|order|instruction|prompt|directive)s?\b[^.?!\n]{0,60}:",
    r"(?:^|\]|\bplease |\band |\bnow |, )\W*(?:(?:remember|memori[sz]e|learn)\b "
    r"(?:that|this|it|these|the following)\b|(?:save|store|keep|record)\b (?:this|that|it|these|the following) "
    r"(?:to|in|into|as) (?:your|a (?:new )?(?:rule|fact)|memory)\b)",
    r"(?:^|\bplease |\bnow )\W*add (?:this|that|it|the following|these) to (?:your|the) (?:\w+ )?"
    r"(?:plan|documents?|memory|knowledge|data|records?)\b",
    r"\bconfirm (?:that )?(?:you(?:'ve| have)|it (?:is|has been)|this (?:is|has been))\b",
    # carry this out
    r"\b(?:decode|decrypt|base64|rot13|hexadecimal|hex for you|follow it|execute|run this|translate and follow)\b",
    # I may tell you to
    r"\b(?:authori[sz]ed|authori[sz]es|permitted|cleared|allowed) you\b",
    r"\bi am (?:your|the) (?:developer|creator|admin|administrator|owner)\b",
)
_INSTRUCTION = re.compile("|".join(f"(?:{form})" for form in _TELLS_THE_GUIDE), re.IGNORECASE)
_ENCODED = re.compile(r"\b(?:[0-9a-f]{2}){12,}\b|\b[A-Za-z0-9+/]{32,}={0,2}(?![\w/])", re.IGNORECASE)
_TAGGED = re.compile(
    r"<(?P<tag>[a-z_]+)[^>]*>.*?</(?P=tag)\s*>|<!--.*?-->|</?[a-z_]+[^<>\n]{0,80}>|```.*?```|\[\[.*?\]\]|"
    r"\[/?(?:system|inst|context)\]|\[[^\[\]\n]{0,30}\b(?:override|admin|debug|system)\b[^\[\]\n]{0,30}\]|"
    r"(?:^|(?<=\n))\W*(?:system|assistant|developer note|admin override)\s*:[^.?!\n]*?(?:[.!\n]\s*|(?=\buser\s*:))"
    r"(?:user\s*:)?",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    r"(?:,\s*|\s+)and\s+"
    r"(?=(?:just |please |now |then )?(?:give|tell|show|what|who|where|how|which|find|list|answer|help)\b)|"
    r";\s*|:\s+|,\s+(?=(?:but|then|what|how|when|does|is|tell|give)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message without the instructions in it. text may be empty; had_instruction says whether any was left out."""

    text: str
    had_instruction: bool


_PLANTS = re.compile(
    r"\bnew (?:rule|fact|policy|order|directive)|\b(?:remember|memori[sz]e|learn|store|save|add)\b", re.IGNORECASE
)
"""Opens a sentence whose other clauses are what the guide is to take for true."""


def without_instructions(text: str) -> Cleaned:
    """Return the message without text in tags, encoded text and clauses that tell the assistant how to behave."""
    bare = _ENCODED.sub(" ", _TAGGED.sub(" ", text))
    had = bare != text
    kept: list[str] = []
    for sentence in sentences(bare):
        clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
        told = [clause for clause in (sentence, *clauses) if _INSTRUCTION.search(clause)]
        if not told:
            kept.append(sentence)
            continue
        had = True
        good = [clause for clause in clauses if clause not in told]
        if any(_PLANTS.search(clause) for clause in told):
            good = [clause for clause in good if asks(clause)]
        kept.extend(clause.strip() for clause in good if content_words(clause))
    return Cleaned(" ".join(kept).strip() if had else text.strip(), had)
