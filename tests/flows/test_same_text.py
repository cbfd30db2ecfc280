"""Nearly the same words are found wherever they were said, through keyed numbers, and within one's scope alone."""

from typing import Any

from django.conf import settings
from django.test import override_settings

from casework import clock
from casework.demo import actor
from property_rectification.demo.roads import Driver
from property_rectification.models import RectificationCase
from property_rectification.suggest import duplicates, keyed, nearby
from tests.flows.district import District

SAID = "三号楼的电梯检验标志过期两个多月了还在用，昨天晚上又停在两层中间，老人不敢坐，打电话也没有人接。"
OTHER = "中心花园被租出去摆摊卖货，业主没有表决过，收的钱也不知道去了哪里，请查一查这笔账。"


def _found(text: str, username: str = "shouli1") -> list[Any]:
    cases: Any = RectificationCase.objects
    return nearby.same_text(text, cases.visible_to(actor(username)), clock.now())


def test_a_copy_with_a_changed_end_is_found_in_another_compound(district: District) -> None:
    case = Driver(compound="河畔样居", narrative=SAID).case
    Driver(compound="锦绣样园", narrative=OTHER)
    assert [one.pk for one in _found(SAID[:-10] + "，快来修。")] == [case.pk]


def test_who_does_not_see_the_case_does_not_find_it(district: District) -> None:
    Driver(compound="河畔样居", narrative=SAID)
    assert _found(SAID, "zhujian1") == []


def test_the_numbers_say_nothing_without_the_key(district: District) -> None:
    kept = Driver(narrative=SAID).case.sketch
    assert kept
    assert not set(kept) & set(duplicates.sketch(SAID))
    with override_settings(ANGUI_KEYS="k9:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="):
        assert not set(keyed.numbers_of(SAID)) & set(kept)


def test_what_was_kept_under_an_older_key_is_found(district: District) -> None:
    case = Driver(narrative=SAID).case
    newer = "k9:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
    with override_settings(ANGUI_KEYS=f"{newer},{settings.ANGUI_KEYS}"):
        assert [one.pk for one in _found(SAID)] == [case.pk]
