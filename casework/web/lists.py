"""The list of a kind: filters, order and page live in the address, so that a link reproduces the view."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accesslog, kinds, scopes
from casework.api.filters import filtered, late, paginated
from casework.models import Record
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.web import frames, navigation
from casework.web.records import PageView


class RecordList(PageView):
    """GET: one numbered page of what is in scope and matches."""

    kind_name = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        kind, actor = kinds.by_name(self.kind_name), actor_of(request)
        if actor.role not in scopes.roles_seeing(kind.name):
            raise NotYourRole
        params = {name: str(value) for name, value in request.GET.items() if value}
        rows = filtered(kind, params, actor)
        page = paginated(rows.select_related("owner_agency"), params)
        accesslog.record_access(actor, "list", subject=kind.name, request=request)
        context = {
            "list": self._list(kind, request, params, page) | {"late": late(rows).count()},
            "page": page, "pages": page.paginator.get_elided_page_range(page.number),
        }  # fmt: skip
        return render(request, kind.list_template, context)

    def _list(
        self, kind: kinds.Kind, request: HttpRequest, params: dict[str, str], page: Page[Record]
    ) -> dict[str, Any]:
        actor = actor_of(request)
        scope = Record.objects.visible_to(actor).filter(kind=kind.name)
        shown = [n for n in params if n not in ("page", "order")]
        return {
            "title": kind.label, "total": page.paginator.count, "filtered": bool(shown),
            "filters": filters(kind, scope, params), "chosen": chosen(kind, params),
            "clear_url": reverse(f"{kind.page}-list"), "intake_url": navigation.intake_url(actor.role),
            "import_url": kind.import_url(actor), "columns": columns(params),
            "rows": kind.list_rows(list(page.object_list), actor),
        }  # fmt: skip


def row(record: Record, clock_chip: Any, **more: Any) -> dict[str, Any]:
    """The part of a list row that follows from the base table; the kind adds place and category."""
    return {
        "url": frames.url(record), "number": record.number or _("未编号"), "summary": record.title,
        "badges": [frames.state_badge(record)], "clock": clock_chip,
        "owner": record.owner_agency.name if record.owner_agency else "", "updated": record.updated_at,
    } | more  # fmt: skip


def filters(kind: kinds.Kind, scope: Any, params: Mapping[str, str]) -> list[dict[str, Any]]:
    """State with counts, due, words, and what the kind adds."""
    counts = dict(scope.values_list("state").annotate(n=Count("pk")).order_by())
    states = [
        {"value": s.code, "label": s.badge, "count": counts.get(s.code, 0), "selected": params.get("state") == s.code}
        for s in kind.lifecycle.states.values()
    ]
    due = [
        {"value": value, "label": label, "count": None, "selected": params.get("due") == value}
        for value, label in (("late", _("逾期")), ("today", _("今天到期")))
    ]
    return [
        {"name": "state", "label": _("状态"), "kind": "select", "value": params.get("state", ""), "options": states},
        {"name": "due", "label": _("期限"), "kind": "select", "value": params.get("due", ""), "options": due},
        *kind.filter_fields(params),
        {"name": "q", "label": _("案号末几位或事由"), "kind": "text", "value": params.get("q", "")},
    ]


def chosen(kind: kinds.Kind, params: Mapping[str, str]) -> list[dict[str, str]]:
    """The filters in force as chips, each with the address without it."""
    base = reverse(f"{kind.page}-list")
    chips = []
    for name, value in params.items():
        if name in ("page", "order"):
            continue
        rest = {k: v for k, v in params.items() if k not in (name, "page")}
        chips.append({"label": _label(kind, name, value), "remove_url": f"{base}?{urlencode(rest)}" if rest else base})
    return chips


def _label(kind: kinds.Kind, name: str, value: str) -> str:
    if name == "state":
        return "、".join(str(kind.lifecycle.states[code].badge) for code in value.split(","))
    if name == "due":
        return _("逾期") if value == "late" else _("今天到期")
    if name == "q":
        return _("含“%(words)s”") % {"words": value}
    return kind.filter_words(name, value)


def columns(params: Mapping[str, str]) -> list[dict[str, str]]:
    """The seven columns; three of them sort."""
    order = params.get("order", "-opened")
    return [
        _column(_("案号"), "opened", order, params), _column(_("小区、摘要")), _column(_("类型")), _column(_("状态")),
        _column(_("期限"), "due", order, params), _column(_("承办")), _column(_("更新"), "updated", order, params),
    ]  # fmt: skip


def _column(label: str, name: str = "", order: str = "", params: Mapping[str, str] | None = None) -> dict[str, str]:
    if not name:
        return {"label": label, "url": "", "sorted": ""}
    now = {name: "ascending", f"-{name}": "descending"}.get(order, "")
    wanted = f"-{name}" if now == "ascending" or name == "updated" else name
    rest = {k: v for k, v in (params or {}).items() if k not in ("order", "page")}
    return {"label": label, "url": "?" + urlencode(rest | {"order": wanted}), "sorted": now}
