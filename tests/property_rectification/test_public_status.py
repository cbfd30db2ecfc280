"""The page of a key: what it tells, what the reporter does there, and what it never gives away."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from casework import clock, publickeys
from casework.masking import mask_log
from casework.models import AccessEntry
from casework.refusals import NotYourRole
from property_rectification import hotline
from property_rectification.web.public import status
from tests.property_rectification.guards.test_voices import DEFECT, REASONS, REMEDIES, asked, objected, registered
from tests.property_rectification.public_help import Resident, address_of, photo
from tests.property_rectification.world import World

pytestmark = pytest.mark.usefixtures("public_pages")
STATUSES = Path(hotline.__file__).parent / "seed" / "hotline_statuses.csv"
UNKNOWN = "没有找到。请核对查询码，或拿回执到综治中心"


def text_of(answer: Any) -> str:
    return answer.content.decode()


def key() -> str:
    return str(uuid.uuid4())


# --- finding the page -------------------------------------------------------------------------------------------


def test_the_code_leads_to_the_page_and_stands_in_no_address(world: World) -> None:
    case = registered(world)
    one = Resident(world)
    answer = one.post("/p/status/", code=case.public_keys.get().spoken_code.lower())
    assert (answer.status_code, answer["Location"]) == (302, address_of(case))
    assert case.public_keys.get().code.reveal() not in answer["Location"]
    assert case.number not in answer["Location"]


def test_unknown_renewed_and_expired_codes_are_told_alike(world: World) -> None:
    case = registered(world)
    old = case.public_keys.get()
    code, address = old.spoken_code, address_of(case)
    publickeys.renew(case)
    one = Resident(world)
    shown = {_bare(text_of(one.post("/p/status/", code=typed))) for typed in (code, "7K2M-94QD", "7K2M", "查询码")}
    assert len(shown) == 1
    assert UNKNOWN in shown.pop()
    wrong = one.get(address)
    assert wrong.status_code == 404
    assert UNKNOWN in text_of(wrong)


def _bare(text: str) -> str:
    """The page without what was typed and without the secret of the form."""
    return re.sub(r'name="(?:csrfmiddlewaretoken|code)"[^>]*|value="[^"]*"', "", text)


def test_codes_cannot_be_guessed_at_will(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "TRIES", (("code", "3/minute", False),))
    one = Resident(world)
    answers = [one.post("/p/status/", code="7K2M-94QD").status_code for _n in range(4)]
    assert answers == [404, 404, 404, 429]
    assert "人多，正在排队" in text_of(one.post("/p/status/", code="7K2M-94QD"))


def test_the_page_is_neither_kept_nor_indexed_nor_told(world: World) -> None:
    answer = Resident(world).get(address_of(registered(world)))
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert not answer.cookies.get("sessionid")
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', text_of(answer))


def test_a_token_stands_in_no_log(world: World) -> None:
    case = registered(world)
    address, token = address_of(case), case.public_keys.get().token.reveal()
    Resident(world).get(address)
    entry = AccessEntry.objects.latest("at")
    assert (entry.action, entry.role, entry.record_id) == ("view", "R17", case.pk)
    assert token not in f"{entry.path} {entry.subject} {entry.detail}"
    assert mask_log(f'"GET {address} HTTP/1.1" 200') == '"GET /p/r/***/ HTTP/1.1" 200'


# --- what it tells ----------------------------------------------------------------------------------------------


def test_the_answer_first_with_one_date(world: World) -> None:
    case = world.rectifying()
    text = text_of(Resident(world).get(address_of(case)))
    assert re.search(r"<h1>正在整改</h1>\s*<p[^>]*>最晚3月11日（周三）24:00整改完</p>", text)
    assert text.index("正在整改") < text.index("办到哪一步") < text.index("查询码</h2>")


def test_what_is_late_is_called_late(world: World) -> None:
    case = world.rectifying()
    world.later(days=30)
    assert "原定3月11日（周三）24:00，已超过。可以打电话催问。" in text_of(Resident(world).get(address_of(case)))


def test_a_right_that_ended_is_not_offered_with_its_old_date(world: World) -> None:
    case = world.closed()
    address, one = address_of(case), Resident(world)
    assert "3月17日（周二）24:00前可以提出异议" in text_of(one.get(address))
    world.later(days=10)
    text = text_of(one.get(address))
    assert "提出异议的期限已过；有新的情况，可以再次反映" in text
    assert "object-to-closure" not in text


def test_no_name_of_anybody_and_none_of_the_firms_papers(world: World) -> None:
    """A reporter sees units and steps: no handler, no other person, no file, no statement of the firm."""
    case = world.rectifying()
    text = text_of(Resident(world).get(address_of(case)))
    for secret in ("某housing", "housing", "13800005678", "138****5678", "恒居物业", "当面说明了情况。", "现场照片"):
        assert secret not in text


def test_written_answers_reach_the_reporter(world: World) -> None:
    case = objected(world, world.passed())
    case = world.do(case, "dismiss_objection", "supervisor", reasons=REASONS, remedies=REMEDIES)
    text = text_of(Resident(world).get(address_of(case)))
    assert REASONS in text
    assert REMEDIES in text


def hotline_row(world: World, case: Any) -> dict[str, Any]:
    """The line with which the hotline hears of a case."""
    hotline.load_statuses(STATUSES, world.now)
    type(case).objects.filter(pk=case.pk).update(external_no="SP000001")
    with clock.moved_to(world.now):
        found = hotline.sheet(world.actors["intake"], hotline.Choice(), lambda done, total: None)
    return dict(zip(found.heads, found.rows[0], strict=True))


@pytest.mark.parametrize(
    ("by", "said"), [("firm", {}), ("body", {}), ("intake", {"objector": "04"}), ("intake", {"objector": "01"})]
)
def test_an_answer_reaches_whoever_objected_and_nobody_else(world: World, by: str, said: dict[str, str]) -> None:
    case = world.do(world.passed(), "object_to_closure", by, defect=DEFECT, **said)
    case = world.do(case, "dismiss_objection", "supervisor", reasons=REASONS, remedies=REMEDIES)
    told = said.get("objector") == "01"
    assert (REASONS in text_of(Resident(world).get(address_of(case)))) is told
    assert (REASONS in hotline_row(world, case)["答复"]) is told


def test_numbers_of_people_in_an_answer_are_masked(world: World) -> None:
    case = objected(world, world.passed())
    reasons = f"{REASONS}李经理的电话13900001234已核实。"
    case = world.do(case, "dismiss_objection", "supervisor", reasons=reasons, remedies=REMEDIES)
    text = text_of(Resident(world).get(address_of(case)))
    assert "139****1234" in text
    assert "13900001234" not in text


def test_the_hotline_is_told_what_the_reporter_reads(world: World) -> None:
    case = world.rectifying()
    assert hotline_row(world, case)["办理情况"] == "正在整改，最晚3月11日（周三）24:00整改完"
    world.later(days=30)
    late = "原定3月11日（周三）24:00，已超过。可以打电话催问。"
    assert hotline_row(world, case)["办理情况"] == f"正在整改，{late}"
    assert late in text_of(Resident(world).get(address_of(case)))


# --- what the reporter does -------------------------------------------------------------------------------------


def test_a_supplement_moves_the_case_on_with_its_pictures(world: World) -> None:
    case = asked(world)
    one, address = Resident(world), address_of(case)
    assert "哪一部电梯的广告（写楼栋和单元）" in text_of(one.get(address))
    typed = {"answer": "二单元东梯，前年三月开始。", "photos": [photo(30)], "idempotency_key": key()}
    first = one.post(f"{address}do/submit-supplement/", **typed)
    typed["photos"] = [photo(30)]
    again = one.post(f"{address}do/submit-supplement/", **typed)
    assert (first.status_code, first["Location"]) == (302, f"{address}?done=submit_supplement")
    case = type(case).objects.get(pk=case.pk)
    assert (case.state, case.files.count()) == ("triage", 1)
    assert again.status_code == 409, "the step is over; what was typed is offered as an addition"
    assert "案件已转入下一步" in text_of(again)


def test_what_was_typed_too_late_is_not_lost(world: World) -> None:
    case = asked(world)
    one, address = Resident(world), address_of(case)
    world.do(case, "submit_supplement", "intake", answer="电话里说了。")
    answer = one.post(f"{address}do/submit-supplement/", answer="二单元东梯，前年三月开始。", idempotency_key=key())
    assert answer.status_code == 409
    assert "二单元东梯，前年三月开始。" in text_of(answer)
    assert f'action="{address}do/add-note/"' in text_of(answer)


def test_an_objection_from_the_page(world: World) -> None:
    case = world.passed()
    one, address = Resident(world), address_of(case)
    refused = one.post(f"{address}do/object-to-closure/", defect="不满意", idempotency_key=key())
    assert refused.status_code == 422
    assert "还差具体的问题或新的情况。" in text_of(refused)
    sent = one.post(f"{address}do/object-to-closure/", defect=DEFECT, idempotency_key=key())
    assert sent.status_code == 302
    case = type(case).objects.get(pk=case.pk)
    assert (case.state, case.objections.get().objector) == ("objection", "01")


def test_a_note_at_any_time(world: World) -> None:
    case = world.dispatched()
    answer = Resident(world).post(f"{address_of(case)}do/add-note/", text="昨天又挂了一块新的。", idempotency_key=key())
    assert answer.status_code == 302
    assert case.reporternotes.get().text.reveal() == "昨天又挂了一块新的。"


@pytest.mark.parametrize("code", ["close-case", "register-case", "edit-reporter", "renew-public-key", "attach-file",
                                  "join-matter", "nothing"])  # fmt: skip
def test_a_token_opens_no_other_act(world: World, code: str) -> None:
    """Rule: a reporter reports, supplements, objects and follows; nothing else goes through the page of the key."""
    case = world.passed()
    version = case.version
    answer = Resident(world).post(f"{address_of(case)}do/{code}/", remark="试试看能不能办。", idempotency_key=key())
    assert answer.status_code == 200
    assert "这一步已经结束" in text_of(answer)
    assert type(case).objects.get(pk=case.pk).version == version


@pytest.mark.parametrize("path", ["", "do/add-note/", "receipt.pdf"])
def test_a_token_that_is_none_opens_nothing(world: World, path: str) -> None:
    registered(world)
    answer = Resident(world).get(f"/p/r/{'0' * 32}/{path}")
    assert answer.status_code == 404
    assert UNKNOWN in text_of(answer)


def test_acts_have_a_limit_and_keep_what_was_typed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "ACTS", (("public-act", "1/hour", False),))
    case = world.dispatched()
    one, address = Resident(world), address_of(case)
    one.post(f"{address}do/add-note/", text="第一次补充。", idempotency_key=key())
    answer = one.post(f"{address}do/add-note/", text="第二次补充。", idempotency_key=key())
    assert answer.status_code == 429
    assert "第二次补充。" in text_of(answer)


def test_a_form_from_elsewhere_is_refused(world: World) -> None:
    case = world.dispatched()
    one = Resident(world)
    one.client.handler.enforce_csrf_checks = True
    answer = one.post(f"{address_of(case)}do/add-note/", text="不是本人写的。", idempotency_key=key())
    assert answer.status_code == 403
    assert not case.reporternotes.exists()


def test_the_receipt_is_the_frozen_paper(world: World) -> None:
    case = registered(world)
    answer = Resident(world).get(f"{address_of(case)}receipt.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_large_print_without_script(world: World) -> None:
    one = Resident(world)
    answer = one.post("/p/size/", size="large", next="/p/status/")
    assert answer["Location"] == "/p/status/"
    assert 'data-ag-size="large"' in text_of(one.get("/p/status/"))
    assert one.post("/p/size/", size="normal", next="//evil.example/")["Location"] == "/p/report/"
    assert 'data-ag-size="large"' not in text_of(one.get("/p/status/"))


def test_a_renewed_code_stands_on_a_new_receipt_and_the_old_one_is_dead(world: World) -> None:
    """A receipt that was lost or seen by others opens nothing any more; the counter gives out another one."""
    case = registered(world)
    one, old = Resident(world), address_of(case)
    first = one.get(f"{old}receipt.pdf").content
    case = world.amend(case, "renew_public_key", "intake", reasons="回执丢失，已核对反映人。")
    assert one.get(old).status_code == 404
    new = one.get(f"{address_of(case)}receipt.pdf")
    assert new.status_code == 200
    assert new.content != first
    with pytest.raises(NotYourRole):
        world.amend(case, "renew_public_key", "office", reasons="想看看反映人的进度页。")


def test_an_address_that_is_none_leads_on(world: World) -> None:
    answer = Resident(world).get("/p/nothing/")
    assert answer.status_code == 404
    assert "反映问题" in text_of(answer)
    assert "我的工作台" not in text_of(answer)
