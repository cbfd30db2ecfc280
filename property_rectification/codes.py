"""Code lists of the property cases; categories and the duty map are dated rows."""

from pathlib import Path

from casework.codelists import CodeLists

_LISTS = CodeLists(Path(__file__).parent / "seed" / "codes.csv")
lists, choices, label = _LISTS.lists, _LISTS.choices, _LISTS.label
