"""Code lists of relief, as far as they are used."""

from pathlib import Path

from casework.codelists import CodeLists

_LISTS = CodeLists(Path(__file__).parent / "seed" / "codes.csv")
lists, choices, label = _LISTS.lists, _LISTS.choices, _LISTS.label
