"""The demo's persons: in every state built, each driven by the engine at its own moments."""

import datetime as dt
from collections.abc import Callable

from casework import clock, proposals
from casework.demo import actor
from casework.timers import local_day
from relief.demo import beds, house, outreach, reports, staff
from relief.demo.roads import ADULT, Driver, worker
from relief.models import ReliefCase
from relief.states import DEPARTURE, IN_STATION, REVIEW, SCREENING, SECURITY_CHECK
from relief.statistics.month import Month

UNNAMED_OLD = {
    "gender_declared": "2", "age_least": 70, "age_most": 80, "arrival_mode": "02", "brought_by_unit": "示范派出所",
    "accent": "湖南口音", "request": "不说话，用手比划要喝水。",
}  # fmt: skip
GIRL = {"name_declared": "柏例", "gender_declared": "2", "id_type": "111", "id_declared": "220399201509301026",
        "arrival_mode": "08", "brought_by_unit": "热心群众"}  # fmt: skip
DOUBTFUL = {"gender_declared": "1", "age_least": 30, "age_most": 40, "arrival_mode": "09"}


def _received() -> None:
    Driver(**ADULT)


def _checking() -> None:
    Driver(**worker("石样", "19520308")).to(SECURITY_CHECK)


def _emergency() -> None:
    driver = Driver(**UNNAMED_OLD, rights_told=False)
    driver.do("zhiban", "prioritize_emergency", emergency=True, seen="手脚冻伤")


def _hospital() -> None:
    driver = Driver(**ADULT).to(SCREENING)
    driver.do("yiwu", "send_to_hospital_before_admission", need="外伤", hospital="示范区人民医院", companion="照料员")


def _longer() -> None:
    """Waiting for a brother: filed on the ninth day, and the bureau has not confirmed it yet."""
    driver = _known(Driver(**worker("舒样", "19680914")).to(IN_STATION))
    with clock.moved_to(clock.now() + dt.timedelta(days=9)):
        driver.two("shegong1", "zhanzhang", "extend_stay", reason="waiting_for_relative", days=5,
                   evidence="弟弟在外地打工，月底到站来接。")  # fmt: skip


def _heard() -> None:
    """Fought twice; his opinion was heard, and the director has to decide."""
    driver = Driver(**ADULT).to(IN_STATION)
    driver.do(
        "shegong1", "open_termination_hearing", reasons=["03"], facts="酒后两次动手打人，劝阻无效。", no_emergency=True
    )
    driver.do("shegong1", "record_opinion", second=actor("zhiban").user_id, opinion="不同意，说是对方先动手。")


def _referred() -> None:
    """Over to the township, which has accepted in writing; nobody has asked yet what became of it."""
    driver = Driver(**worker("廉例", "19680712")).to(IN_STATION)
    driver.two("shegong1", "minzheng", "refer_to_other_relief", **_ACCEPTED, copy=driver.copy("acceptance"),
               accepted_at=clock.now().isoformat())  # fmt: skip


def _referring() -> None:
    """The worker has asked; the bureau has to agree."""
    driver = Driver(**worker("缪样", "19510903")).to(IN_STATION)
    home = {"kind": "elderly_home", "agency": "示范区福利院", "paper_no": "示福〔2026〕8号"}
    data = _ACCEPTED | home | {"accepted_at": clock.now().isoformat(), "copy": driver.copy("acceptance")}
    proposals.propose(driver.case, "refer_to_other_relief", actor=actor("shegong1"), data=data)


_ACCEPTED = {
    "kind": "temporary_relief", "agency": "示范镇人民政府", "accepted_by": "郝例", "paper_no": "示镇救〔2026〕11号",
    "agrees": True, "destination": "02",
}  # fmt: skip


def _inpatient() -> None:
    driver = Driver(**worker("卞例", "19750402")).to(IN_STATION)
    driver.do("yiwu", "send_to_hospital", need="高热不退", hospital="示范区人民医院", companion="照料员",
              called_at=clock.now().isoformat())  # fmt: skip


def _countersigning() -> None:
    Driver(**worker("甄样", "19831121")).to(REVIEW).review(practice_test=True)


