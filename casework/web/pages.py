"""The bell, the search, the access log and the outbox."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access, accesslog, kinds, masking, notices, outbox
from casework.models import AccessAction, AccessEntry, Notice, OutboxMessage, Record
from casework.refusals import NotYourRole
from casework.session import actor_of
from casework.web import frames
from casework.web.records import PageView

PAGE_SIZE = 50
#: What a refused attempt met, by its status.
OUTCOMES = {
    400: gettext_lazy("表单不完整"), 403: gettext_lazy("不由这个岗位办理"), 404: gettext_lazy("不在范围内"),
    409: gettext_lazy("状态已变"), 412: gettext_lazy("他人先改了"), 422: gettext_lazy("条件不具备"),
    428: gettext_lazy("没有写明版本"),
}  # fmt: skip
TABS = (
    ("urge", (Notice.URGE, Notice.SUPERVISE, Notice.SAFETY)), ("remind", (Notice.REMIND, Notice.TODO)),
    ("change", (Notice.CHANGE,)),
)  # fmt: skip


def _paged(rows: Any, request: HttpRequest) -> dict[str, Any]:
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return {"page": page, "pages": page.paginator.get_elided_page_range(page.number)}


class Inbox(PageView):
    """The bell in three tabs; POST marks a tab read."""

    def get(self, request: HttpRequest) -> HttpResponse:
        tab = request.GET.get("tab", "urge")
        wanted = dict(TABS).get(tab, TABS[0][1])
        paged = _paged(notices.of(request.user, wanted), request)  # type: ignore[arg-type]
        labels = {"urge": _("催办督办"), "remind": _("提醒"), "change": _("变化")}
        user: Any = request.user
        unread: dict[str, int] = dict(
            Notice.objects.filter(user=user, read_at=None).values_list("kind").annotate(Count("pk")).order_by()
        )
        tabs = [
            {"label": labels[code], "url": f"?tab={code}", "current": code == tab,
             "count": sum(unread.get(k, 0) for k in group)}
            for code, group in TABS
        ]  # fmt: skip
        rows = [self._row(n) for n in paged["page"].object_list]
        context = {"notices": {"tabs": tabs, "rows": rows, "read_url": f"{request.path}?tab={tab}"}} | paged
        return render(request, "casework/notices.html", context)

    def _row(self, notice: Notice) -> dict[str, Any]:
        record = notice.record
        return {
            "url": _target(notice), "text": notices.worded(notice.code, notice.params),
            "number": record.number if record else "", "when": notice.created_at, "badge": None,
            "unread": notice.read_at is None,
        }  # fmt: skip

    def post(self, request: HttpRequest) -> HttpResponse:
        tab = dict(TABS).get(request.GET.get("tab", "urge"), TABS[0][1])
        ids = notices.of(request.user, tab).values_list("pk", flat=True)  # type: ignore[arg-type]
        notices.mark_read(request.user, ids)  # type: ignore[arg-type]
        return HttpResponseRedirect(request.get_full_path())


def _target(notice: Notice) -> str:
    """What the notice is about: a record, or long work that ended."""
    if notice.record:
        return frames.url(notice.record)
    return reverse("job", kwargs={"job": notice.params["job"]}) if "job" in notice.params else ""


class Search(PageView):
    """A number leads to its case, other words to the list. Never a person (§5.2)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, words = actor_of(request), request.GET.get("q", "").strip()[:60].replace("\x00", "")
        if masking.contains_personal(words):
            accesslog.record_access(actor, AccessAction.SEARCH_REFUSED, request=request)
            message = _("这里不查人。要查本人资料，请从案件里打开，或到“本人申请”登记用途。")
            return render(request, "400.html", {"message": message}, status=400)
        kind = kinds.all_kinds()[0]
        if re.fullmatch(r"[A-Z]{2}-\d{6}-\d{4}-\d{5,}(-R\d+)?", words.upper()):
            found = Record.objects.visible_to(actor).filter(number=words.upper()).first()
            if found:
                return HttpResponseRedirect(frames.url(found))
        return HttpResponseRedirect(f"{reverse(f'{kind.page}-list')}?q={words}" if words else reverse("desk"))


