"""The acts of 组织与岗位, each a form of its own. A refusal stays beside what was typed and goes to the access log."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accounts, agencies, handover
from casework.actor import Actor
from casework.models import Post
from casework.refusals import Refusal
from casework.session import actor_of
from casework.web import errors
from casework.web.manage import ManagePage
from casework.web.manage_forms import ActForm, ChangeAgencyForm, EndForm, NewAgencyForm, PersonForm, PostForm

#: Refusals that are shown on the form itself.
STAY = frozenset({409, 422})


class FormPage(ManagePage):
    """Base: a form, what follows from it in words, and one button."""

    code = ""
    letter = "U"
    form_class: type[ActForm] = ActForm

    def actor(self) -> Actor:
        """The administrator. Raises NotYourRole."""
        actor = actor_of(self.request)
        accounts.check(actor, self.letter)
        return actor

    def about(self, actor: Actor) -> dict[str, Any]:
        """title, submit, back_url; lines (what happens) and subject where there are any."""
        raise NotImplementedError

    def initial(self, actor: Actor) -> dict[str, Any]:
        return {}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actor = self.actor()
        return self._show(actor, self.form_class(actor, initial=self.initial(actor)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        actor = self.actor()
        form = self.form_class(actor, request.POST, request.FILES)
        if not form.is_valid():
            return self._show(actor, form, status=422)
        try:
            return self.sent(actor, form)
        except Refusal as refusal:
            if refusal.status not in STAY:
                raise
            errors.log_refusal(request, refusal, code=self.code)
            form.take(refusal.errors)
            shown: Any = refusal.denials
            if not refusal.errors and not shown:
                form.add_error(None, str(refusal.message))
            return self._show(actor, form, refusals=shown, status=refusal.status)

    def sent(self, actor: Actor, form: ActForm) -> HttpResponse:
        """What follows a form that is whole."""
        return self.carry_out(actor, form.cleaned_data)

    def _show(self, actor: Actor, form: ActForm, *, refusals: Any = (), status: int = 200) -> HttpResponse:
        return self._page(actor, form, refusals, status, {})

    def _page(self, actor: Actor, form: ActForm, refusals: Any, status: int, more: dict[str, Any]) -> HttpResponse:
        act = {"subject": "", "lines": [], "url": self.request.path} | self.about(actor) | more
        return render(
            self.request, "casework/manage/form.html", {"act": act, "form": form, "refusals": refusals}, status=status
        )


def _on(request: HttpRequest, words: str, name: str, pk: int) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse(name, args=[pk]))


class NewAgency(FormPage):
    """Open an agency."""

    code, letter, form_class = "open_agency", "C", NewAgencyForm

    def about(self, actor: Actor) -> dict[str, Any]:
        return {"title": _("新设单位"), "submit": _("新设单位"), "back_url": reverse("agencies")}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        made = agencies.open_agency(actor=actor, **data)
        return _on(self.request, _("已新设%(name)s。") % {"name": made.name}, "agency", made.pk)


class AgencyAct(FormPage):
    """Base of the acts on one agency."""

    def agency(self, actor: Actor) -> Any:
        return accounts.find(accounts.agencies_of(actor), self.kwargs["agency"])


class ChangeAgency(AgencyAct):
    """Rename an agency, or put it under another one."""

    code, form_class = "change_agency", ChangeAgencyForm

    def about(self, actor: Actor) -> dict[str, Any]:
        found = self.agency(actor)
        return {"title": _("修改单位"), "subject": found.name, "submit": _("保存"),
                "back_url": reverse("agency", args=[found.pk])}  # fmt: skip

    def initial(self, actor: Actor) -> dict[str, Any]:
        found = self.agency(actor)
        known = {name: getattr(found, name) for name in agencies.PUBLIC}
        return {"name": found.name, "organ": found.organ, "parent": found.parent_id} | known

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        public = {name: data.pop(name) for name in agencies.PUBLIC}
        found = agencies.change_agency(self.agency(actor), actor=actor, public=public, **data)
        return _on(self.request, _("已保存。"), "agency", found.pk)


class CloseAgency(AgencyAct):
    """Close an agency that has nobody and nothing left."""

    code = "close_agency"

    def about(self, actor: Actor) -> dict[str, Any]:
        found = self.agency(actor)
        lines = [_("以后不能再选这个单位，过去的记录里仍是它。"), _("岗位、下级单位和在办都没有了才能撤销。")]
        return {"title": _("撤销单位"), "subject": found.name, "submit": _("撤销单位"), "lines": lines,
                "back_url": reverse("agency", args=[found.pk])}  # fmt: skip

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        found = agencies.close_agency(self.agency(actor), actor=actor)
        return _on(self.request, _("已撤销%(name)s。") % {"name": found.name}, "agency", found.pk)


class NewPerson(FormPage):
    """Open an account; the answer shows the one-time password, once."""

    code, letter, form_class = "create_user", "C", PersonForm

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("随后显示一次性密码，只显示一次；本人首次登录须改。"), _("一人一个账户，不合用。")]
        return {"title": _("新建账户"), "submit": _("新建账户"), "lines": lines, "back_url": reverse("people")}

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        user, password = accounts.create_user(actor=actor, **data)
        return _once(self.request, user, password)


class PersonAct(FormPage):
    """Base of the acts on one person."""

    def user(self, actor: Actor) -> Any:
        return accounts.find(accounts.users_of(actor), self.kwargs["user"])

    def back(self, actor: Actor) -> dict[str, Any]:
        found = self.user(actor)
        return {"subject": f"{found.display_name}　{found.username}", "back_url": reverse("person", args=[found.pk])}


class ResetPassword(PersonAct):
    """A new one-time password."""

    code = "reset_password"

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("原密码作废，已有的登录立即结束，锁定解除。"), _("随后显示一次性密码，只显示一次；请先核实是本人。")]
        return {"title": _("重设密码"), "submit": _("重设密码"), "lines": lines} | self.back(actor)

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        user = self.user(actor)
        return _once(self.request, user, accounts.reset_password(user, actor=actor))


def _once(request: HttpRequest, user: Any, password: str) -> HttpResponse:
    page = {"name": user.display_name, "username": user.username, "password": password,
            "person_url": reverse("person", args=[user.pk]),
            "give_url": reverse("post-give", args=[user.pk])}  # fmt: skip
    return render(request, "casework/manage/one_time_password.html", {"once": page})


class GivePost(PersonAct):
    """Give a person a post."""

    code, letter, form_class = "give_post", "C", PostForm

    def about(self, actor: Actor) -> dict[str, Any]:
        lines = [_("从起始日起按这个岗位看到和办理案件。")]
        return {"title": _("安排岗位"), "submit": _("安排岗位"), "lines": lines} | self.back(actor)

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        post = accounts.give_post(self.user(actor), actor=actor, **data)
        words = _("已安排%(agency)s %(title)s。") % {"agency": post.agency.name, "title": post.title}
        return _on(self.request, words, "person", post.user_id)


class EndPost(FormPage):
    """End a post on a day."""

    code, form_class = "end_post", EndForm

    def found(self, actor: Actor) -> Post:
        found: Post = accounts.find(accounts.posts_of(actor), self.kwargs["post"])
        return found

    def about(self, actor: Actor) -> dict[str, Any]:
        post = self.found(actor)
        subject = f"{post.user.display_name}　{post.agency.name} {post.title}"
        return {"title": _("结束岗位"), "subject": subject, "submit": _("结束岗位"),
                "lines": [_("止期次日起不再能按这个岗位办理；手里的案件请单位先换人。")],
                "back_url": reverse("person", args=[post.user_id])}  # fmt: skip

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        post = accounts.end_post(self.found(actor), actor=actor, **data)
        return _on(self.request, _("已定止期。"), "person", post.user_id)


class Deactivate(PersonAct):
    """Close a leaver's account."""

    code = "deactivate"

    def about(self, actor: Actor) -> dict[str, Any]:
        user = self.user(actor)
        units = user.posts.filter(accounts.current()).values_list("agency__name", flat=True).distinct().order_by()
        return {
            "title": _("停用账户"), "submit": _("停用"),
            "lines": [
                _("%(n)d件在办将逐件通知承办单位换人接手。") % {"n": len(handover.in_hand(user))},
                _("登录立即结束，岗位今天结束：%(units)s。") % {"units": "、".join(units) or _("没有岗位")},
            ],
        } | self.back(actor)  # fmt: skip

    def carry_out(self, actor: Actor, data: dict[str, Any]) -> HttpResponse:
        user = self.user(actor)
        n = accounts.deactivate(user, actor=actor)
        return _on(self.request, _("已停用，%(n)d件在办已通知承办单位。") % {"n": n}, "person", user.pk)
