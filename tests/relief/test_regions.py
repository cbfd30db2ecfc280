"""What goes on beside the road: by the same engine, with a state of its own, told to who may read it and no other."""

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from casework import clock, engine, ledger, outbox
from casework.demo import actor
from casework.models import OutboxMessage
from casework.refusals import WrongState
from relief.lifecycle import CASE
from relief.models import HealthNote, Incident, ReliefCase
from relief.scopes import CASE_SCOPES
from relief.states import ARCHIVED, IN_STATION, LIVE, PENDING_ARCHIVE, RECEPTION
from tests import statements, tables
from tests.relief.protecting import proved_adult, second
from tests.relief.region_cases import DATA, DIAGNOSED, FIGHT, FORCED, FOUND, TOLD, WAYS, WILLING, along
from tests.relief.station import API, BY_ROLE, Driver, Station, again, denied
from tests.relief.test_tables import CLOCKS, actors, papers
from tests.tables import cell

PEOPLE = {role: name for role, name in BY_ROLE.items() if role in CASE_SCOPES}
#: Rows and states of the tables that are not built yet, by region. Whoever builds one takes it out.
NOT_BUILT: dict[str, set[str]] = {"health": set(), "safety": set(), "protection": set()}
STATES_NOT_BUILT: dict[str, set[str]] = {"health": set(), "safety": set(), "protection": set()}
#: What the remark of a row says beside its guards: from a temporary guardianship on the bureau decides (TC10).
REMARKED = {"TC10": ["bureau_clears"]}
#: Printed by the table and by nobody: J-30 tells of a death, a child who grows up with the state is alive (ADR 63).
NOT_PRINTED = {"TC09": {"J-30"}}
#: An act that comes when the person has left.
AFTER_ALL = ("return_to_guardian",)
ROWS = [row for region in CASE.regions.values() for row in region.rows]


@pytest.mark.parametrize("code", CASE.regions)
def test_a_region_equals_its_table_row_by_row(code: str) -> None:
    region = CASE.regions[code]
    wanted = {r["spec_id"]: r for r in tables.table("transitions.csv", "relief") if r["lifecycle"] == region.name}
    states = {r["state"]: r for r in tables.table("states.csv", "relief") if r["lifecycle"] == region.name}
    if not wanted:
        return
    rows = (*region.rows, *region.carried.values())
    assert set(wanted) - {row.spec_id for row in rows} == NOT_BUILT[code]
    assert set(states) - set(region.states) == STATES_NOT_BUILT[code]
    for declared in rows:
        row, told = wanted[declared.spec_id], declared.spec_id
        assert (declared.code, str(declared.label)) == (row["transition"], row["label_zh"]), told
        assert set(declared.sources) == set(cell(row["sources"])) & set(region.states), told
        assert declared.target == row["target"], told
        assert declared.by == actors(row), told
        assert [guard.code for guard in declared.needs] == cell(row["guards"]) + REMARKED.get(told, []), told
        assert set(declared.starts) == set(cell(row["starts_timers"])) & CLOCKS, told
        assert set(declared.stops) == set(cell(row["stops_timers"])) & CLOCKS, told
        assert set(declared.prints) == papers(row) - NOT_PRINTED.get(told, set()), told
        assert set(declared.rules.split()) == set(cell(row["rules"])), told
    for state in region.states.values():
        row = states[state.code]
        initial = state.code == region.initial
        assert (str(state.label), state.terminal, initial) == (
            row["label_zh"], row["terminal"] == "1", row["initial"] == "1",
        )  # fmt: skip


@pytest.mark.parametrize("row", [row for row in ROWS if row.code not in AFTER_ALL], ids=lambda row: row.code)
def test_an_act_beside_the_road_from_everywhere(station: Station, row: Any) -> None:
    """And every role it is not for; the road stays where it is, the ledger knows both."""
    name = sorted(PEOPLE[role] for role in row.begun_by - {"system"})[0]
    for state in row.sources:
        driver = along(station.at(IN_STATION), row.region, state)
        data = DATA[row.code] | (proved(driver) if row.code == "clear_protection" else {})
        before = driver.case.version
        if row.second_person:
            driver.two(name, "minzheng", row.code, **data)
            before += 1  # asking is an event too
        elif state == row.sources[0]:
            _over_http(station, driver, row, name, data)
        else:
            driver.do(name, row.code, **data)
        target = state if row.target == "@same" else row.target
        case = again(driver)
        assert (getattr(case, row.field), case.state, case.version) == (target, IN_STATION, before + 1)
        event = case.events.order_by("-seq")[0]
        moved = {} if target == state else {"moved": {row.region: [state, target]}}
        assert (event.name, event.state_from, event.state_to, _beside_papers(event)) == (
            row.code,
            IN_STATION,
            IN_STATION,
            moved,
        )
        assert ledger.as_at(case.pk, clock.now()).values[row.field] == target
        assert list(ledger.verify([case.pk])) == []


