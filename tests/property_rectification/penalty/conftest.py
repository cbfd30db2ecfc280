"""A penalty procedure on its way, in the invented county."""

from typing import Any

import pytest

from casework import rules
from casework.models import Post
from property_rectification.models import Penalty
from tests.property_rectification.world import World

RIGHTS = "三个工作日内可以陈述、申辩。"


class Bureau:
    """Walks a procedure along its road; `world` keeps the clock, `case` is the case it comes out of."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.actors["director"] = world.person("director", "housing", "R07")
        Post.objects.filter(user=world.user("director")).update(head=True)
        world.actors["director"].person.head = True
        self.case: Any = None

    def set_fines(self) -> None:
        """The place has said how high its fines are (CG-1)."""
        rules.set_gate("CG-1", "示例：按省物业管理条例执行", by=None, at=self.world.now)

    # --- steps

    def do(self, record: Any, code: str, by: str = "housing", **data: Any) -> Any:
        return self.world.do(record, code, by, **data)

    def amend(self, record: Any, code: str, by: str = "housing", **data: Any) -> Any:
        return self.world.amend(record, code, by, **data)

    def file(self, record: Any, purpose: str = "receipt") -> str:
        return self.world.file(record, purpose)

    def officers(self, *names: str) -> list[dict[str, Any]]:
        return [
            {"officer": str(self.world.user(name).pk), "certificate": f"SP-{name}", "valid_to": "2030-01-01"}
            for name in names or ("housing", "housing2")
        ]

    def change_officers(self, record: Any, **values: Any) -> None:
        """As if the second officer had been named with these values."""
        first, second = record.officers
        Penalty.objects.filter(pk=record.pk).update(officers=[first, second | values])

    def filing(self, **more: Any) -> dict[str, Any]:
        return {
            "officers": self.officers(), "party_kind": "unit", "party_name": "某装饰公司",
            "acted_until": "2026-02-20", "found_on": "2026-02-25",
        } | more  # fmt: skip

    def service(self, record: Any, **more: Any) -> dict[str, Any]:
        return {
            "served_to": "某装饰公司", "service_mode": "01", "served_at": self.world.iso(minutes=1),
            "receipt": self.file(record),
        } | more  # fmt: skip

    # --- where it stands

    def filed(self, **more: Any) -> Any:
        case = self.world.found(self.world.fact_finding())
        self.case = self.do(case, "file_penalty", **self.filing(**more))
        return Penalty.objects.get(source=self.case)

    def investigated(self, **more: Any) -> Any:
        return self.do(self.filed(**more), "complete_investigation")

    def proposal(self, record: Any, **more: Any) -> dict[str, Any]:
        return {
            "facts": "2025年收支没有公示。", "reasons": "违反公示义务。", "content": [{"kind": "01"}],
            "basis": [{"instrument": "WYGL", "article": "第三十五条"}], "wording": "警告。", "rights": RIGHTS,
        } | self.service(record) | more  # fmt: skip

    def proposed(self, record: Any = None, **more: Any) -> Any:
        record = record or self.investigated()
        return self.do(record, "propose_penalty", **self.proposal(record, **more))

    def defended(self, **more: Any) -> Any:
        record = self.proposed(**more)
        return self.do(record, "record_statement", kind="record", at=self.world.iso(), content="只晚了几天。")

    def answered(self, **more: Any) -> Any:
        return self.answer(self.defended(**more))

    def answer(self, record: Any) -> Any:
        return self.amend(record, "answer_statement", answers="晚了八个月，不是几天。", adopted="03")

    def hearing_requested(self, **more: Any) -> Any:
        record = self.proposed(**{"hearing": True} | more)
        return self.do(record, "request_hearing", asked_at=self.world.iso(), oral=True)

    def hearing(self, record: Any, **more: Any) -> dict[str, Any]:
        return {
            "noticed_at": self.world.iso(days=12), "held_at": self.world.iso(minutes=5),
            "chair": self.world.user("legal").pk, "transcript": self.file(record, "transcript"), "signing": "01",
            "content": "认为处罚过重。",
        } | more  # fmt: skip

    def hearing_held(self, **more: Any) -> Any:
        record = self.hearing_requested(**more)
        self.world.later(days=14)
        return self.do(record, "hold_hearing", "legal", **self.hearing(record))

    def under_review(self, **more: Any) -> Any:
        return self.do(self.answered(**more), "submit_legal_review")

    def reviewed(self, **more: Any) -> Any:
        return self.opinion(self.under_review(**more))

    def opinion(self, record: Any, agreed: str = "agreed") -> Any:
        return self.amend(record, "record_legal_opinion", "legal", agreed=agreed, opinion="程序合法。")

    def discussing(self, **more: Any) -> Any:
        return self.do(self.reviewed(**more), "submit_collective_discussion")

    def discuss(self, record: Any) -> Any:
        return self.amend(record, "record_discussion", agreed="agreed", opinion="一致同意。")

    def decision(self, **more: Any) -> dict[str, Any]:
        return {
            "number": "示住建罚〔2026〕3号", "content": [{"kind": "01"}], "wording": "给予警告。",
            "correction": "公示2025年收支。", "correct_by": "2026-04-30", "review_organ": "示例县人民政府",
            "court": "示例县人民法院",
        } | more  # fmt: skip

    def decide(self, record: Any, **more: Any) -> Any:
        return self.do(record, "decide_penalty", "director", **self.decision(**more))

    def decided(self, **more: Any) -> Any:
        return self.decide(self.answered(), **more)

    def serve(self, record: Any, code: str = "serve_decision", **more: Any) -> Any:
        return self.do(record, code, **self.service(record, **more))

    def served(self, **more: Any) -> Any:
        return self.serve(self.decided(**more))

    def fined(self, fen: str = "1000.00") -> Any:
        """A decision with a fine, served."""
        self.set_fines()
        fine = [{"kind": "03", "amount": fen}]
        return self.serve(self.decide(self.answered(content=fine), content=fine))

    def overdue(self, fen: str = "1000.00") -> Any:
        record = self.fined(fen)
        self.world.later(days=18)
        return self.do(record, "mark_overdue", "system")

    def urged(self) -> Any:
        record = self.overdue()
        return self.do(record, "urge_performance", **self.service(record))

    def in_court(self) -> Any:
        record = self.overdue()
        self.world.later(days=180)
        record = self.do(record, "urge_performance", **self.service(record))
        self.world.later(days=12)
        return self.do(record, "apply_enforcement", court_number="示例县人民法院（2026）行审1号")

    def performed(self) -> Any:
        record = self.served()
        return self.do(record, "record_performance", files=[self.file(record, "correction")])

    def spared(self, record: Any = None, cause: str = "01") -> Any:
        record = record or self.investigated()
        return self.do(record, "decide_no_penalty", "director", **self.no_penalty(cause=cause))

    def no_penalty(self, **more: Any) -> dict[str, Any]:
        return {
            "number": "示住建不罚〔2026〕1号", "cause": "01", "reasons": "查了三年的账，收支都已按时公示。",
            "review_organ": "示例县人民政府", "court": "示例县人民法院",
        } | more  # fmt: skip

    def pay(self, record: Any, amount: str, kind: str = "fine") -> Any:
        day = self.world.now.date().isoformat()
        return self.amend(
            record, "record_payment", kind=kind, amount=amount, paid_on=day, file=self.file(record, "voucher")
        )

    def sued(self, record: Any, kind: str = "REVIEW") -> Any:
        day = self.world.now.date().isoformat()
        return self.do(
            record, "record_review", kind=kind, organ="示例县人民政府", reference="复〔2026〕1号", applied_on=day
        )

    def revocation(self, record: Any, **more: Any) -> dict[str, Any]:
        return {"document": self.file(record, "document"), "revoked_by": "复决〔2026〕1号", "ground": "03"} | more


@pytest.fixture
def bureau(world: World) -> Bureau:
    return Bureau(world)
