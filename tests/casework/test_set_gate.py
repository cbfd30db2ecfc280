from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casework.models import Gate, User

pytestmark = pytest.mark.django_db


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("set_gate", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def gates() -> None:
    Gate.objects.update_or_create(code="CG-3", defaults={"title": "权责清单", "owner": "司法局", "keeps_off": "校验"})
    Gate.objects.filter(code="CG-3").update(set_at=None, set_by=None, value_note="")


def test_without_a_code_it_lists_how_they_stand() -> None:
    assert "CG-3 权责清单（司法局） 未确认" in told()
    assert Gate.objects.get(code="CG-3").set_at is None


def test_it_sets_a_gate_with_note_and_person() -> None:
    boss = User.objects.create(username="sfj")
    assert "已确认：按2026年权责清单" in told("CG-3", "--note", "按2026年权责清单", "--by", "sfj")
    gate = Gate.objects.get(code="CG-3")
    assert (gate.value_note, gate.set_by) == ("按2026年权责清单", boss)
    assert gate.set_at is not None


@pytest.mark.parametrize(("arguments", "words"), [
    (("CG-3",), "--note"),
    (("CG-3", "--note", "  "), "--note"),
    (("CG-99", "--note", "已定"), "没有这个确认项：CG-99"),
    (("CG-3", "--note", "已定", "--by", "nobody"), "没有这个登录名：nobody"),
])  # fmt: skip
def test_it_says_what_is_wrong_and_changes_nothing(arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        told(*arguments)
    assert Gate.objects.get(code="CG-3").set_at is None
