"""What no text for the public holds, whoever it is about (§5.3, §5.8): sealed penalties, forced apologies, labels,
the wording of a mediation agreement."""

import re
from collections.abc import Iterable, Sequence

from property_rectification.masking_text.places import plain

PENALTY, APOLOGY, LABEL, AGREEMENT = "penalty", "apology", "label", "agreement"
_PENALTY = (
    r"(?:行政|治安)拘留|拘留[0-9一二三四五六七八九十]{1,3}[日天]|治安(?:管理)?处罚(?!法)"
    r"|被公安机关[^。]{0,8}(?:拘留|罚款|警告)"
)
_APOLOGY = r"(?:公开|当众|登报|书面)(?:赔礼)?道歉|(?:道歉|致歉|认错)(?:视频|信|书)|悔过书|检讨书|保证书"
_AGREEMENT = r"调解(?:协议|书)(?:书)?(?:内容|原文|约定|载明|如下|第)|(?:双方)?(?:自愿)?达成如下(?:调解)?协议"
_PATTERNS = ((PENALTY, re.compile(_PENALTY)), (APOLOGY, re.compile(_APOLOGY)), (AGREEMENT, re.compile(_AGREEMENT)))


def find(units: Sequence[str], labels: Iterable[str]) -> list[tuple[int, str, str]]:
    """Unit, kind and word of each prohibited passage, in reading order; `labels` are the words that are not used."""
    found = []
    names = [label for label in labels if label]
    for number, unit in enumerate(units):
        bare = plain("".join(unit.split()))
        found += [(number, kind, m.group()) for kind, pattern in _PATTERNS for m in pattern.finditer(bare)]
        found += [(number, LABEL, label) for label in names if label in bare]
    return found
