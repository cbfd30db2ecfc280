"""How many humans stand behind admissions: a confirmed pair of records is one human (I-20). Pure."""

from collections.abc import Iterable


def grouped(cases: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The cases of each human, in order. Whoever is paired with somebody who is paired with a third is that third."""
    wanted = sorted(set(cases))
    first = {case: case for case in wanted}

    def root(case: str) -> str:
        while first.setdefault(case, case) != case:
            case = first[case]
        return case

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        first[high] = low
    found: dict[str, list[str]] = {}
    for case in wanted:
        found.setdefault(root(case), []).append(case)
    return list(found.values())
