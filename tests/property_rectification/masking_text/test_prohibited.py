"""What stands in no public text (§5.3, §5.8)."""

import pytest

from property_rectification.masking_text.prohibited import find


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("被行政拘留5日。", "penalty"), ("被拘留５日。", "penalty"),
        ("受到治安处罚。", "penalty"), ("被公安机关依法警告。", "penalty"),
        ("公开道歉。", "apology"), ("录制道歉视频。", "apology"), ("写了悔过书。", "apology"),
        ("调解协议约定退还。", "agreement"), ("双方自愿达成如下协议。", "agreement"), ("有人物 闹。", "label"),
    ],
)  # fmt: skip
def test_each_sort_is_found(text: str, kind: str) -> None:
    assert [(unit, found) for unit, found, _word in find(["好的。", text], ["物闹"])] == [(1, kind)]


@pytest.mark.parametrize("text", ["依据《治安管理处罚法》第二十六条。", "双方经调解达成一致。", "某物业公司作出说明。"])
def test_law_and_plain_results_may_be_told(text: str) -> None:
    assert find([text], ["物闹"]) == []