class AccessLog(PageView):
    """Who saw or tried what: for the auditor and, as far as it is about personal data, the privacy officer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        if not access.may(actor, "audit_log", "R"):
            raise NotYourRole
        rows = AccessEntry.objects.select_related("user", "post__agency", "record").order_by("-at", "-pk")
        if access.scope_of(actor, "audit_log"):
            rows = rows.filter(action__in=[AccessAction.UNMASK, AccessAction.DOWNLOAD, AccessAction.SEARCH_REFUSED])
        wanted = request.GET.get("action", "")
        if wanted in AccessAction.values:
            rows = rows.filter(action=wanted)
        paged = _paged(rows, request)
        options = [
            {"value": v, "label": label, "count": None, "selected": v == wanted} for v, label in AccessAction.choices
        ]
        log = {
            "total": paged["page"].paginator.count, "chosen": [], "clear_url": request.path,
            "filters": [
                {"name": "action", "label": _("做了什么"), "kind": "select", "value": wanted, "options": options}
            ],
            "rows": [_entry(e) for e in paged["page"].object_list],
        }  # fmt: skip
        return render(request, "casework/access_log.html", {"log": log} | paged)


def _subject(subject: str) -> str:
    """What was looked at, in words: the kind of record, and whether it was a past day of it."""
    name, _colon, part = subject.partition(":")
    labels = {kind.name: str(kind.label) for kind in kinds.all_kinds()}
    past = _("（历史某日）") if part == "as_at" else ""
    return f"{labels[name]}{past}" if name in labels else subject


def _entry(entry: AccessEntry) -> dict[str, Any]:
    refused = entry.status is not None and entry.status >= 400
    words = OUTCOMES.get(entry.status or 0, _("没有办成"))
    return {
        "when": entry.at, "who": entry.user.display_name if entry.user else _("系统"),
        "post": entry.post.title if entry.post else "",
        "act": f"{entry.get_action_display()} {_subject(entry.subject)}",
        "number": entry.record.number if entry.record else "", "url": "",
        "purpose": entry.get_purpose_display() if entry.purpose else "",
        "badge": {"tone": "late" if refused else "plain", "text": words if refused else _("已记录"),
                  "icon": "", "url": ""},
    }  # fmt: skip


class Outbox(PageView):
    """What waits to leave the house, what is tried again, what gave up. POST tries dead letters again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        wanted = request.GET.get("state", "")
        counts = dict(OutboxMessage.objects.values_list("state").annotate(Count("pk")).order_by())
        tiles = [
            {"label": label, "count": counts.get(state, 0), "url": f"?state={state}", "current": state == wanted,
             "late": state == OutboxMessage.DEAD}
            for state, label in OutboxMessage.STATES
        ]  # fmt: skip
        rows = OutboxMessage.objects.select_related("record").order_by("-created_at")
        rows = rows.filter(state=wanted) if wanted in dict(OutboxMessage.STATES) else rows.exclude(state="delivered")
        paged = _paged(rows, request)
        page = {
            "tiles": tiles, "last_sent": OutboxMessage.objects.aggregate(last=Max("delivered_at"))["last"],
            "retry_all_url": request.path if counts.get(OutboxMessage.DEAD) else "",
            "rows": [self._row(m, request.path) for m in paged["page"].object_list],
        }  # fmt: skip
        return render(request, "casework/outbox.html", {"outbox": page} | paged)

    def _row(self, message: OutboxMessage, path: str) -> dict[str, Any]:
        tone = {"dead": "late", "delivered": "done"}.get(message.state, "wait")
        return {
            "receiver": message.receiver, "kind": message.topic, "tries": message.attempts,
            "number": message.record.number if message.record else "", "answer": message.last_answer,
            "next": message.next_try_at if message.state in OutboxMessage.OPEN else None,
            "badge": {"tone": tone, "text": message.get_state_display(), "icon": "", "url": ""},
            "retry_url": f"{path}?id={message.pk}" if message.state == OutboxMessage.DEAD else "",
        }  # fmt: skip

    def post(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        one = request.GET.get("id")
        outbox.retry_dead([one] if one else None)
        return HttpResponseRedirect(request.path)

    def _check(self, request: HttpRequest) -> None:
        if not access.may(actor_of(request), "users", "U"):
            raise NotYourRole
