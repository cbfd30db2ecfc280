"""The rows of a case that guards, forms and pages look at, read once for one instance of the record."""

from typing import Any

from django.db.models import Exists, OuterRef

from relief.incidents import ALLEGATIONS
from relief.states import REFERRED, REFUSED, TRANSFERRED_POLICE


def spare(case: Any) -> None:
    """For a page that shows all of a case: ask once which of its parts there are, and do not ask again for the others.

    Only where nothing is written any more: a part that comes later in the same instance would not be seen.
    """
    from relief.models.parts import CaseChild

    kinds = {r.get_accessor_name(): r.related_model for r in type(case)._meta.related_objects}
    kinds = {name: model for name, model in kinds.items() if issubclass(model, CaseChild)}
    there = {name: Exists(model.objects.filter(case=OuterRef("pk"))) for name, model in kinds.items()}
    found = type(case).objects.filter(pk=case.pk).values_list(*there.values()).get()
    kept = vars(case).setdefault("_prefetched_objects_cache", {})
    kept |= {name: kinds[name].objects.none() for name, is_there in zip(there, found, strict=True) if not is_there}


def collectors(case: Any) -> list[Any]:
    """Who would take the person along, in the order in which they were written down."""
    return _once(case, "_collectors_read", lambda: list(case.collectors.all()))


def background(case: Any) -> Any:
    """What somebody said of themselves; None where nothing was written down."""
    read = case.backgrounds.select_related("witness", "second_witness")
    return next(iter(_once(case, "_background_read", lambda: list(read))), None)


def relatives(case: Any) -> list[Any]:
    """Those of the family whom the person named, in that order."""
    return _once(case, "_relatives_read", lambda: list(case.relatives.all()))


def absences(case: Any) -> list[Any]:
    """Every time somebody was gone, oldest first."""
    return _once(case, "_absences_read", lambda: list(case.absences.all()))


def open_search(case: Any) -> Any:
    """The search that goes on; None where nobody is missing."""
    return next((one for one in absences(case) if one.missing and one.ended_at is None), None)


def reports(case: Any) -> list[Any]:
    """What was reported to police and other organs, oldest first."""
    return _once(case, "_reports_read", lambda: list(case.mandatoryreports.all()))


def protection(case: Any) -> list[Any]:
    """What was written down for the protection of somebody, oldest first."""
    read = case.protectionnotes.select_related("guardian")
    return _once(case, "_protection_read", lambda: list(read))


def upward(case: Any) -> list[Any]:
    """What was told to the bureau, oldest first."""
    return _once(case, "_upward_read", lambda: list(case.upwardreports.all()))


def extensions(case: Any) -> list[Any]:
    """Longer stays that were asked for or filed, in their order."""
    read = case.extensions.select_related("recorded_by", "decided_by__user", "acknowledged_by__agency")
    return _once(case, "_extensions_read", lambda: list(read))


def asked_extension(case: Any) -> Any:
    """The one the director has to decide; None where none waits."""
    return next((one for one in reversed(extensions(case)) if one.decided_at is None), None)


def unacknowledged(case: Any) -> list[Any]:
    """What was filed and the bureau has not yet confirmed."""
    return [one for one in extensions(case) if one.agreed and one.acknowledged_at is None]


def open_incidents(case: Any) -> list[Any]:
    """What happened and is not closed yet; an allegation against the staff is nothing that lies here (HB-16)."""
    found = case.incidents.filter(closed_at__isnull=True).exclude(category__in=ALLEGATIONS)
    return _once(case, "_incidents_read", lambda: list(found))


def death(case: Any) -> Any:
    """What is on record of a death; None of the living."""
    return next(iter(_once(case, "_death_read", lambda: list(case.deathrecords.all()))), None)


def relatives_told(case: Any) -> list[Any]:
    """Which relatives were told of a death, oldest first."""
    return _once(case, "_told_read", lambda: list(case.relativetolds.all()))


def inquiries(case: Any) -> list[Any]:
    """What the police were asked, oldest first."""
    return _once(case, "_inquiries_read", lambda: list(case.inquiries.all()))


def waiting_inquiries(case: Any) -> list[Any]:
    """Those they have not answered yet."""
    return [one for one in inquiries(case) if not one.reply]


def files(case: Any) -> list[Any]:
    """What is filed, oldest first."""
    filed = case.files.filter(removed_at__isnull=True).select_related("file", "added_by__user")
    return _once(case, "_files_read", lambda: list(filed.order_by("added_at", "pk")))


def refusal(case: Any) -> Any:
    """The decision to refuse relief; None where there is none."""
    found = case.refusaldecisions.select_related(
        "recorded_by__user", "proposed_by__user", "served_by", "served_second"
    )  # fmt: skip
    return _once(case, "_refusal_read", lambda: found.last() if case.outcome == REFUSED else None)


def volumes(case: Any) -> list[Any]:
    """Every binding of the file, in their order."""
    read = case.archivevolumes.select_related("recorded_by__user", "reopen_asked_by__user", "reopened_by__user")
    return _once(case, "_volumes_read", lambda: list(read.order_by("version")))


def bound_anew(case: Any) -> None:
    """What was read is no longer all."""
    vars(case).pop("_volumes_read", None)


def referral(case: Any) -> Any:
    """To whom somebody was sent on; None where nobody was."""
    found = case.referrals.select_related("recorded_by__user", "proposed_by__user")
    return _once(case, "_referral_read", lambda: found.last() if case.outcome == REFERRED else None)


def screened(case: Any) -> bool:
    """Whether somebody looked at body and mind already."""
    return bool(_once(case, "_screened_read", case.screenings.exists))


def paper_missing(case: Any) -> bool:
    """Whether the police took somebody and their paper is to follow."""
    if case.outcome != TRANSFERRED_POLICE:
        return False
    kept: Any = _once(case, "_kept_read", case.policecalls.last)
    return kept is not None and not kept.paper_no


def lead(case: Any) -> Any:
    """The lead it began with; None where somebody came of themselves."""
    return _once(case, "_lead_read", case.leads.first)


def _once(case: Any, key: str, load: Any) -> list[Any]:
    kept = vars(case)
    if key not in kept:
        kept[key] = load()
    return kept[key]  # type: ignore[no-any-return]
