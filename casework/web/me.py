"""显示设置 and 登录记录: how this person wants the pages, remembered with the account; and when they logged in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from casework import clock, display
from casework.models import AccessAction, AccessEntry, User
from casework.session import current_posts
from casework.web.records import PageView

SHOWN = 20
#: Setting → its values; the first is what holds before anybody chose.
SETTINGS: dict[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark"), "size": ("normal", "large"), "density": ("loose", "compact"),
    "keys": ("on", "off"), "side": ("wide", "narrow"),
}  # fmt: skip


def chosen(user: Any) -> dict[str, str]:
    """Every setting of this person with its value."""
    kept = user.display
    return {name: kept[name] if kept.get(name) in values else values[0] for name, values in SETTINGS.items()}


class SettingsForm(forms.Form):
    """What one may set; `side` has its button at the side bar."""

    density = forms.ChoiceField(
        label=_("行高"),
        choices=[("loose", _("宽松，两行")), ("compact", _("紧凑，一行"))],
        widget=forms.RadioSelect,
        required=False,
    )
    size = forms.ChoiceField(
        label=_("字号"),
        choices=[("normal", _("标准")), ("large", _("大字，一栏"))],
        widget=forms.RadioSelect,
        required=False,
    )
    theme = forms.ChoiceField(
        label=_("颜色"), choices=[("system", _("随系统")), ("light", _("浅色")), ("dark", _("深色"))],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    keys = forms.ChoiceField(
        label=_("单键快捷键"), choices=[("on", _("启用")), ("off", _("停用"))], widget=forms.RadioSelect,
        required=False, help_text=_("停用后Ctrl+Enter、Ctrl+S和Esc仍可用。"),
    )  # fmt: skip


class Me(PageView):
    """GET the page; POST any of the settings: from the form, or one at a time from a button of the shell."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        entries = AccessEntry.objects.filter(user=user, action=AccessAction.LOGIN).order_by("-at", "-pk")
        page = {
            "name": user.display_name, "username": user.username,
            "posts": [f"{p.agency.name} {p.title}" for p in current_posts(user)],
            "logins": [{"when": e.at, "ip": e.ip or display.NOTHING} for e in entries[:SHOWN]],
        }  # fmt: skip
        return render(request, "casework/me.html", {"me": page, "form": SettingsForm(initial=chosen(user))})

    def post(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        wanted = {n: request.POST[n] for n, values in SETTINGS.items() if request.POST.get(n) in values}
        User.objects.filter(pk=user.pk).update(display=user.display | wanted)
        if request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(status=204)
        messages.success(request, _t("已保存，换一台电脑也是这样。"))
        return HttpResponseRedirect(request.path)


def last_login_words(user: Any) -> str:
    """When and from where this person logged in before; empty at the first time."""
    last = AccessEntry.objects.filter(user=user, action=AccessAction.LOGIN).order_by("-at", "-pk").first()
    if last is None:
        return ""
    when = display.moment(last.at, clock.now())
    return _t("上次登录：%(when)s，地址%(ip)s。不是您本人，请马上改密码。") % {
        "when": when,
        "ip": last.ip or display.NOTHING,
    }
