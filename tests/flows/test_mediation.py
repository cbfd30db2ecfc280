"""Mediation over HTTP: a no ends it, nobody is worked on, and what was settled stays between those who settled it."""

from datetime import timedelta
from typing import Any

import pytest

from casework import clock
from casework.models import AccessEntry, Event
from casework.publickeys import open_for
from property_rectification.models.mediation import Mediation
from tests.flows.district import CASES, District, Stage
from tests.flows.test_every_transition import Scene, _agreed, both_want_it


def _later(stage: Stage, **more: float) -> Stage:
    return Stage(stage.kind, stage.pk, stage.state, stage.at + timedelta(minutes=5, **more))


def _amend(district: District, stage: Stage, who: str, code: str, **data: Any) -> Any:
    return district.api(who).act(stage, code, data, way="amendments")


def _now() -> str:
    return clock.now().isoformat()


@pytest.mark.parametrize("before", ["fact_finding", "rectifying"])
def test_P17_a_no_ends_mediation_at_once_and_the_street_cannot_press_on(staged: District, before: str) -> None:
    """P-17: firm agrees, the owner says 我不调, the street wants 再做工作."""
    stage = _later(staged.stages["property.case"][before])
    with clock.moved_to(stage.at):
        both_want_it(Scene(staged, stage))
        assert staged.api("tiaojie1").act(stage, "start_mediation").json()["state"] == "mediation"
    with clock.moved_to(stage.at + timedelta(hours=1)):
        said_no = _amend(staged, stage, "shouli2", "record_refusal", side="owner", at=_now(), mode="03")
        assert said_no.status_code == 200
        assert said_no.json()["state"] == before, "in the same answer, no reason asked"
        ended = Event.objects.filter(record_id=stage.pk, name="end_mediation").get()
        assert (ended.actor, ended.state_to) == (None, before)
    with clock.moved_to(stage.at + timedelta(hours=2)):
        _nobody_presses_on(staged, stage)
        _only_a_party_begins_anew(staged, stage)
    one = Mediation.objects.get(case=stage.pk, round=1)
    assert (one.result, one.refused_by, one.counts) == ("refused", "owner", False)


def _nobody_presses_on(staged: District, stage: Stage) -> None:
    street = staged.api("jiedao").act(stage, "start_mediation")
    assert (street.status_code, street.json()["code"]) == (403, "not_your_role")
    again = _amend(staged, stage, "jiedao", "record_consent", side="owner", answer="yes", at=_now())
    assert [d["code"] for d in again.json()["denials"]] == ["round_open"]
    work_on = _amend(staged, stage, "jiedao", "request_mediation", side="owner", at=_now(), dispute="再做做工作。")
    assert (work_on.status_code, [d["code"] for d in work_on.json()["denials"]]) == (422, ["asked_anew_by_party"])
    mediator = staged.api("tiaojie1").act(stage, "start_mediation")
    assert [(d["code"], d["message"]) for d in mediator.json()["denials"]] == [
        ("both_parties_consented", "一方已明确不愿调解，调解到此结束。")
    ]
    page = staged.client_of("jiedao").get(f"/cases/{stage.record.number}/").content.decode()
    assert "其他途径" in page
    assert "向人民法院起诉" in page
    assert "不计入调解成功率" in page
    assert AccessEntry.objects.filter(record_id=stage.pk, action="refused_transition").count() >= 2


def _only_a_party_begins_anew(staged: District, stage: Stage) -> None:
    paper = Scene(staged, stage).file("jiedao", "mediation")
    anew = _amend(
        staged, stage, "jiedao", "request_mediation", side="owner", at=_now(), dispute="愿意再谈。", proof=paper
    )
    assert anew.status_code == 200, anew.content.decode()
    refused = staged.api("tiaojie1").act(stage, "start_mediation").json()
    assert [d["code"] for d in refused["denials"]] == ["both_parties_consented"], "the other side is asked anew"


def test_L70_a_no_before_it_began_ends_the_round(staged: District) -> None:
    stage = _later(staged.stages["property.case"]["fact_finding"])
    with clock.moved_to(stage.at):
        both_want_it(Scene(staged, stage))
        no = _amend(staged, stage, "shequ", "record_consent", side="firm", answer="no", at=_now())
        assert (no.status_code, no.json()["state"]) == (200, "fact_finding")
        assert Mediation.objects.get(case=stage.pk).result == "refused"


def test_L70_the_reporter_ends_it_on_the_page_of_the_key(staged: District) -> None:
    stage = _later(staged.stages["property.case"]["mediation"])
    here = f"/p/r/{open_for(stage.record).token.reveal()}/"
    client = staged.client_of("shouli1").__class__()
    with clock.moved_to(stage.at):
        page = client.get(here).content.decode()
        assert "任何一方可以随时不调解" in page
        form = client.get(f"{here}do/end-mediation/").content.decode()
        assert "怎样结束的" not in form, "no reason is asked"
        key = form.split('name="idempotency_key" value="')[1].split('"')[0]
        assert client.post(f"{here}do/end-mediation/", {"idempotency_key": key}).status_code == 302
    assert stage.record.state == "fact_finding"
    assert Mediation.objects.get(case=stage.pk).refused_by == "owner"


def test_L71_the_words_of_an_agreement_reach_no_list_export_search_or_reader_of_the_status(staged: District) -> None:
    """§5.9 and the matrix: mediator and parties alone read what was settled."""
    stage = _later(staged.stages["property.case"]["mediation"])
    with clock.moved_to(stage.at):
        data = _agreed(Scene(staged, stage))
        assert staged.api("tiaojie1").act(stage, "record_agreement", data).status_code == 200
        number = stage.record.number
        assert "减收两个月" in staged.client_of("tiaojie1").get(f"/cases/{number}/").content.decode()
        for who in ("zhuanban1", "ducha", "shouli1", "jiedao", "zhujian1", "shenji", "lingdao", "fazhi"):
            client = staged.client_of(who)
            paths = (f"/cases/{number}/", stage.url, "/cases/", f"/cases/?q={number}", f"{stage.url}/events",
                     f"/cases/{number}/print/")  # fmt: skip
            for path in paths:
                assert "减收两个月" not in client.get(path).content.decode(), (who, path)
            assert number not in client.get("/search/?q=减收两个月").content.decode(), who
            paper = client.get(f"/cases/{number}/files/{data['file']}/")
            assert paper.status_code == 404, who


def test_mediators_see_the_own_matters_and_no_act_on_several(staged: District) -> None:
    stage = _later(staged.stages["property.case"]["mediation"])
    with clock.moved_to(stage.at):
        mine, other = staged.api("tiaojie1"), staged.api("tiaojie2")
        assert [row["id"] for row in mine.get(CASES).json()["results"]] == [str(stage.pk)]
        assert other.get(CASES).json()["count"] == 0
        assert other.get(stage.url).status_code == 404
        desk = mine.client.get("/").content.decode()
        assert stage.record.number in desk
        listed = mine.client.get("/cases/").content.decode()
        assert "批量" not in listed
        for path in ("/cases/bulk/remind/", "/cases/bulk/follow/", "/cases/export/"):
            assert mine.client.post(path, {"ids": str(stage.pk)}).status_code in (403, 404), path
