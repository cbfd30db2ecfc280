"""Words that stand on no paper, title, file or view (§5.3), as the domain brings them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

#: The first unused word of a text and what stands instead, or None.
FindUnused = Callable[[str], tuple[str, str] | None]


@dataclass
class _Words:
    """The list, once a domain has named it."""

    find: FindUnused = field(default=lambda _text: None)


_WORDS = _Words()


def use(find: FindUnused) -> None:
    """Name the list. Called in the domain's `AppConfig.ready`."""
    _WORDS.find = find


def find(text: str) -> tuple[str, str] | None:
    """The first unused word of a text with its replacement; None where there is none."""
    return _WORDS.find(text)


def problem(text: str) -> str:
    """What is wrong with the words of a title, and what to write instead; empty where nothing is."""
    hit = find(text)
    if hit is None:
        return ""
    return _("「%(word)s」不能用在标题和标签里，建议写：%(instead)s") % {"word": hit[0], "instead": hit[1]}
