"""Driving a case along its road, each step by the person whose step it is. The demo and the tests use the same driver.

`Driver(case…)` goes step by step; `Driver.to(state)` goes the straight road up to a state. Time passes only where the
caller moves the clock.
"""

import datetime as dt
from typing import Any

from casework import attaching, clock, engine, proposals
from casework.actor import Actor
from casework.demo import actor, picture
from casework.models import Agency, Post, User
from geo.models import Compound
from property_rectification.guards.facts import sides_of
from property_rectification.models import RectificationCase

NARRATIVE = "楼里的电梯广告挂了三年，收了多少钱、用在哪里从来没有公布过，问物业也不回答，请帮忙查一查。"
#: The straight road, state by state; unfounded and not accepted branch off it.
STRAIGHT = ("draft", "registered", "triage", "dispatched", "handling", "fact_finding", "rectifying", "check_req",
            "checking", "pre_close", "closed", "lookback", "archived")  # fmt: skip


class Driver:
    """One case and the people who take it along."""

    clerk, office, second, supervisor, leader = "shouli1", "zhuanban1", "zhuanban2", "ducha", "lingdao"
    panel = ("yanshou1", "yanshou3")

    def __init__(
        self,
        *,
        compound: str = "锦绣样园",
        category: str = "WA07",
        matter: str = "ordinary",
        narrative: str = NARRATIVE,
        unit: str = "zjj",
        handler: str = "zhujian1",
        **more: Any,
    ) -> None:
        self.category, self.matter, self.unit, self.handler = category, matter, unit, handler
        self.files = 0
        data = {
            "channel": "02", "compound": Compound.objects.get(name=compound).pk, "narrative": narrative,
            "claim": "公布账目，把问题改好", "reporter_name": "王例", "reporter_phone": "13800000001",
        } | more  # fmt: skip
        self.case = engine.create(RectificationCase, actor=actor(self.clerk), data=data).record

    # --- one step each

    def do(self, who: str, code: str, **data: Any) -> Any:
        """Perform a transition as this person and keep the case as it then is."""
        self.case = engine.perform(self.case, code, actor=actor(who), data=data).record
        return self.case

    def amend(self, who: str, code: str, **data: Any) -> Any:
        """Amend as this person and keep the case as it then is."""
        self.case = engine.amend(self.case, code, actor=actor(who), data=data).record
        return self.case

    def attach(self, who: str, title: str, purpose: str) -> str:
        """Add a file; its key."""
        self.files += 1
        data = {"title": title, "purpose": purpose, "source_note": "现场拍摄"}
        number = self.files + int(self.case.pk.int % 50) * 7
        done = attaching.attach(self.case, picture(number), actor=actor(who), data=data, expected_version=None)
        self.case = done.record
        return str(self.case.files.order_by("-added_at", "-pk").first().pk)

    def by_two(self, first: str, second: str, code: str, **data: Any) -> Any:
        """Propose as the first person, agree as the second."""
        proposal = proposals.propose(self.case, code, actor=actor(first), data=data)
        self.case = proposals.agree(proposal, actor=actor(second)).record
        return self.case

    # --- the road

    def to(self, state: str) -> Any:
        """Along the straight road until the case stands in `state`."""
        here = STRAIGHT.index(self.case.state)
        for step in STRAIGHT[here + 1 : STRAIGHT.index(state) + 1]:
            getattr(self, f"to_{step}")()
        return self.case

    def to_registered(self) -> None:
        self.do(self.clerk, "register_case")

    def to_triage(self) -> None:
        self.do(self.clerk, "start_triage")
        self.amend(self.clerk, "set_triage", category=self.category, matter=self.matter, urgency="normal")

    def to_dispatched(self) -> None:
        self.do(self.clerk, "dispatch_case", lead_unit=Agency.objects.get(code=self.unit).pk)

    def to_handling(self) -> None:
        self.do(self.handler, "sign_receipt")

    def to_fact_finding(self) -> None:
        self.do(self.handler, "start_fact_finding", check_plan="到现场查看设施和账目，询问双方，取得合同、流水和照片。")

    def to_rectifying(self) -> None:
        self.find_facts()
        self.hear_both()
        self.order()

    def to_check_req(self) -> None:
        photo = self.attach(self.handler, "整改后照片", "rectification")
        self.pay()
        self.do(self.handler, "request_check", report="已按通知书要求完成整改，现场可以查看。", files=[photo])

    def to_checking(self) -> None:
        members = list(User.objects.filter(username__in=self.panel).values_list("pk", flat=True))
        self.do(self.office, "start_check", members=members, owner_side="present", owner_name="刘例")

    def to_pre_close(self) -> None:
        self.check_items("yes")
        self.call_back()
        self.do(self.panel[0], "pass_check")

    def to_closed(self) -> None:
        self.by_two(self.office, self.second, "close_case", note="同意销号。")

    def to_lookback(self) -> None:
        self.case = engine.perform(self.case, "start_lookback", actor=Actor.system()).record

    def to_archived(self) -> None:
        self.do(self.supervisor, "archive_after_lookback", **self.visit())

    # --- parts of the road

    def find_facts(self) -> None:
        """Two facts, each with a lawful piece of evidence, found true."""
        for n, text in enumerate(("现场查看，反映的问题存在。", "合同约定的事项没有做到。"), 1):
            self.amend(self.handler, "add_fact", statement=text, element="what")
            fact = str(self.case.facts.get(number=n).pk)
            photo = self.attach(self.handler, f"现场照片{n}", "evidence")
            self.amend(
                self.handler, "add_evidence", type="08", title=f"现场照片{n}", obtained_at=self.moment(),
                obtained_by="经办人", source_note="经办人现场拍摄", file=photo, lawful=True, fact=fact,
            )  # fmt: skip
            self.amend(self.handler, "set_fact_status", fact=fact, status="found")

    def hear_both(self) -> None:
        """A statement of each side on record."""
        first, second = sides_of(self.case)
        for side, content in ((first, "问了几次都没有答复，希望把问题改好。"), (second, "承认有这个情况，愿意改。")):
            self.amend(
                self.handler, "record_statement", side=side, kind="record", at=self.moment(), mode="01", content=content
            )

    def order(self, **more: Any) -> Any:
        """The order to correct, served by hand with its receipt."""
        data = self.served() | more
        if self.is_money:
            data.setdefault("amount_confirmed", "98400.00")
        return self.do(self.handler, "find_violation", **data)

    def served(self) -> dict[str, Any]:
        """What an order says and how it was served, with its receipt."""
        receipt = self.attach(self.handler, "送达回证", "receipt")
        return {
            "facts_found": "经查，反映的问题属实，合同约定的事项没有做到。",
            "requirement": "在期限内改好，并书面报告。",
            "acted_on": (clock.now().date() - dt.timedelta(days=1)).isoformat(), "served_to": "示范样例物业",
            "basis": [{"instrument": "WYGL", "article": "第三十五条"}], "service_mode": "01",
            "served_at": self.moment(), "receipt": receipt,
        }  # fmt: skip

    def relapse(self) -> Any:
        """The supervisor passes by and sees the same again."""
        photo = self.attach(self.supervisor, "反弹照片", "lookback")
        return self.do(
            self.supervisor, "record_relapse", what="回看时发现和原来一样的问题又出现了，已拍照。", same=True,
            method="01", files=[photo],
        )  # fmt: skip

    def reopen(self) -> Any:
        """The organ that holds the power orders anew; the dispatcher reopens."""
        self.amend(self.handler, "record_renewed_order", **self.served())
        return self.do(self.office, "reopen_case", note="按新的通知书整改。")

    def pay(self) -> None:
        """For money matters: the voucher over the confirmed amount."""
        if self.is_money:
            file = self.attach(self.handler, "银行凭证", "voucher")
            self.amend(
                self.handler, "record_voucher", kind="02", amount="98400.00", paid_on=clock.now().date().isoformat(),
                file=file,
            )  # fmt: skip

    def check_items(self, passed: str) -> None:
        """The check list of the panel, one item."""
        item = {"item": "问题已经改好", "passed": passed, "wanted": "" if passed == "yes" else "按通知书改到位"}
        self.amend(self.panel[0], "record_check_items", items=[item])

    def call_back(self) -> None:
        """The reporter was reached and is content."""
        self.amend("shouli2", "record_callback", at=self.moment(), reached=True, solved="01", satisfaction="01")

    def visit(self) -> dict[str, Any]:
        """A look-back that found the result kept."""
        return {
            "visited_on": clock.now().date().isoformat(),
            "method": "01",
            "visit_result": "stable",
            "note": "保持良好",
        }

    def conclude_unfounded(self) -> Any:
        """Both sides heard, nothing established; a second person of the unit signs."""
        self.hear_both()
        return self.by_two(
            self.handler,
            self.colleague,
            "conclude_unfounded",
            reasons="现场查看和查账，没有发现反映的问题。",
            told_how="01",
        )

    def answer(self) -> Any:
        """A question is answered where it was signed for."""
        return self.do(
            self.handler, "answer_consultation", told_how="03",
            answer="公共收益归全体业主，每年至少公布一次收支；可以到物业服务中心或街道查阅。",
        )  # fmt: skip

    def refer(self) -> Any:
        """Nothing an organ has to decide: the reporter got the sheet that shows the way to court."""
        sheet = self.attach(self.handler, "诉讼指引", "notice")
        return self.by_two(
            self.handler, self.colleague, "conclude_by_referral", way="07", guidance=sheet, no_duty=True, told_how="04",
            handed_on=clock.now().date().isoformat(), reasons="双方对合同约定的费用有争议，属民事纠纷，没有查到违规。",
            remedies="可以向人民法院起诉，或者请人民调解委员会调解，随时可以。",
        )  # fmt: skip

    def terminate(self) -> Any:
        """There is nothing left the case could be about; a second dispatcher signs."""
        proof = self.attach(self.office, "拆除通告", "basis")
        return self.by_two(
            self.office, self.second, "terminate_case", ground="02", proof=proof, told_how="03",
            reasons="所涉的临时棚房已随道路改造拆除，没有可以办理的事项。",
            remedies="有新的情况，可以随时再次反映；不影响起诉、信访的权利。",
        )  # fmt: skip

    def withdraw(self) -> Any:
        """The reporter was asked by somebody who does not handle the case, and then no longer wants it."""
        self.amend("shouli2", "confirm_withdrawal", at=self.moment(), free="yes", said="邻居自己清理了，没人要求我撤。")
        return self.do(self.clerk, "withdraw_case", reasons="问题已经由邻居自己解决。")

    def confirm_unfounded(self) -> Any:
        """The supervisor looks at the procedure; where the lot fell on the case, the second look is recorded first."""
        if self.case.rechecks.filter(drawn=True, result="").exists():
            self.amend(self.supervisor, "record_recheck", result="kept", note="听取、证据、理由都齐。")
        return self.do(self.supervisor, "confirm_unfounded", note="程序完整。")

    def refuse(self) -> Any:
        """Not accepted: the matter was decided before; proposed by the office, agreed by a second person."""
        basis = self.attach(self.clerk, "生效裁判文书", "basis")
        return self.by_two(
            self.office, self.second, "refuse_case", reason="02", explanation="同一事项法院已经作出生效判决。",
            basis_files=[basis], remedy_text="不服判决的，可以依法向上一级法院申请再审。",
        )  # fmt: skip

    def ask_return(self) -> Any:
        """The unit says that it is not its duty, with article and suggestion."""
        other = Agency.objects.exclude(code=self.unit).filter(organ__in=("03", "04")).order_by("-organ")[0]
        return self.do(
            self.handler, "request_return", reason="01", article="示范区权责清单第12条", suggested=other.pk,
            note=f"属{other.name}职责。",
        )  # fmt: skip

    def ask_supplement(self) -> Any:
        """The one list of what is missing goes to the reporter."""
        items = [{"fact": "哪一栋、哪个单元", "how": "写清楼号"}, {"fact": "什么时候开始的", "how": ""}]
        return self.do(self.clerk, "request_supplement", items=items)

    def measures(self) -> dict[str, Any]:
        """What keeps people safe while a case stands still."""
        return {"measures": "现场拉警戒线，立警示牌。", "measures_by": "刘样", "check_every": "每天一次"}

    def proof(self, title: str) -> str:
        """A paper that proves a cause."""
        return self.attach(self.handler, title, "basis")

    def extend(self) -> Any:
        """The unit asks for more time, the office grants it."""
        return self.by_two(
            self.handler, self.office, "extend_deadline", amount=3, reason="配件在途，预计三日内到货。", told_how="03"
        )

    def suspend(self, **more: Any) -> Any:
        """Nobody builds in winter: the unit asks, the office decides."""
        data = {"cause": "05", "reason": "外墙面层冬季不能施工，开春后继续。", **self.measures()}
        return self.by_two(
            self.handler, self.office, "suspend_case", **data | {"files": [self.proof("停工说明")]} | more
        )

    def shelve(self, **more: Any) -> Any:
        """It cannot be solved now: the unit asks, the leader decides."""
        data = {
            "cause": "01", "reason": "改造要等新的补贴办法出台，目前没有资金来源。", "condition": "补贴办法出台。",
            "review_on": (clock.now().date() + dt.timedelta(days=60)).isoformat(),
            "leader": User.objects.get(username=self.leader).pk, **self.measures(),
        }  # fmt: skip
        return self.by_two(
            self.handler, self.leader, "shelve_case", **data | {"files": [self.proof("情况说明")]} | more
        )

    def supervise(self, level: str = "district") -> Any:
        """The leader places the case under supervision and takes it."""
        until = (clock.now().date() + dt.timedelta(days=30)).isoformat()
        return self.do(
            self.leader, "place_supervision", level=level, document="示范政法督〔2026〕3号", due_on=until,
            reason="涉及户数多，两次催办没有进展。",
        )  # fmt: skip

    def object(self) -> Any:
        """The reporter does not accept the result; the clerk writes down what was said on the telephone."""
        return self.do(self.clerk, "object_to_closure", defect="只改了一半，二单元还是老样子。", objector="01")

    # --- beside the road

    mediator = "tiaojie1"

    def ask_to_mediate(self) -> Any:
        """The owners want it and the firm says yes; one mediator is named."""
        self.amend(
            self.clerk, "request_mediation", side="owner", at=self.moment(), mode="03", witness="王例",
            dispute="服务没有做到的几个月减收多少物业费。",
        )  # fmt: skip
        user = User.objects.get(username=self.mediator)
        self.amend(self.clerk, "assign_mediator", mediator=user.pk)
        return self.amend("jiedao", "record_consent", side=sides_of(self.case)[1], answer="yes", at=self.moment())

    def to_mediation(self) -> None:
        """Both want it: the mediator begins."""
        self.ask_to_mediate()
        self.do(self.mediator, "start_mediation")

    def agree(self) -> Any:
        """Signed by both, to be kept within three weeks."""
        self.amend(
            self.mediator, "record_session", at=self.moment(), mode="01", session_present="双方和调解员",
            session_record="双方都愿意各让一步。",
        )  # fmt: skip
        paper = self.attach(self.mediator, "调解协议书", "mediation")
        return self.do(
            self.mediator, "record_agreement", form="01", owner_signed=True, other_signed=True, file=paper,
            agreement_content="物业减收三个月物业费，两周内补齐保洁，业主恢复交费。", effective_at=self.moment(),
            agreement_plan="补齐保洁人员，退还多收的部分。", agreement_proof="退费收据和排班表",
            perform_by=(clock.now().date() + dt.timedelta(days=21)).isoformat(),
        )  # fmt: skip

    @property
    def colleague(self) -> str:
        """Another person of the handling unit."""
        unit = Post.objects.filter(agency__code=self.unit, role__in=("R05", "R07", "R08"))
        return str(unit.exclude(user__username=self.handler).values_list("user__username", flat=True).first())

    @property
    def is_money(self) -> bool:
        """Whether the category belongs to the money set (§2.4)."""
        from property_rectification import categories

        version = categories.version(self.category, clock.now().date())
        return version is not None and version.money

    def moment(self) -> str:
        """Now, as a form takes it."""
        return clock.now().isoformat()
