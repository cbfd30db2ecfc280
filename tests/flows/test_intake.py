"""The intake screen through HTTP: nothing typed is lost, errors name the field, steps stop where a guard says."""

import re
from typing import Any

import pytest

from casework.models import AccessEntry, Event
from geo.models import Compound
from property_rectification.models import RectificationCase, SuspectedDuplicate
from tests.flows.district import District, as_stage, nothing_written

NEW, SIMILAR = "/cases/new/", "/cases/new/similar/"
WORDS = "三号楼楼道半个月没人打扫，垃圾堆在三单元门口，请帮忙解决，打了几次电话都没有人来。"
ADVERTS = "电梯里的广告挂了三年，收了多少钱从来没有公布过，问物业也不回答，请查一查，把账公布出来。"


def key_of(page: str) -> str:
    found = re.search(r'name="idempotency_key" value="([^"]*)"', page)
    assert found
    return found[1]


def compound() -> Compound:
    return Compound.objects.get(name="锦绣样园")


def sent(client: Any, **more: Any) -> dict[str, Any]:
    """A plain complaint as the screen sends it; None leaves a field out."""
    given = {
        "idempotency_key": key_of(client.get(NEW).content.decode()), "channel": "02", "compound_name": "锦绣样园",
        "compound": compound().pk, "narrative": WORDS,
    } | more  # fmt: skip
    return {name: value for name, value in given.items() if value is not None}


def register(client: Any, **more: Any) -> Any:
    return client.post(NEW, sent(client, **more))


def the_case() -> Any:
    return RectificationCase.objects.latest("opened_at", "number")


def text_of(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


# --- registering --------------------------------------------------------------------------------------------------


def test_one_screen_registers_and_says_what_happens_by_when(district: District) -> None:
    """Sent twice it is one; the page afterwards has number, code, receipt and clock, and no phone number."""
    client = district.client_of("shouli1")
    data = sent(client, reporter_phone="13800000003")
    first, second = client.post(NEW, data), client.post(NEW, data)
    assert first["Location"] == second["Location"] == "/cases/WY-220302-2026-00001/registered/"
    assert RectificationCase.objects.count() == 1
    page = text_of(client.get(first["Location"]))
    assert "已登记WY-220302-2026-00001" in page
    assert "13800000003" not in page
    key = the_case().public_keys.get().code.reveal()
    assert f"{key[:4]}-{key[4:]}" in page
    assert "/pdf/" in page, "the receipt is there to be printed at once"
    colleague = text_of(district.client_of("shouli2").get(first["Location"]))
    assert f"{key[:4]}-{key[4:]}" not in colleague, "the code is told by who registered"


def test_the_next_one_keeps_the_source_and_at_wish_the_compound(district: District) -> None:
    client = district.client_of("shouli1")
    onward = register(client, then="next")["Location"]
    assert onward == f"{NEW}?channel=02"
    assert re.search(r'value="02"[^>]* checked', text_of(client.get(onward)))
    onward = register(client, then="next", same_compound="on")["Location"]
    page = text_of(client.get(onward))
    assert f'name="compound" value="{compound().pk}"' in page
    assert 'value="锦绣样园"' in page
    assert "已登记WY-220302-2026-00002" in page


def test_nothing_is_chosen_beforehand(district: District) -> None:
    page = text_of(district.client_of("shouli1").get(NEW))
    assert not re.search(r'type="(?:radio|checkbox)"[^>]* checked', page)


def test_who_only_writes_down_leaves_a_draft_for_the_centre(district: District) -> None:
    """§1.1.2 #01: the grid notes, the centre registers; no category is asked of who does not triage."""
    client = district.client_of("shequ")
    assert 'id="field-category"' not in text_of(client.get(NEW))
    answer = register(client)
    assert answer.status_code == 302
    assert the_case().state == "draft"
    assert "未编号" in text_of(client.get(answer["Location"]))


def test_other_posts_take_nothing_in(district: District) -> None:
    client = district.client_of("zhujian1")
    assert client.get(NEW).status_code == 403
    assert client.post(SIMILAR, {"narrative": WORDS}).status_code == 403
    assert client.post("/cases/new/order/", {"text": WORDS}).status_code == 403
    assert client.get(f"/compounds/{compound().pk}/card/").status_code == 403


# --- what is wrong ------------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "no source": ({"channel": None}, "channel", "请填写来源"),
    "no compound": ({"compound": None, "compound_name": ""}, "compound_name", "不在小区的勾“不在小区”"),
    "unknown compound": ({"compound": None, "compound_name": "没有的小区"}, "compound_name", "没有这个小区"),
    "outside without a place": ({"no_compound": "on", "address": ""}, "address", "请填写具体位置"),
    "too short": ({"narrative": "太短了"}, "narrative", "至少20个字，现在3个字"),
    "title": ({"title": "刁民又来了"}, "title", "「刁民」不能用在标题和标签里，建议写：反映人"),
    "phone": ({"reporter_phone": "138000"}, "reporter_phone", "手机号是11位，现在6位"),
    "minor alone": ({"involves_minor": "on"}, "guardian", "请填写监护人"),
    "small group": ({"many_households": "on", "households": "3"}, "households", "现在3"),
    "moment": ({"happened_at": "2026-02-30T10:00"}, "happened_at", "这个时间不存在"),
    "future": ({"happened_at": "2027-01-01T10:00"}, "happened_at", "发生时间不能晚于现在"),
    "pin": ({"position": "0,0"}, "position", "不可能的坐标"),
    "category": ({"category": "WZ99"}, "category", "没有这个类别"),
}


