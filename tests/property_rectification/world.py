"""A small invented county with its posts, a compound, a firm, and shortcuts that walk a case along its road."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from casework import clock, engine, files, proposals
from casework.actor import Actor
from casework.models import Agency, Post, RecordFile, StoredFile, User
from geo.models import Compound, Division
from property_rectification.models import Firm, FirmService, RectificationCase

START = datetime(2026, 3, 2, 9, 0, tzinfo=clock.CHINA)
NARRATIVE = "电梯里挂了三年广告，从来没有公布过收了多少钱，业主问了也不答复。"
COUNTY, STREET, COMMUNITY = "220399", "220399001", "220399001001"
_sha = itertools.count(1)


class World:
    """Everything a test needs to speak; times are moments of China in March 2026."""

    def __init__(self) -> None:
        self.now = START
        Division.objects.bulk_create(
            (
                Division(code=code, name=name, parent_id=parent)
                for code, name, parent in (
                    ("22", "示例省", None), ("2203", "示例市", "22"), (COUNTY, "示例县", "2203"),
                    (STREET, "东街道", COUNTY), (COMMUNITY, "一社区", STREET), ("220399002", "西街道", COUNTY),
                )
            ),
            ignore_conflicts=True,
        )  # fmt: skip
        units = {
            "office": ("专班", "01", COUNTY), "centre": ("综治中心", "02", COUNTY), "housing": ("住建局", "03", COUNTY),
            "market": ("市场监管局", "05", COUNTY), "street": ("东街道办事处", "23", STREET),
            "west": ("西街道办事处", "23", "220399002"), "community": ("一社区居委会", "24", COMMUNITY),
            "fire": ("消防救援大队", "08", COUNTY), "firm": ("恒居物业", "", COUNTY),
            "panel": ("验收人员库", "", COUNTY), "mediators": ("人民调解委员会", "", COUNTY),
            "body": ("锦绣花园业委会", "", COMMUNITY),
        }  # fmt: skip
        made = [
            Agency(code=f"A-{key}", name=name, organ=organ, division_id=where)
            for key, (name, organ, where) in units.items()
        ]
        self.agencies = dict(zip(units, Agency.objects.bulk_create(made), strict=True))
        self.actors: dict[str, Actor] = self.people(
            ("leader", "office", "R01"), ("office", "office", "R02"), ("office2", "office", "R02"),
            ("supervisor", "office", "R03"), ("intake", "centre", "R04"), ("intake2", "centre", "R04"),
            ("street", "street", "R05"), ("west", "west", "R05"), ("grid", "community", "R06"),
            ("housing", "housing", "R07"), ("housing2", "housing", "R07"), ("market", "market", "R08"),
            ("fire", "fire", "R08"), ("legal", "housing", "R09"), ("firm", "firm", "R15"), ("body", "body", "R16"),
            ("checker", "panel", "R25"), ("checker2", "panel", "R25"), ("insider", "housing", "R25"),
            ("privacy", "office", "R19"), ("auditor", "office", "R20"), ("admin", "office", "R21"),
            ("police", "office", "R10"), ("mediator", "mediators", "R14"), ("mediator2", "mediators", "R14"),
        )  # fmt: skip
        self.compound = Compound.objects.create(name="锦绣花园", division_id=COMMUNITY)
        self.firm = Firm.objects.create(uscc="91220302MA17K3W57K", name="恒居物业", agency=self.agencies["firm"])
        FirmService.objects.create(firm=self.firm, compound=self.compound, valid_from=date(2023, 1, 1))
        self.compound.owners_bodies.create(agency=self.agencies["body"])

    def people(self, *wanted: tuple[str, str, str]) -> dict[str, Actor]:
        """Persons with a post each, by name: (name, unit, role); in two statements however many they are."""
        users = [User(username=name, last_name="某", first_name=name) for name, _unit, _role in wanted]
        posts = [
            Post(
                user=user, agency=self.agencies[unit], role=role, title=role, division=self.agencies[unit].division,
                valid_from=date(2020, 1, 1),
            )
            for user, (_name, unit, role) in zip(User.objects.bulk_create(users), wanted, strict=True)
        ]  # fmt: skip
        return {post.user.username: Actor(post) for post in Post.objects.bulk_create(posts)}

    def person(self, name: str, unit: str, role: str) -> Actor:
        return self.people((name, unit, role))[name]

    def user(self, name: str) -> Any:
        return self.actors[name].user

    # --- acting

    @contextmanager
    def acting(self) -> Iterator[None]:
        """The clock of one act, a second after the last one; later where a slow machine took longer over that."""
        self.now += timedelta(seconds=1)
        with clock.moved_to(self.now):
            yield
            took = clock.now() - self.now
        if took > timedelta(seconds=1):
            self.now += took

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def do(self, case: Any, code: str, by: str, **data: Any) -> Any:
        actor = Actor.system() if by == "system" else self.actors[by]
        with self.acting():
            return engine.perform(case, code, actor=actor, data=data).record

    def amend(self, case: Any, code: str, by: str, **data: Any) -> Any:
        with self.acting():
            return engine.amend(case, code, actor=self.actors[by], data=data).record

    def propose(self, case: Any, code: str, by: str, **data: Any) -> Any:
        with self.acting():
            return proposals.propose(case, code, actor=self.actors[by], data=data)

    def agree(self, proposal: Any, by: str) -> Any:
        with self.acting():
            return proposals.agree(proposal, actor=self.actors[by]).record

    def two(self, case: Any, code: str, first: str, second: str, **data: Any) -> Any:
        return self.agree(self.propose(case, code, first, **data), second)

    def file(self, case: Any, purpose: str = "evidence", title: str = "材料") -> str:
        """A file of the case, as if it had been uploaded; its key."""
        sha = f"{next(_sha):064x}"
        stored = StoredFile.objects.create(sha256=sha, size=1, media_type="image/jpeg", created_at=self.now)
        place = files.place(case, stored, name="a.jpg", purpose=purpose, actor=self.actors["housing"], title=title)
        place.save()
        return str(RecordFile.objects.get(pk=place.pk).pk)

    def iso(self, **ago: float) -> str:
        return (self.now - timedelta(**ago)).isoformat()

    # --- a case on its way

    def draft(self, by: str = "intake", **data: Any) -> Any:
        given = {"channel": "02", "compound": self.compound.pk, "narrative": NARRATIVE, "reporter_phone": "13800005678"}
        with self.acting():
            return engine.create(RectificationCase, actor=self.actors[by], data=given | data).record

    def triage(self, category: str = "WA05", *, matter: str = "ordinary", urgency: str = "normal", **data: Any) -> Any:
        case = self.do(self.draft(**data), "register_case", "intake")
        case = self.do(case, "start_triage", "office")
        return self.amend(case, "set_triage", "office", category=category, matter=matter, urgency=urgency)

    def dispatched(self, category: str = "WA05", unit: str = "housing", **data: Any) -> Any:
        return self.do(self.triage(category, **data), "dispatch_case", "office", lead_unit=self.agencies[unit].pk)

    def fact_finding(self, category: str = "WA05", **data: Any) -> Any:
        case = self.do(self.dispatched(category, **data), "sign_receipt", "housing")
        return self.do(case, "start_fact_finding", "housing", check_plan="三月三日到小区查公示栏，两人，拍照。")

    def hear(self, case: Any, side: str) -> Any:
        return self.amend(
            case,
            "record_statement",
            "housing",
            side=side,
            kind="record",
            at=self.iso(hours=1),
            content="当面说明了情况。",
        )

    def found(self, case: Any) -> Any:
        """Both sides heard, one fact established with lawful evidence."""
        for side in ("owner", "firm"):
            case = self.hear(case, side)
        case = self.amend(case, "add_fact", "housing", statement="2025年收支没有公示。")
        fact = case.facts.get()
        case = self.amend(case, "set_fact_status", "housing", fact=str(fact.pk), status="found")
        return self.evidence(case, fact)

    def evidence(self, case: Any, fact: Any, **data: Any) -> Any:
        given = {
            "type": "08", "title": "现场照片", "obtained_at": self.iso(hours=1), "obtained_by": "两名工作人员",
            "source_note": "现场拍摄", "lawful": True, "fact": str(fact.pk),
        }  # fmt: skip
        return self.amend(case, "add_evidence", "housing", **given | data)

    def order(self, **data: Any) -> dict[str, Any]:
        return {
            "facts_found": "2025年度公共收益收支没有公示。", "requirement": "七日内公示上年度收支。",
            "acted_on": "2026-01-15", "basis": [{"instrument": "MFD", "article": "第943条"}], "served_to": "恒居物业",
            "service_mode": "01", "served_at": self.iso(minutes=5),
        } | data  # fmt: skip

    def rectifying(self, category: str = "WA05", **data: Any) -> Any:
        return self.do(self.found(self.fact_finding(category)), "find_violation", "housing", **self.order(**data))

    def standstill(self, case: Any, **more: Any) -> dict[str, Any]:
        """What a suspension and a shelving ask for."""
        return {
            "cause": "02", "reason": "要等鉴定结论才知道怎样修。", "files": [self.file(case, "basis")],
            "measures": "拉警戒线，立警示牌。", "measures_by": "物业项目负责人", "check_every": "每天一次",
        } | more  # fmt: skip

    def shelving(self, case: Any, **more: Any) -> dict[str, Any]:
        review = (self.now + timedelta(days=60)).date().isoformat()
        given = {"condition": "补贴办法出台。", "review_on": review, "leader": self.user("leader").pk}
        return self.standstill(case, **given | more)

    def check_requested(self, category: str = "WA05", **data: Any) -> Any:
        case = self.rectifying(category, **data)
        if data.get("amount_confirmed"):
            self.voucher(case, data["amount_confirmed"])
        return self.ask_check(case)

    def ask_check(self, case: Any) -> Any:
        return self.do(
            case, "request_check", "housing", report="三月九日已在公示栏公示全年收支。", files=[self.file(case)]
        )

    def voucher(self, case: Any, amount: str) -> Any:
        return self.amend(
            case, "record_voucher", "housing", kind="02", amount=amount, paid_on="2026-03-01", file=self.file(case)
        )

    def checking(self, category: str = "WA05", **data: Any) -> Any:
        return self.form_panel(self.check_requested(category, **data))

    def form_panel(self, case: Any, *members: str, **data: Any) -> Any:
        who = [self.user(name).pk for name in members or ("checker", "checker2")]
        return self.do(case, "start_check", "office", **{"members": who, "owner_side": "present"} | data)

    def items(self, case: Any, passed: str = "yes", wanted: str = "") -> Any:
        return self.amend(
            case, "record_check_items", "checker", items=[{"item": "公示栏", "passed": passed, "wanted": wanted}]
        )

    def call(self, case: Any, **data: Any) -> Any:
        given = {"at": self.iso(minutes=1), "reached": True, "solved": "01", "satisfaction": "01"}
        return self.amend(case, "record_callback", "intake", **given | data)

    def passed(self, category: str = "WA05", **data: Any) -> Any:
        return self.do(self.call(self.items(self.checking(category, **data))), "pass_check", "checker")

    def closed(self, category: str = "WA05", **data: Any) -> Any:
        case = self.passed(category, **data)
        self.later(days=12)
        return self.two(case, "close_case", "office", "office2")

    # --- a mediation

    def asked_to_mediate(self, state: str = "fact_finding", category: str = "WA07", **data: Any) -> Any:
        """The owners want it, a mediator is named, the firm was not asked yet."""
        case = getattr(self, state)(category, **data)
        case = self.amend(
            case,
            "request_mediation",
            "intake",
            side="owner",
            at=self.iso(),
            mode="03",
            dispute="电梯停运期间减收物业费。",
        )
        return self.amend(case, "assign_mediator", "intake", mediator=self.user("mediator").pk)

    def consent(self, case: Any, side: str = "firm", answer: str = "yes", by: str = "street") -> Any:
        return self.amend(case, "record_consent", by, side=side, answer=answer, at=self.iso(), mode="01")

    def mediating(self, state: str = "fact_finding", category: str = "WA07") -> Any:
        return self.do(self.consent(self.asked_to_mediate(state, category)), "start_mediation", "mediator")

    def signed(self, case: Any, **more: Any) -> dict[str, Any]:
        return {
            "form": "01", "agreement_content": "减收两个月物业费，业主不再追究。", "owner_signed": True,
            "other_signed": True, "effective_at": self.iso(minutes=1), "file": self.file(case, "mediation"),
        } | more  # fmt: skip

    def agreement(self, case: Any, **more: Any) -> dict[str, Any]:
        plan = {"agreement_plan": "退还两个月物业费。", "perform_by": "2026-03-20", "agreement_proof": "收据"}
        return self.signed(case) | plan | more

    def agreed(self, state: str = "fact_finding", **more: Any) -> Any:
        case = self.mediating(state)
        return self.do(case, "record_agreement", "mediator", **self.agreement(case, **more))
