"""组织与岗位: the tree of agencies, the people and their posts. The auditor reads, the administrator acts."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access, accounts, clock, separation
from casework.actor import Actor
from casework.models import Agency, Post, User
from casework.session import actor_of
from casework.web.records import PageView

PAGE_SIZE = 50


class ManagePage(PageView):
    """Base: open to who may read accounts."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer

    def reader(self) -> Actor:
        """The actor. Raises NotYourRole unless they may read accounts."""
        actor = actor_of(self.request)
        accounts.check(actor, "R")
        return actor


def may_act(actor: Actor) -> bool:
    """Whether the pages offer acts."""
    return access.may(actor, accounts.OBJECT, "U")


class Agencies(ManagePage):
    """The tree, each agency with how many people hold posts in it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = self.reader()
        held = Count("posts__user", filter=Q(posts__in=Post.objects.filter(accounts.current())), distinct=True)
        rows: list[Any] = list(accounts.agencies_of(actor).select_related("division").annotate(held=held))
        page = {
            "rows": [_agency_row(agency, depth) for agency, depth in in_tree(rows)], "total": len(rows),
            "new_url": reverse("agency-new") if may_act(actor) else "", "people_url": reverse("people"),
        }  # fmt: skip
        return render(request, "casework/manage/agencies.html", {"tree": page})


def in_tree(rows: list[Agency]) -> list[tuple[Agency, int]]:
    """The agencies with their depth, each under its superior; one whose superior is out of reach stands at the top."""
    there = {agency.pk for agency in rows}
    below: dict[int | None, list[Agency]] = {}
    for agency in rows:
        below.setdefault(agency.parent_id if agency.parent_id in there else None, []).append(agency)
    found: list[tuple[Agency, int]] = []
    waiting = [(agency, 0) for agency in reversed(below.get(None, []))]
    while waiting:
        agency, depth = waiting.pop()
        found.append((agency, depth))
        waiting += [(child, depth + 1) for child in reversed(below.get(agency.pk, []))]
    return found


def _agency_row(agency: Any, depth: int) -> dict[str, Any]:
    return {
        "url": reverse("agency", args=[agency.pk]), "name": agency.name, "indent": "　" * depth, "code": agency.code,
        "organ": separation.organs().get(agency.organ, ""), "division": agency.division.name, "people": agency.held,
        "badge": None if agency.active else {"tone": "plain", "text": _("已撤销"), "icon": "", "url": ""},
    }  # fmt: skip


class OneAgency(ManagePage):
    """One agency with its posts, those that last first."""

    def get(self, request: HttpRequest, agency: int) -> HttpResponse:
        actor = self.reader()
        found = accounts.find(accounts.agencies_of(actor).select_related("division", "parent"), agency)
        acts = may_act(actor) and found.active
        page = {
            "name": found.name, "code": found.code, "organ": separation.organs().get(found.organ, ""),
            "division": f"{found.division.name} {found.division_id}", "active": found.active,
            "parent": found.parent.name if found.parent else "", "rows": post_rows(actor, Q(agency=found)),
            "change_url": reverse("agency-change", args=[found.pk]) if acts else "",
            "close_url": reverse("agency-close", args=[found.pk]) if acts else "",
        }  # fmt: skip
        return render(request, "casework/manage/agency.html", {"agency": page})


def post_rows(actor: Actor, which: Q) -> list[dict[str, Any]]:
    """Posts with from and to, the lasting ones first; those in reach only."""
    today = clock.now().date()
    rows = accounts.posts_of(actor).filter(which)
    return sorted((_post_row(post, actor, today) for post in rows), key=lambda row: row["over"])


def _post_row(post: Post, actor: Actor, today: Any) -> dict[str, Any]:
    over = post.valid_to is not None and post.valid_to < today
    acts = may_act(actor) and not over and post.user_id != actor.user_id
    return {
        "person": post.user.display_name, "person_url": reverse("person", args=[post.user_id]),
        "agency": post.agency.name, "agency_url": reverse("agency", args=[post.agency_id]), "title": post.title,
        "role": f"{post.role} {separation.roles().get(post.role, '')}", "division": post.division.name,
        "since": post.valid_from, "until": post.valid_to, "over": over,
        "end_url": reverse("post-end", args=[post.pk]) if acts else "",
    }  # fmt: skip


class People(ManagePage):
    """Everybody with an account in reach. ?show= narrows to those without a post or those deactivated."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor, wanted = self.reader(), request.GET.get("show", "")
        shown = _narrowed(accounts.users_of(actor), wanted).prefetch_related("posts__agency")
        page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
        labels = {"": _("在用"), "postless": _("没有岗位"), "inactive": _("已停用")}
        people = {
            "rows": [_person_row(user) for user in page.object_list], "agencies_url": reverse("agencies"),
            "new_url": reverse("person-new") if may_act(actor) else "",
            "tiles": [
                {"label": label, "url": f"?show={code}", "current": code == wanted,
                 "count": _narrowed(accounts.users_of(actor), code).count()}
                for code, label in labels.items()
            ],
        }  # fmt: skip
        pages = page.paginator.get_elided_page_range(page.number)
        return render(request, "casework/manage/people.html", {"people": people, "page": page, "pages": pages})


def _narrowed(users: QuerySet[User], wanted: str) -> QuerySet[User]:
    if wanted == "inactive":
        return users.filter(is_active=False)
    if wanted == "postless":
        holders = Post.objects.filter(accounts.current()).values("user_id")
        return users.filter(is_active=True).exclude(pk__in=holders)
    return users.filter(is_active=True)


def _person_row(user: Any) -> dict[str, Any]:
    today = clock.now().date()
    held = [p for p in user.posts.all() if p.valid_to is None or p.valid_to >= today]
    return {
        "url": reverse("person", args=[user.pk]), "name": user.display_name, "username": user.username,
        "posts": "、".join(f"{p.agency.name} {p.title}" for p in held) if user.is_active else "",
        "last_login": user.last_login, "badge": account_badge(user),
    }  # fmt: skip


def account_badge(user: User) -> dict[str, Any] | None:
    """What is out of the ordinary about an account."""
    if not user.is_active:
        return {"tone": "plain", "text": _("已停用"), "icon": "", "url": ""}
    if user.must_change_password:
        return {"tone": "wait", "text": _("未改一次性密码"), "icon": "", "url": ""}
    return None


class Person(ManagePage):
    """One person: account and posts."""

    def get(self, request: HttpRequest, user: int) -> HttpResponse:
        actor = self.reader()
        found = accounts.find(accounts.users_of(actor), user)
        acts = may_act(actor)
        page = {
            "name": found.display_name, "username": found.username, "last_login": found.last_login,
            "badge": account_badge(found), "rows": post_rows(actor, Q(user=found)),
            "give_url": reverse("post-give", args=[found.pk]) if acts and found.is_active else "",
            "password_url": reverse("person-password", args=[found.pk]) if acts else "",
            "deactivate_url": reverse("person-deactivate", args=[found.pk])
            if acts and found.is_active and found.pk != actor.user_id else "",
        }  # fmt: skip
        return render(request, "casework/manage/person.html", {"person": page})
