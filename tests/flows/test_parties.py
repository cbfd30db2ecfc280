"""The firm (R15) and the owners' committee (R16) in their own cases: what they see, never see, and do (§5.1, §5.4)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from casework import clock
from casework.models import OutboxMessage, Record
from casework.outbox import open_payload
from property_rectification.models import RectificationCase
from property_rectification.models.facts import Fact, Statement
from property_rectification.models.mediation import Mediation
from property_rectification.models.parties import Reporter
from property_rectification.models.voices import ReporterNote
from tests import statements
from tests.flows.district import CASES, District, Stage
from tests.flows.test_every_transition import Scene, both_want_it
from tests.statements import CASE_PAGE, LIST

FIRM, OTHER_FIRM, COMMITTEE, OTHER_COMMITTEE = "wuye1", "wuye2", "yeweihui1", "yeweihui2"
#: What nobody outside may read: who reported, how, and what was said in confidence.
SECRETS = {
    "name": "甄龘䶮", "phone": "13800007341", "address": "寻标路7341号5单元501室", "narrative": "寻标贰讹，我家在顶楼",
    "claim": "寻标叁讹，退给我一家", "place": "寻标楼5单元501", "title": "寻标住户反映", "external_no": "寻标12345-77",
    "fact": "寻标肆讹，住户录了音", "owner_said": "寻标伍讹，我怕报复", "note": "寻标陆讹，他们来过我家",
}  # fmt: skip
#: States from which on a party sees the case.
SEEN = ("fact_finding", "penalty", "unfounded", "rectifying", "suspended", "hung", "mediation", "check_req", "checking",
        "check_failed", "pre_close", "objection", "closed", "lookback", "archived", "relapsed")  # fmt: skip
UNSEEN = ("draft", "registered", "supplement", "triage", "not_accepted", "dispatched", "handling")
OF_REPORTER = ("CONFIDENTIAL_REPORTER", "MINOR", "GROUP", "PUBLIC_REPORT")


def _plant(stage: Stage) -> None:
    """Every secret in the case, and the flags that speak of the reporter."""
    case = stage.record
    RectificationCase.objects.filter(pk=case.pk).update(place=SECRETS["place"], external_no=SECRETS["external_no"])
    one = RectificationCase.objects.get(pk=case.pk)
    one.narrative, one.claim = SECRETS["narrative"], SECRETS["claim"]
    one.save(update_fields=["narrative", "claim"])
    Record.objects.filter(pk=case.pk).update(title=SECRETS["title"], flags=[*case.flags, *OF_REPORTER])
    reporter, _made = Reporter.objects.get_or_create(case=one)
    reporter.name, reporter.phone, reporter.address = (SECRETS[n] for n in ("name", "phone", "address"))
    reporter.save()
    rows: dict[str, Any] = {"case": one, "recorded_at": stage.at}
    Fact.objects.create(number=91, statement=SECRETS["fact"], **rows)
    Statement.objects.create(side="owner", kind="record", at=stage.at, content=SECRETS["owner_said"], **rows)
    ReporterNote.objects.create(text=SECRETS["note"], **rows)
    # an official was careless: the question to the firm names who reported
    Statement.objects.create(
        side="firm", kind="notice", at=stage.at, content=f"业主{SECRETS['name']}说电梯坏了，请说明。", **rows
    )


@contextmanager
def _at(stage: Stage, **more: float) -> Iterator[None]:
    with clock.moved_to(stage.at + timedelta(minutes=5, **more)):
        yield


def _stage(staged: District, state: str) -> Stage:
    return staged.stages["property.case"][state]


def _told(text: str) -> list[str]:
    return [name for name, secret in SECRETS.items() if secret in text]


def _addresses(stage: Stage) -> list[str]:
    number = stage.record.number
    return [
        f"/cases/{number}/", stage.url, f"{stage.url}/transitions", f"{stage.url}/amendments", f"{stage.url}/events",
        f"{stage.url}/files", f"{stage.url}/documents", CASES, "/inbox/", "/inbox/?tab=change", "/inbox/?tab=remind",
        f"/search/?q={number}", f"/search/suggest/?q={number}", "/search/?q=寻标", "/desk/news/",
    ]  # fmt: skip


@pytest.mark.parametrize("who", [FIRM, COMMITTEE])
@pytest.mark.parametrize("state", SEEN)
def test_the_reporter_is_nowhere(staged: District, who: str, state: str) -> None:
    """§5.4 by page and API, in every state: neither name nor telephone, room, words, source, flags nor notes."""
    stage = _stage(staged, state)
    _plant(stage)
    with _at(stage):
        client = staged.client_of(who)
        home = "/firm/" if who == FIRM else "/owners/"
        for path in (*_addresses(stage), home):
            answer = client.get(path, follow=True)
            assert answer.status_code == 200, (path, answer.status_code)
            assert _told(answer.content.decode()) == [], path
            assert not [word for word in OF_REPORTER if word in answer.content.decode()], path
        body = client.get(stage.url).json()
        assert not {"narrative", "claim", "reporter", "facts", "statements", "channel", "reported_at", "place",
                    "opened_at", "callbacks", "handler", "matter"} & body.keys()  # fmt: skip


@pytest.mark.parametrize("state", SEEN)
def test_pages_of_the_office_are_closed(staged: District, state: str) -> None:
    """Past days, print, map, verification, revealing and forms of other posts show more than a party may know."""
    stage = _stage(staged, state)
    _plant(stage)
    number, day = stage.record.number, stage.at.date().isoformat()
    with _at(stage):
        for who in (FIRM, COMMITTEE):
            client = staged.client_of(who)
            for rest in (f"as-at/{day}/", "as-at/", "print/", "map/", "reveal/phone/", "amend/link-evidence/",
                         "amend/record-statement/", "do/find-violation/", "do/withdraw-case/",
                         "do/submit-supplement/"):  # fmt: skip
                answer = client.get(f"/cases/{number}/{rest}")
                assert answer.status_code in (403, 404), (who, rest)
                assert _told(answer.content.decode()) == []
            assert client.get(f"{stage.url}/as-at/{day}").status_code == 404
            for listed in ("/cases/", "/"):
                assert client.get(listed)["Location"] in ("/firm/", "/owners/")
            for path in ("/cases/print/", "/cases/export/", "/cases/columns/"):
                assert client.get(path).status_code in (403, 404, 405), path
            for path in ("/cases/bulk/follow/", "/cases/export/"):
                assert client.post(path, {"ids": str(stage.pk)}).status_code in (403, 404), path
            assert all(d["may_open"] for d in client.get(f"{stage.url}/documents").json()["documents"])
            for query in ("channel=10", "flag=MINOR", "q=寻标", "satisfaction=01", "category=WA07"):
                assert client.get(f"{CASES}?{query}").status_code == 400, query


@pytest.mark.parametrize("state", UNSEEN)
def test_nothing_before_the_facts_are_asked_for(staged: District, state: str) -> None:
    stage = _stage(staged, state)
    with _at(stage):
        for who in (FIRM, COMMITTEE):
            assert staged.client_of(who).get(f"/cases/{stage.record.number or stage.pk}/").status_code == 404
            assert staged.client_of(who).get(stage.url).status_code == 404


@pytest.mark.parametrize("state", SEEN)
def test_another_firm_and_another_compound_find_nothing(staged: District, state: str) -> None:
    stage = _stage(staged, state)
    number = stage.record.number
    with _at(stage):
        for who, home in ((OTHER_FIRM, "/firm/"), (OTHER_COMMITTEE, "/owners/")):
            client, api = staged.client_of(who), staged.api(who)
            for path in (f"/cases/{number}/", stage.url, f"{stage.url}/events", f"{stage.url}/documents"):
                assert client.get(path).status_code == 404, path
            assert number not in client.get(home).content.decode()
            assert api.act(stage, "add_evidence", {}, way="amendments").status_code == 404
        assert staged.client_of(FIRM).get("/owners/").status_code == 403
        assert staged.client_of(COMMITTEE).get("/firm/").status_code == 403
        assert staged.client_of("zhujian1").get("/firm/").status_code == 403


@pytest.mark.parametrize("state", SEEN)
@pytest.mark.parametrize("who", [FIRM, COMMITTEE])
def test_statements_of_the_page_and_the_lists(staged: District, who: str, state: str) -> None:
    stage = _stage(staged, state)
    home = "/firm/" if who == FIRM else "/owners/"
    paths = [(home, LIST), (f"/cases/{stage.record.number}/", CASE_PAGE), (stage.url, CASE_PAGE)]
    paths += [("/firm/orders/", LIST)] if who == FIRM else []
    with _at(stage):
        client = staged.client_of(who)
        for path, most in paths:
            client.get(path)
            with statements.counted() as sent:
                assert client.get(path).status_code == 200
            statements.within(most, f"{path} in {state} for {who}", sent)


# --- the firm's work ----------------------------------------------------------------------------------------------


def _ask(staged: District, stage: Stage, words: str = "请说明电梯停运的原因和维修计划。", **more: Any) -> Any:
    data = {"side": "firm", "kind": "notice", "at": clock.now().isoformat(), "content": words} | more
    return staged.api("zhujian1").act(stage, "record_statement", data, way="amendments")


def test_the_firm_answers_what_it_was_asked_and_is_heard_by_it(staged: District) -> None:
    """§5.1: the question reaches the firm, its answer reaches the unit, and the side counts as heard."""
    stage = _stage(staged, "fact_finding")
    Statement.objects.filter(case=stage.pk).delete()
    with _at(stage):
        assert _ask(staged, stage).status_code == 200
        page = staged.client_of(FIRM).get(f"/cases/{stage.record.number}/").content.decode()
        assert "请说明电梯停运的原因和维修计划。" in page
        assert "提交陈述" in _waiting(staged, FIRM)
    with _at(stage, hours=1):
        said = staged.api(FIRM).act(stage, "submit_statement", {"content": "配件已订，十日内装好。"}, way="amendments")
        assert said.status_code == 200, said.content.decode()
        assert [row["asked"] for row in said.json()["asked"]] == [True, False]
        one = Statement.objects.get(case=stage.pk, kind="record")
        assert (one.side, one.mode, one.recorded_by.agency.code) == ("firm", "06", "wy1")
        assert "提交陈述" not in _waiting(staged, FIRM)
        seen = staged.client_of("zhujian1").get(f"/cases/{stage.record.number}/").content.decode()
        assert "配件已订，十日内装好。" in seen
        missing = staged.api("zhujian1").act(stage, "find_violation", {}).json()
        assert "物业一方" not in str(missing)
    with _at(stage, hours=2):
        _ask(staged, stage, "再请说明费用从哪里出。")
        assert "提交陈述" in _waiting(staged, FIRM), "asked again, it waits again"


def _waiting(staged: District, who: str) -> str:
    """The group of what waits, of somebody's own page."""
    text = staged.client_of(who).get("/firm/" if who == FIRM else "/owners/").content.decode()
    found = re.search(r"等我办理.*?</ul>", text, re.DOTALL)
    return found.group() if found else ""


