"""Accounts and posts: who may log in, and what for. Only an administrator acts here; every act is in the access log.

What a person may do comes from their posts alone. An administrator acts within the division subtree of the own post,
and sees no business data: of what a leaver has in hand only the count, while the agency in charge gets the list.
"""

import re
import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from axes.utils import reset as unlock
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from casework import access, accesslog, clock, separation
from casework.actor import Actor
from casework.handover import hand_over
from casework.models import AccessAction, Agency, Post, User
from casework.refusals import Conflict, GuardsFailed, InvalidData, NotYourRole, OutOfScope
from geo.models import Division

OBJECT = "users"
_LARGEST = 2**63 - 1
USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")
#: Letters and digits that are not mistaken for each other on paper; sixteen of them are 78 bits.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


# --- who may, and where -------------------------------------------------------------------------------------------


def check(actor: Actor, letter: str) -> None:
    """Raises NotYourRole unless the actor's role has this letter for accounts."""
    if not access.may(actor, OBJECT, letter):
        raise NotYourRole(str(separation.roles().get("R21", "")))


def current(day: date | None = None) -> Q:
    """Posts that last today or longer."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=day or clock.now().date())


def agencies_of(actor: Actor) -> QuerySet[Agency]:
    """The agencies in the subtree of the actor's post, by division."""
    return Agency.objects.filter(division__code__startswith=actor.division_code).order_by("division_id", "name", "pk")


def users_of(actor: Actor) -> QuerySet[User]:
    """The people all of whose posts lie in reach, and those who hold none."""
    beyond = Post.objects.filter(current()).exclude(agency__division__code__startswith=actor.division_code)
    return User.objects.exclude(pk__in=beyond.values("user_id")).order_by("username")


def posts_of(actor: Actor) -> QuerySet[Post]:
    """The posts, ended ones too, of the agencies in reach."""
    rows = Post.objects.filter(agency__division__code__startswith=actor.division_code)
    return rows.select_related("user", "agency", "division").order_by("agency_id", "role", "pk")


def find(rows: QuerySet[Any], key: Any, *, by: str = "pk") -> Any:
    """The row of `rows` with this key. Raises OutOfScope."""
    found = rows.filter(**{by: key}).first() if by != "pk" or int(key) <= _LARGEST else None
    if found is None:
        raise OutOfScope
    return found


def _locked(actor: Actor, user: User) -> User:
    """The person, locked: two administrators cannot give two posts past each other's check."""
    found = find(users_of(actor), user.pk)
    return User.objects.select_for_update().get(pk=found.pk)


def _log(actor: Actor, act: str, **detail: Any) -> None:
    accesslog.record_access(actor, AccessAction.ACCOUNT_CHANGED, subject=f"{OBJECT}:{act}", detail=detail)


# --- accounts -----------------------------------------------------------------------------------------------------


@transaction.atomic
def create_user(*, actor: Actor, username: str, name: str) -> tuple[User, str]:
    """A new account without a post, and its one-time password, which is kept nowhere. Raises InvalidData."""
    check(actor, "C")
    family, given = split_name(name)
    errors: dict[str, list[str]] = {}
    if not USERNAME.fullmatch(username):
        errors["username"] = [_("登录名用3至40个小写字母、数字、点或横线，字母开头。")]
    elif User.objects.filter(username=username).exists():
        errors["username"] = [_taken()]
    if not family or len(family) > 20 or len(given) > 40:
        errors["name"] = [_("请填写姓名，不超过40个字。")]
    if errors:
        raise InvalidData(errors)
    user, password = User(username=username, last_name=family, first_name=given), one_time_password()
    try:
        with transaction.atomic():
            _set_once(user, password)
    except IntegrityError:  # a colleague took the name between the look and the write
        raise InvalidData({"username": [_taken()]}) from None
    _log(actor, "create_user", user=user.pk)
    return user, password


def _taken() -> str:
    return _("登录名已有人用，换一个。")


def split_name(name: str) -> tuple[str, str]:
    """Family and given name: at the space where there is one (复姓), else after the first character."""
    parts = name.split(maxsplit=1)
    if len(parts) == 2:
        return parts[0], parts[1]
    return name.strip()[:1], name.strip()[1:]


def one_time_password() -> str:
    """Four groups of four, to be typed from a slip of paper."""
    return "-".join("".join(secrets.choice(_LETTERS) for _i in range(4)) for _group in range(4))


def _set_once(user: User, password: str) -> None:
    """A password to be changed at the first log-in; sessions under the old one end with it."""
    user.set_password(password)
    user.must_change_password = True
    user.is_active = True
    user.save()


