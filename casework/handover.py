"""What a leaver has in hand: told to the agency in charge, case by case; the administrator learns the count only."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from casework import clock, notices, scopes
from casework.models import Agency, Notice, Post, Proposal, Record, Relation, User

notices.declare({"leaver": _("%(number)s的%(action)s已停用账户，请换人接手")})

_PARTS = {Relation.HANDLER: _("经办人"), Relation.PANEL: _("验收成员"), Relation.REVIEWER: _("审核人")}
_PROPOSER = _("复核提交人")


def in_hand(user: User) -> list[tuple[Record, str]]:
    """Open records in which this person is handler, panel member, reviewer or proposer, each with that part."""
    related = Relation.objects.filter(user=user, until__isnull=True, kind__in=_PARTS)
    proposed = Proposal.objects.filter(proposer__user=user, outcome=Proposal.OPEN)
    parts: dict[object, list[str]] = {}
    for record, kind in related.values_list("record_id", "kind").order_by("pk"):
        parts.setdefault(record, []).append(str(_PARTS[kind]))
    for record in proposed.values_list("record_id", flat=True).order_by("pk"):
        parts.setdefault(record, []).append(str(_PROPOSER))
    rows = Record.objects.filter(pk__in=list(parts), closed_at__isnull=True).select_related("owner_agency")
    return [(row, "、".join(dict.fromkeys(parts[row.pk]))) for row in rows.order_by("pk")]


def hand_over(user: User) -> int:
    """Tell the agency in charge of each such record, or the leaver's own where none is; returns how many there are."""
    found = in_hand(user)
    own = list(Agency.objects.filter(posts__in=Post.objects.held().filter(user=user)).distinct())
    for record, part in found:
        told: Iterable[Agency] = [record.owner_agency] if record.owner_agency else own
        notices.notify(
            record, Notice.TODO, "leaver", agencies=told, roles=sorted(scopes.roles_seeing(record.kind)),
            except_user=user, key=f"{user.pk}-{clock.now():%Y%m%d%H%M%S%f}", params={"action": part},
        )  # fmt: skip
    return len(found)
