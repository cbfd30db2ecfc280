"""Saying that two persons may be one, looking again, and taking it back. The two rows stay what they are."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from casework.context import Context
from casework.refusals import InvalidData
from relief.effects.common import child
from relief.models.same_person import SamePerson


def propose_same_person(ctx: Context) -> None:
    """The first reviewer says it, of a case within sight."""
    from relief.models import ReliefCase

    number = ctx.data["other_number"].strip().upper()
    visible = ReliefCase.objects.visible_to(ctx.actor, ctx.record.kind)
    other = visible.filter(number=number).first()
    if other is None:
        raise InvalidData({"other_number": [_("没有找到，或不在您的范围内。")]})
    if other.pk == ctx.record.pk:
        raise InvalidData({"other_number": [_("这就是本件，写另一件的编号")]})
    both = Q(case=ctx.record.pk, other=other.pk) | Q(case=other.pk, other=ctx.record.pk)
    if SamePerson.objects.filter(both, undone_at__isnull=True).exists():
        raise InvalidData({"other_number": [_("这一对已经登记过")]})
    child(ctx, SamePerson, other=other, basis=ctx.data["basis"], first=ctx.actor.user)


def confirm_same_person(ctx: Context) -> None:
    """The second one has compared and agrees."""
    ctx.update(_pair(ctx), second=ctx.actor.user, confirmed_at=ctx.now)


def undo_same_person(ctx: Context) -> None:
    """It was another human after all."""
    ctx.update(_pair(ctx), undone_at=ctx.now, why_undone=ctx.data["why"])


def _pair(ctx: Context) -> Any:
    own = Q(case=ctx.record.pk) | Q(other=ctx.record.pk)
    return SamePerson.objects.select_for_update().get(own, pk=ctx.data["pair"])
