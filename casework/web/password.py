"""One's own password: changed at the first log-in, and whenever wanted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from casework import accounts
from casework.actor import Actor
from casework.refusals import InvalidData, NotYourRole
from casework.session import actor_of
from casework.web.records import PageView

#: Where somebody with a one-time password may go.
_OPEN = ("change-password", "logout", "login")


def password_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: with a one-time password nothing is open but the page that changes it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not getattr(request.user, "must_change_password", False) or request.path in map(reverse, _OPEN):
            return get_response(request)
        if request.path.startswith("/api/"):
            body = {"code": "password_change_required", "message": _t("先把一次性密码改成自己的密码。")}
            return JsonResponse(body, status=403)
        return HttpResponseRedirect(reverse("change-password"))

    return middleware


def _field(label: Any, complete: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": complete}),
        error_messages={"required": _("请填写密码")}, **options,
    )  # fmt: skip


class PasswordForm(forms.Form):
    """The present password and twice the new one."""

    present = _field(_("现在的密码"), "current-password")
    new = _field(_("新密码"), "new-password", help_text=_("至少12位，不能和现在的相同。"))
    again = _field(_("再输一遍新密码"), "new-password")

    def __init__(self, user: Any, *args: Any) -> None:
        super().__init__(*args)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "present" in data and not self.user.check_password(data["present"]):
            self.add_error("present", _("现在的密码不对。"))
        if "new" in data and "again" in data and data["new"] != data["again"]:
            self.add_error("again", _("两遍新密码不一样。"))
        return data


class ChangePassword(PageView):
    """GET the form; POST changes the password, ends the person's other sessions and goes on to the desk."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, PasswordForm(request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PasswordForm(request.user, request.POST)
        if form.is_valid() and self._change(request, form):
            messages.success(request, _t("密码已改。"))
            return HttpResponseRedirect(reverse("desk"))
        return self._show(request, form, status=422)

    def _change(self, request: HttpRequest, form: PasswordForm) -> bool:
        user: Any = request.user
        try:
            accounts.change_password(user, form.cleaned_data["new"], actor=_actor(request))
        except InvalidData as refusal:
            form.add_error("new", list(refusal.errors["new"]))
            return False
        update_session_auth_hash(request, user)
        return True

    def _show(self, request: HttpRequest, form: PasswordForm, *, status: int = 200) -> HttpResponse:
        first = getattr(request.user, "must_change_password", False)
        return render(request, "casework/password.html", {"form": form, "first": first}, status=status)


def _actor(request: HttpRequest) -> Actor | None:
    """The person in their post; nobody in the log where no post has been given yet."""
    try:
        return actor_of(request)
    except NotYourRole:
        return None
