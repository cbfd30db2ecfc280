"""The gate: the vectors of §9.7, every kind of finding, ordinary sentences left alone, and what always holds."""

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from property_rectification.masking_text import firms, gate
from property_rectification.masking_text.findings import replaced

VECTORS = {
    "王小明": "王某", "欧阳娜娜": "欧阳某", "买买提·吐尔逊": "买某", "吉C12345": "一辆轿车",
    "3号楼2单元501": "某楼某户",
}  # fmt: skip
NAMES = ("王小明", "欧阳娜娜", "买买提·吐尔逊")


@pytest.mark.parametrize(("value", "instead"), VECTORS.items())
def test_vectors(value: str, instead: str) -> None:
    assert gate.mask([value]) == [instead]


@pytest.mark.parametrize(("value", "instead"), VECTORS.items())
def test_vectors_inside_a_sentence(value: str, instead: str) -> None:
    assert gate.mask([f"当时，{value}，在场。"], NAMES) == [f"当时，{instead}，在场。"]


def test_two_of_one_surname_are_told_apart_and_stay_so() -> None:
    masked = gate.mask(["王小明和王大力都在场。", "后来王大力离开，王小明留下。"], ["王小明", "王大力"])
    assert masked == ["王某甲和王某乙都在场。", "后来王某乙离开，王某甲留下。"]


def test_a_further_person_beside_one_that_is_masked_already_gets_the_next_letter() -> None:
    assert gate.mask(["王某反映，王大力也在场。"], ["王大力"]) == ["王某反映，王某乙也在场。"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("业主李小红反映电梯停运。", "业主李某反映电梯停运。"),
        ("业主李小红、张大海多次询问。", "业主李某、张某多次询问。"),
        ("业主张小例住在这里。", "业主张某住在这里。"),
        ("业主李晓月、赵本山多次询问。", "业主李某、赵某多次询问。"),
        ("居民王家豪和张可欣提出异议。", "居民王某和张某提出异议。"),
        ("李小红女士拨打热线。", "李某女士拨打热线。"),
        ("李小红说楼道没人打扫。", "李某说楼道没人打扫。"),
        ("业主买买提·吐尔逊反映车位被占。", "业主买某反映车位被占。"),
        ("联系电话１３８００１３８０００。", "联系电话某号码。"),
        ("座机0434-3251234。", "座机某号码。"),
        ("身份证220399199001010015。", "身份证某证件号。"),
        ("卡号6222021234567890128。", "卡号某账号。"),
        ("家住人民路12号。", "家住某路某号。"),
        ("三号楼的电梯停了。", "某楼的电梯停了。"),
        ("他住三单元501室。", "他住某单元某户。"),
        ("他住3-2-501。", "他住某楼某户。"),
        ("车牌号为吉C12345的轿车停在通道。", "一辆轿车停在通道。"),
        ("邮箱abc@example.com。", "邮箱某邮箱。"),
        ("网名“夏天的风”发帖。", "某网名发帖。"),
        ("微信号abc_123。", "某网名。"),
        ("见https://example.com/a。", "见某网页。"),
        ("他身患糖尿病。", "他身体原因。"),
    ],
)
def test_each_kind_is_found(text: str, masked: str) -> None:
    assert gate.mask([text]) == [masked]


@pytest.mark.parametrize(
    "text",
    [
        "某物业公司拒不公开收支，住建部门责令整改，公司在七个工作日内公示，业主方面表示满意。",
        "安全要求落实，高空抛物得到治理；单位表示，周边居民认为管理规范。",
        "电梯里的广告挂了三年，收了多少钱从来没有公布，希望把账一笔一笔列出来还给业主。",
        "停车费从每月一百涨到二百，涉及300户，退还98,400.00元。",
        "老人提着菜爬十一楼，物业公司于2026年3月恢复了门禁卡。",
        "依据《民法典》第九百四十三条、《物业管理条例》第三十五条。",
    ],
)
def test_ordinary_sentences_are_left_alone(text: str) -> None:
    assert gate.mask([text]) == [text]


def test_known_names_are_found_with_spaces_between() -> None:
    assert gate.mask(["签名：李 小 红。"], ["李小红"]) == ["签名：李某。"]


def test_known_places_are_found_as_they_were_written_down() -> None:
    assert gate.mask(["他常在粮库家属院门口。"], (), ["粮库家属院"]) == ["他常在某处门口。"]


def test_known_places_are_found_however_they_are_spelt() -> None:
    assert gate.mask(["他常在粮库（二期）　家属院门口。"], (), ["粮库(二期)家属院"]) == ["他常在某处门口。"]


def _respelt(name: str, wide: bool, between: str) -> str:
    """A name as somebody else would type it."""
    widths = {chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)}
    pairs = widths if wide else {there: plain for plain, there in widths.items()}
    return between.join(pairs.get(char, char) for char in name)


@given(
    st.sampled_from(["恒居(示例)物业服务有限公司", "恒居（示例）物业", "ABC物业", "ａｂｃ物业", "恒·居物业"]),
    st.booleans(), st.sampled_from(["", " ", "\u3000", "\u200b"]), st.sampled_from([str, str.upper, str.lower]),
)  # fmt: skip
def test_a_name_is_found_in_every_spelling(name: str, wide: bool, between: str, case: Callable[[str], str]) -> None:
    typed = case(_respelt(name, wide, between)).replace("·", "•")
    text = f"经查，{typed}没有公示。"
    assert replaced([text], list(firms.find([text], [name]))) == ["经查，某物业公司没有公示。"]


def test_a_blank_name_is_found_nowhere() -> None:
    assert not list(firms.find(["没有公示。"], [" "]))


def test_words_that_are_no_names_are_not_looked_for() -> None:
    assert gate.mask(["恒居物业公示了账目。"], ["恒居物业有限公司", "某", "两名工作人员"]) == ["恒居物业公示了账目。"]


def test_the_report_names_paragraph_kind_and_place_and_no_value() -> None:
    found = gate.inspect(["标题", "业主李小红住3号楼2单元501。"])
    rows = gate.report(found, [0, 4])
    assert [(row["paragraph"], row["kind"], row["replacement"]) for row in rows] == [
        (4, "name", "李某"), (4, "room", "某楼某户"),
    ]  # fmt: skip
    assert "小红" not in str(rows)
    assert "501" not in str(rows)


_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12)
_VALUE = st.sampled_from([*VECTORS, "13800138000", "220399199001010015"])


@given(st.lists(st.tuples(_HAN, _VALUE, _HAN), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_no_value_survives_and_masking_twice_is_masking_once(parts: list[tuple[str, str, str]]) -> None:
    units = [f"{before}，{value}，{after}" for before, value, after in parts]
    masked = gate.mask(units, NAMES)
    assert not [value for value in (*VECTORS, "13800138000", "220399199001010015") if value in "|".join(masked)]
    assert gate.mask(masked, NAMES) == masked


@given(
    st.lists(st.text(alphabet="王李明红0123456789号楼单元室·某甲吉C，、说 户路", max_size=20), min_size=1, max_size=4)
)
@settings(max_examples=200, deadline=None)
def test_masking_ends(units: list[str]) -> None:
    masked = gate.mask(units, NAMES)
    assert not gate.inspect(masked, NAMES)
    assert gate.mask(masked, NAMES) == masked


def test_findings_do_not_overlap() -> None:
    text = "业主李小红住人民路12号3号楼2单元501室，电话13800138000。"
    found = gate.inspect([text])
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert replaced([text], found) == ["业主李某住某路某号某楼某户，电话某号码。"]
