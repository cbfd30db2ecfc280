"""Accounts, posts and agencies for a machine: the same services as the pages, guarded by the matrix."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from casework import accounts, agencies, clock
from casework.actor import Actor
from casework.api.filters import PAGE_SIZE, number_of
from casework.models import Agency, Post, User
from casework.refusals import BadRequest, InvalidData
from casework.session import actor_of
from geo.models import Division


def post_json(post: Post) -> dict[str, Any]:
    """A post as the API gives it; days inclusive."""
    return {
        "id": post.pk, "user": post.user_id, "username": post.user.username, "name": post.user.display_name,
        "agency": post.agency.code, "role": post.role, "title": post.title, "division": post.division_id,
        "valid_from": post.valid_from.isoformat(), "valid_to": post.valid_to.isoformat() if post.valid_to else None,
        "head": post.head,
    }  # fmt: skip


def agency_json(agency: Agency) -> dict[str, Any]:
    """An agency as the API gives it."""
    return {
        "code": agency.code, "name": agency.name, "organ": agency.organ, "division": agency.division_id,
        "parent": agency.parent.code if agency.parent else None, "active": agency.active,
    }  # fmt: skip


def user_json(user: User) -> dict[str, Any]:
    """An account as the API gives it; nothing of a password."""
    return {"id": user.pk, "username": user.username, "name": user.display_name, "active": user.is_active,
            "must_change_password": user.must_change_password}  # fmt: skip


class Body:
    """What was sent, read field by field. Raises BadRequest where it is no object, InvalidData where a field is bad."""

    def __init__(self, data: Any) -> None:
        if not isinstance(data, dict):
            raise BadRequest(_("请求正文应为一个JSON对象。"), code="bad_body")
        self.data = data

    def text(self, name: str) -> str:
        value = self.data.get(name, "")
        if not isinstance(value, str):
            raise InvalidData({name: [_("应为文字。")]})
        return value

    def yes(self, name: str) -> bool:
        value = self.data.get(name, False)
        if not isinstance(value, bool):
            raise InvalidData({name: [_("应为true或false。")]})
        return value

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name)) if self.text(name) else clock.now().date()
        except ValueError as error:
            raise InvalidData({name: [_("日期应写成2026-10-20的样子。")]}) from error

    def one(self, name: str, rows: QuerySet[Any], key: str) -> Any:
        """The row of `rows` whose `key` was sent."""
        found = rows.filter(**{key: self.text(name)}).first() if self.text(name) else None
        if found is None:
            raise InvalidData({name: [_("没有找到，或不在您的范围内。")]})
        return found

    def lines(self, name: str) -> list[str]:
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise InvalidData({name: [_("应为文字的列表。")]})
        return value

    def parent(self, actor: Actor) -> Agency | None:
        return self.one("parent", accounts.agencies_of(actor), "code") if self.data.get("parent") else None


#: Letter of the matrix, status of the answer, what does it.
OneAct = tuple[str, int, Callable[[Actor, Body, Any], dict[str, Any]]]


class AccountView(APIView):
    """Base: refusals are logged as refused acts on `users`, reads need R."""

    log_kind = accounts.OBJECT

    def reader(self) -> Actor:
        actor = actor_of(self.request._request)
        accounts.check(actor, "R")
        return actor

    def page(self, request: Request, rows: QuerySet[Any], shown: Callable[[Any], dict[str, Any]]) -> Response:
        page = Paginator(rows, PAGE_SIZE).get_page(number_of(request.query_params.get("page") or "1", "page"))
        found = [shown(row) for row in page.object_list]
        return Response({"count": page.paginator.count, "page": page.number, "results": found})


class Posts(AccountView):
    """GET: the posts in reach, ended ones too."""

    def get(self, request: Request) -> Response:
        return self.page(request, accounts.posts_of(self.reader()), post_json)


class Users(AccountView):
    """GET: the accounts in reach."""

    def get(self, request: Request) -> Response:
        return self.page(request, accounts.users_of(self.reader()), user_json)


class Agencies(AccountView):
    """GET: the agencies in reach."""

    def get(self, request: Request) -> Response:
        return self.page(request, accounts.agencies_of(self.reader()).select_related("parent"), agency_json)


class Act(AccountView):
    """POST: one act of `acts`. No answer is kept for repetition, because some hold a one-time password."""

    acts: Mapping[str, OneAct] = {}

    def post(self, request: Request, code: str, key: int | str | None = None) -> Response:
        letter, status, act = self.acts[code]
        actor = actor_of(_plain(request))
        accounts.check(actor, letter)
        return Response(act(actor, Body(request.data), key), status=status, headers={"Cache-Control": "no-store"})


def _plain(request: Request) -> HttpRequest:
    return request._request  # type: ignore[no-any-return]


def _create_user(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    user, password = accounts.create_user(actor=actor, username=body.text("username"), name=body.text("name"))
    return user_json(user) | {"one_time_password": password}


def _reset_password(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    user = accounts.find(accounts.users_of(actor), key)
    password = accounts.reset_password(user, actor=actor)
    return {"id": user.pk, "username": user.username, "one_time_password": password}


def _deactivate(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    user = accounts.find(accounts.users_of(actor), key)
    return {"id": user.pk, "open": accounts.deactivate(user, actor=actor)}


def _give_post(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    post = accounts.give_post(
        body.one("username", accounts.users_of(actor), "username"), actor=actor,
        agency=body.one("agency", accounts.agencies_of(actor), "code"), role=body.text("role"),
        title=body.text("title"), division=body.one("division", Division.objects.all(), "pk"),
        valid_from=body.day("valid_from"), head=body.yes("head"),
    )  # fmt: skip
    return post_json(post)


def _end_post(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    post = accounts.find(accounts.posts_of(actor), key)
    return post_json(accounts.end_post(post, actor=actor, valid_to=body.day("valid_to")))


def _open_agency(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    division = body.one("division", Division.objects.all(), "pk")
    return agency_json(agencies.open_agency(
        actor=actor, code=body.text("code"), name=body.text("name"), organ=body.text("organ"), division=division,
        parent=body.parent(actor),
    ))  # fmt: skip


def _change_agency(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    agency = accounts.find(accounts.agencies_of(actor), key, by="code")
    return agency_json(agencies.change_agency(
        agency, actor=actor, name=body.text("name"), organ=body.text("organ"), parent=body.parent(actor)
    ))  # fmt: skip


def _close_agency(actor: Actor, body: Body, key: Any) -> dict[str, Any]:
    return agency_json(agencies.close_agency(accounts.find(accounts.agencies_of(actor), key, by="code"), actor=actor))


ACTS: dict[str, OneAct] = {
    "create_user": ("C", 201, _create_user),
    "reset_password": ("U", 200, _reset_password),
    "deactivate": ("U", 200, _deactivate),
    "give_post": ("C", 201, _give_post),
    "end_post": ("U", 200, _end_post),
    "open_agency": ("C", 201, _open_agency),
    "change_agency": ("U", 200, _change_agency),
    "close_agency": ("U", 200, _close_agency),
}


def patterns() -> list[URLPattern]:
    """Three lists, and an address for each act."""

    def act(rest: str, code: str) -> URLPattern:
        return path(f"accounts/{rest}", Act.as_view(acts=ACTS), {"code": code}, name=f"accounts-{code}")

    return [
        path("accounts/users", Users.as_view(), name="accounts-users"),
        path("accounts/posts", Posts.as_view(), name="accounts-posts"),
        path("accounts/agencies", Agencies.as_view(), name="accounts-agencies"),
        act("users/create", "create_user"),
        act("users/<int:key>/reset-password", "reset_password"),
        act("users/<int:key>/deactivate", "deactivate"),
        act("posts/create", "give_post"),
        act("posts/<int:key>/end", "end_post"),
        act("agencies/create", "open_agency"),
        act("agencies/<slug:key>/change", "change_agency"),
        act("agencies/<slug:key>/close", "close_agency"),
    ]