def test_a_question_to_the_firm_that_names_the_reporter_is_refused(staged: District) -> None:
    stage = _stage(staged, "fact_finding")
    _plant(stage)
    with _at(stage):
        refused = _ask(staged, stage, f"{SECRETS['name']}反映电梯坏了，请说明。")
        assert refused.status_code == 422
        assert "反映人" in refused.json()["errors"]["content"][0]
        kept = _ask(staged, stage, f"{SECRETS['name']}反映电梯坏了。", side="owner")
        assert kept.status_code == 200, "what the owner is asked may name the owner"


def test_what_was_written_carelessly_is_shown_without_the_name(staged: District) -> None:
    stage = _stage(staged, "fact_finding")
    _plant(stage)
    with _at(stage):
        page = staged.client_of(FIRM).get(f"/cases/{stage.record.number}/").content.decode()
        assert "业主反映人说电梯坏了，请说明。" in page


def test_the_firm_hands_in_evidence_and_offers_only_its_own_files(staged: District) -> None:
    stage = _stage(staged, "fact_finding")
    with _at(stage):
        theirs = Scene(staged, stage).file("zhujian1", "statement")
        own = Scene(staged, stage).file(FIRM, "evidence")
        data = {"type": "01", "title": "维保合同", "obtained_at": clock.now().isoformat(), "obtained_by": "项目部",
                "source_note": "公司存档复印", "lawful": True}  # fmt: skip
        form = staged.client_of(FIRM).get(f"/cases/{stage.record.number}/amend/add-evidence/").content.decode()
        assert own in form
        assert theirs not in form
        assert "证明哪条事实" not in form
        stolen = staged.api(FIRM).act(stage, "add_evidence", data | {"file": theirs}, way="amendments")
        assert stolen.status_code == 422
        made = staged.api(FIRM).act(stage, "add_evidence", data | {"file": own}, way="amendments")
        assert made.status_code == 200, made.content.decode()
        piece = stage.record.evidences.latest("recorded_at")
        assert (piece.title, piece.lawful) == ("维保合同", None), "only the unit that leads judges it"
        page = staged.client_of(FIRM).get(f"/cases/{stage.record.number}/").content.decode()
        assert "维保合同" in page
        assert theirs not in page
        listed = [one["id"] for one in staged.api(FIRM).get(f"{stage.url}/files").json()["files"]]
        assert listed == [own], "nobody else's file, not even its title"
        assert staged.client_of(FIRM).get(f"/cases/{stage.record.number}/files/{theirs}/").status_code == 404