def _known(driver: Driver) -> Driver:
    """The card was read, and the police confirmed it."""
    said = driver.case.person
    driver.do("shegong1", "verify_identity", verified_from="id_card", gender_verified=said.gender_declared,
              name_verified=said.name_declared.reveal(), id_verified=said.id_declared.reveal())  # fmt: skip
    return driver


def _staying() -> None:
    driver = _known(Driver(**worker("晏例", "19790617")).to(IN_STATION))
    driver.do(
        "shegong1", "record_circumstances", cause="20", needs_requested=["food", "return_home"], person_category="03",
        relief_type="05", relief_types_other=["02"], health="1", benefit_status="unclear",
    )  # fmt: skip
    driver.bed("B2")
    driver.keep(("行李箱", "12"), ("雨伞", "12"))
    driver.do("zhaoliao", "record_incident", category="fight", course="与同屋的人为床位推搡，没有人受伤。")


def _unnamed() -> None:
    driver = Driver(**UNNAMED_OLD).to(REVIEW)
    driver.review(cannot_state=True)
    driver.do("shegong1", "admit_person")
    driver.bed("A1")
    driver.keep(("布袋", "3"))
    driver.do("shegong1", "add_police_inquiry", kind="identity_inquiry", addressed_to="示范区公安分局户政大队",
              purpose="说不出姓名，湖南口音，请比对走失人员。")  # fmt: skip
    driver.do("zhaoliao", "start_observation", note="手脚冻伤，夜里咳嗽。")


def _minor() -> None:
    """Eleven years old, her mother called within the hour; the village is asked to look at the home."""
    driver = Driver(**GIRL).to(REVIEW)
    driver.found_guardian(name="柏样", note="母亲电话接通，在外地打工，周末来接。")
    driver.do("shegong2", "admit_person")
    driver.bed("C1")
    driver.do("shegong1", "start_guardian_assessment", unit="示范镇东村村委会", note="请看家庭情况。")


def _to_agency() -> None:
    """Ten, nobody found: the agency of the city took him in with his file."""
    driver = Driver(gender_declared="1", age_least=9, age_most=11, arrival_mode="09").to(REVIEW)
    driver.do("minzheng", "take_temporary_guardianship", ground="s92_1", placement="child_agency",
              place="示范市未保中心", note="公安暂未查到父母。", no_harm="身上无伤，说话自然。")  # fmt: skip
    driver.do("shegong1", "admit_person")
    driver.do("zhanzhang", "transfer_to_child_agency", unit="示范市未成年人救助保护中心", destination="05",
              paper_no="示未保收〔2026〕3号", taken_by="常样", note="登记表、检视记录。")  # fmt: skip


def _boy() -> None:
    """Says he is eighteen, looks fifteen: the first hour runs."""
    Driver(gender_declared="1", birth_declared="2008-01-01", age_least=14, age_most=16, arrival_mode="09").to(SCREENING)


def _guarded() -> None:
    """Bruises, the police told; nobody of the family is found, and the bureau is guardian meanwhile."""
    driver = Driver(gender_declared="1", age_least=9, age_most=11, arrival_mode="02", brought_by_unit="示范派出所")
    driver.report("zhaoliao", about="手臂有新旧伤痕，不肯说是谁打的。", organ="police", channel="call_110",
                  officer="示范派出所值班民警", reported_at=clock.now().isoformat())  # fmt: skip
    driver.to(REVIEW)
    driver.do("shegong1", "admit_person")
    driver.bed("C4")
    driver.do("minzheng", "take_temporary_guardianship", ground="s92_1", placement="child_agency",
              place="示范市未成年人救助保护中心", note="公安暂未查到父母。")  # fmt: skip


def _family() -> None:
    """A woman with a child of three and a boy of eight: the small one beside her, the boy where she agrees to."""
    mother = Driver(gender_declared="2", age_least=28, age_most=32, request="被赶出来，没有地方住。").to(REVIEW)
    mother.review(practice_test=True)
    mother.do("zhiban", "countersign_admission")
    mother.do("shegong1", "admit_person")
    mother.bed("A4")
    for years, sex, label in ((3, "2", "A5"), (8, "1", "C3")):
        child = Driver(gender_declared=sex, age_least=years, age_most=years).to(REVIEW)
        child.found_guardian(name="石样", note="母亲同在站内。")
        child.do("shegong1", "admit_person")
        child.do("shegong1", "record_parent", parent=str(mother.case.pk), basis="孩子认得母亲，出生证明复印件。")
        child.bed(label, consent=True)


