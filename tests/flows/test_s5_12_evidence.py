"""§5.12 over HTTP: kind, source and manner of a piece of evidence are told; what was not lawfully obtained carries no
conclusion; a record of a camera says why it may be used (行政处罚法 41)."""

from collections.abc import Iterator
from typing import Any

import pytest

from casework import clock
from tests.flows.bad import at, check
from tests.flows.district import District, Stage, nothing_written
from tests.flows.test_every_transition import Scene, _served, hear

NOTE = "设备经过法制和技术审核，标志明显，地点已公布，记录经过审核。"


@pytest.fixture
def finding(staged: District) -> Iterator[Scene]:
    """A case in fact-finding, both sides heard, one fact found and nothing that proves it."""
    stage: Stage = at(staged, "fact_finding")
    with clock.moved_to(stage.at):
        scene = Scene(staged, stage)
        hear(scene)
        scene.amend("zhujian1", "add_fact", statement="现场查看，反映的问题存在。")
        scene.amend("zhujian1", "set_fact_status", fact=fact_of(scene), status="found")
        yield scene


def fact_of(scene: Scene) -> str:
    return str(scene.stage.record.facts.get().pk)


def piece(scene: Scene, **more: Any) -> dict[str, Any]:
    return {
        "type": "03", "title": "门口的录像", "obtained_at": scene.now, "obtained_by": "经办人",
        "source_note": "向物业企业调取", "lawful": True, "fact": fact_of(scene),
    } | more  # fmt: skip


def add(scene: Scene, who: str = "zhujian1", **more: Any) -> Any:
    return scene.district.api(who).act(scene.stage, "add_evidence", piece(scene, **more), way="amendments")


def order(scene: Scene, served: dict[str, Any] | None = None) -> Any:
    return scene.district.api("zhujian1").act(scene.stage, "find_violation", served or _served(scene))


@pytest.mark.parametrize("missing", ["type", "title", "obtained_at", "obtained_by", "source_note"])
def test_kind_source_and_manner_are_told(finding: Scene, missing: str) -> None:
    with nothing_written():
        answer = add(finding, **{missing: ""})
    check(answer, 422, named=missing)


def test_what_nobody_judged_or_was_judged_unlawful_carries_no_conclusion(finding: Scene) -> None:
    assert add(finding, lawful=False).status_code == 200
    evidence, served = str(finding.stage.record.evidences.get().pk), _served(finding)
    for judged in ("", "no"):
        if judged:
            finding.amend("zhujian1", "judge_evidence", evidence=evidence, lawful=judged)
        answer = order(finding, served)
        check(answer, 422)
        assert "evidence_for_each_fact" in {d["code"] for d in answer.json()["denials"]}
    finding.amend("zhujian1", "judge_evidence", evidence=evidence, lawful="yes")
    assert order(finding, served).status_code == 200


def test_only_the_unit_that_leads_says_that_it_is_lawful(finding: Scene) -> None:
    assert add(finding, "shouli1").status_code == 200
    assert finding.stage.record.evidences.get().lawful is None


def test_a_record_of_a_camera_needs_its_note(finding: Scene) -> None:
    with nothing_written():
        answer = add(finding, monitored=True)
    check(answer, 422, named="monitor_note")
    assert add(finding, monitored=True, monitor_note=NOTE).status_code == 200
    assert order(finding).status_code == 200


def test_a_record_of_a_camera_is_not_judged_lawful_without_one(finding: Scene) -> None:
    assert add(finding, monitored=True, lawful=False).status_code == 200
    evidence = str(finding.stage.record.evidences.get().pk)
    api = finding.district.api("zhujian1")
    with nothing_written():
        given = {"evidence": evidence, "lawful": "yes"}
        answer = api.act(finding.stage, "judge_evidence", given, way="amendments")
    check(answer, 422, named="monitor_note")
    finding.amend("zhujian1", "judge_evidence", evidence=evidence, lawful="yes", monitor_note=NOTE)
    kept = finding.stage.record.evidences.get()
    assert (kept.lawful, kept.monitor_note.reveal()) == (True, NOTE)