@pytest.mark.parametrize("case", WRONG, ids=str)
def test_each_error_names_its_field_and_nothing_is_lost(district: District, case: str) -> None:
    """422: the summary links to the field; everything typed, chosen, ticked and pinned comes back."""
    wrong, field, words = WRONG[case]
    client = district.client_of("shouli1")
    kept = {
        "claim": "恢复每日保洁", "address": "三单元", "reporter_name": "王样", "confidential": "on", "oral": "on",
        "external_no": "FW-1", "interpreter": "手语，李例", "category": "WA07", "position": "124.337100,43.149200",
        "not_same": "WY-220302-2026-00009", "police_told_at": "2026-03-02T08:59:00+08:00",
    }  # fmt: skip
    data = sent(client, **(kept | wrong))
    with nothing_written():
        answer = client.post(NEW, data)
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'href="#field-{field}"' in page
    assert f'id="field-{field}"' in page, "the link leads somewhere"
    assert words in page
    assert f'name="idempotency_key" value="{data["idempotency_key"]}"' in page
    for name in kept.keys() - wrong.keys():
        assert _keeps(page, name, str(kept[name])), name


def _keeps(page: str, name: str, value: str) -> bool:
    """Whether a control of this name holds the value, or is ticked with it."""
    controls = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    if value == "on":
        return any(" checked" in one for one in controls)
    choosing = [one for one in controls if 'type="radio"' in one or 'type="checkbox"' in one]
    held = [one for one in controls if f'value="{value}"' in one]
    return any(" checked" in one for one in held) if choosing else bool(held)


def test_a_pressed_map_registers_nothing_and_loses_nothing(district: District) -> None:
    client = district.client_of("shouli1")
    data = sent(client, narrative="楼道", claim="打扫", **{"pin.x": "140", "pin.y": "120"})
    with nothing_written():
        answer = client.post(NEW, data)
    assert answer.status_code == 200
    assert 'id="error-summary"' not in text_of(answer)
    assert _keeps(text_of(answer), "claim", "打扫")
    assert re.search(r'name="position" value="\d', text_of(answer))


# --- one go -------------------------------------------------------------------------------------------------------


def test_one_go_is_offered_and_carried_out(district: District) -> None:
    client = district.client_of("shouli1")
    offered = text_of(client.post(SIMILAR, sent(client, category="WA07")))
    assert "登记并交办示范区住建局" in offered
    onward = register(client, category="WA07", then="dispatch")["Location"]
    case = the_case()
    assert (case.state, case.owner_agency.code) == ("dispatched", "zjj")
    names = Event.objects.filter(record_id=case.pk).order_by("seq").values_list("name", flat=True)
    assert list(names) == ["create_case", "register_case", "start_triage", "set_triage", "dispatch_case"]
    assert "已交示范区住建局" in text_of(client.get(onward))


@pytest.mark.parametrize(
    ("more", "why"),
    [({"category": "WA08"}, "安全类"), ({"category": "WA13"}, "先报110"), ({"category": "WA02"}, "涉及资金"),
     ({"category": "WA07", "confidential": "on"}, "要求保密"), ({"category": "WB02"}, "不止一家")],
)  # fmt: skip
def test_what_is_special_is_registered_and_says_why(district: District, more: dict[str, str], why: str) -> None:
    client = district.client_of("shouli1")
    offered = text_of(client.post(SIMILAR, sent(client, **more)))
    assert "登记并交办" not in offered
    assert why in offered
    answer = client.post(NEW, sent(client, then="dispatch", **more), follow=True)
    assert the_case().state == "triage"
    assert why in text_of(answer)