def _asking() -> None:
    driver = Driver(**DOUBTFUL).to(IN_STATION)
    driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs="答非所问，不知道年月。")
    driver.found_guardian(relation="70", name="包样", note="哥哥电话接通，后天来接。")
    driver.bed("B3")
    driver.do("zhaoliao", "request_release")


def _boy_in_hospital() -> None:
    """A boy with a fever; whoever stays with him was checked this year."""
    driver = Driver(gender_declared="1", age_least=12, age_most=14)
    driver.found_guardian()
    driver.to(REVIEW)
    driver.do("shegong1", "admit_person")
    driver.do("yiwu", "send_to_hospital", need="高热不退", hospital="示范区人民医院")
    driver.do("yiwu", "name_hospital_companion", companion=actor("zhaoliao").user_id)


def _collected_soon() -> None:
    """His brother was called on the second try and comes; nobody is told where the other one lives."""
    driver = Driver(**worker("仇样", "19610105"))
    driver.do("jiedai", "record_background", ethnic="01", education="70", household="样例省样例县石桥村",
              residence="样例市工地宿舍", diet="软食", height_cm=168, build="偏瘦")  # fmt: skip
    driver.do("jiedai", "sign_registration", filled_by="proxy", proxy_reason="不识字，读给本人听过", signature="signed")
    _known(driver.to(DEPARTURE))
    driver.do("shegong1", "record_relative", name="仇例", relation="70", phone="13900000001", willing=True, risk="none")
    brother = str(driver.case.relatives.get().pk)
    driver.do("shegong1", "record_contact", relative=brother, channel="phone", note="没有人接。")
    driver.do("shegong1", "record_contact", relative=brother, channel="phone", reached=True, note="后天来接。")
    driver.bed("B5")
    driver.collector(name="仇例", relation="70")


def _collected() -> None:
    driver = Driver(**worker("訾例", "19901030")).to(DEPARTURE)
    driver.keep(("工具包", "9"))
    driver.do("shegong1", "hand_over_to_family", collector=driver.collector(), agrees=True)


def _left() -> None:
    driver = Driver(**ADULT).to(IN_STATION)
    driver.bed("B1")
    driver.keep(("背包", "7"), ("棉衣", "7"))
    driver.do("jiedai", "return_belongings", return_signed="signed")
    today = local_day(clock.now()).isoformat()
    driver.do("jiedai", "issue_ticket", kind="train", origin="示范站", goal="样例站", travel_on=today, price="86.00")
    driver.two("jiedai", "zhiban", "pay_small_fare", amount="2.00", route="救助站到示范站，公交", receipt="signed",
               lift_reason="站车送医去了，没有车送站。")  # fmt: skip
    driver.do("zhaoliao", "leave_voluntarily", food=True)
    for addressee in ("relatives", "destination"):
        driver.do("jiedai", "record_word_ahead", addressee=addressee, result="objected", reason="“到家自己打电话。”")


def _at_the_police() -> None:
    driver = Driver(**ADULT).to(SCREENING)
    driver.do(
        "zhiban", "call_police_at_screening", matter="drunk", findings="满身酒气，要砸玻璃。", unit="示范派出所",
        receipt_no="示2026-117",
    )  # fmt: skip


def _taken() -> None:
    driver = Driver(**ADULT).to(REVIEW)
    driver.do("zhiban", "transfer_to_police", unit="示范派出所", paper="传唤证", paper_no="示公传字〔2026〕3号")


def _lead() -> None:
    Driver.of_lead(
        place="示范区汽车站候车室", spot="02", contact="13900000007", reporter="包例", source="public", zone="town",
        seen="老人坐在地上，穿得很少。",
    )  # fmt: skip


def _lead_closed() -> None:
    driver = Driver.of_lead(place="示范镇东桥下", zone="rural", seen="有人睡在桥洞里。", source="township")
    driver.do("zhiban", "close_lead", ended="helped_on_site", ended_note="送了棉衣和热饭，不愿入站，留了电话。")


