"""One search box: numbers, compounds, firms, papers; and never a person, whoever asks and however."""

from typing import Any

import pytest

from casework.demo import actor
from casework.models import AccessEntry, Record
from casework.search import find
from property_rectification.models import Firm
from tests.flows.district import District

SENTENCE = "这里不查人。要查本人资料，请从案件里打开，或到“本人申请”登记用途。"
NOTHING = "没有找到，或不在您的范围内。"


def hits(who: str, words: str) -> dict[str, list[str]]:
    return {str(label): [hit.label for hit in found] for label, found in find(words, actor(who)).groups}


def numbered() -> Record:
    return Record.objects.filter(kind="property.case", number__isnull=False).earliest("pk")


def test_a_number_is_found_whole_in_part_and_by_its_last_five_digits(staged: District) -> None:
    number = str(numbered().number)
    for words in (number, number.lower(), number[-5:], f" {number} "):
        assert number in hits("zhuanban1", words)["案件"], words
    assert len(hits("zhuanban1", number[:-2])["案件"]) == 5, "at most five in a group"


def test_the_only_hit_is_opened_at_once(staged: District) -> None:
    number = numbered().number
    answer = staged.client_of("ducha").get("/search/", {"q": str(number)[-5:]})
    groups = find(str(number)[-5:], actor("ducha")).groups
    assert (answer.status_code == 302) == (sum(len(found) for _label, found in groups) == 1)


@pytest.mark.parametrize("words", ["锦绣样园", "jxyy", "锦绣", "jinxiu"])
def test_a_compound_is_found_by_name_reading_and_initials_and_opens_its_cases(staged: District, words: str) -> None:
    found = find(words, actor("zhuanban1"))
    hit = next(h for label, group in found.groups if str(label) == "小区" for h in group)
    assert hit.label == "锦绣样园"
    page = staged.client_of("zhuanban1").get(hit.url)
    assert "小区：锦绣样园" in page.content.decode()


@pytest.mark.parametrize("words", ["河畔样例", "91220303MA1ABCD2XQ", "91220303ma1a"])
def test_a_firm_is_found_by_name_and_code(staged: District, words: str) -> None:
    assert hits("zhuanban1", words)["企业"] == ["河畔样例物业有限公司"]


def test_a_matter_is_found_by_its_title_within_the_scope(staged: District) -> None:
    title = Record.objects.filter(kind="property.case", state="fact_finding").get().title
    assert hits("zhuanban1", title)["案件"]
    assert "案件" not in hits("xiaofang", title)
    assert str(find(title, actor("xiaofang")).message) == NOTHING


PEOPLE = ["王例", "王 例", "欧阳例样", "刘大明", "13800000001", "138 0000 0001", "+86 13800000001", "1380000",
          "１３８００００００００１", "220399199001010015", "220399 19900101 0015", "22039919900101001X",
          "0434-6123456"]  # fmt: skip


@pytest.mark.parametrize("words", PEOPLE)
@pytest.mark.parametrize("who", ["zhuanban1", "shouli1", "yinsi"])
def test_never_a_person(staged: District, who: str, words: str) -> None:
    """§5.2: 王例 with 13800000001 is the reporter of every case here; the answer is the one fixed sentence."""
    client = staged.client_of(who)
    before = AccessEntry.objects.filter(action="search_refused").count()
    page = client.get("/search/", {"q": words})
    assert page.status_code == 400
    text = page.content.decode()
    assert SENTENCE in text
    assert words not in text.replace(SENTENCE, "")
    answer = client.get("/search/suggest/", {"q": words}).json()
    assert answer == {"groups": [], "message": SENTENCE}
    logged = AccessEntry.objects.filter(action="search_refused")
    assert logged.count() == before + 2
    for entry in logged:
        assert words not in f"{entry.path}{entry.subject}{entry.detail}"
        assert (entry.subject, entry.detail, entry.record_id) == ("", {}, None)


@pytest.mark.parametrize("words", ["高空", "安全", "物业费", "停车位", "和谐家园", "王府花园", "不存在", "zzzz",
                                   "WY-220302-2026-99999", "99999", "张家小区"])  # fmt: skip
def test_words_that_are_no_name_are_not_taken_for_one(staged: District, words: str) -> None:
    found = find(words, actor("zhuanban1"))
    assert not found.person, words
    assert found.groups or str(found.message) == NOTHING


def test_a_compound_named_like_a_person_is_a_compound(staged: District) -> None:
    from geo.models import Compound

    place = Compound.objects.get(name="锦绣样园")
    Compound.objects.create(name="王例", division_id=place.division_id)
    assert hits("zhuanban1", "王例")["小区"] == ["王例"]


def test_a_code_of_a_firm_in_digits_is_no_identity_number(staged: District) -> None:
    from property_rectification import uscc

    digits = "91220302190001017"
    code = digits + uscc.check_character(digits)
    Firm.objects.create(uscc=code, name="数字样例物业有限公司")
    assert hits("zhuanban1", code)["企业"] == ["数字样例物业有限公司"]


def test_not_there_and_not_permitted_are_one_answer(staged: District) -> None:
    """A case of another unit, a number that does not exist: the same words, the same status."""
    other = Record.objects.filter(kind="property.case", state="fact_finding").get().number
    client = staged.client_of("xiaofang")
    answers = [client.get("/search/suggest/", {"q": q}).json() for q in (str(other), "WY-220302-2026-98765")]
    assert answers[0] == answers[1] == {"groups": [], "message": NOTHING}
    pages = [client.get("/search/", {"q": q}) for q in (str(other), "WY-220302-2026-98765")]
    assert {page.status_code for page in pages} == {200}
    assert all(NOTHING in page.content.decode() for page in pages)


def test_who_sees_no_case_finds_nothing(staged: District) -> None:
    for words in (str(numbered().number), "锦绣样园", "河畔样例"):
        assert find(words, actor("guanli")).groups == (), words


def test_papers_are_found_by_their_name_only_by_who_may_open_them(staged: District) -> None:
    found: dict[str, Any] = {who: find("受理回执", actor(who)) for who in ("shouli1", "xiaofang")}
    papers = [h for label, group in found["shouli1"].groups if str(label) == "文书" for h in group]
    assert papers
    assert all(staged.client_of("shouli1").get(h.url).status_code == 200 for h in papers)
    assert not [h for label, group in found["xiaofang"].groups if str(label) == "文书" for h in group]


@pytest.mark.parametrize("words", ["", " ", "%", "_", "'", "\\", "\x00", "a" * 500, "“", "😀", "((("])
def test_any_words_are_looked_for_as_they_stand(staged: District, words: str) -> None:
    client = staged.client_of("zhuanban1")
    assert client.get("/search/", {"q": words}).status_code in (200, 302)
    assert client.get("/search/suggest/", {"q": words}).status_code == 200