def test_a_refused_category_leaves_the_case_registered_and_says_the_way_out(district: District) -> None:
    """§5.3: the gate's own words stand on the page, the refusal in the access log."""
    client = district.client_of("shouli1")
    answer = client.post(NEW, sent(client, category="WB12"), follow=True)
    assert the_case().number
    assert the_case().category == ""
    assert "“登记研判”没有办成：还差：时间、地点、行为" in text_of(answer)
    assert AccessEntry.objects.filter(status=422, denials=["conduct_facts"], record=the_case().pk).exists()


# --- the same matter ----------------------------------------------------------------------------------------------


@pytest.fixture
def before(district: District) -> Any:
    """A case of the same compound that says nearly the same, with a number of a person in it."""
    register(district.client_of("shouli2"), narrative=f"{ADVERTS}我的电话13800000077。", external_no="FW-77")
    return the_case()


def test_candidates_show_sentence_state_and_reasons(district: District, before: Any) -> None:
    page = text_of(district.client_of("shouli1").post(SIMILAR, {"narrative": ADVERTS, "compound": compound().pk}))
    assert 'data-found="1"' in page
    assert re.search(r"<mark>[^<]*从来没有公布过</mark>", page)
    assert before.number in page
    assert "同小区" in page
    assert "已登记" in page
    assert "13800000077" not in page
    assert "%" not in re.sub(r"<[^>]+>", "", page), "no percentage"


def test_another_category_by_the_clerk_hides_nothing(district: District, before: Any) -> None:
    office = district.api("zhuanban1")
    for way, code, body in (
        ("transitions", "start_triage", {}),
        ("amendments", "set_triage", {"category": "WA02", "matter": "ordinary", "urgency": "normal"}),
    ):
        assert office.act(as_stage("property.case", before.pk), code, body, way=way).status_code == 200
    told = "小区电梯里一直挂着广告，收了多少钱从来没有公布过，要求把账公布出来，钱还给业主。"
    typed = {"narrative": told, "compound": compound().pk}
    client = district.client_of("shouli1")
    for chosen in ("", "WA02", "WA05"):
        assert 'data-found="1"' in text_of(client.post(SIMILAR, typed | {"category": chosen})), chosen
    assert 'data-found="0"' in text_of(client.post(SIMILAR, typed | {"narrative": WORDS}))


def test_a_neighbouring_compound_of_the_same_firm_is_looked_at(district: District, before: Any) -> None:
    """晨光例苑 is near and of the same firm; in 北辰样府, of another, nearly the same words are found anyhow."""
    client = district.client_of("shouli1")
    for name, near in (("晨光例苑", True), ("北辰样府", False)):
        other = Compound.objects.get(name=name)
        page = text_of(client.post(SIMILAR, {"narrative": ADVERTS, "compound": other.pk}))
        assert 'data-found="1"' in page, name
        assert ("锦绣样园，相邻小区" in page) is near


def test_nothing_is_looked_for_before_eight_characters(district: District, before: Any) -> None:
    """Without a compound nearly the same words are found, not what is merely of the same kind."""
    client = district.client_of("shouli1")
    for data in ({"narrative": "电梯里的广告", "compound": compound().pk}, {"narrative": WORDS}):
        assert 'data-found="0"' in text_of(client.post(SIMILAR, data))
    assert 'data-found="1"' in text_of(client.post(SIMILAR, {"narrative": ADVERTS}))


@pytest.mark.parametrize("wrong", ["abc", "-1", "9" * 12, "²", ""])
def test_a_broken_key_is_no_compound_and_breaks_nothing(district: District, before: Any, wrong: str) -> None:
    answer = district.client_of("shouli1").post(SIMILAR, {"narrative": f"{ADVERTS}\x00", "compound": wrong})
    assert answer.status_code == 200
    assert 'data-found="1"' in text_of(answer), "nearly the same words, wherever"


def test_the_same_work_order_twice_is_told(district: District, before: Any) -> None:
    page = text_of(district.client_of("shouli1").post(SIMILAR, {"narrative": WORDS, "external_no": "FW-77"}))
    assert "来源编号相同" in page
    assert before.number in page


def test_not_the_same_hides_it_for_this_entry_alone(district: District, before: Any) -> None:
    client = district.client_of("shouli1")
    data = {"narrative": ADVERTS, "compound": compound().pk}
    page = text_of(client.post(SIMILAR, data | {"not_same": before.number}))
    assert 'data-found="0"' in page
    assert f'name="not_same" value="{before.number}"' in page, "the next answer still knows it"
    assert 'data-found="1"' in text_of(client.post(SIMILAR, data))


