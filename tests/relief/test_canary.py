"""Marked values in every personal field of a person and a case: shown nowhere unasked, at rest nowhere in the clear."""

import logging
from pathlib import Path
from typing import Any

import pytest

from casework import engine
from casework.demo import actor
from casework.models import LedgerValue
from relief.demo import beds
from relief.models import StatReport
from relief.roles import ROLES
from relief.states import DEPARTURE
from tests.casework import canary
from tests.casework.canary import Mark
from tests.relief import loss
from tests.relief.guards_beds import WOMAN, child_of
from tests.relief.guards_belongings import BAG
from tests.relief.guards_referral import VOLUME as FOLDER
from tests.relief.guards_referral import refer, reopen
from tests.relief.refusing import refused
from tests.relief.station import API, BY_ROLE, Driver, Station, later

#: Numbers that nobody has.
PHONES = [f"1990{7_340_000 + n}" for n in range(40)]
OWN, THEIRS = "220399195203080015", "220399198101010012"

HOME = Mark("background.household", f"寻标家讹，电话{PHONES[34]}", "寻标家讹", PHONES[34])
OWN_PHONE = Mark("background.phone", PHONES[35], PHONES[35], PHONES[35])
SISTER = Mark("relative.name", "甄鱲䲣", "鱲䲣", "鱲䲣")
HER_PLACE = Mark("relative.address", f"寻标址讹，电话{PHONES[36]}", "寻标址讹", PHONES[36])
SAID = Mark("contact.note", f"寻标谈讹，电话{PHONES[37]}", "寻标谈讹", PHONES[37])
NAME = Mark("person.name_declared", "甄龘䶮", "龘䶮", "龘䶮")
PROVED = Mark("person.name_verified", "甄靐䲜", "靐䲜", "靐䲜")
NUMBER = Mark("person.id_declared", OWN, OWN, OWN[6:17])
ESCORT = Mark("case.brought_by", "甄鱻䴇", "鱻䴇", "鱻䴇")
REQUEST = Mark("case.request", f"寻标壹讹，电话{PHONES[1]}", "寻标壹讹", PHONES[1])
ITEMS = Mark("check.items", f"寻标贰讹，电话{PHONES[2]}", "寻标贰讹", PHONES[2])
FINDINGS = Mark("screening.findings", f"寻标叁讹，电话{PHONES[3]}", "寻标叁讹", PHONES[3])
NOTE = Mark("case.review_note", f"寻标肆讹，电话{PHONES[4]}", "寻标肆讹", PHONES[4])
RELATIVE = Mark("collector.name", "甄麤䨺", "麤䨺", "麤䨺")
RELATIVE_NUMBER = Mark("collector.id_number", THEIRS, THEIRS, THEIRS[6:17])
PHONE = Mark("collector.phone", PHONES[5], PHONES[5], PHONES[5])
WHY = Mark("form.lift_reason", f"寻标伍讹，电话{PHONES[6]}", "寻标伍讹", PHONES[6])
SIGNS = Mark("person.capacity_signs", f"寻标陆讹，电话{PHONES[7]}", "寻标陆讹", PHONES[7])
FEATURES = Mark("person.features", "寻标柒讹", "寻标柒讹", "寻标柒讹")
DOUBT = Mark("person.doubt", f"寻标捌讹，电话{PHONES[8]}", "寻标捌讹", PHONES[8])
BEDSIDE = [f"1990{7_350_000 + n}" for n in range(2)]
HURT = Mark("medical.need", f"寻标甲讹，电话{BEDSIDE[0]}", "寻标甲讹", BEDSIDE[0])
BACK = Mark("medical.back_note", f"寻标乙讹，电话{BEDSIDE[1]}", "寻标乙讹", BEDSIDE[1])
STAY = (HURT, BACK)
COURSE = Mark("case.course", f"寻标玖讹，电话{PHONES[9]}", "寻标玖讹", PHONES[9])
WORD = Mark("form.medical_word", f"寻标拾讹，电话{PHONES[10]}", "寻标拾讹", PHONES[10])
THING = Mark("belonging.item", f"寻标柜讹，电话{PHONES[32]}", "寻标柜讹", PHONES[32])
GUARDED = [f"1990{7_370_000 + n}" for n in range(3)]
CALLED = Mark("protection.note", f"寻标监讹，电话{GUARDED[0]}", "寻标监讹", GUARDED[0])
UNHARMED = Mark("protection.no_harm", f"寻标安讹，电话{GUARDED[1]}", "寻标安讹", GUARDED[1])
KEPT_AT = Mark("protection.place", f"寻标处讹，电话{GUARDED[2]}", "寻标处讹", GUARDED[2])
PROTECTED = (CALLED, UNHARMED, KEPT_AT)
PILL = Mark("dailyservice.prescription", f"寻标药讹，电话{PHONES[33]}", "寻标药讹", PHONES[33])
BASIS = Mark("companion.basis", f"寻标壹拾讹，电话{PHONES[11]}", "寻标壹拾讹", PHONES[11])
FACTS = Mark("refusal.facts", f"寻标拾甲，电话{PHONES[1]}", "寻标拾甲", PHONES[1])
TOLD = Mark("refusal.told", f"寻标拾乙，电话{PHONES[2]}", "寻标拾乙", PHONES[2])
SENDER = Mark("refusal.sender_told", f"寻标拾丙，电话{PHONES[3]}", "寻标拾丙", PHONES[3])
ACCOUNT = Mark("absence.account", f"寻标失讹，电话{PHONES[30]}", "寻标失讹", PHONES[30])
SEARCHED = Mark("check.searched", f"寻标找讹，电话{PHONES[31]}", "寻标找讹", PHONES[31])
OFFICER = Mark("report.officer", "甄齾䶴", "齾䶴", "齾䶴")
BESIDE = [f"1990{7_360_000 + n}" for n in range(3)]
CARE = Mark("health.note", f"寻护壹讹，电话{BESIDE[0]}", "寻护壹讹", BESIDE[0])
COURSE_OF_IT = Mark("incident.course", f"寻护贰讹，电话{BESIDE[1]}", "寻护贰讹", BESIDE[1])
TOLD_OF_IT = Mark("incident.told", f"寻护叁讹，电话{BESIDE[2]}", "寻护叁讹", BESIDE[2])
BACK_BY = Mark("police.officer", "甄爨䨻", "爨䨻", "爨䨻")
HANDLING = Mark("police.handling", f"寻标拾丁，电话{PHONES[4]}", "寻标拾丁", PHONES[4])
MORE = [f"1990{7_370_000 + n}" for n in range(6)]
EVIDENCE = Mark("extension.evidence", f"寻标延甲，电话{MORE[0]}", "寻标延甲", MORE[0])
RETURNED = Mark("extension.return_note", f"寻标延乙，电话{MORE[1]}", "寻标延乙", MORE[1])
INPATIENT = Mark("health.note of a patient", f"寻标住讹，电话{MORE[2]}", "寻标住讹", MORE[2])
WEAPON = Mark("police.found", f"寻标刀讹，电话{MORE[3]}", "寻标刀讹", MORE[3])
WHOM = Mark("wordahead.told", f"寻标知甲，电话{MORE[4]}", "寻标知甲", MORE[4])
NOT_TOLD = Mark("wordahead.reason", f"寻标知乙，电话{MORE[5]}", "寻标知乙", MORE[5])
PLACE = Mark("lead.place", "寻标拾戊桥洞", "寻标拾戊", "寻标拾戊")
CALL = Mark("lead.contact", PHONES[39], PHONES[39], PHONES[39])
CALLER = Mark("lead.reporter", "甄鱻䶵", "鱻䶵", "鱻䶵")
SEEN = Mark("lead.seen", f"寻标拾己，电话{PHONES[38]}", "寻标拾己", PHONES[38])
PURPOSE = Mark("inquiry.purpose", f"寻标查讹，电话{PHONES[34]}", "寻标查讹", PHONES[34])
REPLIED = Mark("inquiry.reply", f"寻标复讹，电话{PHONES[35]}", "寻标复讹", PHONES[35])
CAUSE = Mark("death.cause", f"寻标亡讹，电话{PHONES[32]}", "寻标亡讹", PHONES[32])
LEFT_BEHIND = Mark("death.items", f"寻标遗讹，电话{PHONES[33]}", "寻标遗讹", PHONES[33])
HEIR = Mark("death.heir", "甄龗䶵", "龗䶵", "龗䶵")
SIGNER = Mark("death.signer", "甄齉䶲", "齉䶲", "齉䶲")
MOURNER = Mark("told.name", "甄龖䶱", "龖䶱", "龖䶱")
DEATH = (CAUSE, LEFT_BEHIND, HEIR, SIGNER, MOURNER)
FILED = [f"1990{7_370_000 + n}" for n in range(4)]
TAKER = Mark("referral.accepted_by", "甄龘䶲", "龘䶲", "龘䶲")
OUTCOME = Mark("referral.result", f"寻卷壹讹，电话{FILED[0]}", "寻卷壹讹", FILED[0])
WILL = Mark("referral.wish", f"寻卷贰讹，电话{FILED[1]}", "寻卷贰讹", FILED[1])
WAIVED = Mark("volume.waived_why", f"寻卷叁讹，电话{FILED[2]}", "寻卷叁讹", FILED[2])
MENDED = Mark("volume.reopen_note", f"寻卷肆讹，电话{FILED[3]}", "寻卷肆讹", FILED[3])
VOLUME = (TAKER, OUTCOME, WILL, WAIVED, MENDED)
ALL = (
    *VOLUME, *DEATH, *PROTECTED, HOME, OWN_PHONE, SISTER, HER_PLACE, SAID,
    ACCOUNT, SEARCHED, OFFICER,
    NAME, PROVED, NUMBER, ESCORT, REQUEST, ITEMS, FINDINGS, NOTE, RELATIVE, RELATIVE_NUMBER, PHONE, WHY, SIGNS,
    FEATURES, DOUBT, COURSE, *STAY, FACTS, TOLD, SENDER, BACK_BY, HANDLING, CARE,
    COURSE_OF_IT, TOLD_OF_IT, WORD, BASIS, THING, PILL,
    PLACE, CALL, CALLER, SEEN, PURPOSE, REPLIED, EVIDENCE, RETURNED, INPATIENT, WEAPON,
    WHOM, NOT_TOLD,
)  # fmt: skip


