"""An exemplary case on its way, in the invented county."""

from typing import Any

import pytest

from casework import engine
from property_rectification.models import Exemplar
from tests.property_rectification.world import World

TEXT = {
    "title": "公共收益应当公示",
    "facts": "某小区的公共收益三年没有公示。业主多次询问，没有结果。",
    "handling": "住建部门听取双方意见后，责令某物业公司限期公示。",
    "meaning": "公共收益归全体业主，应当定期公示。",
    "law": [{"instrument": "MFD", "article": "第九百四十三条"}],
}


class Desk:
    """Walks an exemplary case along its road; `world` keeps the clock."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.compound.unit_count = 800
        world.compound.save()
        world.actors["publicity"] = world.person("publicity", "office", "R18")
        world.actors["publicity2"] = world.person("publicity2", "office", "R18")
        self.source: Any = None

    def nominate(self, genre: str = "LAW", by: str = "office", **case: Any) -> Any:
        self.source = case.pop("source", None) or self.world.closed(**case)
        with self.world.acting():
            data = {"case_number": self.source.number, "genre": genre}
            return engine.create(Exemplar, actor=self.world.actors[by], data=data).record

    def do(self, record: Any, code: str, by: str, **data: Any) -> Any:
        return self.world.do(record, code, by, **data)

    def amend(self, record: Any, code: str, by: str, **data: Any) -> Any:
        return self.world.amend(record, code, by, **data)

    def drafted(self, genre: str = "LAW", by: str = "publicity", record: Any = None, **text: Any) -> Any:
        record = record or self.nominate(genre)
        return self.do(record, "draft_text", by, **TEXT | text)

    def mapped(self, record: Any, by: str = "publicity", leave_out: tuple[int, ...] = ()) -> Any:
        evidence = str(record.source.evidences.first().pk)
        positions = [s.position for s in record.text.sentences.all() if s.position not in leave_out]
        links = [{"sentence": str(n), "evidence": evidence} for n in positions]
        return self.amend(record, "map_evidence", by, links=links)

    def anonymised(self, **text: Any) -> Any:
        return self.do(self.mapped(self.drafted(**text)), "anonymise_text", "publicity")

    def fact_check(self, **text: Any) -> Any:
        return self.do(self.anonymised(**text), "start_fact_check", "publicity")

    def legal(self, **text: Any) -> Any:
        return self.do(self.fact_check(**text), "pass_fact_check", "office")

    def privacy(self, **text: Any) -> Any:
        return self.do(self.legal(**text), "pass_legal_review", "legal", opinion="同意。")

    def party_notice(self, **text: Any) -> Any:
        return self.do(self.privacy(**text), "pass_privacy_review", "privacy")

    def approved(self, **text: Any) -> Any:
        return self.do(self.party_notice(**text), "approve_text", "leader")

    def published(self, **text: Any) -> Any:
        return self.do(self.approved(**text), "publish_text", "publicity")

    def withdrawn(self) -> Any:
        return self.do(self.published(), "withdraw_publication", "privacy", cause="person")

    def correction(self, record: Any, **text: Any) -> Any:
        return self.amend(record, "write_correction", "publicity", **TEXT | text)

    def named(self, **more: Any) -> dict[str, Any]:
        """A text that names the firm on the ground of a public decision."""
        ground = {
            "firm_named": True, "naming_ground": "decision", "naming_reference": "示住建罚〔2026〕1号",
            "naming_from": "2026-02-01",
        }  # fmt: skip
        text = {"handling": "住建部门听取双方意见后，责令恒居物业限期公示。"}
        return text | ground | more


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)