def test_the_firm_reads_its_order_and_asks_for_the_check(staged: District) -> None:
    stage = _stage(staged, "rectifying")
    with _at(stage):
        client, number = staged.client_of(FIRM), stage.record.number
        page = client.get(f"/cases/{number}/").content.decode()
        order = stage.record.ordernotices.get()
        assert order.requirement.reveal().splitlines()[0] in page
        assert ">整改<" in page.split('id="clocks"')[1]
        listed = client.get("/firm/orders/").content.decode()
        assert number in listed
        paper = re.search(rf'href="(/cases/{number}/documents/[0-9a-f-]+/)"', page)
        assert paper, "the order as it was printed"
        assert client.get(f"{paper.group(1)}pdf/").status_code == 200
        assert "申请验收" in _waiting(staged, FIRM)
        form, hint = f"/cases/{number}/do/request-check/", "先存为草稿，用“添加材料”上传"
        assert hint in client.get(form).content.decode(), "an empty list says how something comes into it"
        own = Scene(staged, stage).file(FIRM, "rectification")
        assert hint not in client.get(form).content.decode()
        asked = staged.api(FIRM).act(
            stage, "request_check", {"report": "三月九日已换好配件，电梯恢复运行。", "files": [own]}
        )
        assert (asked.status_code, asked.json()["state"]) == (200, "check_req"), asked.content.decode()


