"""What the station prints: each paper of an act says its facts, on every page by whom and under which numbers."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from casework import documents
from casework.models import Document
from casework.refusals import OutOfScope
from relief.papers import PAPERS
from relief.states import DEPARTURE, IN_STATION, REVIEW, SCREENING
from tests.relief.loss import ACCOUNT, DEATH, POLICE, REPORT, SEEN, absent_twice, missing
from tests.relief.refusing import refuse
from tests.relief.region_cases import DATA, along
from tests.relief.station import BY_ROLE, NO_MORE, Driver, Station, actor, later

NUMBER = "220399195203080015"
KNOWN = {"name_declared": "石样", "gender_declared": "1", "id_type": "111", "id_declared": NUMBER}
BY_POLICE = {
    **KNOWN, "arrival_mode": "02", "brought_by_unit": "示范派出所", "brought_by": "高样",
    "features": "左手有旧伤疤", "accent": "湖南口音",
}  # fmt: skip


def paper(driver: Driver, code: str) -> Document:
    found = documents.latest(driver.case, code)
    assert found is not None, f"{code} was not printed"
    return found


def pages(document: Document) -> list[str]:
    """The text of each page without white space: a line may be broken anywhere."""
    found = PdfReader(io.BytesIO(documents.pdf(document))).pages
    return ["".join(page.extract_text().split()) for page in found]


def says(driver: Driver, code: str, *wanted: str) -> str:
    """The whole text of a paper, in which all of this stands."""
    whole = "".join(pages(paper(driver, code)))
    missing = [words for words in wanted if words not in whole]
    assert not missing, (code, missing, whole)
    return whole


def printed(driver: Driver) -> set[str]:
    return {one.code for one in documents.of(driver.case)}


def test_the_way_in(station: Station) -> None:
    driver = station.at("reception", **BY_POLICE)
    assert printed(driver) == {"J-06", "J-39"}
    says(driver, "J-06", "公安机关护送流浪乞讨人员交接表", "示范派出所", "高样", "石样", NUMBER, "湖南口音",
        "左手有旧伤疤",
         "钱用完了，想回家。", "警号", "疑似情形", "护送民警签名")  # fmt: skip
    notice = says(driver, "J-39", "石样：", "示范区救助管理站", "不以您同意作为吃饭、住宿的条件", "示范区民政局",
                  "《个人信息保护法》（2021年施行）第十三条、第十七条、第三十条、第三十五条",
                  "《社会救助法》（2026年施行）第十三条、第三十一条")  # fmt: skip
    assert NUMBER not in notice, "the notice needs no number"
    driver.to(SCREENING)
    driver.do("yiwu", "send_to_hospital_before_admission", need="外伤，电话13900000009", hospital="示范区人民医院",
              companion="程样")  # fmt: skip
    sent = says(driver, "J-09", "示范区人民医院", "程样", "外伤", "背包一个，衣物两件", "120或医院接收人签名")
    assert "13900000009" not in sent, "numbers of people do not leave the house in running text"
    driver.do("shegong1", "return_from_hospital", back_note="王医生电话说明：伤口已缝合。")
    says(driver, "J-09", "伤口已缝合", "返站、出院时间2026年11月23日09:00")
    driver.do("shegong1", "record_circumstances", cause="01", course="三天前下的火车。", benefit_status="unclear",
              needs_requested=["food", "return_home"], health="7")  # fmt: skip
    driver.review(practice_test=True)
    driver.do("zhiban", "countersign_admission")
    driver.do("shegong1", "admit_person")
    says(driver, "J-01", "求助登记表", "石样（自述，未核实）", "1952年3月8日", "74岁", "居民身份证", NUMBER,
         "示范派出所高样", "务工不着。", "三天前下的火车。", "不清楚", "食、返乡", "外伤。",
         "钱用完了，想回家。", "背包一个", "告知时间：2026年11月23日09:00",
         "离家务工，钱款用尽", "自身无力解决食宿，正在或即将流落街头", "同意入站：裴样",
         "《城市生活无着的流浪乞讨人员救助管理办法》（2003年施行）第二条、第十条、第十一条、第十四条",
         "两名见证人")  # fmt: skip
    assert documents.of(driver.case).filter(code="J-39").count() == 1, "told once"


def test_the_first_look_is_on_the_form_before_the_review(station: Station) -> None:
    driver = station.at(REVIEW)
    whole = says(driver, "J-01", "神志清楚，步态平稳", "约50–60岁", "无名氏", "临时称呼，身份未核实")
    assert "同意入站" not in whole
    emergency = station.at("reception", **BY_POLICE, rights_told=False)
    emergency.do("zhiban", "prioritize_emergency", emergency=True, seen="手脚冻伤")
    says(emergency, "J-09", "手脚冻伤", "呼叫120时间")


@pytest.mark.parametrize(("age", "heading", "child"), [
    ({"age_least": 12, "age_most": 15}, "个人信息处理告知书（不满14周岁，监护人）", True),
    ({"age_least": 14, "age_most": 16}, "个人信息处理告知书（监护人）", False),
])  # fmt: skip
def test_who_may_be_a_child_has_rules_of_its_own(
    station: Station, age: dict[str, int], heading: str, child: bool
) -> None:
    driver = Driver(gender_declared="1", arrival_mode="08", brought_by_unit="热心群众", **age)
    assert printed(driver) == {"J-07", "J-27", "J-39"}
    whole = says(driver, "J-39", heading, "的监护人：", "监护人签收", "监护人暂时没有找到的，先救助")
    assert ("不满14周岁未成年人的个人信息另有专门规则" in whole) == child
    assert ("第三十一条、第三十五条" in whole) == child
    says(driver, "J-07", "部门、群众护送交接单", "热心群众", "群众护送的，可以不写姓名和电话")


def test_whoever_was_not_told_at_arrival_is_told_at_admission(station: Station) -> None:
    driver = Driver(gender_declared="1", age_least=50, rights_told=False)
    driver.to(IN_STATION)
    assert documents.of(driver.case).filter(code="J-39").count() == 2


def test_leaving_prints_whatever_is_missing(station: Station) -> None:
    """No name, no signature, no destination, items unreturned: the declaration is there (R-39, AP-03)."""
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily")
    assert printed(driver) >= {"J-03", "J-04", "J-41"}
    assert "J-32" not in printed(driver), "nobody refused"
    says(driver, "J-03", "本人自愿离站，已听明风险，物品件已归还。随时可以再来。", "□拒签□无法签",
        "无名氏20261123-00001",
         "《城市生活无着的流浪乞讨人员救助管理办法》（2003年施行）第十一条", "程样")  # fmt: skip
    assert len(pages(paper(driver, "J-03"))) == 1
    says(driver, "J-04", "自行返乡", "在站天数1天", "2026年11月23日09:00", "救助不收费用")
    (first, *_more) = pages(paper(driver, "J-41"))
    for words in ("卷内目录", "自行离站声明书", "求助登记表", "个人信息处理告知书",
        "缺少的材料自行离站声明或拒签说明",
                  "示范区救助管理站"):  # fmt: skip
        assert words in first, first


@pytest.mark.parametrize("kind", ["refused", "unable", "signed"])
def test_who_does_not_sign_is_vouched_for(station: Station, kind: str) -> None:
    driver = station.at(IN_STATION, **KNOWN)
    driver.do("jiedai", "leave_voluntarily", statement_kind=kind, destination="02", voucher=True, food=True)
    assert ("J-32" in printed(driver)) == (kind != "signed")
    words = {"refused": "■拒签", "unable": "■无法签", "signed": "□拒签□无法签"}[kind]
    says(driver, "J-03", words, "返回常住地", "■乘车凭证", "■途中食品", "石样", NUMBER)
    if kind != "signed":
        says(
            driver, "J-32", words, "自行离站声明书", "离站后的食宿、天气、路途风险", "不影响其离站、求助和投诉", "岳样"
        )


def test_a_wish_that_is_not_granted_at_once_says_what_was_told(station: Station) -> None:
    driver = station.doubtful(IN_STATION)
    driver.do("zhaoliao", "request_release")
    says(driver, "J-32", "离站请求记录", "2小时内评估", "不锁门、不扣留")
    driver.two("zhiban", "zhiban2", "defer_release", findings="要往铁路上走。", called="示范派出所")
    says(driver, "J-32", "暂缓离站告知", "已联系示范派出所", "24小时内重新决定", "可以向县民政局投诉")
    driver.two("shegong1", "zhiban", "leave_after_assessment", findings="认得路。")
    says(driver, "J-03", "两名工作人员已评估，目前离开没有具体危险。")
    gone = station.doubtful("reception")
    gone.two("shegong1", "zhiban", "withdraw_after_assessment", findings="认得路。")
    says(gone, "J-32", "求助登记表", "救助自愿、免费", "可以随时再来")


def test_collected_by_the_family(station: Station) -> None:
    driver = station.at(DEPARTURE, **KNOWN)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified=NUMBER)
    driver.do("shegong1", "hand_over_to_family", collector=driver.collector(), agrees=True)
    says(driver, "J-16", "石样", "石例", "220399198101010012", "13900000001", "户口簿", "子",
        "■已核对原件，复印件附后",
         "风险核查无", "本人同意随其离开。", "返回户籍地家庭", "接领不收任何费用")  # fmt: skip
    stay = says(driver, "J-04", "接领返乡", "石例子")
    assert "220399198101010012" not in stay
    assert "13900000001" not in stay, "the number of a relative stands where the form needs it, and nowhere else"
    driver.do("dangan", "archive_case", volume="2026-001", retention="years_30")
    says(
        driver,
        "J-41",
        "2026-001",
        "30年",
        "证件复印件",
        "接领人证件和关系证明",
        "缺少的材料没有。",
        "亲属/监护人/单位接领",
    )
    stayed = station.at(DEPARTURE)
    stayed.do("shegong1", "cancel_departure", reason="儿子来不了。")
    says(stayed, "J-04", "没有离站，继续在站救助。儿子来不了。")


def test_a_refusal_says_why_and_what_may_be_done_about_it(station: Station) -> None:
    driver = station.at(REVIEW, **KNOWN)
    refuse(driver, referred_to="示范镇")
    assert {"J-02", "J-32"} <= printed(driver)
    says(
        driver, "J-02", "石样：", "钱用完了，想回家。", "带着钱，住着旅馆。", "自身有能力解决食宿。",
        "本人有能力解决食宿。",
        "救助热线、乡镇（街道）临时救助；已转介示范镇。", "《社会救助法》（2026年施行）第四十五条",
        "您不同意，可以向示范区民政局投诉，也可以依法申请行政复议或者提起行政诉讼（《社会救助法》（2026年施行）第七十六条）",
        "自收到本通知书之日起60天内申请行政复议，或者6个月内提起行政诉讼", "24小时有人接", "贺样", "裴样", "本人签收",
    )  # fmt: skip
    says(driver, "J-32", "不予救助通知书", "怎样投诉、申请行政复议和提起行政诉讼")


def test_what_goes_along(station: Station) -> None:
    """Belongings in two halves, the voucher where one is given, word to the other end; no price on any of it."""
    driver = station.at("screening", **KNOWN)
    whole = says(
        driver, "J-08", "第一联：救助站存", "第二联：本人存", "背包一个，衣物两件", "证件、现金、手机由本人自持"
    )
    assert whole.count("领取时签名") == 2
    driver.to(IN_STATION)
    driver.do("shegong1", "verify_identity", **NO_MORE, id_verified=NUMBER)
    driver.do("shegong1", "prepare_departure", mode="5.7", destination="01")
    assert "J-17" not in printed(driver), "who is collected gets no voucher"
    says(driver, "J-22", "石样（男，74岁）现由本站救助，生活平安。", "接领返乡", "返回户籍地家庭",
         "不告诉本站地址和本人所在",
         "□同意通知□不同意通知")  # fmt: skip
    form = station.client("jiedai").get(f"/relief/{driver.case.number}/do/leave-voluntarily/").content.decode()
    assert "按填写的内容另出：乘车凭证/领取单、小额交通费签收单、拒绝签字说明。" in form
    driver.do("jiedai", "leave_voluntarily", voucher=True, food=True, destination="02", statement_kind="signed")
    ride = says(
        driver, "J-17", "返回常住地", "■已提供", "中转地救助站和电话", "不超过20元", "原则上不发现金", "本人签收"
    )
    assert "票价" not in ride
    says(driver, "J-08", "2026年11月23日09:00")


def test_whoever_is_gone(station: Station) -> None:
    """The police first: what helps to find the person, who was told, and what goes upward."""
    driver = missing(station, minor=True, **POLICE | {"receipt": "公受2026-1", "account": "早饭后没人见到。"})
    assert {"J-13", "J-28", "J-29"} <= printed(driver)
    told = ("早饭后没人见到。", "013562", "公受2026-1", "2026年10月23日08:30")
    says(driver, "J-13", "未成年人", "约14–16岁", "请受理、查找，结果告知本站", *told)
    says(driver, "J-28", "先报告，后填表", "不需要任何人批准", *told)
    says(driver, "J-29", "走失", "口头报告（1小时内）", *told)
    driver.do("zhiban", "report_upward", form="oral", told="翁例")
    driver.do("zhiban", "record_found", **SEEN)
    says(driver, "J-29", "走失（找到归站）", "汽车站候车室", "翁例")
    driver.report("zhaoliao", **REPORT | {"about": "手臂有伤痕。"})
    says(driver, "J-28", "手臂有伤痕。", "程样")
    gone = absent_twice(station.at(IN_STATION))
    gone.do("zhaoliao", "record_unannounced_departure", **ACCOUNT)
    died = station.at(IN_STATION)
    at = {"died_at": died.case.arrived_at.isoformat(), "circumstances": "早上叫不醒。"}
    died.do("yiwu", "record_death", **DEATH | at)
    says(died, "J-29", "死亡", "早上叫不醒。")
    says(gone, "J-29", "未办手续离开", "早饭后没人见到，衣物带走。")
    says(gone, "J-04", "擅自离站")


@pytest.mark.parametrize("matter", ["offence", "drunk"])
def test_whoever_called_the_police_reports_it(station: Station, matter: str) -> None:
    driver = station.at("screening", **KNOWN)
    driver.do("zhiban", "call_police_at_screening", matter=matter, findings="衣服上有血。", unit="示范派出所",
              receipt_no="接警2026-9")  # fmt: skip
    says(driver, "J-29", "已报警", "衣服上有血。", "已报告示范派出所（报警，编号接警2026-9）")
    assert ("J-13" in printed(driver)) == (matter == "offence"), "material for a victim, not against a drunk"


def test_a_longer_stay_and_an_incident(station: Station) -> None:
    driver = station.at(IN_STATION, **KNOWN)
    with later(days=9):
        driver.two("shegong1", "zhanzhang", "extend_stay", reason="waiting_for_relative", days=10,
                   evidence="儿子五天后到，电话13900000009。")  # fmt: skip
        whole = says(driver, "J-10", "石样", "等待亲属", "10天", "儿子五天后到", "贺样", "同意并报备：陆例",
                     "示范区民政局", "报备不是审批", "不因报备迟延让本人离站")  # fmt: skip
        assert "13900000009" not in whole
        driver.do("zhaoliao", "record_incident", category="fight", course="为了床位争吵，推了一下。")
    says(driver, "J-29", "打架", "为了床位争吵，推了一下。", "24小时内")


def test_beside_the_road_the_sheet_of_the_hospital_says_what_was_written_down(station: Station) -> None:
    driver = along(station.at(IN_STATION), "health", "infectious_isolation")
    says(driver, "J-09", "发热，咳嗽。")
    says(driver, "J-29", "疑似传染病", "发热，咳嗽。")
    ill = along(station.at(IN_STATION), "health", "inpatient")
    says(ill, "J-09", "示范区人民医院")
    ill.do("shegong1", "discharge_patient", **DATA["discharge_patient"])
    says(ill, "J-09", "内科2026-11", "一周后复查。", "返站、出院时间2026年11月23日09:00")


def test_head_and_foot_of_every_paper(station: Station) -> None:
    """Station, both numbers, page of pages, who printed when, which wording; the code leads to the paper's id alone."""
    driver = station.at(DEPARTURE, **KNOWN)
    driver.do("shegong1", "hand_over_to_family", collector=driver.collector(), agrees=True)
    for one in documents.of(driver.case):
        found = pages(one)
        serial = f"{one.code}-2026-{driver.case.number[-5:]}-{one.event_seq}"
        for number, page in enumerate(found, start=1):
            for words in ("示范区救助管理站", f"案号{driver.case.number}", f"文书号{serial}",
                f"模板{one.code}v1", "打印",
                          f"第{number}页，共{len(found)}页", one.tail):  # fmt: skip
                assert words in page, (one.code, words, page)
        address = documents.snapshot_of(one)["qr"]
        assert address.endswith(f"/p/d/{one.pk}/"), "no number of the case, nothing of the person"


