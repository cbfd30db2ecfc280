"""What the search box finds here: cases by their number, and nothing else. Never a person (HB-14)."""

from casework import kinds, search
from casework.actor import Actor
from casework.search import Hit
from relief.lifecycle import CASE


def cases(words: str, actor: Actor) -> list[Hit]:
    """By number, as far as it was typed."""
    kind = kinds.by_name(CASE.name)
    found = search.records(words, actor, kind)
    return [Hit(line["number"], line["summary"], line["url"]) for line in kind.list_rows(found, actor)]