def test_the_firm_objects_and_can_neither_withdraw_nor_learn_why_not(staged: District) -> None:
    stage = _stage(staged, "pre_close")
    RectificationCase.objects.filter(pk=stage.pk).update(withdrawal_free=False)
    with _at(stage):
        api = staged.api(FIRM)
        for code in ("withdraw_case", "submit_supplement"):
            refused = api.act(stage, code, {"answer": "不用办了。"})
            assert (refused.status_code, refused.json()["code"]) == (403, "not_your_role")
        offered = {t["code"] for t in api.get(f"{stage.url}/transitions").json()["transitions"]}
        assert not {"withdraw_case", "submit_supplement"} & offered
        page = staged.client_of(FIRM).get(f"/cases/{stage.record.number}/").content.decode()
        assert "撤回" not in page
        done = api.act(stage, "object_to_closure", {"defect": "认定的退费金额多算了两个月，请复核。"})
        assert (done.status_code, done.json()["state"]) == (200, "objection"), done.content.decode()
        assert stage.record.objections.get().objector == "03"


@pytest.mark.parametrize(("who", "side"), [(FIRM, "firm"), (COMMITTEE, "owner")])
def test_a_party_says_yes_or_no_to_mediation_itself(staged: District, who: str, side: str) -> None:
    """L-70: in its own name, now, without a reason; one no ends it."""
    stage = _stage(staged, "fact_finding")
    with _at(stage):
        other = "owner" if side == "firm" else "firm"
        asked = {"side": other, "at": clock.now().isoformat(), "dispute": "停运期间的物业费。"}
        assert staged.api("shouli1").act(stage, "request_mediation", asked, way="amendments").status_code == 200
        assert "登记调解意愿" in _waiting(staged, who)
        form = staged.client_of(who).get(f"/cases/{stage.record.number}/amend/record-consent/").content.decode()
        assert "哪一方" not in form
        no = staged.api(who).act(stage, "record_consent", {"answer": "no"}, way="amendments")
        assert no.status_code == 200, no.content.decode()
        one = Mediation.objects.get(case=stage.pk)
        assert (one.result, one.refused_by) == ("refused", side)
        assert "登记调解意愿" not in _waiting(staged, who)


