"""Keys of people without an account: how they look, what they open, and where they must not be found."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from casework import clock, publickeys
from casework.models import LedgerValue, PublicKey
from tests.property_rectification.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def case(world: World) -> Any:
    return world.do(world.draft(), "register_case", "intake")


def test_a_registered_case_has_one_key(case: Any) -> None:
    key = case.public_keys.get()
    assert re.fullmatch(r"[0-9a-f]{32}", key.token.reveal())
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}", key.spoken_code)
    assert publickeys.open_for(case) == key


def test_found_however_the_code_was_typed(case: Any) -> None:
    key = case.public_keys.get()
    spoken = key.spoken_code
    for typed in (spoken, spoken.lower(), spoken.replace("-", ""), f" {spoken.replace('-', ' － ')} "):
        assert publickeys.find_by_code(typed) == key
    assert publickeys.find_by_token(key.token.reveal()) == key


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-94QI", "7K2M-94Q0", "7K2M-94QDA", "查询码七位码", "x" * 5000])
def test_what_is_no_code_finds_nothing(case: Any, typed: str) -> None:
    assert publickeys.find_by_code(typed) is None
    assert publickeys.find_by_token(typed) is None


def test_a_renewed_key_leaves_the_old_one_dead(case: Any) -> None:
    old = case.public_keys.get()
    new = publickeys.renew(case)
    assert publickeys.find_by_token(old.token.reveal()) is None
    assert publickeys.find_by_code(old.spoken_code) is None
    assert publickeys.find_by_token(new.token.reveal()) == new
    assert publickeys.open_for(case) == new


def test_a_record_has_one_standing_key(case: Any) -> None:
    with pytest.raises(IntegrityError, match="public_key_one_standing"), transaction.atomic():
        PublicKey.objects.create(record=case, token="0" * 32, code="A" * 8, made_at=clock.now())


def test_a_key_opens_for_two_years_after_the_end(world: World, case: Any) -> None:
    token = case.public_keys.get().token.reveal()
    case = world.do(case, "start_triage", "office")
    case = world.two(
        case, "refuse_case", "office", "office2", reason="01", explanation="事项发生在邻县的小区里。",
        basis_files=[world.file(case, "basis")], remedy_text="请向邻县住建部门反映，随时可以提出。",
    )  # fmt: skip
    with clock.moved_to(case.state_since + publickeys.OPEN_AFTER_END - timedelta(seconds=1)):
        assert publickeys.find_by_token(token) is not None
    with clock.moved_to(case.state_since + publickeys.OPEN_AFTER_END):
        assert publickeys.find_by_token(token) is None


def test_a_key_is_plain_in_no_column_ledger_value_or_log(case: Any, caplog: pytest.LogCaptureFixture) -> None:
    key = case.public_keys.get()
    token, code = key.token.reveal(), key.code.reveal()
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, token_index, code, code_index FROM casework_publickey")
        columns = b" ".join(bytes(column) for row in cursor.fetchall() for column in row)
    assert token.encode() not in columns
    assert code.encode() not in columns
    assert not LedgerValue.objects.filter(path__startswith="publickey").exists()
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("angui").warning("%s %r %s %s", key, key, key.token, key.code)
    assert token not in caplog.text
    assert code not in caplog.text