@pytest.fixture
def marked(station: Station, caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.DEBUG)
    driver = station.at(
        "reception", name_declared=NAME.text, gender_declared="1", id_declared=NUMBER.text, arrival_mode="02",
        brought_by_unit="示范派出所", brought_by=ESCORT.text, request=REQUEST.text, features=FEATURES.text,
    )  # fmt: skip
    driver.do("jiedai", "record_circumstances", course=COURSE.text)
    driver.do("anjian", "start_security_check", consent=True, method="gate")
    driver.do("anjian", "pass_security_check", items=ITEMS.text)
    driver.do("zhiban", "call_police_at_screening", matter="drunk")
    driver.do("jiedai", "return_from_police_to_screening", officer=BACK_BY.text, handling=HANDLING.text)
    driver.do("shegong1", "complete_screening", findings=FINDINGS.text)
    driver.do("shegong1", "record_review", narrow_test=True, review_note=NOTE.text)
    driver.do("shegong1", "admit_person")
    plan = {"mode": "5.7", "destination": "01", "lift_reason": WHY.text}
    driver.two("shegong1", "zhiban", "prepare_departure", **plan)
    driver.collector(name=RELATIVE.text, id_number=RELATIVE_NUMBER.text, phone=PHONE.text)
    driver.do("shegong1", "verify_identity", verified_from="id_card", name_verified=PROVED.text, gender_verified="1",
              id_verified=NUMBER.text)  # fmt: skip
    driver.do("yiwu", "record_capacity", capacity="suspected_limited", signs=SIGNS.text)
    driver.do("jiedai", "record_background", household=HOME.text, phone=OWN_PHONE.text)
    sister = {"name": SISTER.text, "relation": "70", "address": HER_PLACE.text, "risk": "none"}
    driver.do("jiedai", "record_relative", **sister)
    driver.do("jiedai", "record_contact", whom="样例村委会", channel="phone", note=SAID.text)
    driver.do("shegong1", "record_identity_doubt", doubt=DOUBT.text)
    driver.do("shegong1", "add_police_inquiry", kind="identity_inquiry", addressed_to="公安局", purpose=PURPOSE.text)
    letter = str(driver.case.inquiries.get().pk)
    driver.do("shegong1", "record_inquiry_reply", inquiry=letter, reply=REPLIED.text)
    driver.do("yiwu", "send_to_hospital", need=HURT.text)
    driver.do("yiwu", "discharge_to_departure", certificate="内科", back_note=BACK.text)
    driver.do("zhaoliao", "record_presence_check", found="absent", searched=SEARCHED.text)
    driver.do("zhaoliao", "report_missing", account=ACCOUNT.text, **loss.POLICE | {"officer": OFFICER.text})
    driver.do("zhiban", "record_found", **loss.SEEN)
    driver.do("zhaoliao", "start_observation", note=CARE.text)
    driver.do("zhaoliao", "record_incident", category="fight", course=COURSE_OF_IT.text)
    driver.do("zhiban", "report_incident", told=TOLD_OF_IT.text, told_at="2026-11-23T08:50", channel="phone")
    driver.found_guardian(note=CALLED.text, no_harm=UNHARMED.text)
    driver.do(
        "minzheng", "take_temporary_guardianship", ground="civil_31", placement="other", place=KEPT_AT.text, note="。"
    )
    beds.load()
    driver.do("yiwu", "give_medication", prescription=PILL.text)
    driver.bed("E1", medical_word=WORD.text)
    driver.do("anjian", "list_belongings", belongings=[{**BAG[0], "item": THING.text}])
    driver.child = child_of()
    mother = Driver(**WOMAN).case
    driver.child.do("jiedai", "record_parent", parent=str(mother.pk), basis=BASIS.text)
    assert driver.case.state == DEPARTURE
    driver.lead = Driver.of_lead(place=PLACE.text, contact=PHONES[39], reporter=CALLER.text, seen=SEEN.text)
    driver.word = word = station.at(DEPARTURE)
    tell = {"addressee": "destination", "result": "told", "told": WHOM.text, "channel": "phone"}
    word.do("shegong1", "record_word_ahead", **tell)
    word.do("shegong1", "record_word_ahead", addressee="relatives", result="unsafe", reason=NOT_TOLD.text)
    with later(days=8):
        word.do("shegong1", "ask_extension", reason="illness", days=3, evidence=EVIDENCE.text)
        word.do("zhanzhang", "decide_extension", decision="return", note=RETURNED.text)
    word.do("yiwu", "send_to_hospital", need="高热")
    word.do("yiwu", "start_observation", note="发热。")
    word.do("yiwu", "record_inpatient", hospital="区医院", happened_at="2026-11-23T08:30", paper=INPATIENT.text)
    driver.armed = armed = station.at("security_check")
    second = actor("jiedai").user_id
    armed.do("zhiban", "call_police_at_check", found=WEAPON.text, second=second)
    driver.other = refused(station, facts=FACTS.text, told=TOLD.text, sender_told=SENDER.text)
    driver.sent = _sent_on(station)
    driver.dead = dead = loss.dead(station)
    dead.do("zhiban", "record_death_certificate", **loss.CERTIFICATE | {"cause": CAUSE.text})
    dead.do("zhiban", "record_cremation_confirmation", **loss.CONFIRMATION | {"signer": SIGNER.text})
    dead.do("zhiban", "record_relative_told", name=MOURNER.text, relation="20", channel="phone")
    dead.do("zhiban", "list_property", items=LEFT_BEHIND.text)
    dead.do("zhiban", "settle_property", how="handed", heir=HEIR.text)
    return driver


