"""Accounts and posts: who may give them, what is kept apart, and what happens when somebody leaves."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from casework import accounts, agencies, clock, handover, notices, outbox
from casework.actor import Actor
from casework.models import AccessEntry, Agency, Notice, Post, User
from casework.refusals import Conflict, GuardsFailed, InvalidData, NotYourRole, OutOfScope
from geo.models import Division
from property_rectification.roles import ROLES
from property_rectification.separation import SEPARATIONS
from tests.property_rectification.world import COUNTY, STREET, World

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def new_user(world: World, username: str = "xin") -> User:
    return accounts.create_user(actor=world.actors["admin"], username=username, name="何例")[0]


def give(world: World, user: User, unit: str, role: str, **more: Any) -> Post:
    agency = world.agencies[unit]
    given = {"title": "岗位", "division": agency.division, "valid_from": date(2026, 1, 1)} | more
    return accounts.give_post(user, **{"actor": world.actors["admin"], "agency": agency, "role": role} | given)


def test_new_account_has_a_one_time_password_that_works_and_must_be_changed(world: World) -> None:
    user, password = accounts.create_user(actor=world.actors["admin"], username="xin", name="欧阳 例")
    assert (user.last_name, user.first_name, user.display_name) == ("欧阳", "例", "欧阳例")
    assert User.objects.get(pk=user.pk).must_change_password
    assert user.check_password(password)
    assert len(password.replace("-", "")) == 16
    entry = AccessEntry.objects.get(action="account_changed")
    assert (entry.subject, entry.detail, entry.user_id) == (
        "users:create_user", {"user": user.pk}, world.user("admin").pk
    )  # fmt: skip


@pytest.mark.parametrize(("username", "name", "field"), [
    ("Xin", "何例", "username"), ("x", "何例", "username"), ("220399199001010015", "何例", "username"),
    ("admin", "何例", "username"), ("xin", " ", "name"),
])  # fmt: skip
def test_account_with_a_bad_name_is_refused(world: World, username: str, name: str, field: str) -> None:
    with pytest.raises(InvalidData) as refused:
        accounts.create_user(actor=world.actors["admin"], username=username, name=name)
    assert list(refused.value.errors) == [field]


ACTS: dict[str, Any] = {
    "create_user": lambda w, a: accounts.create_user(actor=a, username="xin", name="何例"),
    "reset_password": lambda w, a: accounts.reset_password(w.user("housing"), actor=a),
    "deactivate": lambda w, a: accounts.deactivate(w.user("housing"), actor=a),
    "give_post": lambda w, a: accounts.give_post(
        w.user("housing"), actor=a, agency=w.agencies["market"], role="R08", title="岗位",
        division=w.agencies["market"].division, valid_from=date(2026, 1, 1)),
    "end_post": lambda w, a: accounts.end_post(w.actors["housing"].post, actor=a, valid_to=date(2026, 5, 1)),
    "open_agency": lambda w, a: agencies.open_agency(
        actor=a, code="new", name="新单位", organ="", division=Division.objects.get(pk=COUNTY)),
    "change_agency": lambda w, a: agencies.change_agency(w.agencies["market"], actor=a, name="新名", organ=""),
    "close_agency": lambda w, a: agencies.close_agency(w.agencies["market"], actor=a),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_only_the_administrator_acts(world: World, act: str) -> None:
    before = (User.objects.count(), Post.objects.count(), Agency.objects.filter(active=True).count())
    for name, actor in world.actors.items():
        if name != "admin":
            with pytest.raises(NotYourRole):
                ACTS[act](world, actor)
    assert before == (User.objects.count(), Post.objects.count(), Agency.objects.filter(active=True).count())
    assert not AccessEntry.objects.filter(action="account_changed").exists()


# --- separation ---------------------------------------------------------------------------------------------------

SAME_AGENCY = [
    *(("checker_not_handler", "R25", role) for role in ("R05", "R07", "R08")),
    ("checker_not_closer", "R25", "R02"),
    *(("handler_not_closer", role, "R02") for role in ("R05", "R07", "R08")),
    *(("writer_not_reviewer", "R18", role) for role in ("R01", "R09", "R19")),
]
EVERYWHERE = [
    *(("auditor_apart", "R20", role) for role in ("R01", "R02", "R04", "R07", "R09", "R19", "R25")),
    ("auditor_apart", "R20", "R21"),
    *(("administrator_apart", "R21", role) for role in ("R01", "R02", "R04", "R07", "R09", "R19", "R25")),
    *(("firm_apart", "R15", role) for role in ("R15", "R02", "R04", "R07", "R14", "R25")),
    *(("committee_apart", "R16", role) for role in ("R16", "R02", "R04", "R07", "R14")),
]


@pytest.mark.parametrize(("guard", "held", "wanted"), SAME_AGENCY + [(g, b, a) for g, a, b in SAME_AGENCY])
def test_separation_in_one_agency(world: World, guard: str, held: str, wanted: str) -> None:
    user = new_user(world)
    give(world, user, "housing", held)
    with pytest.raises(GuardsFailed) as refused:
        give(world, user, "housing", wanted)
    assert [d.code for d in refused.value.denials] == [guard]
    assert str(ROLES[held]) in refused.value.denials[0].message
    assert user.posts.count() == 1
    give(world, user, "market", wanted)
    assert user.posts.count() == 2


@pytest.mark.parametrize(("guard", "held", "wanted"), EVERYWHERE + [(g, b, a) for g, a, b in EVERYWHERE])
def test_separation_everywhere(world: World, guard: str, held: str, wanted: str) -> None:
    user = new_user(world)
    give(world, user, "housing", held)
    with pytest.raises(GuardsFailed) as refused:
        give(world, user, "market", wanted)
    assert [d.code for d in refused.value.denials] == [guard]
    assert user.posts.count() == 1


def test_every_separation_is_refused_in_a_test_above() -> None:
    assert {one.code for one in SEPARATIONS} == {code for code, _a, _b in SAME_AGENCY + EVERYWHERE}


def test_separation_looks_at_the_time_of_the_posts(world: World) -> None:
    user = new_user(world)
    post = give(world, user, "housing", "R07")
    accounts.end_post(post, actor=world.actors["admin"], valid_to=clock.now().date() + timedelta(days=9))
    with pytest.raises(GuardsFailed):
        give(world, user, "housing", "R25", valid_from=clock.now().date() + timedelta(days=9))
    give(world, user, "housing", "R25", valid_from=clock.now().date() + timedelta(days=10))


def test_the_posts_of_the_invented_county_keep_to_the_separations(world: World) -> None:
    assert not [o.code for o in SEPARATIONS for p in Post.objects.all() for q in p.user.posts.all() if q != p
                and o.parts(p.role, q.role)]  # fmt: skip


# --- posts --------------------------------------------------------------------------------------------------------


def test_post_is_given_and_ended_with_lines_in_the_access_log(world: World) -> None:
    user = new_user(world)
    post = give(world, user, "housing", "R07", title="物业科经办")
    accounts.end_post(post, actor=world.actors["admin"], valid_to=date(2026, 12, 31))
    assert Post.objects.get(pk=post.pk).valid_to == date(2026, 12, 31)
    logged = AccessEntry.objects.filter(action="account_changed").order_by("pk").values_list("subject", flat=True)
    assert list(logged) == ["users:create_user", "users:give_post", "users:end_post"]


@pytest.mark.parametrize(("given", "field"), [
    ({"role": "R99"}, "role"), ({"role": "system"}, "role"), ({"title": " "}, "title"), ({"role": "R07"}, "role"),
])  # fmt: skip
def test_post_with_a_fault_is_refused(world: World, given: dict[str, Any], field: str) -> None:
    user = new_user(world)
    give(world, user, "housing", "R07")
    with pytest.raises(InvalidData) as refused:
        give(world, user, "housing", **{"role": "R09"} | given)
    assert list(refused.value.errors) == [field]


def test_post_does_not_end_before_it_begins_nor_twice(world: World) -> None:
    post = give(world, new_user(world), "housing", "R07")
    with pytest.raises(InvalidData):
        accounts.end_post(post, actor=world.actors["admin"], valid_to=date(2025, 12, 31))
    accounts.end_post(post, actor=world.actors["admin"], valid_to=date(2026, 1, 1))
    with pytest.raises(Conflict) as refused:
        accounts.end_post(post, actor=world.actors["admin"], valid_to=date(2026, 12, 1))
    assert refused.value.code == "post_over"


def test_administrator_does_not_end_the_own_post_nor_leave_by_oneself(world: World) -> None:
    admin = world.actors["admin"]
    for act in (
        lambda: accounts.end_post(admin.person, actor=admin, valid_to=date(2026, 12, 1)),
        lambda: accounts.deactivate(world.user("admin"), actor=admin),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "not_oneself"


def test_administrator_of_a_street_reaches_nobody_beyond_it(world: World) -> None:
    local = world.person("localadmin", "street", "R21")
    assert {a.division_id[: len(STREET)] for a in accounts.agencies_of(local)} == {STREET}
    with pytest.raises(OutOfScope):
        accounts.reset_password(world.user("admin"), actor=local)
    with pytest.raises(OutOfScope):
        accounts.end_post(world.actors["housing"].person, actor=local, valid_to=date(2026, 12, 1))
    with pytest.raises(InvalidData) as refused:
        accounts.give_post(
            new_user(world), actor=local, agency=world.agencies["housing"], role="R07", title="岗位",
            division=world.agencies["housing"].division, valid_from=date(2026, 1, 1),
        )  # fmt: skip
    assert set(refused.value.errors) == {"agency", "division"}


# --- leaving ------------------------------------------------------------------------------------------------------


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, MODEL_BACKEND)
    return client


def test_session_of_a_leaver_ends_at_once(world: World, plain_files: None) -> None:
    client = logged_in(world.user("housing"))
    assert client.get("/").status_code == 200
    accounts.deactivate(world.user("housing"), actor=world.actors["admin"])
    assert client.get("/")["Location"].startswith("/login/")
    assert client.get("/api/v1/rectification-cases").status_code == 401
    assert not Post.objects.filter(accounts.current(clock.now().date() + timedelta(days=1)),
                                   user=world.user("housing")).exists()  # fmt: skip


def test_leaver_comes_back_by_a_reset_and_gets_posts_anew(world: World) -> None:
    user = world.user("housing")
    accounts.deactivate(user, actor=world.actors["admin"])
    with pytest.raises(InvalidData) as refused:
        give(world, user, "market", "R08")
    assert list(refused.value.errors) == ["user"]
    password = accounts.reset_password(user, actor=world.actors["admin"])
    assert User.objects.get(pk=user.pk).is_active
    assert User.objects.get(pk=user.pk).check_password(password)
    assert give(world, user, "market", "R08").pk


def test_reset_ends_old_sessions(world: World, plain_files: None) -> None:
    client = logged_in(world.user("housing"))
    assert client.get("/").status_code == 200
    accounts.reset_password(world.user("housing"), actor=world.actors["admin"])
    assert client.get("/")["Location"].startswith("/login/")


def test_what_the_leaver_handled_is_told_to_the_unit_in_charge_and_to_nobody_else(world: World) -> None:
    case = world.dispatched()
    case = world.do(case, "sign_receipt", "housing")
    assert [(r.pk, part) for r, part in handover.in_hand(world.user("housing"))] == [(case.pk, "经办人")]
    assert accounts.deactivate(world.user("housing"), actor=world.actors["admin"]) == 1
    outbox.relay()
    told = Notice.objects.filter(code="leaver").select_related("user")
    assert {n.user.username for n in told} >= {"housing2"}
    assert not {n.user.username for n in told} & {"housing", "admin", "office", "market"}
    assert notices.worded("leaver", told[0].params) == f"{case.number}的经办人已停用账户，请换人接手"
    entry = AccessEntry.objects.get(subject="users:deactivate")
    assert entry.detail == {"user": world.user("housing").pk, "open": 1}
    assert entry.record_id is None


def test_panel_members_and_proposers_have_something_in_hand(world: World) -> None:
    case = world.checking()
    assert [part for _r, part in handover.in_hand(world.user("checker"))] == ["验收成员"]
    case = world.do(world.call(world.items(case)), "pass_check", "checker")
    world.later(days=12)
    world.propose(case, "close_case", "office")
    assert [(r.pk, part) for r, part in handover.in_hand(world.user("office"))] == [(case.pk, "复核提交人")]


# --- agencies -----------------------------------------------------------------------------------------------------


def test_agency_is_opened_renamed_and_closed(world: World) -> None:
    admin, county = world.actors["admin"], Division.objects.get(pk=COUNTY)
    made = agencies.open_agency(actor=admin, code="new", name="新单位", organ="05", division=county)
    agencies.change_agency(made, actor=admin, name="改名单位", organ="04", parent=world.agencies["office"])
    agencies.close_agency(made, actor=admin)
    made.refresh_from_db()
    assert (made.name, made.organ, made.parent, made.active) == ("改名单位", "04", world.agencies["office"], False)
    subjects = AccessEntry.objects.filter(action="account_changed").order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == ["users:open_agency", "users:change_agency", "users:close_agency"]


@pytest.mark.parametrize(("given", "field"), [
    ({"code": "有空 格"}, "code"), ({"code": "A-office"}, "code"), ({"name": ""}, "name"), ({"organ": "99"}, "organ"),
    ({"division": "2203"}, "division"),
])  # fmt: skip
def test_agency_with_a_fault_is_refused(world: World, given: dict[str, Any], field: str) -> None:
    wanted = {"code": "new", "name": "新单位", "organ": "05", "division": COUNTY} | given
    wanted["division"] = Division.objects.get(pk=wanted["division"])
    with pytest.raises(InvalidData) as refused:
        agencies.open_agency(actor=world.actors["admin"], **wanted)
    assert list(refused.value.errors) == [field]


def test_agency_does_not_come_under_itself(world: World) -> None:
    admin, office, market = world.actors["admin"], world.agencies["office"], world.agencies["market"]
    agencies.change_agency(market, actor=admin, name="市场监管局", organ="05", parent=office)
    market.refresh_from_db()
    with pytest.raises(InvalidData) as refused:
        agencies.change_agency(office, actor=admin, name="专班", organ="01", parent=market)
    assert list(refused.value.errors) == ["parent"]


def test_agency_with_people_agencies_below_or_matters_stays_open(world: World) -> None:
    admin, west = world.actors["admin"], world.agencies["housing"]
    world.dispatched()
    found = []
    for undo in (
        lambda: Post.objects.filter(agency=west).update(valid_to=date(2026, 1, 1)),
        lambda: Agency.objects.filter(parent=west).update(active=False),
        lambda: None,
    ):
        Agency.objects.filter(pk=world.agencies["body"].pk).update(parent=west)
        with pytest.raises(Conflict) as refused:
            agencies.close_agency(west, actor=admin)
        found.append(refused.value.code)
        undo()
    assert found == ["agency_has_posts", "agency_has_children", "agency_has_matters"]


# --- passwords, and the very first account ------------------------------------------------------------------------


@pytest.mark.parametrize(("password", "said"), [
    ("kurz", "密码至少12位，现在4位"), ("password1234", "太常见"), ("the-present-one-9", "不能和现在的相同"),
])  # fmt: skip
def test_weak_password_and_the_present_one_are_refused(world: World, password: str, said: str) -> None:
    user = world.user("housing")
    user.set_password("the-present-one-9")
    user.save()
    with pytest.raises(InvalidData) as refused:
        accounts.change_password(user, password, actor=world.actors["housing"])
    assert said in "".join(refused.value.errors["new"])
    assert User.objects.get(pk=user.pk).check_password("the-present-one-9")


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("create_administrator", *arguments, stdout=out)
    return out.getvalue()


def test_first_administrator_logs_in_with_the_printed_password(db: None) -> None:
    Division.objects.create(code="22", name="示例省")
    said = command(
        "guanli", "--name", "何例", "--agency", "zx", "--agency-name", "中心", "--organ", "02", "--division", "22"
    )
    post = Post.objects.get(user__username="guanli")
    assert (post.role, post.agency.name, post.division_id) == ("R21", "中心", "22")
    assert post.user.must_change_password
    assert post.user.check_password(said.split("：")[-1].strip())
    assert accounts.create_user(actor=Actor(post), username="xin", name="王例")


def test_first_administrator_needs_an_agency_and_its_division(db: None) -> None:
    with pytest.raises(CommandError, match="agency-name"):
        command("guanli", "--name", "何例", "--agency", "zx")
    with pytest.raises(CommandError, match="load_divisions"):
        command("guanli", "--name", "何例", "--agency", "zx", "--agency-name", "中心", "--division", "220399")
    assert not User.objects.exists()