def test_the_firm_ends_a_mediation_at_once(staged: District) -> None:
    stage = _stage(staged, "fact_finding")
    with _at(stage):
        both_want_it(Scene(staged, stage))
        staged.api("tiaojie1").act(stage, "start_mediation")
        page = staged.client_of(FIRM).get(f"/cases/{stage.record.number}/").content.decode()
        button = re.search(r'<a class="([^"]*)" href="[^"]*/do/end-mediation/"', page)
        assert button, "the way out is on the page"
        assert "btn-primary" not in button.group(1), "and nobody is led to it"
        ended = staged.api(FIRM).act(stage, "end_mediation", {})
        assert (ended.status_code, ended.json()["state"]) == (200, "fact_finding"), ended.content.decode()


def test_the_firm_hears_what_is_wanted_of_it_and_the_unit_what_came_in(staged: District) -> None:
    stage = _stage(staged, "handling")
    with _at(stage):
        plan = {"check_plan": "明天上午到小区查看机房和维保记录，两人，拍照。"}
        assert staged.api("zhujian1").act(stage, "start_fact_finding", plan).status_code == 200
        staged.api(FIRM).act(stage, "submit_statement", {"content": "配件已订，十日内装好。"}, way="amendments")
    found = [open_payload(m) for m in OutboxMessage.objects.filter(record=stage.pk, topic__startswith="notice.")]
    told = [(one["code"], one["params"].get("action"), one["audience"]["roles"]) for one in found]
    assert ("assigned", "提交陈述", ["R15"]) in told
    assert ("handed_in", "提交陈述", []) in told


# --- the committee ------------------------------------------------------------------------------------------------


def test_the_committee_reads_neither_the_order_nor_what_the_firm_said(staged: District) -> None:
    stage = _stage(staged, "rectifying")
    order = stage.record.ordernotices.get()
    with _at(stage):
        client = staged.client_of(COMMITTEE)
        for path in (f"/cases/{stage.record.number}/", stage.url):
            text = client.get(path).content.decode()
            assert order.requirement.reveal().splitlines()[0] not in text
            assert order.facts_found.reveal().splitlines()[0] not in text
        assert client.get("/firm/orders/").status_code == 403
        refused = staged.api(COMMITTEE).act(stage, "request_check", {"report": "已经改好了，请来验收。"})
        assert refused.status_code == 403


def test_the_committee_reports_by_the_public_form_with_its_compound(staged: District) -> None:
    """ADR 0041: as everybody reports, with a key of its own."""
    client = staged.client_of(COMMITTEE)
    answer = client.get("/owners/report/")
    assert answer.status_code == 302
    assert "锦绣样园" in client.get(answer["Location"]).content.decode()
    assert (
        staged.api(COMMITTEE).post(CASES, {"channel": "02", "narrative": "电梯坏了半个月没有人来修。"}).status_code
        == 403
    )