def _refused() -> None:
    driver = Driver(**ADULT, arrival_mode="05", brought_by_unit="示范镇政府").to(REVIEW)
    driver.do("shegong1", "record_review", review_note="带着钱，住着旅馆，来县里反映问题。")
    driver.two(
        "shegong1", "zhiban", "refuse_relief", reasons=["c"], facts="带着钱，住着旅馆。", no_emergency=True,
        told="您有能力解决食宿，不符合救助条件。", alternatives=["hotline", "township"], referred_to="示范镇",
        sender_told="已电话告知镇政府：不符合条件的不能留在站里。", temperature=5,
    )  # fmt: skip
    driver.do("shegong1", "serve_refusal_notice", served_how="in_person", signature="signed")


def _missing() -> None:
    """Searched for, the police told by the same form."""
    driver = Driver(**DOUBTFUL).to(IN_STATION)
    driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs="答非所问，说不出住处。")
    driver.do("zhaoliao", "record_presence_check", found="absent", searched="宿舍、食堂、院子都找过。")
    driver.do(
        "zhaoliao", "report_missing", account="午饭后没人见到。", video_kept=True, reported_at=clock.now().isoformat(),
        channel="call_110", officer="示范派出所值班民警",
    )  # fmt: skip


def _died() -> None:
    """In the night, of a natural cause; the funeral home came, the papers are not complete."""
    driver = Driver(**UNNAMED_OLD).to(REVIEW)
    driver.review(cannot_state=True)
    driver.do("shegong1", "admit_person")
    now = clock.now().isoformat()
    driver.do("zhiban", "record_death", died_at=now, place="示范区人民医院", confirmed_by="hospital",
              confirmer="急诊科值班医生", video_kept=True)  # fmt: skip
    driver.do("zhiban", "report_upward", form="oral", told="民政局值班室")
    driver.do("zhiban", "record_death_certificate", kind="hospital", certificate_no="医死2026-1",
              issuer="示范区人民医院", cause="心脏骤停")  # fmt: skip
    driver.do("zhiban", "record_body_collected", funeral_home="示范殡仪馆", collected_at=now)
    driver.do("zhiban", "list_property", items="布袋一个，衣物两件，无现金。")


def _gone() -> None:
    driver = Driver(**ADULT).to(IN_STATION)
    for place in ("宿舍、食堂", "院子、门外"):
        driver.do("zhaoliao", "record_presence_check", found="absent", searched=f"{place}都找过。")
    driver.do("zhaoliao", "record_unannounced_departure", account="早饭后没人见到，物品带走。")


def _withdrawn() -> None:
    Driver(**ADULT).do("jiedai", "withdraw_request", leaflet=True)


def _archived() -> None:
    driver = Driver(**ADULT).to(IN_STATION)
    driver.do("shegong1", "record_circumstances", relief_type="05", health="1", region="3", person_category="03")
    driver.do("jiedai", "leave_voluntarily", destination="02", statement_kind="signed")
    driver.do("dangan", "archive_case", volume="示救2026-001", retention="years_30")


#: What happened, and how many hours ago it began.
_OF_PEOPLE: tuple[tuple[Callable[[], None], int], ...] = (
    (_longer, 226), (_heard, 50),
    (_archived, 900), (_gone, 400), (_died, 30), (_left, 330), (_collected, 200),
    (_collected_soon, 120), (_minor, 90), (_staying, 70), (_family, 46),
    (_unnamed, 22), (_hospital, 20), (_withdrawn, 12), (_countersigning, 6), (_emergency, 3),
    (_missing, 2), (_asking, 1), (_checking, 1), (_received, 0),
    (_inpatient, 80), (_boy_in_hospital, 26), (_guarded, 28), (_to_agency, 60), (_referred, 61), (_referring, 27),
    (_refused, 30), (_at_the_police, 5), (_taken, 40), (_lead, 0), (_lead_closed, 8),
)  # fmt: skip
#: The boy comes when the shift has signed: a doubt that nobody answered would keep it.
STORIES = (*_OF_PEOPLE, *house.STORIES, (_boy, 0))


def load() -> int:
    """Everybody, once; a second run adds nothing."""
    beds.load()
    if ReliefCase.objects.exists():
        return 0
    staff.load()
    outreach.load()
    now = clock.now()
    for story, hours in STORIES:
        with clock.moved_to(now - dt.timedelta(hours=hours)):
            story()
    reports.load(Month.of(now - dt.timedelta(hours=max(hours for _story, hours in _OF_PEOPLE))))
    return len(STORIES)
