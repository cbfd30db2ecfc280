"""当事人账号 over HTTP: a unit is bound to a firm by its code or to compounds, and what its people then see (§6)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from casework import clock, engine, jobs, ledger
from casework.actor import Actor
from casework.models import AccessEntry, Agency, Event, Job, OutboxMessage, Post, Record, User
from casework.outbox import open_payload
from casework.refusals import NotYourRole
from property_rectification.demo import penalties
from property_rectification.demo.penalties import Procedure
from property_rectification.effects import party_access
from property_rectification.models import Firm, FirmService, OwnersBody, Penalty
from property_rectification.uscc import check_character
from tests.flows.district import CASES, District, Road
from tests.flows.test_parties import UNSEEN

API, PENALTIES = "/api/v1/accounts/parties", "/api/v1/penalties"
ADMIN, AUDITOR = "guanli", "shenji"
CODE, NAME = "91220302MA8TQ01300", "北辰样例物业有限公司"
BOUND_CODE, BOUND_NAME = "91220302MA17K3W57K", "示范样例物业有限公司"


def _unit(code: str, role: str, username: str) -> Agency:
    """A unit opened for a firm or committee, with one person in it."""
    agency = Agency.objects.create(code=code, name=f"{code}账号单位", division_id="220302")
    user = User.objects.create(username=username, last_name="陶", first_name="例")
    Post.objects.create(
        user=user, agency=agency, role=role, title="联系人", division_id="220302", valid_from="2020-01-01"
    )
    return agency


def _bind(district: District, unit: str, act: str = "bind-firm", who: str = ADMIN, **body: Any) -> Any:
    return district.api(who).post(f"{API}/{unit}/{act}", body)


def _follow(answer: Any) -> None:
    """Let the worker do what follows."""
    assert answer.status_code == 200, answer.content.decode()
    job = Job.objects.get(pk=answer.json()["job"])
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.DONE, job.problem


# --- binding ------------------------------------------------------------------------------------------------------


def test_a_firm_is_bound_on_the_page_after_its_effect_was_seen(district: District) -> None:
    unit = _unit("wy9", "R15", "wuye9")
    client = district.client_of(ADMIN)
    listed = client.get("/manage/parties/").content.decode()
    assert listed.index("wy9账号单位") < listed.index("示范样例物业有限公司 "), "what is not bound yet comes first"
    address = f"/manage/parties/{unit.pk}/firm/"
    assert client.get(address).status_code == 200
    typed = {"uscc": CODE.lower(), "name": NAME, "compounds": "北辰样府\n晨光例苑"}
    shown = client.post(address, typed)
    page = shown.content.decode()
    assert shown.status_code == 200
    assert f"企业：{NAME}，{CODE}。" in page
    assert f"“晨光例苑”今天起由“{BOUND_NAME}”改为“{NAME}”服务。" in page
    assert "今天起不再服务：站前样里。" in page
    assert "已开始核查的0件" in page
    assert Firm.objects.get(uscc=CODE).agency is None, "nothing before it is confirmed"
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    answer = client.post(address, typed | {"seen": seen.group(1)})
    assert answer.status_code == 302
    assert "更新当事人账号" in client.get(answer["Location"]).content.decode()
    firm = Firm.objects.get(uscc=CODE)
    assert firm.agency == unit
    serving = FirmService.objects.filter(valid_to__isnull=True)
    assert set(serving.filter(firm=firm).values_list("compound__name", flat=True)) == {"北辰样府", "晨光例苑"}
    assert FirmService.objects.get(compound__name="站前样里").valid_to == clock.now().date()
    entry = AccessEntry.objects.get(subject="users:bind_firm")
    assert (entry.action, entry.detail["agency"], entry.detail["firm"]) == ("account_changed", unit.pk, firm.pk)
    again = client.get(address).content.decode()
    assert CODE in again
    assert "北辰样府" in again
    assert f"{NAME} {CODE}" in client.get("/manage/parties/").content.decode()
    assert district.client_of("wuye9").get("/firm/").status_code == 200


def test_a_new_firm_comes_into_being_with_its_account(district: District) -> None:
    _unit("wy9", "R15", "wuye9")
    first17 = "91220302MA0000001"
    body = {"uscc": first17 + check_character(first17), "name": "新来样例物业有限公司", "compounds": []}
    answer = _bind(district, "wy9", **body)
    assert answer.status_code == 200, answer.content.decode()
    assert answer.json()["firm"] == "新来样例物业有限公司"
    assert Firm.objects.get(uscc=body["uscc"]).agency.code == "wy9"  # type: ignore[union-attr]
    renamed = _bind(district, "wy9", **body | {"name": "改名样例物业有限公司"})
    assert renamed.json()["firm"] == "改名样例物业有限公司", "once bound, the firm may change its name"


GOOD = {"uscc": CODE, "name": NAME, "compounds": ["北辰样府"]}


@pytest.mark.parametrize(("change", "field", "said"), [
    ({"uscc": "91220302MA8TQ01301"}, "uscc", "第18位校验不对"),
    ({"uscc": ""}, "uscc", "对照营业执照"),
    ({"uscc": BOUND_CODE, "name": BOUND_NAME}, "uscc", "一家企业只绑定一个单位"),
    ({"name": ""}, "name", "请填写企业名称"),
    ({"name": "别家样例物业有限公司"}, "name", f"这个代码登记的是“{NAME}”"),
    ({"compounds": ["锦绣"]}, "compounds", "没有小区“锦绣”，是不是：锦绣样园"),
    ({"compounds": ["无此小区甲"]}, "compounds", "没有小区“无此小区甲”"),
    ({"compounds": "北辰样府"}, "compounds", "应为文字的列表"),
])  # fmt: skip
def test_a_wrong_code_name_or_compound_is_refused_at_its_field(
    district: District, change: dict[str, Any], field: str, said: str
) -> None:
    unit = _unit("wy9", "R15", "wuye9")
    refused = _bind(district, "wy9", **GOOD | change)
    assert refused.status_code == 422
    assert list(refused.json()["errors"]) == [field]
    assert said in refused.json()["errors"][field][0]
    if isinstance((GOOD | change)["compounds"], list):
        sent = GOOD | change | {"compounds": "\n".join((GOOD | change)["compounds"])}
        page = district.client_of(ADMIN).post(f"/manage/parties/{unit.pk}/firm/", sent)
        assert page.status_code == 422
        assert list(page.context["form"].errors) == [field]
    assert not Firm.objects.filter(agency=unit).exists()


def test_a_unit_that_is_bound_takes_no_second_firm(district: District) -> None:
    refused = _bind(district, "wy1", **GOOD)
    assert refused.status_code == 422
    assert f"这个单位已绑定“{BOUND_NAME}”" in refused.json()["errors"]["uscc"][0]


def test_a_shared_account_is_refused(district: District) -> None:
    """§6: no shared accounts: neither two firms, nor a post of the office beside it."""
    unit = _unit("wy9", "R15", "wuye9")
    person = User.objects.get(username="wuye9")
    other = Post.objects.create(
        user=person, agency=Agency.objects.get(code="wy2"), role="R15", title="兼任", division_id="220302",
        valid_from="2020-01-01",
    )  # fmt: skip
    refused = _bind(district, "wy9", **GOOD)
    assert (refused.status_code, refused.json()["code"]) == (409, "account_shared")
    other.delete()
    official = Post.objects.create(
        user=User.objects.get(username="zhujian1"), agency=unit, role="R07", title="兼任", division_id="220302",
        valid_from="2020-01-01",
    )  # fmt: skip
    mixed = _bind(district, "wy9", **GOOD)
    assert (mixed.status_code, mixed.json()["code"]) == (409, "not_a_party_unit")
    official.delete()
    assert _bind(district, "wy9", "bind-committee", compounds=["北辰样府"]).json()["code"] == "not_a_party_unit"
    given = {"username": "wuye9", "agency": "wy2", "role": "R15", "title": "兼任", "division": "220302"}
    for more in ({}, {"agency": "ywh1", "role": "R16"}, {"agency": "zjj", "role": "R07"}):
        answer = district.api(ADMIN).post("/api/v1/accounts/posts/create", given | more)
        assert answer.status_code == 422
        assert "firm_apart" in answer.content.decode(), more


def test_a_committee_is_bound_to_compounds_that_nobody_else_stands_for(district: District) -> None:
    unit = _unit("ywh9", "R16", "ywh9r")
    taken = _bind(district, "ywh9", "bind-committee", compounds=["锦绣样园"])
    assert taken.status_code == 422
    assert "“锦绣样园”已绑定“锦绣样园业主委员会”的账号" in taken.json()["errors"]["compounds"][0]
    assert "至少一个小区" in _bind(district, "ywh9", "bind-committee").json()["errors"]["compounds"][0]
    assert _bind(district, "ywh9", **GOOD).json()["code"] == "not_a_party_unit"
    made = _bind(district, "ywh9", "bind-committee", compounds=["晨光例苑", "北辰样府"])
    assert made.json()["compounds"] == ["北辰样府", "晨光例苑"]
    client = district.client_of(ADMIN)
    typed = {"compounds": "北辰样府"}
    page = client.post(f"/manage/parties/{unit.pk}/committee/", typed).content.decode()
    assert "不再代表：晨光例苑。" in page
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    assert client.post(f"/manage/parties/{unit.pk}/committee/", typed | {"seen": seen.group(1)}).status_code == 302
    assert [body.compound.name for body in OwnersBody.objects.filter(agency=unit)] == ["北辰样府"]


def test_only_the_administrator_binds_and_the_auditor_reads(district: District) -> None:
    unit = Agency.objects.get(code="wy1").pk
    acts = [f"/manage/parties/{unit}/{act}/" for act in ("firm", "committee", "unbind")]
    for who in district.everybody():
        client, role = district.client_of(who), User.objects.get(username=who).posts.get().role
        assert client.get("/manage/parties/").status_code == (200 if role in ("R20", "R21") else 403), role
        assert client.get(API).status_code == (200 if role in ("R20", "R21") else 403), role
        if role == "R21":
            continue
        for address in acts:
            assert client.get(address).status_code == 403, (role, address)
            assert client.post(address, {}).status_code == 403, (role, address)
        for act in ("bind-firm", "bind-committee", "unbind"):
            assert _bind(district, "wy1", act, who).status_code == 403, (role, act)
    assert Firm.objects.get(uscc=BOUND_CODE).agency_id == unit
    reading = district.client_of(AUDITOR).get("/manage/parties/").content.decode()
    assert "解除绑定" not in reading


def test_a_unit_that_is_free_cannot_be_unbound_and_one_out_of_reach_is_not_there(district: District) -> None:
    _unit("wy9", "R15", "wuye9")
    assert _bind(district, "wy9", "unbind").json()["code"] == "not_bound"
    Post.objects.filter(user__username=ADMIN).update(division_id="220302001")
    assert _bind(district, "wy1", **GOOD).status_code == 404


# --- what the people of the unit then see -------------------------------------------------------------------------


@pytest.fixture
def later(staged: District) -> Iterator[District]:
    """Every case of the stages, on a day after the last of them."""
    with clock.moved_to(max(s.at for s in staged.stages["property.case"].values()) + timedelta(days=1)):
        yield staged


def _numbers(district: District, who: str, address: str = CASES) -> set[str]:
    found: set[str] = set()
    page = 1
    while True:
        body = district.api(who).get(address, {"page": str(page)}).json()
        found |= {one["number"] or one["id"] for one in body["results"]}
        if len(found) >= body["count"]:
            return found
        page += 1


def _procedure(district: District) -> Penalty:
    """A procedure against the firm itself, its proposal served."""
    driver = Road(district.stages["property.case"]["fact_finding"].record)
    driver.find_facts()
    driver.hear_both()
    driver.do("zhujian1", "file_penalty", **penalties.filing("zhujian1", party_kind="firm", party_name=""))
    tour = Procedure(Penalty.objects.get(source=driver.case))
    tour.investigate()
    tour.propose()
    return Penalty.objects.get(pk=tour.record.pk)


def test_an_account_bound_later_sees_what_it_would_have_seen_from_the_start(later: District) -> None:
    """Its cases from fact-finding on, ended ones too, and its penalty procedures; and not one before."""
    procedure = _procedure(later)
    cases, fined = _numbers(later, "wuye1"), _numbers(later, "wuye1", PENALTIES)
    owners = _numbers(later, "yeweihui1")
    assert len(cases) > 10
    assert fined == {procedure.number}
    page = later.client_of("wuye1").get(f"/cases/{procedure.source.number}/").content.decode()
    unseen = {later.stages["property.case"][state].record for state in UNSEEN}
    for unit in ("wy1", "ywh1"):
        _follow(_bind(later, unit, "unbind"))
    assert _numbers(later, "wuye1") == _numbers(later, "wuye1", PENALTIES) == _numbers(later, "yeweihui1") == set()
    assert later.client_of("wuye1").get(f"/cases/{procedure.source.number}/").status_code == 404
    compounds = list(Firm.objects.get(uscc=BOUND_CODE).services.values_list("compound__name", flat=True))
    _follow(_bind(later, "wy1", uscc=BOUND_CODE, name=BOUND_NAME, compounds=compounds))
    assert (_numbers(later, "wuye1"), _numbers(later, "wuye1", PENALTIES)) == (cases, fined)
    assert _numbers(later, "yeweihui1") == set(), "the committee is bound to nothing yet"
    _follow(_bind(later, "ywh1", "bind-committee", compounds=["锦绣样园"]))
    assert _numbers(later, "yeweihui1") == owners
    again = later.client_of("wuye1").get(f"/cases/{procedure.source.number}/").content.decode()
    assert _plain(again) == _plain(page)
    assert not {one.number or str(one.pk) for one in unseen} & _numbers(later, "wuye1")
    assert list(ledger.verify([procedure.pk, procedure.source_id])) == []
    events = Event.objects.filter(name=party_access.ALIGN, record=procedure.source_id)
    assert events.count() == 4, "each side closed and opened, in an event of its own"
    assert set(events.values_list("role", flat=True)) == {"system"}


def _plain(page: str) -> str:
    """A page without what is new at every look."""
    text = re.sub(r"<[^>]*>", " ", page.split('id="main"', 1)[1])
    return re.sub(r"\s+", " ", text)


def test_what_is_as_it_should_be_is_left_alone(later: District) -> None:
    versions = dict(Record.objects.values_list("pk", "version"))
    firm = Firm.objects.get(uscc=BOUND_CODE)
    compounds = list(firm.services.values_list("compound__name", flat=True))
    _follow(_bind(later, "wy1", uscc=BOUND_CODE, name=BOUND_NAME, compounds=compounds))
    assert dict(Record.objects.values_list("pk", "version")) == versions


def test_only_the_machine_settles_who_sees_a_case(later: District) -> None:
    stage = later.stages["property.case"]["rectifying"]
    for who in ("zhujian1", "zhuanban1", "wuye1"):
        refused = later.api(who).act(stage, party_access.ALIGN, {}, way="amendments")
        assert (refused.status_code, refused.json()["code"]) == (403, "not_your_role")
    with pytest.raises(NotYourRole):
        engine.amend(stage.record, party_access.ALIGN, actor=Actor(Post.objects.get(user__username="zhujian1")))


def test_the_bound_account_hears_what_is_wanted_of_it(later: District) -> None:
    """The firm that is bound while its facts are being found is told that it may speak."""
    stage = later.stages["property.case"]["fact_finding"]
    _follow(_bind(later, "wy1", "unbind"))
    firm = Firm.objects.get(uscc=BOUND_CODE)
    compounds = list(firm.services.values_list("compound__name", flat=True))
    _follow(_bind(later, "wy1", uscc=BOUND_CODE, name=BOUND_NAME, compounds=compounds))
    last = stage.record.events.order_by("-seq").first()
    told = [open_payload(m) for m in OutboxMessage.objects.filter(record=stage.pk, event_seq=last.seq)]
    assert [(one["params"]["action"], one["audience"]["roles"]) for one in told] == [("提交陈述", ["R15"])]
