"""Letters of the committee to the unit that leads (F-05), each on record as an instruction in one case (F-40, §5.9)."""

from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from casework.timers import local_day
from property_rectification.interference.effects import file_letter
from property_rectification.unnamed import refuse_reporter_in


def send_letter(ctx: Context) -> None:
    """Ask the unit in writing; the case stays as it is, and its clocks too."""
    if ctx.data["reply_by"] < local_day(ctx.now):
        raise InvalidData({"reply_by": [_("反馈期限不能早于今天")]})
    refuse_reporter_in(ctx, "requirement")
    file_letter(ctx)
