"""Blank forms: all of them, for everybody in the station, complete in law and remedies, empty of everybody (AP-01)."""

import io

import pytest
from pypdf import PdfReader

from relief.complaints.paper import ANSWER
from relief.outreach.papers import LEAFLETS, VISITORS
from relief.papers import PAPERS, blank
from relief.papers.hotline import HOTLINE
from relief.roles import STATION
from relief.shift.paper import RECORD
from relief.stock.paper import SHEET
from tests.relief.station import BY_ROLE, Station


def text(data: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def test_every_paper_can_be_had_empty(station: Station) -> None:
    papers = [*PAPERS, LEAFLETS, VISITORS, HOTLINE, ANSWER, RECORD, SHEET]
    assert {form.code for form in blank.FORMS} == {paper.code for paper in papers}
    client = station.client("anjian")
    body = client.get("/relief/forms/").content.decode()
    for words in ("空白表格", "自行离站声明书", "本人要走，随时可用", "J-03 v1", "/relief/forms/J-39-child/?v=1",
                  "个人信息处理告知书（监护人）"):  # fmt: skip
        assert words in body, words
    answer = client.get("/relief/forms/all/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    pages = text(answer.content)
    whole = "".join(pages)
    for paper in papers:
        assert f"模板{paper.code}v1空白表格第1页" in whole, paper.code
    assert "数据截至" not in whole
    assert "None" not in whole
    assert "待法制部门确定" not in whole
    for words in (
        "自收到本通知书之日起60天内申请行政复议，或者6个月内提起行政诉讼", "示范区民政局投诉", "□c自身有能力解决食宿",
        "《社会救助法》（2026年施行）第四十八条", "□03违法违规扰乱秩序", "无人认领遗体公告", "通知亲属函", "投诉答复",
        "《社会救助法》（2026年施行）第七十六条", "《社会救助法》（2026年施行）第四十五条", "□拒签□无法签",
        "《城市生活无着的流浪乞讨人员救助管理办法》（2003年施行）第十一条", "不满14周岁未成年人的个人信息另有专门规则",
    ):  # fmt: skip
        assert words in whole, words


def test_a_form_is_for_the_station_and_stays_with_the_browser(station: Station) -> None:
    for role, name in BY_ROLE.items():
        wanted = 200 if role in STATION else 403
        assert station.client(name).get("/relief/forms/").status_code == wanted, role
    client = station.client("jiedai")
    answer = client.get("/relief/forms/J-03/")
    assert len(text(answer.content)) == 1
    assert "max-age=2592000" in answer["Cache-Control"], "kept, so that it is there when the server is not"
    assert "示范区救助管理站" in text(answer.content)[0]
    assert client.get("/relief/forms/J-99/").status_code == 404
    assert station.client("minzheng").get("/relief/forms/J-03/").status_code == 403


@pytest.mark.parametrize("role", ["RCP", "SEC"])
def test_the_side_bar_leads_there(station: Station, role: str) -> None:
    assert 'href="/relief/forms/"' in station.client(BY_ROLE[role]).get("/").content.decode()
