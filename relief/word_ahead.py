"""Who was told ahead that somebody comes, and who was not and why: the last word to each addressee counts."""

from typing import Any

from relief.models.word_ahead import WordAhead


def of(case: Any) -> list[WordAhead]:
    """All of a case in their order; read once for one instance of the record."""
    kept = vars(case)
    if "_words_ahead_read" not in kept:
        kept["_words_ahead_read"] = list(case.wordaheads.all())
    return kept["_words_ahead_read"]  # type: ignore[no-any-return]


def last(case: Any, addressee: str) -> WordAhead | None:
    """The one that counts; None where nobody has seen to it yet."""
    return next((one for one in reversed(of(case)) if one.addressee == addressee), None)


def objected(case: Any, addressee: str) -> bool:
    """Whether the person does not want this addressee to know."""
    found = last(case, addressee)
    return found is not None and found.result == WordAhead.OBJECTED


def is_settled(case: Any) -> bool:
    """Whether of both addressees it stands on record that they were told, or why not."""
    return all(last(case, addressee) is not None for addressee, _label in WordAhead.ADDRESSEES)


def changed(case: Any) -> None:
    """What was read is no longer all."""
    vars(case).pop("_words_ahead_read", None)
