"""The check character of a unified social credit code (GB 32100, §2.9). Pure apart from the validator's message."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, n, 31) for n in range(17))
_FORM = re.compile(f"[{_ALPHABET}]{{18}}")


def check_character(first17: str) -> str:
    """The 18th character that belongs to the first seventeen."""
    total = sum(_ALPHABET.index(c) * w for c, w in zip(first17, _WEIGHTS, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Whether a code in capitals has the right form and check character."""
    return _FORM.fullmatch(code) is not None and check_character(code[:17]) == code[17]


def validate(code: str) -> None:
    """Raises ValidationError for a code that cannot be one."""
    if not is_valid(code):
        raise ValidationError(_("第18位校验不对，请核对营业执照"))
