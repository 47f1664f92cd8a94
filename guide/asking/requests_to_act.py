"""Requests that the guide do something: send or ring for somebody, or look into a case. It only answers."""

from __future__ import annotations

import re

_CASES = (
    r"(?:famil\w+|child\w*|clients?|residents?|tenants?|man|woman|lad|girl|boy|persons?|customers?|cases?|referrals?)"
)
_ACTS = re.compile(
    r"\b(?:send|submit|file|forward|e-?mail|post|put|ring|call|book|make|fill|do)\b (?:\w+ )?(?:it|this|that|them|"
    r"the (?:form|referral|report|alert|e-?mail|call)|a referral)\b[^.?!]{0,40}\b"
    r"(?:for (?:me|us)|on (?:my|our) behalf)\b"
    r"|\b(?:write|compose|make up|tell|sing|do|give)(?: me| us)? (?:an? |another |some |the )(?:\w+ )?(?:poems?|songs?|"
    r"limericks?|haikus?|raps?|rhymes?|jokes?|story|stories|essays?)\b"
    r"|\bwrite up (?:\w+'?s? ){0,5}(?:notes?|minutes|records?)\b"
    r"|\b(?:can|could|will|would) you (?:\w+ )?(?:check|look|search|see|find out)\b[^.?!]{0,50}\b(?:if|whether) "
    rf"(?:this|that|my|the|her|his|their|our) (?:\w+ )?{_CASES}\b[^.?!]{{0,30}}\b(?:open|known|allocated|received|"
    r"logged|registered|gone|went|on)\b",
    re.IGNORECASE,
)


def asks_to_act(text: str) -> bool:
    """Say whether a message asks the guide to send, ring, write or make something up, or to look into a case."""
    return _ACTS.search(text) is not None
