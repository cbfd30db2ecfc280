"""投递与死信: what waits to leave the house, what gave up, and the receivers it goes to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, accounts, outbox, receivers
from casework.actor import Actor
from casework.models import AccessAction, OutboxMessage, Receiver
from casework.web.manage import PAGE_SIZE, ManagePage, may_act
from casework.web.manage_acts import FormPage
from casework.web.manage_forms import ActForm, text_field


class OutboxPage(ManagePage):
    """Base: for who keeps the house running."""

    def keeper(self) -> Actor:
        """The actor. Raises NotYourRole unless they may change accounts."""
        actor = self.reader()
        accounts.check(actor, "U")
        return actor


class Outbox(OutboxPage):
    """The messages by state and receiver. POST tries dead letters again: one (?id=), those of a receiver, or all."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.keeper()
        wanted, of = request.GET.get("state", ""), request.GET.get("receiver", "")
        counts = dict(OutboxMessage.objects.values_list("state").annotate(Count("pk")).order_by())
        rows = OutboxMessage.objects.select_related("record").order_by("-created_at")
        rows = rows.filter(state=wanted) if wanted in dict(OutboxMessage.STATES) else rows.exclude(state="delivered")
        rows = rows.filter(receiver=of) if of else rows
        page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
        shown = {
            "tiles": [
                {"label": label, "count": counts.get(state, 0), "url": f"?state={state}", "current": state == wanted,
                 "late": state == OutboxMessage.DEAD}
                for state, label in OutboxMessage.STATES
            ],
            "last_sent": OutboxMessage.objects.aggregate(last=Max("delivered_at"))["last"], "receiver": of,
            "retry_all_url": request.path + (f"?receiver={of}" if of else "") if counts.get(OutboxMessage.DEAD) else "",
            "receivers_url": reverse("receivers"), "rows": [_row(m, request.path) for m in page.object_list],
        }  # fmt: skip
        pages = page.paginator.get_elided_page_range(page.number)
        return render(request, "casework/outbox.html", {"outbox": shown, "page": page, "pages": pages})

    def post(self, request: HttpRequest) -> HttpResponse:
        actor = self.keeper()
        one, of = request.GET.get("id"), request.GET.get("receiver")
        n = outbox.retry_dead([one] if one else None, receiver=of)
        accesslog.record_access(actor, AccessAction.RULES_CHANGED, subject="outbox:retry", detail={"n": n})
        messages.success(request, _("%(n)d条重新投递。") % {"n": n})
        return HttpResponseRedirect(request.path)


def _row(message: OutboxMessage, path: str) -> dict[str, Any]:
    tone = {"dead": "late", "delivered": "done"}.get(message.state, "wait")
    return {
        "receiver": message.receiver, "receiver_url": f"?receiver={message.receiver}", "kind": message.topic,
        "tries": message.attempts, "number": message.record.number if message.record else "",
        "answer": message.last_answer, "url": reverse("outbox-message", args=[message.pk]),
        "next": message.next_try_at if message.state in OutboxMessage.OPEN else None,
        "badge": {"tone": tone, "text": message.get_state_display(), "icon": "", "url": ""},
        "retry_url": f"{path}?id={message.pk}" if message.state == OutboxMessage.DEAD else "",
    }  # fmt: skip


class OneMessage(OutboxPage):
    """What a message is made of: its fields by name, codes and numbers as they are, words only by their length."""

    def get(self, request: HttpRequest, message: Any) -> HttpResponse:
        self.keeper()
        found: OutboxMessage = accounts.find(OutboxMessage.objects.select_related("record"), message, by="id")
        page = {
            "row": _row(found, reverse("outbox")), "fields": list(_veiled("", outbox.open_payload(found))),
            "created": found.created_at, "back_url": reverse("outbox"),
        }  # fmt: skip
        return render(request, "casework/manage/outbox_message.html", {"message": page})


def _veiled(name: str, value: Any) -> Any:
    """Pairs of field and what may be shown of it: an administrator reads no content of a case."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _veiled(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list):
        yield name, _("%(n)d项") % {"n": len(value)}
    elif value is None or isinstance(value, bool | int):
        yield name, "—" if value is None else str(value)
    else:
        yield name, _("已遮（%(n)d字）") % {"n": len(str(value))}


# --- receivers ----------------------------------------------------------------------------------------------------


class Receivers(OutboxPage):
    """The receivers, each with what waits for it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        acts = may_act(self.keeper())
        open_counts = dict(
            OutboxMessage.objects.exclude(state=OutboxMessage.DELIVERED).values_list("receiver")
            .annotate(Count("pk")).order_by()
        )  # fmt: skip
        rows = [
            {"code": r.code, "title": r.title, "adapter": r.get_adapter_display(), "active": r.active,
             "signed": bool(r.secret), "open": open_counts.get(r.code, 0),
             "messages_url": f"{reverse('outbox')}?receiver={r.code}",
             "change_url": reverse("receiver", args=[r.code]) if acts else ""}
            for r in Receiver.objects.order_by("code")
        ]  # fmt: skip
        page = {"rows": rows, "new_url": reverse("receiver-new") if acts else "", "outbox_url": reverse("outbox")}
        return render(request, "casework/manage/receivers.html", {"receivers": page})


class ReceiverForm(ActForm):
    """A place outside."""

    code = text_field(gettext_lazy("代码"), 40, help_text=gettext_lazy("例如hotline-12345；定了不能改。"))
    title = text_field(gettext_lazy("名称"), 80)
    adapter = forms.ChoiceField(label=gettext_lazy("方式"), choices=Receiver.ADAPTERS, widget=forms.RadioSelect)
    address = forms.CharField(label=gettext_lazy("地址"), max_length=300, required=False)
    secret = forms.CharField(
        label=gettext_lazy("签名密钥"), max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("和对方约定，只写不显示；不改的留空。"),
    )  # fmt: skip
    active = forms.BooleanField(label=gettext_lazy("启用"), required=False)


class KeepReceiver(FormPage):
    """A new receiver, or another address of a known one."""

    code, form_class = "keep_receiver", ReceiverForm

    def known(self) -> Receiver | None:
        key = self.kwargs.get("receiver")
        return accounts.find(Receiver.objects.all(), key, by="code") if key else None

    def about(self, actor: Actor) -> dict[str, Any]:
        known = self.known()
        lines = [_("没有启用的，不给它写消息；以前的也不补发。")]
        return {"title": _("修改接收方") if known else _("新增接收方"), "subject": known.title if known else "",
                "submit": _("保存"), "lines": lines, "back_url": reverse("receivers")}  # fmt: skip

    def initial(self, actor: Actor) -> dict[str, Any]:
        known = self.known()
        names = ("code", "title", "adapter", "address", "active")
        return {name: getattr(known, name) for name in names} if known else {}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        known = self.known()
        made = receivers.keep(**(data | ({"code": known.code} if known else {})), actor=actor)
        messages.success(self.request, _("已保存%(name)s。") % {"name": made.title})
        return HttpResponseRedirect(reverse("receivers"))
