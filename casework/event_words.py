"""The words for every event a record can have, and for who acted."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from casework import kinds
from casework.actor import Actor, without_post
from casework.models import Event


def labels_of(record: Any) -> dict[str, Any]:
    """Code of an event → its words, for this kind of record (or its model)."""
    declared = record.lifecycle
    labels = {code: act.label for code, act in {**declared.rows, **declared.amendments}.items()}
    labels |= {act.code: act.label for act in declared.beginnings}
    return dict(kinds.kind_of(record).former_acts) | labels | {
        "propose": _("提交复核"), "return_proposal": _("退回并说明"), "withdraw_proposal": _("撤回"),
        "import_as": _("历史数据导入"), "erase_values": _("依法删除"), "attach_file": _("添加材料"),
        "recompute_timers": _("重算期限"),
    }  # fmt: skip


def heard(events: Iterable[Event], record: Any, actor: Actor) -> list[Event]:
    """The events of which this actor hears: not those of a region whose state they may not read, unless their own."""
    unheard = kinds.kind_of(record).unheard(actor)
    return [event for event in events if event.name not in unheard or event.actor_id == actor.user_id]


def who(event: Event) -> str:
    """Unit, post and name, as every line of the history has them; what acted, where it held no post."""
    post = event.post
    return f"{post.agency.name} {post.title} {post.user.display_name}" if post else str(without_post(event.role))
