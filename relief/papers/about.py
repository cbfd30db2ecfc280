"""What several papers say: who the person is, what was told, by whom and when."""

from typing import Any

from django.utils.translation import gettext as _

from casework import display
from casework.context import Context
from casework.masking import mask_text
from casework.models import Post
from casework.timers import local_day
from relief import codes
from relief.models.person import Person
from relief.words import aged


def person(ctx: Context) -> dict[str, str]:
    """Name as proved, else as said, else what the person is called meanwhile; a paper is for the person, in full."""
    who: Person = ctx.record.person
    proved = who.verified_at is not None
    number = (who.id_verified if proved else who.id_declared) or who.id_declared
    born = who.birth_verified or who.birth_declared
    return {
        "name": name(who), "name_from": _name_from(who),
        "sex": codes.label("gender", who.gender), "born": day(born), "aged": aged(who, local_day(ctx.now)),
        "id_type": codes.label("id_document_type", who.id_type) if who.id_type else "",
        "id_number": plain(number), "accent": who.accent, "features": plain(who.features),
    }  # fmt: skip


def name(who: Person) -> str:
    """The name as proved, as said, or the temporary one."""
    return plain(who.name_verified) or plain(who.name_declared) or who.name_temp


def _name_from(who: Person) -> str:
    if who.verified_at is not None:
        return _("已核实：%(source)s") % {"source": codes.label("verify_source", who.verified_from)}
    return _("自述，未核实") if who.name_declared else _("临时称呼，身份未核实")


def plain(value: Any) -> str:
    """A personal value in full; the snapshot that holds it is encrypted."""
    return str(value.reveal()) if value else ""


def lines(value: Any) -> list[str]:
    """A text line by line."""
    return [line.strip() for line in plain(value).splitlines() if line.strip()]


def outward(value: Any) -> list[str]:
    """The same for a paper that leaves the house: numbers of people in it are masked."""
    return [mask_text(line) for line in lines(value)]


def typed(value: Any) -> list[str]:
    """What stands in the form of the act, line by line."""
    return [line.strip() for line in str(value or "").splitlines() if line.strip()]


def day(value: Any) -> str:
    """2026年3月2日, in full."""
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def moment(value: Any) -> str:
    """2026年3月2日 14:05, in full; empty where it did not happen."""
    return display.on_paper(value) if value else ""


def coded(name_of_list: str, code: str) -> str:
    """The label of a code that may still be missing."""
    return codes.label(name_of_list, code) if code else ""


def handler(ctx: Context) -> str:
    """Who did the act; empty for the clockwork."""
    return ctx.actor.user.display_name if ctx.actor.user else ""


def today(ctx: Context) -> str:
    """The day of the act, as it stands under a paper."""
    return day(display.local(ctx.now))


def bureau(station: Any) -> dict[str, str]:
    """Where one complains of a station: the county bureau as the house knows it (R-53)."""
    posts = Post.objects.held().filter(role="SUP", division_id=station.division_id).select_related("agency")
    found = posts.order_by("pk").first()
    return {
        "name": found.agency.name if found else _("县民政局"), "phone": found.agency.public_phone if found else "",
    }  # fmt: skip
