"""A canary test that plants marked values in every personal field and finds them nowhere they may not be: here planted
by the flow itself, and searched for in every page, every answer of the API, the log lines, the database, the files."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import clock
from property_rectification.demo import people
from property_rectification.demo.roads import STRAIGHT, Driver
from property_rectification.models import Lead
from tests.casework import canary, sample_files
from tests.casework.canary import Mark
from tests.flows import importing
from tests.flows.district import CASES, START, District, Stage, as_stage, role_of
from tests.flows.test_pages import PLAIN, record_addresses
from tests.thinning import longer

#: Numbers that nobody has.
PHONES = [f"1990{7_340_000 + n}" for n in range(6)]
#: What is typed where: field, what is typed, what must not lie in the clear, what must not be shown.
NAME = Mark("reporter.name", "甄龘䶮", "龘䶮", "龘䶮")
PHONE = Mark("reporter.phone", PHONES[1], PHONES[1], PHONES[1])
ADDRESS = Mark("reporter.address", "吉林省四平市铁西区寻标路7341号", "寻标路7341号", "寻标路7341号")
GUARDIAN = Mark("reporter.guardian", "甄靐䲜", "靐䲜", "靐䲜")
PROSE = Mark("case.narrative", f"楼道没人打扫，我的电话是{PHONES[2]}，寻标贰讹。", "寻标贰讹", PHONES[2])
CLAIM = Mark("case.claim", f"请打{PHONES[3]}告诉我，寻标叁讹。", "寻标叁讹", PHONES[3])
SPEAKER = Mark("statement.speaker", "甄鱻䴇", "鱻䴇", "鱻䴇")
SAID = Mark("statement.content", "我的身份证是22039919910307121X，寻标肆讹。", "寻标肆讹", "22039919910307121X")
SERVED = Mark("order.served_to", "甄麤䨺", "麤䨺", "麤䨺")
OWNER = Mark("check.owner_name", "甄飝䬡", "飝䬡", "飝䬡")
LEAD_NAME = Mark("lead.reporter_name", "甄厵䳱", "厵䳱", "厵䳱")
LEAD_PHONE = Mark("lead.reporter_contact", PHONES[4], PHONES[4], PHONES[4])
LEAD_ADDRESS = Mark("lead.address", "吉林省四平市铁西区寻标路7342号", "寻标路7342号", "寻标路7342号")
LEAD_TEXT = Mark("lead.narrative", f"三号楼没人打扫，请打{PHONES[5]}，寻标伍讹。", "寻标伍讹", PHONES[5])
FILE_NAME = Mark("file.name", "甄灪䰱的证明.pdf", "灪䰱", "灪䰱")
REPORTER = (NAME, PHONE, ADDRESS, GUARDIAN)
ALL = (*REPORTER, PROSE, CLAIM, SPEAKER, SAID, SERVED, OWNER, LEAD_NAME, LEAD_PHONE, LEAD_ADDRESS, LEAD_TEXT, FILE_NAME)


class Marked(Driver):
    """The straight road with a mark wherever a form asks for somebody."""

    def hear_both(self) -> None:
        for side in ("owner", "firm"):
            self.amend(
                self.handler, "record_statement", side=side, kind="record", at=self.moment(), mode="01",
                speaker=SPEAKER.text, content=SAID.text,
            )  # fmt: skip

    def order(self, **more: Any) -> Any:
        return super().order(served_to=SERVED.text, **more)

    def do(self, who: str, code: str, **data: Any) -> Any:
        if code == "start_check":
            data["owner_name"] = OWNER.text
        return super().do(who, code, **data)


@pytest.fixture
def planted(district: District, caplog: pytest.LogCaptureFixture) -> Iterator[list[Stage]]:
    """A case brought to its notice, and a lead out of a table, every personal field of theirs marked."""
    caplog.set_level(logging.DEBUG)
    driver = Marked(
        reporter_name=NAME.text, reporter_phone=PHONE.text, reporter_address=ADDRESS.text, guardian=GUARDIAN.text,
        minor=True, narrative=PROSE.text + "垃圾堆在三单元门口，半个月没有人管。", claim=CLAIM.text,
    )  # fmt: skip
    moment = START
    for step in STRAIGHT[1 : STRAIGHT.index("pre_close") + 1]:
        moment += timedelta(minutes=5)
        with clock.moved_to(moment):
            driver.to(step)
    case = as_stage("property.case", driver.case.pk)
    with clock.moved_to(moment + timedelta(minutes=5)):
        file = SimpleUploadedFile(FILE_NAME.text, sample_files.pdf("marked"))
        done = district.api("zhujian1").upload(case, file, title="证明", purpose="evidence")
        assert done.status_code == 201, done.content.decode()
        _import_marked(district)
        yield [case, as_stage("property.lead", Lead.objects.get().pk)]


def _import_marked(district: District) -> None:
    table = (
        "标题,时间,内容,小区,地址,姓名,电话\n"
        f"没人打扫,2026-02-27 08:30,{LEAD_TEXT.text},锦绣样园,{LEAD_ADDRESS.text},{LEAD_NAME.text},{LEAD_PHONE.text}\n"
    )
    assert importing.bring_in(district.client_of("shouli1"), table.encode()).new == 1


ROLES = list({p.role: p.username for p in reversed(people.PEOPLE)}.values())


@pytest.mark.parametrize("refused_too", [False, longer(True)])
def test_no_page_and_no_answer_shows_a_mark(
    district: District,
    planted: list[Stage],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    *,
    refused_too: bool,
) -> None:
    """Every GET page and every answer of the API, as every role, and the log lines meanwhile: no mark anywhere. The
    form of an act that is not a role's is one and the same refusal; the long run asks for each of them."""
    leaks: list[str] = []
    read = 0
    for username in ROLES:
        client = district.client_of(username)
        pages = [
            *PLAIN,
            CASES,
            f"{CASES}?q=WY",
            "/api/v1/leads",
            *_of(planted, "" if refused_too else role_of(username)),
        ]
        for address in pages:
            answer = client.get(address)
            read += answer.status_code == 200
            assert answer.status_code < 500, address
            leaks += canary.leaks_in_text(f"{username} GET {address}", answer.content, ALL)
            leaks += canary.leaks_in_text(f"{username} headers {address}", str(dict(answer.headers)), ALL)
    assert read > 300
    assert not leaks, "\n".join(leaks)
    written = caplog.text + "".join(capfd.readouterr())
    assert canary.leaks_in_text("log", written, ALL) == []


