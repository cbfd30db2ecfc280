"""组织与岗位 in the browser and over the API: who sees it, what an act answers, the first log-in."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casework.models import AccessEntry, Agency, Post, User
from tests.property_rectification.world import COUNTY, World

pytestmark = pytest.mark.usefixtures("plain_files")

BACKEND = "django.contrib.auth.backends.ModelBackend"
API = "/api/v1/accounts"


def client_of(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.user(name), BACKEND)
    return client


def pages(world: World) -> list[str]:
    return [
        "/manage/agencies/", f"/manage/agencies/{world.agencies['housing'].pk}/", "/manage/people/",
        "/manage/people/?show=postless", "/manage/people/?show=inactive", f"/manage/people/{world.user('housing').pk}/",
    ]  # fmt: skip


def forms(world: World) -> dict[str, str]:
    agency, user, post = world.agencies["market"].pk, world.user("housing").pk, world.actors["housing"].person.pk
    return {
        "open_agency": "/manage/agencies/new/", "change_agency": f"/manage/agencies/{agency}/change/",
        "close_agency": f"/manage/agencies/{agency}/close/", "create_user": "/manage/people/new/",
        "reset_password": f"/manage/people/{user}/password/", "give_post": f"/manage/people/{user}/posts/new/",
        "deactivate": f"/manage/people/{user}/deactivate/", "end_post": f"/manage/posts/{post}/end/",
    }  # fmt: skip


def test_administrator_sees_and_may_act_the_auditor_only_sees(world: World) -> None:
    for name, form_status in (("admin", 200), ("auditor", 403)):
        client = client_of(world, name)
        for address in pages(world):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert answer["Cache-Control"] == "no-store"
        for address in forms(world).values():
            assert client.get(address).status_code == form_status, address
    assert "新建账户" in client_of(world, "admin").get("/manage/people/").content.decode()
    assert "新建账户" not in client_of(world, "auditor").get("/manage/people/").content.decode()


def test_nobody_else_sees_or_acts_and_the_refusals_are_logged(world: World) -> None:
    for name in ("leader", "office", "intake", "housing", "privacy", "checker", "firm"):
        client = client_of(world, name)
        for address in [*pages(world), *forms(world).values()]:
            assert client.get(address).status_code == 403, (name, address)
        for address in forms(world).values():
            assert client.post(address, {"valid_to": "2026-05-01"}).status_code == 403, (name, address)
    assert not AccessEntry.objects.filter(action="account_changed").exists()
    assert set(AccessEntry.objects.filter(status=403).values_list("denials", flat=True).distinct().first()) == {
        "not_your_role"
    }


def test_administrator_sees_no_case_page(world: World) -> None:
    case, client = world.dispatched(), client_of(world, "admin")
    assert client.get("/cases/").status_code == 403
    assert client.get("/leads/").status_code == 403
    assert client.get("/cases/new/").status_code == 403
    for address in ("", "as-at/2026-03-02/", "do/sign-receipt/", "amend/set-handler/"):
        assert client.get(f"/cases/{case.number}/{address}").status_code in (403, 404), address
    assert client.get(f"/api/v1/rectification-cases/{case.pk}").status_code == 404
    assert client.get("/api/v1/rectification-cases").json()["count"] == 0
    for address in [*pages(world), *forms(world).values(), "/"]:
        assert case.number not in client.get(address).content.decode(), address


def test_new_account_its_password_once_and_the_first_log_in(world: World) -> None:
    admin = client_of(world, "admin")
    answer = admin.post("/manage/people/new/", {"username": "xin", "name": "何例"})
    password = re.search(r'id="one-time-password">([^<]+)<', answer.content.decode())[1]  # type: ignore[index]
    user = User.objects.get(username="xin")
    assert password not in admin.get(f"/manage/people/{user.pk}/").content.decode()
    given = {"agency": world.agencies["housing"].pk, "role": "R07", "title": "物业科经办", "division": COUNTY,
             "valid_from": "2026-01-01"}  # fmt: skip
    assert admin.post(f"/manage/people/{user.pk}/posts/new/", given).status_code == 302
    client = Client()
    assert client.post("/login/", {"username": "xin", "password": password}).status_code == 302
    for address in ("/", "/cases/", "/inbox/"):
        assert client.get(address)["Location"] == "/me/password/"
    refused = client.get("/api/v1/rectification-cases")
    assert (refused.status_code, refused.json()["code"]) == (403, "password_change_required")
    page = client.get("/me/password/").content.decode()
    assert "先把一次性密码改成自己的密码" in page
    same = client.post("/me/password/", {"present": password, "new": password, "again": password})
    assert (same.status_code, "不能和现在的相同" in same.content.decode()) == (422, True)
    wrong = client.post("/me/password/", {"present": "x", "new": "long-enough-one-7", "again": "other-long-one-7"})
    assert {"present", "again"} == set(wrong.context["form"].errors)
    fine = {"present": password, "new": "long-enough-one-7", "again": "long-enough-one-7"}
    assert client.post("/me/password/", fine)["Location"] == "/"
    assert client.get("/cases/").status_code == 200
    assert AccessEntry.objects.filter(subject="users:change_password", user=user).count() == 1


def test_the_log_in_of_the_administrator_lands_on_the_tree(world: World) -> None:
    user = world.user("admin")
    user.set_password("long-enough-one-7")
    user.save()
    answer = Client().post("/login/", {"username": "admin", "password": "long-enough-one-7"})
    assert answer["Location"] == "/manage/agencies/"


@pytest.mark.parametrize(("name", "wanted", "guard", "words"), [
    ("housing", "R25", "checker_not_handler", "经办和验收要分开"),
    ("office", "R25", "checker_not_closer", "验收和销号要分开"),
    ("office", "R08", "handler_not_closer", "经办和销号要分开"),
    ("auditor", "R07", "auditor_apart", "审计不参与办案"),
    ("housing", "R21", "administrator_apart", "系统管理员不参与办案"),
])  # fmt: skip
def test_separation_is_said_on_the_form_before_saving(
    world: World, name: str, wanted: str, guard: str, words: str
) -> None:
    user, post = world.user(name), world.actors[name].person
    sent = {"agency": post.agency_id, "role": wanted, "title": "岗位", "division": COUNTY, "valid_from": "2026-01-01"}
    answer = client_of(world, "admin").post(f"/manage/people/{user.pk}/posts/new/", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert user.posts.count() == 1
    entry = AccessEntry.objects.get(subject="page:give_post")
    assert (entry.status, entry.denials, entry.user_id) == (422, [guard], world.user("admin").pk)


def test_pages_change_an_agency_end_a_post_and_close_an_account(world: World) -> None:
    client, addresses = client_of(world, "admin"), forms(world)
    sent = {"code": "new", "name": "新单位", "organ": "05", "division": COUNTY, "parent": ""}
    assert client.post(addresses["open_agency"], sent).status_code == 302
    assert client.post(addresses["change_agency"], {"name": "改名局", "organ": "05", "parent": ""}).status_code == 302
    assert Agency.objects.get(code="new").name == "新单位"
    assert Agency.objects.get(code="A-market").name == "改名局"
    still = client.post(addresses["close_agency"])
    assert (still.status_code, "还有1个岗位没有结束" in still.content.decode()) == (409, True)
    assert client.post(addresses["end_post"], {"valid_to": "2026-12-31"}).status_code == 302
    assert Post.objects.get(pk=world.actors["housing"].person.pk).valid_to == date(2026, 12, 31)
    before = client.get(addresses["deactivate"]).content.decode()
    assert "0件在办" in before
    assert "登录立即结束" in before
    assert client.post(addresses["deactivate"]).status_code == 302
    assert not User.objects.get(pk=world.user("housing").pk).is_active


def test_a_form_with_faults_keeps_what_was_typed(world: World) -> None:
    answer = client_of(world, "admin").post("/manage/agencies/new/", {"code": "new", "name": "", "division": "99"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name", "division"}
    assert 'value="new"' in answer.content.decode()


# --- the API ------------------------------------------------------------------------------------------------------


def send(client: Client, address: str, **body: Any) -> Any:
    return client.post(f"{API}/{address}", body, content_type="application/json")


def test_api_creates_gives_ends_and_deactivates(world: World) -> None:
    client = client_of(world, "admin")
    made = send(client, "users/create", username="xin", name="何例")
    assert made.status_code == 201
    assert User.objects.get(username="xin").check_password(made.json()["one_time_password"])
    given = send(client, "posts/create", username="xin", agency="A-housing", role="R07", title="经办", division=COUNTY)
    assert (given.status_code, given.json()["valid_to"]) == (201, None)
    today = given.json()["valid_from"]
    ended = send(client, f"posts/{given.json()['id']}/end", valid_to=today)
    assert (ended.status_code, ended.json()["valid_to"]) == (200, today)
    listed = client.get(f"{API}/posts?page_size=100").json()
    assert "xin" in {row["username"] for row in listed["results"]}
    assert listed["count"] == Post.objects.count()
    assert send(client, f"users/{made.json()['id']}/deactivate").json()["open"] == 0
    assert send(client, f"users/{made.json()['id']}/reset-password").json()["one_time_password"]
    assert send(client, "agencies/create", code="new", name="新单位", organ="05", division=COUNTY).status_code == 201
    changed = send(client, "agencies/new/change", name="改名", organ="05", parent="A-office").json()
    assert (changed["name"], changed["parent"]) == ("改名", "A-office")
    assert send(client, "agencies/new/close").json()["active"] is False


def test_api_refuses_with_its_line_in_the_access_log(world: World) -> None:
    housing = client_of(world, "housing")
    assert housing.get(f"{API}/posts").status_code == 403
    assert send(housing, "users/create", username="xin", name="何例").status_code == 403
    assert send(client_of(world, "auditor"), "users/create", username="xin", name="何例").status_code == 403
    assert client_of(world, "auditor").get(f"{API}/users").status_code == 200
    refused = send(
        client_of(world, "admin"), "posts/create", username="housing", agency="A-housing", role="R25", title="验收",
        division=COUNTY,
    )  # fmt: skip
    assert refused.status_code == 422
    assert [d["code"] for d in refused.json()["denials"]] == ["checker_not_handler"]
    logged = AccessEntry.objects.filter(status__gte=400).order_by("pk").values_list("subject", "status", "denials")
    assert list(logged) == [
        ("users", 403, ["not_your_role"]), ("users:create_user", 403, ["not_your_role"]),
        ("users:create_user", 403, ["not_your_role"]), ("users:give_post", 422, ["checker_not_handler"]),
    ]  # fmt: skip


@pytest.mark.parametrize(("body", "fields"), [
    ({}, {"username"}), ({"username": "housing", "agency": "none"}, {"agency"}),
    ({"username": "housing", "agency": "A-market", "division": "99"}, {"division"}),
    ({"username": "housing", "agency": "A-market", "division": COUNTY, "valid_from": "gestern"}, {"valid_from"}),
    ({"username": 7}, {"username"}),
])  # fmt: skip
def test_api_says_which_field_is_wrong(world: World, body: dict[str, Any], fields: set[str]) -> None:
    answer = client_of(world, "admin").post(f"{API}/posts/create", body, content_type="application/json")
    assert (answer.status_code, set(answer.json()["errors"])) == (422, fields)
