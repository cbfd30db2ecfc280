"""The reporter stays unnamed on what goes to the other side, and is looked for in it (§5.4)."""

import re
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.context import Context
from casework.masking import mask_text
from casework.refusals import InvalidData

_KINDS = {
    "name": gettext_lazy("姓名"), "guardian": gettext_lazy("监护人"), "interpreter": gettext_lazy("翻译"),
    "phone": gettext_lazy("电话"), "address": gettext_lazy("住址"),
}  # fmt: skip
#: Who stands on the papers of a case.
RELATED = ("firm", "compound", "owner_agency", "reporter")
#: Shorter words would be found by chance in any text.
_SHORTEST = {"name": 2, "guardian": 2, "interpreter": 2, "phone": 7, "address": 5}


def case_of(ctx: Context) -> Any:
    """The case with firm, compound, unit and reporter, read once for all papers and checks of the act.

    It is the record itself, locked with all of them, or the case a record beside it was opened for (`source`).
    """
    if not hasattr(ctx.record, "source_id"):
        return ctx.record
    rows = apps.get_model("property_rectification", "RectificationCase").objects.select_related(*RELATED)
    return ctx.once("papers:case", lambda: rows.get(pk=ctx.record.source_id))


def refuse_reporter_in(ctx: Context, *fields: str) -> None:
    """Raises InvalidData where a text that goes to the other side names who reported (§5.4)."""
    found = {name: _named_in(ctx, ctx.data.get(name)) for name in fields}
    words = _("这里写了反映人的%(what)s，会印在给被反映方的文书上。请改写为“反映人”或删去")
    errors = {name: [words % {"what": what}] for name, what in found.items() if what}
    if errors:
        raise InvalidData(errors)


def _named_in(ctx: Context, text: Any) -> str:
    said = "".join(str(text or "").split())
    kinds = (kind for kind in _KINDS if any(one in said for one in _held(ctx, kind)))
    return str(_KINDS.get(next(kinds, ""), ""))


def _held(ctx: Context, kind: str) -> Iterable[str]:
    return _plain(getattr(case_of(ctx), "reporter", None), kind)


def _plain(reporter: Any, kind: str) -> list[str]:
    value = getattr(reporter, kind, None)
    plain = "".join(value.reveal().split()) if value else ""
    return [plain] if len(plain) >= _SHORTEST[kind] else []


def without_reporter(case: Any, texts: Iterable[str]) -> list[str]:
    """Texts as the other side may read them: whatever names who reported reads 反映人 there. One query a page.

    The second line of defence: who writes such a text is refused the name already, a text of before is not.
    """
    reporter = apps.get_model("property_rectification", "Reporter").objects.filter(case_id=case.pk).first()
    held = [one for kind in _KINDS for one in _plain(reporter, kind)]
    spaced = [re.compile(r"\s*".join(map(re.escape, one))) for one in sorted(held, key=len, reverse=True)]

    def clean(text: str) -> str:
        for pattern in spaced:
            text = pattern.sub(_("反映人"), text)
        return mask_text(text)

    return [clean(text) for text in texts]