def _of(planted: list[Stage], role: str) -> Iterator[str]:
    """Without a role every address, with one those of others' forms left out."""
    for stage, page in zip(planted, ("cases", "leads"), strict=True):
        declared = stage.record.lifecycle
        acts = {**declared.rows, **declared.amendments}
        others = {code.replace("_", "-") for code, act in acts.items() if role and role not in act.by}
        for address in record_addresses(stage, page):
            if not ({"do", "amend"} & set(address.split("/")) and address.split("/")[-2] in others):
                yield address


def test_a_mark_is_shown_to_who_states_a_need(district: District, planted: list[Stage]) -> None:
    """The marks are there: who is entitled opens one for a purpose, through the API and through the page; that answer
    is kept nowhere."""
    case, asked = planted[0], {"field": "name", "purpose": "case"}
    opened = district.api("zhujian1").post(f"{case.url}/unmask", asked)
    assert (opened.status_code, opened.json()["value"]) == (200, NAME.text)
    page = district.client_of("zhujian1").post(f"/cases/{case.record.number}/reveal/phone/", {"purpose": "case"})
    assert page.status_code == 200
    assert PHONE.text in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    # a minor's case that is handled: who took it in opens it no more (§5.5)
    for username in ("zhuanban1", "shouli1"):
        refused = district.api(username).post(f"{case.url}/unmask", asked)
        assert refused.status_code == 403, username
        assert canary.leaks_in_text("refusal", refused.content, ALL) == []


def test_an_echoed_form_is_the_only_other_place(district: District, planted: list[Stage]) -> None:
    """A refused form gives back what its own sender typed; the error summary and the API's refusal do not repeat it."""
    case = planted[0]
    answer = district.api("shouli2").act(
        case, "record_callback", {"at": PHONE.text, "reached": NAME.text}, way="amendments"
    )
    assert answer.status_code == 422
    assert canary.leaks_in_text("refusal", answer.content, ALL) == []


def test_nothing_lies_in_the_clear(district: District, planted: list[Stage], var_folder: Path) -> None:
    """No column of any table and no file of the house holds a mark in the clear."""
    assert canary.leaks_in_database(ALL) == []
    assert canary.leaks_in_files(ALL, var_folder) == []
