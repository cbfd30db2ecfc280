"""The police are asked who somebody is: for a purpose, on paper, and what they answer verifies nothing (R-29, R-30)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework import clock
from casework.refusals import InvalidData
from casework.timers import local_day
from relief.lifecycle import CASE
from relief.models import PoliceInquiry
from relief.states import IN_STATION, LIVE
from tests.relief.guards_inquiries import LETTER, REPLY, inquired, reply
from tests.relief.station import BY_ROLE, START, Station, again
from tests.relief.test_http import _at
from tests.relief.test_papers import pages, paper, says

UNNAMED = {"gender_declared": "2", "age_least": 70, "age_most": 80, "accent": "湖南口音", "features": "左手背有疤"}


def test_a_letter_and_its_answer(station: Station) -> None:
    """The social worker: four lines, a paper to sign; later the receipt, then the answer."""
    driver = inquired(station.at(IN_STATION, **UNNAMED))
    whole = says(driver, "J-11", "示范区公安局户政大队：", "身份协查", "无名氏20261123-00001", "湖南口音", "左手背有疤",
                 "没有证件，说不清住处。", "□核实年龄", "贺样", "并将结果函告本站")  # fmt: skip
    assert len(pages(paper(driver, "J-11"))) == 1
    assert "■" not in whole
    reply(driver, "zhiban", received_ack="户政大队值班，收文12号")
    assert driver.case.inquiries.get().reply_at is None, "signed for is not answered"
    with clock.moved_to(START + timedelta(days=2)):
        reply(driver)
    found = again(driver).inquiries.get()
    assert found.received_ack == "户政大队值班，收文12号"
    assert local_day(found.reply_at) == local_day(START) + timedelta(days=2)
    page = station.client("zhiban").get(f"/relief/{driver.case.number}/").content.decode()
    for words in ("身份协查", "收文12号", "户籍人口中没有相符的人。"):
        assert words in page, words
    assert driver.case.person.verified_at is None, "an answer verifies nothing by itself"
    form = station.client("shegong1").get(f"/relief/{driver.case.number}/amend/record-inquiry-reply/")
    assert "没有等复函的协查" in form.content.decode()


def test_age_is_a_request_to_the_police_alone(station: Station) -> None:
    driver = inquired(station.minor(), asks_age=True)
    says(driver, "J-11", "■核实年龄。本人按未成年人保护", "是否需要骨龄鉴定由公安机关依法决定", "不违背本人意愿")
    orders = [act.code for act in (*CASE.rows.values(), *CASE.amendments.values()) if "骨龄" in str(act.label)]
    assert orders == [], "the station orders no examination"


@pytest.mark.parametrize("state", LIVE)
def test_in_every_live_state_by_social_worker_and_duty_leader(station: Station, state: str) -> None:
    driver = _at(station, state)
    for who in ("shegong1", "zhiban"):
        driver.do(who, "add_police_inquiry", **LETTER)
    assert driver.case.state == state
    assert driver.case.inquiries.count() == 2


def test_it_keeps_nobody(station: Station) -> None:
    """A capable adult goes while a letter is out; the answer is written down when it comes."""
    driver = inquired(station.at(IN_STATION))
    driver.do("jiedai", "leave_voluntarily")
    assert driver.case.outcome == "left_voluntarily"
    reply(driver)
    assert driver.case.inquiries.get().reply_at


@pytest.mark.parametrize(("data", "field"), [
    ({"received_ack": " ", "reply": ""}, "reply"), ({**REPLY, "replied_at": "2026-11-24T09:00"}, "replied_at"),
])  # fmt: skip
def test_what_cannot_be_is_said_by_field(station: Station, data: dict[str, Any], field: str) -> None:
    driver = inquired(station.at(IN_STATION))
    with pytest.raises(InvalidData) as refused:
        reply(driver, **data)
    assert list(refused.value.errors) == [field]
    with pytest.raises(InvalidData) as ahead:
        inquired(driver, sent_at="2026-11-24T09:00")
    assert list(ahead.value.errors) == ["sent_at"]


def test_who_reads_of_it(station: Station) -> None:
    driver = inquired(station.at(IN_STATION))
    for role, who in BY_ROLE.items():
        answer = station.client(who).get(f"/relief/{driver.case.number}/")
        if answer.status_code == 200:
            seen = "没有证件，说不清住处。" in answer.content.decode()
            assert seen == (role in ("CSW", "DUT", "DIR", "ARC", "SUP")), role


def test_the_database_keeps_an_answer_after_its_letter(station: Station) -> None:
    inquired(station.at(IN_STATION))
    with pytest.raises(IntegrityError, match="relief_inquiry_answered_after_sending"), transaction.atomic():
        PoliceInquiry.objects.update(reply_at=START - timedelta(days=1))
