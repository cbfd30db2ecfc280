"""The gate of `masking_text` with what a source case knows of its people. Their names are opened here and kept nowhere.

The reporter, guardians, speakers, who was served, the owners' representative, handlers and senders of leads are looked
for by name; everybody else by surname and context.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casework.context import Context
from property_rectification.exemplar.wording import Sentence
from property_rectification.masking_text import firms, gate, groups
from property_rectification.masking_text.findings import Finding, replaced, without_overlaps
from property_rectification.models.parties import Reporter

_GROUP_FLAG = "GROUP"


@dataclass(frozen=True)
class Known:
    """What the gate looks for besides what any text gives away."""

    names: tuple[str, ...]
    places: tuple[str, ...]
    around: groups.Surroundings
    firm: tuple[str, ...]


def known(source: Any) -> Known:
    """What the source case holds of people, its compound, and its firm."""
    compound = source.compound
    around = groups.Surroundings(
        compounds=(compound.name, *compound.aliases) if compound else (),
        households=compound.unit_count if compound else None,
        complaining=groups.LEAST_HOUSEHOLDS if _GROUP_FLAG in source.flags else 1,
    )
    return Known(_names(source), _places(source), around, firms.names_of(source.firm.name) if source.firm else ())


def _names(source: Any) -> tuple[str, ...]:
    """Fields for people as they are; of fields where a unit or an office may stand instead, only what is a name."""
    certain = [lead.reporter_name for lead in source.leads.all()]
    for reporter in Reporter.objects.filter(case_id=source.pk):
        certain += [reporter.name, reporter.guardian]
    mixed = [s.speaker for s in source.statements.all()] + [c.owner_name for c in source.checks.all()]
    mixed += [n.served_to for n in source.ordernotices.all()]
    perhaps = [s.reveal() for s in mixed if s] + [e.obtained_by for e in source.evidences.all()]
    people = [r.user.display_name for r in source.relations.select_related("user") if r.user]
    return (*(s.reveal() for s in certain if s), *people, *(n for n in perhaps if not firms.is_office(n)))


def _places(source: Any) -> tuple[str, ...]:
    secrets = [r.address for r in Reporter.objects.filter(case_id=source.pk)]
    secrets += [lead.address for lead in source.leads.all()]
    return tuple(s.reveal() for s in secrets if s)


@dataclass(frozen=True)
class Looked:
    """What the gate found in one version: of persons, of small groups, and the firm where it may not be named."""

    persons: tuple[Finding, ...]
    small: tuple[Finding, ...]
    firm: tuple[Finding, ...]

    @property
    def all(self) -> tuple[Finding, ...]:
        return without_overlaps((*self.persons, *self.firm, *self.small))


def look(units: Sequence[str], here: Known, *, firm_named: bool) -> Looked:
    """Unit 0 is the title, the sentences follow."""
    persons = gate.inspect(units, here.names, here.places)
    firm = () if firm_named else firms.find(units, here.firm)
    return Looked(persons, groups.inspect(units, here.around), without_overlaps(firm))


def coarsened(units: Sequence[str], here: Known, *, firm_named: bool) -> list[str]:
    """Every proposed replacement carried out, until nothing is left to replace."""
    texts = list(units)
    for _round in range(gate.ROUNDS):
        found = look(texts, here, firm_named=firm_named).all
        if not found:
            break
        texts = replaced(texts, found)
    return texts


def units_of(text: Any) -> tuple[list[str], list[int]]:
    """Title and sentences of a kept version, and the paragraph of each; the title is paragraph 0."""
    rows = list(text.sentences.all())
    return [text.title, *(row.body.reveal() for row in rows)], [0, *(row.paragraph for row in rows)]


def units_written(title: str, rows: Sequence[Sentence]) -> tuple[list[str], list[int]]:
    """The same of a version that is about to be kept."""
    return [title, *(row.body for row in rows)], [0, *(row.paragraph for row in rows)]


def looked(ctx: Context) -> Looked:
    """What the gate says of the version that is worked on, asked once an act."""

    def load() -> Looked:
        units, _paragraphs = current_units(ctx)
        return look(units, known(ctx.record.source), firm_named=ctx.record.firm_named)

    return ctx.once("mask", load)  # type: ignore[no-any-return]


def current_units(ctx: Context) -> tuple[list[str], list[int]]:
    """Title and sentences of the version that is worked on; a mere title while there is none."""
    text = ctx.record.text
    return ctx.once("units", lambda: units_of(text) if text else ([ctx.record.title], [0]))  # type: ignore[no-any-return]