@transaction.atomic
def reset_password(user: User, *, actor: Actor) -> str:
    """A new one-time password; old sessions end, a lock-out too, and an account that was deactivated opens again."""
    check(actor, "U")
    user, password = _locked(actor, user), one_time_password()
    _set_once(user, password)
    unlock(username=user.username)
    _log(actor, "reset_password", user=user.pk)
    return password


@transaction.atomic
def change_password(user: User, new: str, *, actor: Actor | None) -> None:
    """A person's own new password. Raises InvalidData under `new` where it is weak or the present one."""
    problems = []
    try:
        validate_password(new, user)
    except ValidationError as error:
        problems = [_weakness(one, new) for one in error.error_list]
    if user.check_password(new):
        problems.append(_("新密码不能和现在的相同。"))
    if problems:
        raise InvalidData({"new": problems})
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    accesslog.record_access(
        actor, AccessAction.ACCOUNT_CHANGED, subject=f"{OBJECT}:change_password", detail={"user": user.pk}
    )


def _weakness(error: ValidationError, password: str) -> str:
    if error.code == "password_too_short":
        return _("密码至少12位，现在%(n)d位。") % {"n": len(password)}
    return _("这个密码太常见，换一个。")


@transaction.atomic
def deactivate(user: User, *, actor: Actor) -> int:
    """A leaver: posts end today, log-ins end at once; returns how many open matters were made known to be reassigned.

    An inactive account has no session: the next request of an open one is already nobody's.
    """
    check(actor, "U")
    user, today = _locked(actor, user), clock.now().date()
    if user.pk == actor.user_id:
        raise Conflict("not_oneself", _("不能停用自己，请另一名系统管理员办理。"))
    open_matters = hand_over(user)
    for post in user.posts.filter(current()):
        post.valid_to = max(today, post.valid_from)
        post.save(update_fields=["valid_to"])
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    _log(actor, "deactivate", user=user.pk, open=open_matters)
    return open_matters


# --- posts --------------------------------------------------------------------------------------------------------


@transaction.atomic
def give_post(
    user: User, *, actor: Actor, agency: Agency, role: str, title: str, division: Division, valid_from: date,
    head: bool = False,
) -> Post:  # fmt: skip
    """A post without an end. Raises InvalidData, and GuardsFailed where it breaks a separation (§6)."""
    check(actor, "C")
    user = _locked(actor, user)
    post = Post(
        user=user, agency=agency, role=role, title=title.strip(), division=division, valid_from=valid_from, head=head
    )
    errors = dict(_faults(post, actor))
    if errors:
        raise InvalidData(errors)
    denials = separation.broken_by(post)
    if denials:
        raise GuardsFailed(denials)
    post.save()
    _log(actor, "give_post", user=user.pk, post=post.pk, role=role, agency=agency.pk)
    return post


def _faults(post: Post, actor: Actor) -> Iterable[tuple[str, list[str]]]:
    if not post.user.is_active:
        yield "user", [_("账户已停用，先重设密码重新启用。")]
    if not post.agency.active or not post.agency.division_id.startswith(actor.division_code):
        yield "agency", [_("没有找到，或不在您的范围内。")]
    if post.role not in separation.roles():
        yield "role", [_("没有这个岗位角色。")]
    if not post.title or len(post.title) > 60:
        yield "title", [_("请填写岗位名称，不超过60个字。")]
    if not post.division_id.startswith(actor.division_code):
        yield "division", [_("没有找到，或不在您的范围内。")]
    same = Post.objects.filter(current(post.valid_from), user=post.user, agency=post.agency, role=post.role)
    if same.exists():
        yield "role", [_("%(name)s已有这个岗位。") % {"name": post.user.display_name}]


@transaction.atomic
def end_post(post: Post, *, actor: Actor, valid_to: date) -> Post:
    """The last day of a post. Raises InvalidData where it lies before the first."""
    check(actor, "U")
    post = posts_of(actor).select_for_update(of=("self",)).get(pk=find(posts_of(actor), post.pk).pk)
    if post.user_id == actor.user_id:
        raise Conflict("not_oneself", _("不能结束自己的岗位，请另一名系统管理员办理。"))
    if valid_to < post.valid_from:
        raise InvalidData({"valid_to": [_("止期不能早于起期。")]})
    if post.valid_to is not None and post.valid_to < clock.now().date():
        raise Conflict("post_over", _("这个岗位已经结束。"))
    post.valid_to = valid_to
    post.save(update_fields=["valid_to"])
    _log(actor, "end_post", user=post.user_id, post=post.pk, role=post.role)
    return post
