"""Writing down that a case was typed into the national system."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief.models.national import NationalEntry


def record_entry(ctx: Context) -> None:
    """Its number there, and that what is known of the arrival was typed. Raises InvalidData for a number of another."""
    number = ctx.data["national_number"].strip()
    if NationalEntry.objects.filter(number=number).exclude(case=ctx.record.pk).exists():
        raise InvalidData({"national_number": [_("这个编号已登记在另一件案件上，请核对")]})
    known = NationalEntry.objects.filter(case=ctx.record.pk).first()
    if known is None:
        ctx.add(NationalEntry(case=ctx.record, number=number, entered_at=ctx.now))
    else:
        ctx.update(known, number=number)


def record_departure(ctx: Context) -> None:
    """What is known of the departure was typed as well."""
    ctx.update(ctx.record.national, departure_entered_at=ctx.now)