def _beside_papers(event: Any) -> dict[str, Any]:
    """What the event tells beside the papers it asked for."""
    return {name: told for name, told in event.detail.items() if name != "documents"}


def proved(driver: Driver) -> dict[str, Any]:
    """An adult by the word of the police; who else assessed."""
    proved_adult(driver)
    return second()


def _over_http(station: Station, driver: Driver, row: Any, name: str, data: dict[str, Any]) -> None:
    path = f"transitions/{row.code.replace('_', '-')}"
    for role in PEOPLE.keys() - row.by:
        assert station.api(PEOPLE[role], driver, path, data).status_code == 403, role
    for other in ("bieren", "shouli"):
        assert station.api(other, driver, path, data).status_code == 404
    station.client(name).get(API)
    with statements.counted() as sent:
        answer = station.api(name, driver, path, data)
    assert answer.status_code == 200, answer.json()
    statements.within(statements.TRANSITION, row.code, sent)


def test_where_nobody_is_any_more_the_region_is_closed(station: Station) -> None:
    """And the answer speaks of the road, not of how somebody is."""
    driver = along(station.at(IN_STATION), "health", "under_observation")
    driver.do("zhaoliao", "leave_voluntarily", statement_kind="signed")
    assert not [o for o in engine.options(driver.case, actor("shegong1")) if o.act.region == "health"]  # type: ignore[attr-defined]
    with pytest.raises(WrongState) as refused:
        driver.do("shegong1", "record_inpatient", **DATA["record_inpatient"])
    assert refused.value.extra["state"] == PENDING_ARCHIVE
    driver.do("dangan", "archive_case", volume="2026-1", retention="years_30")
    assert driver.case.state == ARCHIVED
    assert driver.case.health_state == "under_observation", "how somebody was when they left stays"


def test_an_ambulance_is_called_from_everywhere_by_everybody_there(station: Station) -> None:
    """One press, without any condition (AP-02)."""
    row, health = CASE.rows["send_by_ambulance"], CASE.regions["health"]
    assert not row.needs
    assert not any(ask.required for ask in row.asks)
    assert all(health.open_in(CASE.states[state]) for state in LIVE)
    for state in (RECEPTION, IN_STATION):
        driver = station.at(state)
        assert station.api("anjian", driver, "transitions/send-by-ambulance", {}).status_code == 200
        assert (again(driver).health_state, driver.case.state) == ("emergency_transport", state)


def test_the_database_refuses_a_region_changed_past_the_engine(station: Station) -> None:
    driver = station.at(IN_STATION)
    rows = ReliefCase.objects.filter(pk=driver.case.pk)
    for region in CASE.regions.values():
        state = next(code for code in region.states if code != region.initial)
        with transaction.atomic():  # as in a new connection: what the engine named stays for this transaction only
            _unname()
            with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
                rows.update(**{region.field: state})
        assert getattr(again(driver), region.field) == region.initial


def _unname() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('angui.transition', '', true)")


# --- who is told ----------------------------------------------------------------------------------------------------