def _sent_on(station: Station) -> Driver:
    """Over to the township; the file bound with a paper waived, and opened again."""
    driver = station.at("in_station")
    refer(driver, accepted_by=TAKER.text, wish=WILL.text)
    driver.do("shegong1", "record_referral_result", result=OUTCOME.text)
    driver.two("dangan", "zhanzhang", "archive_case", **FOLDER, lift_reason=WAIVED.text)
    reopen(driver, note=MENDED.text)
    return driver


def addresses(driver: Any, *, forms: bool) -> list[str]:
    """Every GET about the case: its pages, the forms of its acts, the desk, the lists, the API."""
    page, api = f"/relief/{driver.case.number}", f"{API}/{driver.case.pk}"
    acts = [*driver.case.lifecycle.rows, *driver.case.lifecycle.amendments]
    filled = [
        f"{page}/{'do' if a in driver.case.lifecycle.rows else 'amend'}/{a.replace('_', '-')}/" for a in acts if forms
    ]
    other = driver.other.case
    gone = (
        f"/relief/{other.number}/",
        f"{API}/{other.pk}",
        f"{API}/{other.pk}/events",
        f"/relief/{driver.child.case.number}/",
        f"/relief/{driver.dead.case.number}/",
        *(f"/relief/{one.case.number}/{end}" for one in (driver.word, driver.armed) for end in ("", "print/")),
        *(f"{API}/{one.case.pk}{end}" for one in (driver.word, driver.armed) for end in ("", "/events")),
        f"{API}/{driver.dead.case.pk}",
        f"/relief/{driver.sent.case.number}/",
        f"{API}/{driver.sent.case.pk}",
        f"{API}/{driver.sent.case.pk}/events",
    )
    lead = driver.lead.case
    led = (f"/relief/{lead.number}/", f"{API}/{lead.pk}", f"{API}/{lead.pk}/events", "/relief/leads/")
    plain = (*gone, *led, "/", "/relief/", "/relief/?q=1", "/inbox/", API)
    return [
        *plain, f"{page}/", f"{page}/print/", f"{page}/as-at/2026-11-23/", *filled, api, f"{api}/transitions",
        f"{api}/amendments", f"{api}/events", f"{api}/as-at/2026-11-23", f"{api}/files",
    ]  # fmt: skip


