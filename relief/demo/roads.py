"""Driving a relief case along its road, each step by the person whose step it is. Demo and tests use it."""

from typing import Any

from casework import attaching, boundary, engine, proposals
from casework.demo import actor, picture
from relief import idnumber, protection
from relief.models import Bed, ReliefCase
from relief.states import DEPARTURE as PREPARING
from relief.states import IN_STATION, RECEPTION, REVIEW, SCREENING, SECURITY_CHECK

#: The road of somebody for whom nothing is special.
STRAIGHT = (RECEPTION, SECURITY_CHECK, SCREENING, REVIEW, IN_STATION, PREPARING)
ADULT = {"gender_declared": "1", "age_least": 50, "age_most": 60}
BEFORE_CONTACT = (protection.TO_BE_ASSESSED, protection.REPORTED, protection.TEMPORARY)
#: A guardian nobody wrote down yet, and who looks at the home.
GUARDIAN = {"name": "石例", "relation": "50", "phone": "13900000001", "risk": "none"}
VILLAGE = {"unit": "示范镇东村村委会", "note": "请看家庭情况。"}
PLAN = {"mode": "5.7", "destination": "01"}
RELATIVE = {
    "name": "石例", "relation": "20", "id_number": "220399198101010012", "proof": "户口簿", "risk": "none",
    "phone": "13900000001",
}  # fmt: skip


def worker(name: str, born: str) -> dict[str, str]:
    """A man who shows his card: an invented name, and a number of no division that holds together."""
    first = f"220399{born}001"
    return {"name_declared": name, "gender_declared": idnumber.MALE, "id_type": "111",
            "id_declared": first + idnumber.check_character(first)}  # fmt: skip


class Driver:
    """One case and the people who take it along."""

    reception, security, worker, worker2 = "jiedai", "anjian", "shegong1", "shegong2"
    leader, director, archivist, bureau = "zhiban", "zhanzhang", "dangan", "minzheng"

    def __init__(self, **more: Any) -> None:
        data = {"present": True, "arrival_mode": "01", "rights_told": True, "request": "钱用完了，想回家。"}
        whole = data | ({} if more else ADULT) | more
        self.case: Any = boundary.with_follow_up(
            lambda: engine.create(ReliefCase, actor=actor(self.reception), data=whole).record
        )

    @classmethod
    def of_lead(cls, **told: Any) -> "Driver":
        """Somebody who was seen somewhere, before they are there."""
        driver = cls.__new__(cls)
        driver.case = engine.create(ReliefCase, actor=actor(cls.reception), data=told, code="record_lead").record
        return driver

    def do(self, who: str, code: str, **data: Any) -> Any:
        """A transition or an amendment as this person, with what follows from it; keeps the case as it then is."""
        act = engine.perform if code in self.case.lifecycle.rows else engine.amend
        self.case = boundary.with_follow_up(lambda: act(self.case, code, actor=actor(who), data=data).record)
        return self.case

    def two(self, first: str, second: str, code: str, **data: Any) -> Any:
        """Asked for by one person, agreed to by another."""
        asked = proposals.propose(self.case, code, actor=actor(first), data=data)
        self.case = boundary.with_follow_up(lambda: proposals.agree(asked, actor=actor(second)).record)
        return self.case

    def to(self, state: str) -> "Driver":
        """Along the straight road up to a state."""
        for step in STRAIGHT[STRAIGHT.index(self.case.state) + 1 : STRAIGHT.index(state) + 1]:
            getattr(self, f"_{step}")()
        return self

    def _security_check(self) -> None:
        self.do(self.security, "start_security_check", consent=True, method="gate")

    def _screening(self) -> None:
        self.do(self.security, "pass_security_check", items="背包一个，衣物两件；无违禁物品。")

    def _eligibility_review(self) -> None:
        self.do(self.worker, "complete_screening", findings="神志清楚，步态平稳，自述腰疼。")

    def _in_station(self) -> None:
        self.review(practice_test=True)
        self.do(self.leader, "countersign_admission")
        self.do(self.worker, "admit_person")

    def _departure_prep(self) -> None:
        self.two(
            self.worker, self.leader, "prepare_departure", **PLAN, lift_reason="本人说清了家里的地址和儿子的姓名。"
        )

    def keep(self, *things: tuple[str, str]) -> Any:
        """Things kept where the person asked for it, each in a locker."""
        listed = [{"kind": "other", "item": item, "quantity": "1", "disposition": "stored", "locker": locker}
                  for item, locker in things]  # fmt: skip
        return self.do(self.security, "list_belongings", belongings=listed, acknowledged=True)

    def report(self, who: str, **data: Any) -> Any:
        """The mandatory report, whether it is the first answer to a doubt or comes later."""
        first = self.case.protection_state == protection.TO_BE_ASSESSED
        return self.do(who, "report_harm" if first else "add_mandatory_report", **data)

    def found_guardian(self, collector: str = "", **more: Any) -> Any:
        """A guardian is called within the hour; no sign of harm was seen."""
        said = {"guardian": collector} if collector else GUARDIAN
        told = {"note": "电话接通，愿意来接。", "no_harm": "身上无伤，说话自然。"}
        return self.do(self.worker, "contact_guardian", **{**said, **told, **more})

    def fit_guardian(self, collector: str = "") -> Any:
        """Contacted, assessed at home by the village, found fit by station and bureau; the key."""
        if self.case.protection_state in BEFORE_CONTACT:
            self.found_guardian(collector)
        self.do(self.worker, "start_guardian_assessment", **VILLAGE)
        self.two(self.worker, self.bureau, "find_guardian_fit", **VILLAGE | {"note": "家庭正常，愿意接回。"})
        return collector or str(self.case.collectors.last().pk)

    def bed(self, label: str, who: str = "zhaoliao", **more: Any) -> Any:
        """Into this bed, out of the one the person has."""
        code = "move_bed" if self.case.bedstays.filter(until=None).exists() else "assign_bed"
        key = Bed.objects.values_list("pk", flat=True).get(zone__agency=self.case.owner_agency_id, label=label)
        return self.do(who, code, bed=str(key), **{"female_carer": True, **more})

    def review(self, **found: Any) -> Any:
        """What was found on the way to admission."""
        return self.do(self.worker, "record_review", review_note="离家务工，钱款用尽，本地没有亲友。", **found)

    def copy(self, purpose: str = "collector_id") -> str:
        """A copy of papers, filed; its key."""
        number = self.case.files.count()
        data = {"title": "证件复印件", "purpose": purpose, "source_note": "接领人出示"}
        done = attaching.attach(
            self.case, picture(number), actor=actor(self.worker), data=data, expected_version=None
        )  # fmt: skip
        self.case = done.record
        return str(self.case.files.order_by("-added_at", "-pk").first().pk)

    def collector(self, **more: Any) -> str:
        """A relative with papers that were checked; the key."""
        self.do(self.worker, "record_collector", **{**RELATIVE, "copy": self.copy(), **more})
        return str(self.case.collectors.last().pk)