#: Paper → who opens it besides those who did the act.
OPENS = {
    "J-01": {"CSW", "DUT", "DIR", "ARC"}, "J-39": {"RCP", "SEC", "CSW", "CAR", "HLT", "DUT", "DIR", "ARC", "SUP"},
    "J-03": {"RCP", "CSW", "DUT", "DIR", "ARC", "SUP"}, "J-04": {"RCP", "CSW", "DUT", "DIR", "ARC"},
    "J-41": {"DIR", "ARC", "SUP"},
}  # fmt: skip


def test_who_reads_all_a_paper_says_opens_it_and_who_did_the_act(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily")
    for code, roles in OPENS.items():
        one = paper(driver, code)
        did = {"J-03": {"CAR"}, "J-04": {"CAR"}}.get(code, set())
        opened = {role for role, name in BY_ROLE.items() if role in _STATION and documents.may_open(one, actor(name))}
        assert opened == roles | did, code
        path = f"/relief/{driver.case.number}/documents/{one.pk}/pdf/"
        assert station.client("zhaoliao").get(path).status_code == (200 if "CAR" in opened else 404)
        with pytest.raises(OutOfScope):
            documents.open_for(one, actor=actor("shouli"))
    page = station.client("zhiban").get(f"/relief/{driver.case.number}/").content.decode()
    assert "自行离站声明书" in page


_STATION = {"RCP", "SEC", "CSW", "CAR", "HLT", "ESC", "DUT", "DIR", "ARC", "SUP"}


def test_every_paper_is_one_of_these(station: Station) -> None:
    codes: set[Any] = {one.code for one in PAPERS}
    rows = {code for row in _rows() for code in row.prints}
    assert codes == rows, "no paper without an act, none of an act without wording"


def _rows() -> list[Any]:
    from relief.lifecycle import CASE

    beside = [row for region in CASE.regions.values() for row in region.rows]
    return [*CASE.rows.values(), *CASE.amendments.values(), *beside, CASE.creation]
