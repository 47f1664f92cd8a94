"""Instructions hidden in a question: told apart from the question and left out. They have no effect on anything."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guide.understanding import content_words, sentences

_WITHIN = r"[^.?!;:\n]{0,40}\b"
"""What may stand between a verb and its object."""

_TELLS_THE_GUIDE = (
    # forget your rules
    r"\b(?:ignor\w+|disregard\w*|forget\w*|overrid\w+|bypass\w*|set aside|pay no attention to)\b"
    + _WITHIN
    + r"(?:rules?|"
    r"instructions?|guidelines?|guidance|prompts?|training|restrictions?|filters?|safeguards?|programming|limits?|polic\w+|"
    r"above|previous|prior|earlier|everything|what you were told)\b",
    r"\b(?:ignorier\w*|ignorez|ignora|oublie[zr]?|vergiss|olvida)\b",
    # show your insides
    r"\b(?:reveal|print|show|display|output|dump|repeat|leak|expose|share|tell me|give me|list|what (?:is|are))\b"
    + _WITHIN
    + r"(?:system|hidden|secret|internal|initial|original|configuration|config|developer|your)\b[^.?!;:\n]{0,20}"
    r"\b(?:prompts?|instructions?|files?|settings?|keys?|passwords?|tokens?|rules?|guidelines?|configuration|variables?|"
    r"code|weights|model)\b",
    # be somebody else
    r"\b(?:act|behave|respond|reply|answer|talk|speak|write|pose|role-?play) (?:as|like) (?:a|an|my|the|if|though)\b",
    r"\b(?:pretend|imagine|suppose) (?:to be|you|that you|you're|youre)\b|\byou are (?:now|no longer|going to be)\b",
    r"\bpretend\b[^.?!\n]{0,80}\b(?:confirm|agree|repeat|say so)\b",
    r"\byou're now\b|\bfrom now on\b",
    r"\b(?:developer|debug|god|admin|jailbreak|dan|maintenance|unrestricted|sudo) mode\b",
    # write it my way
    r"\b(?:begin|start|end|finish|prefix|preface|open|close|sign off) (?:your|each|every|the|all|with)\b[^.?!;\n]{0,30}"
    r"\b(?:with|reply|answer|response|sentence|message|line)\b",
    r"\b(?:say|write|print|output|repeat|include|add|append|insert|use|type)\b (?:the )?"
    r"(?:word|words|phrase|string|text|code|sentence)\b",
    r"(?:^|\b(?:please|and|then|just|or|now)\s+)\W*(?:make up|invent|fabricate|hallucinate|dream up)\b",
    # carry this out
    r"\b(?:decode|decrypt|base64|rot13|hexadecimal|hex for you|follow it|execute|run this|translate and follow)\b",
    # I may tell you to
    r"\b(?:authori[sz]ed|authori[sz]es|permitted|cleared|allowed) you\b",
    r"\bi am (?:your|the) (?:developer|creator|admin|administrator|owner)\b",
)
_INSTRUCTION = re.compile("|".join(f"(?:{form})" for form in _TELLS_THE_GUIDE), re.IGNORECASE)
_ENCODED = re.compile(r"\b(?:[0-9a-f]{2}){12,}\b|\b[A-Za-z0-9+/]{32,}={0,2}(?![\w/])", re.IGNORECASE)
_TAGGED = re.compile(
    r"<(?P<tag>[a-z_]+)[^>]*>.*?</(?P=tag)\s*>|```.*?```|\[\[.*?\]\]|\[/?(?:system|inst|context)\]",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    r"(?:,\s*|\s+)and\s+(?=(?:give|tell|show|what|who|where|how|which|find|list|answer|help)\b)|"
    r";\s*|:\s+|,\s+(?=but\b|then\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A message without the instructions in it. text may be empty; had_instruction says whether any was left out."""

    text: str
    had_instruction: bool


def without_instructions(text: str) -> Cleaned:
    """Return the message without text in tags, encoded text and clauses that tell the assistant how to behave."""
    bare = _ENCODED.sub(" ", _TAGGED.sub(" ", text))
    had = bare != text
    kept: list[str] = []
    for sentence in sentences(bare):
        clauses = [clause for clause in _CLAUSE.split(sentence) if clause.strip()]
        good = [clause for clause in clauses if not _INSTRUCTION.search(clause)]
        if len(good) == len(clauses):
            kept.append(sentence)
            continue
        had = True
        kept.extend(clause.strip() for clause in good if content_words(clause))
    return Cleaned(" ".join(kept).strip() if had else text.strip(), had)