def test_the_proposal_is_seen_at_triage_from_both_sides(district: District, before: Any) -> None:
    """CASE 07: the clerk proposes, nothing is merged, the dispatcher reads it on either case."""
    register(district.client_of("shouli1"), narrative=ADVERTS, same=before.number, category="WA02", then="dispatch")
    case = the_case()
    assert SuspectedDuplicate.objects.get(case=case).other == before
    assert case.state == "triage", "a proposal is for the dispatcher to settle"
    office = district.client_of("zhuanban1")
    for one, other in ((case, before), (before, case)):
        page = text_of(office.get(f"/cases/{one.number}/"))
        assert "疑似重复" in page
        assert f'href="/cases/{other.number}/"' in page
        assert "周样建议并案" in page


def test_a_number_out_of_scope_cannot_be_proposed(district: District, before: Any) -> None:
    with nothing_written():
        answer = register(district.client_of("shouli1"), same="WY-220302-2026-99999")
    assert answer.status_code == 422
    assert "没有找到案件" in text_of(answer)


def test_both_texts_at_full_height(district: District, before: Any) -> None:
    """Compared in scope, masked, and the look is recorded; out of scope it is not there."""
    client, address = district.client_of("shouli1"), f"/cases/new/compare/{before.number}/"
    answer = client.post(address, {"narrative": f"{ADVERTS}打13800000088。"}, headers={"HX-Request": "true"})
    page = text_of(answer)
    assert page.count("<mark>") >= 2
    assert "13800000088" not in page
    assert "13800000077" not in page
    assert AccessEntry.objects.filter(record=before.pk, action="view", user__username="shouli1").exists()
    assert client.post("/cases/new/compare/WY-220302-2026-99999/", {"narrative": ADVERTS}).status_code == 404


# --- help ---------------------------------------------------------------------------------------------------------


def test_compound_from_the_address_is_shown_and_not_chosen(district: District) -> None:
    page = text_of(district.client_of("shouli1").post(SIMILAR, {"address": "锦绣样园3号楼", "narrative": ""}))
    assert f'data-takes-compound="{compound().pk}"' in page
    page = text_of(
        district.client_of("shouli1").post(SIMILAR, {"narrative": f"晨光例苑{WORDS}", "compound": compound().pk})
    )
    assert "选晨光例苑" in page, "the words name another than the chosen one"


@pytest.mark.parametrize("typed", ["jxyy", "jinxiu", "锦绣", "样园一期"])
def test_the_picker_knows_pinyin_initials_and_aliases(district: District, typed: str) -> None:
    results = district.client_of("shouli1").get("/compounds/names/", {"q": typed}).json()["results"]
    assert "锦绣样园" in [one["name"] for one in results]
    assert results[0]["hint"] == "示范社区　示范样例物业有限公司"


def test_the_compound_card_counts_what_its_links_show(district: District, before: Any) -> None:
    client = district.client_of("shouli1")
    page = text_of(client.get(f"/compounds/{compound().pk}/card/"))
    assert "1,246户" in page
    assert "示范样例物业有限公司" in page
    link = re.search(r'href="([^"]+)"[^>]*>在办1件', page)
    assert link
    listed = text_of(client.get(link[1].replace("&amp;", "&")))
    assert before.number in listed
    assert client.get("/compounds/999999/card/").status_code == 404


def test_a_pasted_order_fills_the_fields(district: District) -> None:
    head = "工单编号：FW2026030200031\n来电时间：2026-03-02 08:12\n联系电话：13800000021\n地址：锦绣样园3号楼"
    order = f"{head}\n内容：{WORDS}"
    client = district.client_of("shouli1")
    fields = client.post("/cases/new/order/", {"text": order, "filled": "address"}).json()["fields"]
    assert fields == {
        "external_no": "FW2026030200031", "reported_at": "2026-03-02T08:12:00", "reporter_phone": "13800000021",
        "narrative": f"{WORDS}\n地址：锦绣样园3号楼", "compound": str(compound().pk), "compound_name": "锦绣样园",
    }  # fmt: skip
    assert client.post("/cases/new/order/", {"text": WORDS}).json() == {"fields": None}


def test_an_empty_list_leads_to_the_intake_of_its_own_kind(district: District) -> None:
    client = district.client_of("shouli1")
    assert "登记第一件" in text_of(client.get("/cases/"))
    assert "登记第一件" not in text_of(client.get("/leads/"))
    assert "登记第一件" not in text_of(district.client_of("ducha").get("/cases/"))
