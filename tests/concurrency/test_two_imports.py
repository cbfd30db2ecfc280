"""Two people start the same import at the same moment: every row comes in once, and neither run fails."""

import threading
from pathlib import Path

from django.db import connections

from casework import imports, ledger
from casework.actor import Actor
from casework.importing import Report
from casework.models import Event, ImportedRow, ImportProfile, ImportRun
from property_rectification.importers import LeadImporter, seed_profiles
from property_rectification.models import Lead
from tests.casework import small_world

ROWS = 600


def test_the_same_file_twice_at_once(fresh_database: str, tmp_path: Path) -> None:
    small_world.divisions()
    seed_profiles()
    path = tmp_path / "letters.csv"
    lines = [f"第{n}件,2026/3/1 9:00,{n}号楼的楼道灯坏了，物业一直不维修，已经{n}天了,,,," for n in range(ROWS)]
    path.write_text("\n".join(["标题,时间,内容,小区,地址,姓名,电话", *lines]), encoding="utf-8")
    saved = ImportProfile.objects.get(name="plain_table")
    together = threading.Barrier(2, timeout=60)
    reports: list[Report] = []

    def start() -> None:
        try:
            run = imports.start(saved, path, file_name=path.name, actor=Actor.system())
            importer = LeadImporter()
            together.wait()
            reports.append(imports.carry_out(run, path, importer, actor=Actor.system()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sum(report.new for report in reports) == ROWS
    assert sum(report.already for report in reports) == ROWS
    assert Lead.objects.count() == ImportedRow.objects.count() == Event.objects.count() == ROWS
    assert set(ImportRun.objects.values_list("state", flat=True)) == {"done"}
    assert list(ledger.verify()) == []
