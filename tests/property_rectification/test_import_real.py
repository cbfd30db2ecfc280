"""The real files, with real commits: rows in, leads made, rows refused, and nothing twice."""

import io
import time

import pytest
from django.core.management import call_command

from casework import ledger
from property_rectification.models import Lead
from tests.casework import small_world
from tests.shared import shared_data


def command(path: object, profile: str) -> str:
    out = io.StringIO()
    call_command("import_complaints", str(path), "--profile", profile, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


@pytest.mark.parametrize(
    ("name", "profile", "rows", "new"),
    [
        ("messages/messages_with_replies.xlsx", "letters_with_replies", 1408, 1408),
        ("messages/messages_labelled_dated.xlsx", "letters_labelled", 495, 494),
        pytest.param("boston311/requests_2011q3.csv.gz", "open_311", 31828, 31828, marks=pytest.mark.long),
    ],
)
def test_a_real_file_comes_in_once(fresh_database: str, name: str, profile: str, rows: int, new: int) -> None:
    path = shared_data("data", *name.split("/"))
    if path is None:
        return
    small_world.divisions()
    began = time.process_time()
    first, busy = command(path, profile), time.process_time() - began
    second = command(path, profile)
    print(f"\n{name}\n  {first}（本进程{busy:.0f}秒）\n  {second}")
    assert f"共{rows:,}行；{new:,}件新增，0件此前已导入" in first
    assert f"共{rows:,}行；0件新增，{new:,}件此前已导入" in second
    assert "没有收" not in first
    assert Lead.objects.count() == new
    assert list(ledger.verify()) == []
