"""The file: what a case owes by what it went through, bound once, opened again by two, and help that does not wait."""

import pytest

from casework import documents, proposals
from casework.demo import actor
from casework.refusals import Conflict, InvalidData, NotYourRole, WrongState
from relief import archive
from relief.states import ARCHIVED, DEPARTURE, IN_STATION, PENDING_ARCHIVE, RECEPTION, REVIEW
from tests.relief.guards_referral import MENDING, VOLUME, archived, reopen
from tests.relief.loss import REPORT
from tests.relief.refusing import SERVED, refused
from tests.relief.station import API, CHILD, Driver, Station, again, denied
from tests.relief.test_papers import KNOWN, says


def owed(driver: Driver) -> dict[str, bool]:
    return {one.code: one.there for one in archive.checklist(again(driver))}


def test_a_file_owes_what_its_case_went_through_and_nothing_else(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily")
    assert owed(driver) == {"rights": True, "statement": False}
    long = station.extended()
    long.do("zhaoliao", "leave_voluntarily", statement_kind="signed")
    assert owed(long) == {"rights": True, "statement": True, "extension": False}
    ill = station.in_hospital()
    ill.do("yiwu", "discharge_to_station", certificate="内科")
    ill.do("zhaoliao", "add_mandatory_report", **REPORT | {"receipt": "示公受2026-9"})
    ill.do("jiedai", "leave_voluntarily", statement_kind="signed")
    assert owed(ill) == {"rights": True, "statement": True, "hospital": True, "reports": True}
    collected = station.at(DEPARTURE)
    collected.do("shegong1", "hand_over_to_family", collector=collected.collector(), agrees=True)
    assert owed(collected) == {"rights": True, "collector": True}
    no = refused(station, referred_to="示范镇")
    assert owed(no) == {"rights": True, "refusal": False, "referral": False}


def test_how_long_a_file_is_kept_follows_from_the_case(station: Station) -> None:
    def kept(driver: Driver) -> str:
        return archive.retention(again(driver))

    named, unknown, child = station.at(IN_STATION, **KNOWN), station.at(IN_STATION), station.minor()
    for driver in (named, unknown):
        driver.do("zhaoliao", "leave_voluntarily", statement_kind="signed")
    gone = Driver(**CHILD)
    assert (kept(named), kept(unknown), kept(child)) == ("years_30", "permanent", "permanent")
    assert kept(gone) == "years_10"
    assert kept(refused(station)) == "years_10", "of whoever was never admitted"
    form = station.client("dangan").get(f"/relief/{named.case.number}/do/archive-case/").content.decode()
    assert '<option value="years_30" selected>' in form


def test_what_the_director_waives_stands_in_the_volume(station: Station) -> None:
    driver = station.at(IN_STATION)
    driver.do("zhaoliao", "leave_voluntarily")
    driver.two("dangan", "zhanzhang", "archive_case", **VOLUME, lift_reason="本人已乘车离开，无法补签。")
    (bound,) = driver.case.archivevolumes.all()
    assert (bound.there, bound.waived, bound.version) == (["rights"], ["statement"], 1)
    assert bound.waived_why.reveal() == "本人已乘车离开，无法补签。"
    page = station.client("dangan").get(f"/relief/{driver.case.number}/").content.decode()
    assert "缺，站长已免除" in page
    assert "归档清单" not in station.client("shegong1").get(f"/relief/{driver.case.number}/").content.decode()
    says(
        driver, "J-41", "第1版", "■告知权利的记录", "□自行离站声明或拒签说明", "免除的理由：本人已乘车离开，无法补签。"
    )


def test_a_volume_is_opened_by_the_director_and_the_bureau_and_bound_anew_beside_the_old_one(station: Station) -> None:
    driver = archived(station)
    with pytest.raises(Conflict):
        driver.do("minzheng", "reopen_archive", **MENDING)
    for nobody in ("dangan", "shegong1", "minzheng"):
        with pytest.raises(NotYourRole):
            proposals.propose(driver.case, "reopen_archive", actor=actor(nobody), data=MENDING)
    asked = proposals.propose(driver.case, "reopen_archive", actor=actor("zhanzhang"), data=MENDING)
    with pytest.raises(NotYourRole):
        proposals.agree(asked, actor=actor("zhanzhang"))
    assert again(driver).state == ARCHIVED
    proposals.agree(asked, actor=actor("minzheng"))
    assert again(driver).state == PENDING_ARCHIVE
    says(driver, "J-41", "已重开：更正", "入站日期写错。")
    originals = documents.of(driver.case).filter(code="J-41").count()
    driver.do("dangan", "archive_case", **VOLUME)
    first, second = driver.case.archivevolumes.order_by("version")
    assert (first.version, first.reopen_reason, second.version) == (1, "correction", 2)
    assert (first.reopen_asked_by.user.username, first.reopened_by.user.username) == ("zhanzhang", "minzheng")
    assert documents.of(driver.case).filter(code="J-41").count() == originals + 1, "what was printed stays"
    told = station.client("minzheng").get(f"{API}/{driver.case.pk}").json()
    assert [(v["version"], v["reopen_reason"]) for v in told["volumes"]] == [(1, "correction"), (2, "")]
    page = station.client("zhanzhang").get(f"/relief/{driver.case.number}/").content.decode()
    for words in ("第1版目录", "第2版目录", "重开", "入站日期写错。"):
        assert words in page, words
    assert archive.retention(again(driver)) == "permanent", "an unknown man's file, before and after"
    named = station.at(IN_STATION, **KNOWN)
    named.do("zhaoliao", "leave_voluntarily", statement_kind="signed")
    named.do("dangan", "archive_case", **VOLUME)
    reopen(named, reason="late_dna_match", note="外省比中。")
    assert archive.retention(again(named)) == "permanent", "what was found late is kept for good"


def test_whoever_was_wrongly_refused_is_received_at_once_in_a_new_case(station: Station) -> None:
    """R-53: the next step stands on the page of the old one; help waits for no correction."""
    driver = refused(station)
    driver.do("shegong1", "serve_refusal_notice", **SERVED)
    driver.do("dangan", "archive_case", **VOLUME | {"retention": "years_10"})
    address = f"/relief/reception/new/?follows={driver.case.number}"
    reception = station.client("jiedai")
    reopen(driver, reason="appeal", note="民政局查明：本人没有钱，也没有住处。")
    page = reception.get(f"/relief/{driver.case.number}/").content.decode()
    assert address in page
    assert "不等更正" in page
    assert address not in station.client("shegong1").get(f"/relief/{driver.case.number}/").content.decode()
    form = reception.get(address).content.decode()
    assert f'name="follows" value="{driver.case.number}"' in form
    sent = {"present": "on", "arrival_mode": "01", "gender_declared": "1", "age_least": "57",
            "follows": driver.case.number,
            "idempotency_key": "anew"}  # fmt: skip
    answer = reception.post("/relief/reception/new/", sent)
    assert answer.status_code == 302, answer.content.decode()[:6000]
    (new,) = driver.case.followed_by.all()
    assert (new.state, new.follows_id) == (RECEPTION, driver.case.pk)
    assert new.number in reception.get(f"/relief/{driver.case.number}/").content.decode()
    assert driver.case.number in reception.get(f"/relief/{new.number}/").content.decode()


def test_by_pages(station: Station) -> None:
    driver = archived(station)
    director, path = station.client("zhanzhang"), f"/relief/{driver.case.number}/do/reopen-archive/"
    assert path in director.get(f"/relief/{driver.case.number}/").content.decode()
    assert "原卷保留不改" in director.get(path).content.decode()
    sent = {"version": driver.case.version, "idempotency_key": "open", **MENDING}
    assert director.post(path, sent).status_code == 302
    review = f"/relief/{driver.case.number}/proposals/{driver.case.proposals.get().pk}/"
    assert station.client("minzheng").post(review, {"decision": "agree"}).status_code == 302
    assert again(driver).state == PENDING_ARCHIVE


@pytest.mark.parametrize("number", ["JZ-000000-2026-09999", "open"])
def test_a_case_goes_on_from_one_that_is_over(station: Station, number: str) -> None:
    if number == "open":
        number = station.at(REVIEW).case.number
    with pytest.raises(InvalidData) as told:
        Driver(gender_declared="1", follows=number)
    assert list(told.value.errors) == ["follows"]


def test_nothing_is_opened_that_is_not_bound(station: Station) -> None:
    driver = refused(station)
    with pytest.raises(WrongState):
        proposals.propose(driver.case, "reopen_archive", actor=actor("zhanzhang"), data=MENDING)
    assert denied(lambda: driver.do("dangan", "archive_case", **VOLUME)) == ["archive_checklist_complete"]