def test_how_somebody_is_is_told_to_who_cares_for_it_and_to_nobody_else(station: Station) -> None:
    driver = along(station.at(IN_STATION), "health", "psychiatric_referral")
    driver.do("yiwu", "record_psychiatric_diagnosis", **DIAGNOSED)
    page, api = f"/relief/{driver.case.number}", f"{API}/{driver.case.pk}"
    words = ("精神科", "psychiatric", "双相", "再次诊断", "TM-22", "登记诊断")
    for role, cares in (("SEC", False), ("ESC", False), ("SUP", False), ("CAR", True)):
        client = station.client(PEOPLE[role])
        client.post(f"{page}/follow/", {"on": "1"})
        for address in (f"{page}/", f"{page}/as-at/2026-11-23/", api, f"{api}/transitions", f"{api}/events", "/",
                        "/inbox/?tab=change", f"{api}/as-at/2026-11-23"):  # fmt: skip
            answer = client.get(address)
            body = answer.content.decode()
            if address.startswith(api) and answer.status_code == 200:
                body = json.dumps(answer.json(), ensure_ascii=False)
            found = [word for word in words if word in body]
            assert bool(found) == cares, (role, address, found)
        shown = client.get(f"{page}/").content.decode()
        assert ("精神科送诊" in shown) == cares, role
    refused = station.api("anjian", driver, "transitions/start-observation", {"note": "。"})
    assert refused.status_code == 403
    along(driver, "health", "emergency_transport")
    refused = station.api("anjian", driver, "transitions/send-by-ambulance", {})
    assert (refused.status_code, "急救" in refused.content.decode()) == (409, False), "no word of how they are"
    told = station.api("zhaoliao", driver, "transitions/send-by-ambulance", {}).json()
    assert (told["state"], [one["code"] for one in told["possible"]][:1]) == (
        "emergency_transport", ["record_inpatient"],
    )  # fmt: skip


def test_the_page_has_a_line_a_region_with_what_can_be_done(station: Station) -> None:
    driver = along(station.at(IN_STATION), "health", "under_observation")
    path = f"/relief/{driver.case.number}/"
    nurse = station.client("yiwu").get(path).content.decode()
    assert "待观察" in nurse.split('id="region-health"')[1].split("</section>")[0]
    for code in ("send-by-ambulance", "clear-health", "record-inpatient"):
        assert f"{path}do/{code}/" in nurse
    assert f"{path}do/start-observation/" not in nurse
    guard = station.client("anjian").get(path).content.decode().split('id="region-health"')[1].split("</section>")[0]
    assert f"{path}do/send-by-ambulance/" in guard, "whoever is there calls the ambulance"
    assert "待观察" not in guard
    form = station.client("yiwu").get(f"{path}do/record-inpatient/").content.decode()
    assert "“健康”转入“住院”，案件状态不变。" in form
    past = station.client("yiwu").get(f"{path}as-at/2026-11-23/").content.decode()
    assert "待观察" in past
    assert "无异常 → 待观察" in nurse


# --- health -----------------------------------------------------------------------------------------------------------


def test_nobody_is_taken_to_psychiatry_against_their_will_but_by_the_police(station: Station) -> None:
    driver = station.at(IN_STATION)
    refused = "psychiatric_referral_lawful"
    for name in ("danger", "note", "police", "asked_by"):
        without = FORCED | {name: False if name == "danger" else ""}
        assert denied(lambda data=without: driver.do("yiwu", "refer_to_psychiatry", **data)) == [refused], name  # type: ignore[misc]
    assert denied(lambda: driver.do("yiwu", "refer_to_psychiatry", **WILLING | {"asked_by": ""})) == [refused]
    driver.do("yiwu", "refer_to_psychiatry", **FORCED)
    note = driver.case.healthnotes.get()
    assert (note.voluntary, note.danger, note.police.reveal()) == (False, True, FORCED["police"])
    with pytest.raises(IntegrityError), transaction.atomic():
        HealthNote.objects.filter(pk=note.pk).update(danger=False)


def test_a_diagnosis_opens_three_days_for_a_second_one(station: Station) -> None:
    driver = along(station.at(IN_STATION), "health", "inpatient")
    driver.do("shegong1", "record_psychiatric_diagnosis", **DIAGNOSED)
    timer = driver.case.timers.get(key="TM-22")
    assert (timer.is_deadline, timer.on_expiry) == (False, "right_ends")
    assert timer.due_at.astimezone(clock.CHINA).isoformat() == "2026-11-27T00:00:00+08:00"
    assert driver.case.health_state == "inpatient"


def test_whoever_lies_in_hospital_may_leave_all_the_same(station: Station) -> None:
    """No state of any region stands in the way of a capable adult (R-39)."""
    for region, ways in WAYS.items():
        for state in ways:
            driver = along(station.at(IN_STATION), region, state)
            if region == "protection":
                proved_adult(driver)  # how far the region has come is not looked at
            driver.do("zhaoliao", "leave_voluntarily")
            assert driver.case.outcome == "left_voluntarily", (region, state)
            assert not driver.case.timers.filter(stopped_at=None, key__in=("TM-11", "TM-32")).exists()