def test_no_page_and_no_answer_shows_a_mark(station: Station, marked: Any, caplog: pytest.LogCaptureFixture) -> None:
    shown = []
    for role in set(ROLES) - {"system"}:
        client = station.client(BY_ROLE[role])
        for address in addresses(marked, forms=role in ("RCP", "CSW", "DUT")):
            answer = client.get(address)
            assert answer.status_code in (200, 302, 403, 404), (role, address)
            body = answer.content.decode()
            shown += canary.leaks_in_text(f"{role} {address}", body, ALL)
            # how somebody is, body and mind, is read by those who care for it alone
            words = ("寻标叁讹", "寻标陆讹", "寻标甲讹", "寻标乙讹", "寻护壹讹", "寻标药讹", "寻标住讹")
            hidden = [f"{role} {address}: {word}" for word in words if word in body]
            shown += hidden if role in ("SEC", "ESC", "SUP") else []
            guarded = [f"{role} {address}: {mark.text}" for mark in PROTECTED if mark.text[:4] in body]
            shown += guarded if role in ("RCP", "SEC") else []
    shown += _of_statistics(station)
    shown += canary.leaks_in_text("log", caplog.text, ALL)
    assert not shown, "\n".join(shown)


def _of_statistics(station: Station) -> list[str]:
    """The monthly report with what is missing, the cases behind a figure, its files: a case is a number there."""
    report = engine.create(StatReport, actor=actor("tongji"), data={"month": "2026-11"}).record
    page, api = f"/statistics/{report.number}", f"/api/v1/relief-reports/{report.pk}"
    found = []

    def closed(address: str) -> tuple[str, ...]:
        if "national" in address:
            return ("DUT", "SUP")
        return ("DUT", "DIR") if "table" in address else ()

    for role in ("STA", "DUT", "DIR", "SUP"):
        client = station.client(BY_ROLE[role])
        for address in (
            "/relief/national/", "/relief/national/csv/",
            "/statistics/", f"{page}/", f"{page}/print/", f"{page}/cases/?line=T", f"{page}/table/csv/",
            f"{page}/as-at/2026-11-23/", api, f"{api}/events",
        ):  # fmt: skip
            answer = client.get(address)
            assert answer.status_code == (403 if role in closed(address) else 200), (
                role,
                address,
            )
            found += canary.leaks_in_text(f"{role} {address}", answer.content.decode(), ALL)
    return found


def test_at_rest_nothing_lies_in_the_clear(station: Station, marked: Any, var_folder: Path) -> None:
    assert not canary.leaks_in_database(list(ALL))
    assert not canary.leaks_in_files(list(ALL), var_folder)
    paths = set(LedgerValue.objects.filter(event__record_id=marked.case.pk).values_list("path", flat=True))
    assert f"person/{marked.case.pk}/name_declared" in paths, "the ledger holds it, encrypted"


def test_the_marks_are_really_there(station: Station, marked: Any) -> None:
    """Opened for a purpose they are read: the search above looked for the right words."""
    client = station.client("shegong1")
    for name, mark in (("name_declared", NAME), ("id_verified", NUMBER)):
        body = client.post(f"/relief/{marked.case.number}/reveal/{name}/", {"purpose": "case"}).content.decode()
        assert canary.leaks_in_text(name, body, [mark])
    assert client.get(f"/relief/{marked.case.number}/print/").status_code in (200, 404)