# --- safety -----------------------------------------------------------------------------------------------------------


def clocks_of(driver: Driver) -> set[str]:
    """Those of reports upward that run."""
    running = driver.case.timers.filter(stopped_at=None, key__startswith="TM-13")
    return set(running.values_list("key", flat=True))


def test_what_is_serious_is_told_upward_within_the_hour_and_the_day(station: Station) -> None:
    """And director and bureau hear of it at once; of a quarrel nobody's clock runs."""
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "record_incident", **FIGHT)
    assert (clocks_of(driver), driver.case.serious_at) == (set(), None)
    driver.do("zhaoliao", "add_incident", **FIGHT | {"category": "self_harm"})
    assert clocks_of(driver) == {"TM-13a", "TM-13b"}
    sent = OutboxMessage.objects.filter(record_id=driver.case.pk, topic="notice.serious", receiver="bell")
    assert [outbox.open_payload(one)["audience"]["roles"] for one in sent] == [["DIR", "SUP"]]
    driver.do("zhiban", "report_incident", **TOLD)
    assert clocks_of(driver) == {"TM-13b"}
    driver.do("zhanzhang", "start_investigation", written="翁例")
    assert clocks_of(driver) == set()
    driver.do("minzheng", "close_incident", **FOUND)
    assert [one.closed_at is None for one in driver.case.incidents.all()] == [False, False]
    said = station.at(IN_STATION)
    said.do("zhaoliao", "record_incident", **FIGHT, serious=True)
    assert clocks_of(said) == {"TM-13a", "TM-13b"}, "somebody said so"
    said.do("zhiban", "report_upward", form="written", told="翁例")
    said.do("zhiban", "report_incident", **TOLD)
    said.do("zhanzhang", "close_incident", **FOUND)
    assert said.case.safety_state == "incident_closed", "what was filed is not asked for again"


def test_an_incident_is_inquired_into_after_the_person_has_left(station: Station) -> None:
    driver = along(station.at(IN_STATION), "safety", "incident_reported")
    driver.do("zhaoliao", "leave_voluntarily")
    driver.do("zhanzhang", "close_incident", written="翁例", **FOUND)
    assert (driver.case.state, driver.case.safety_state) == (PENDING_ARCHIVE, "incident_closed")


def test_nobody_s_word_against_the_staff_is_the_stations(station: Station) -> None:
    """Not to be recorded, seen, or closed here; the form leads to the bureau (R-53, HB-16)."""
    driver = along(station.at(IN_STATION), "safety", "incident_reported")
    for category in ("staff_misconduct", "abuse_allegation"):
        for code in ("record_incident", "add_incident"):
            kind = "transitions" if code == "record_incident" else "amendments"
            of = station.at(IN_STATION) if code == "record_incident" else driver
            answer = station.api("zhaoliao", of, f"{kind}/{code.replace('_', '-')}", FIGHT | {"category": category})
            assert (answer.status_code, list(answer.json()["errors"])) == (422, ["category"])
    form = station.client("zhaoliao").get(f"/relief/{driver.case.number}/amend/add-incident/").content.decode()
    assert "登记投诉" in form
    assert "工作人员违纪" not in form
    Incident.objects.create(case=driver.case, recorded_at=driver.case.arrived_at, happened_at=driver.case.arrived_at,
                            category="staff_misconduct", course="寻标打人")  # fmt: skip
    for name in PEOPLE.values():
        for address in (f"/relief/{driver.case.number}/", f"{API}/{driver.case.pk}"):
            assert "寻标打人" not in station.client(name).get(address).content.decode()


def test_the_duty_leader_finds_open_incidents_in_a_list(station: Station) -> None:
    quiet, loud = station.at(IN_STATION), along(station.at(IN_STATION), "safety", "investigating")
    over = along(station.at(IN_STATION), "safety", "incident_closed")
    body = station.client("zhiban").get("/relief/?incident=open").content.decode()
    found = {d for d in (quiet, loud, over) if f"/relief/{d.case.number}/" in body}
    assert found == {loud}
    page = station.client("zhiban").get(f"/relief/{loud.case.number}/").content.decode()
    assert "两人为床位推搡" in page
