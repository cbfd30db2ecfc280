"""Messages become leads: once, with every refused row named, in the ledger, encrypted, and confirmed by a person."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from casework import clock, engine, imports, ledger
from casework.actor import Actor
from casework.importing import FileRefused, Report
from casework.models import Event, ImportedRow, ImportProfile, ImportRun, LedgerValue
from casework.refusals import GuardsFailed, InvalidData, NotYourRole, WrongState
from geo.models import Compound
from property_rectification import import_jobs
from property_rectification.importers import LeadImporter, seed_profiles, title_of
from property_rectification.models import Lead, RectificationCase
from property_rectification.suggest.categories import NOT_PROPERTY
from tests.casework import small_world

pytestmark = pytest.mark.django_db

HEAD = ["标题", "时间", "内容", "小区", "地址", "姓名", "电话"]
LIFTS = "锦绣花园三号楼的电梯已经停运十二天了，物业一直不维修，老人下不了楼，请主管部门督促尽快修好。"
PIPES = "请问农村合作医疗的报销比例今年有没有变化，在哪个窗口可以办理，需要带哪些材料？"


@pytest.fixture(autouse=True)
def district() -> None:
    small_world.divisions()
    Compound.objects.create(name="锦绣花园", division_id=small_world.STREET)
    seed_profiles()


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def make(*rows: list[Any], head: list[str] = HEAD) -> Path:
        book = openpyxl.Workbook()
        for row in (head, *rows):
            book.active.append(row)
        path = tmp_path / "t.xlsx"
        book.save(path)
        return path

    return make


@pytest.fixture
def clerk() -> Actor:
    return Actor(small_world.post("clerk", "R04"))


def letter(
    subject: str = "电梯停运", at: Any = "2026/3/1 9:00", text: str = LIFTS, name: str = "", phone: str = ""
) -> list[Any]:
    return [subject, at, text, None, None, name or None, phone or None]


def run(path: Path, profile: str = "plain_table", importer: Any = None) -> Report:
    saved = ImportProfile.objects.get(name=profile)
    made = imports.start(saved, path, file_name=path.name, actor=Actor.system())
    return imports.carry_out(made, path, importer or LeadImporter(), actor=Actor.system())


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.rows, report.new, report.already, report.repeated, report.refused


def test_a_row_becomes_a_lead_with_suggestion_compound_and_event(table: Callable[..., Path]) -> None:
    path = table(letter(name="纪念", phone="13900000000"))
    assert counts(run(path)) == (1, 1, 0, 0, 0)
    lead = Lead.objects.get()
    assert (lead.state, lead.kind, lead.version, lead.channel) == ("pending", "property.lead", 1, "06")
    assert lead.narrative.reveal() == LIFTS
    assert lead.compound is not None
    assert lead.compound.name == "锦绣花园"
    assert lead.division_id == small_world.STREET
    assert lead.suggestion["code"] == lead.suggested == "WA08"
    assert any("电梯" in words for words in lead.suggestion["words"])
    assert lead.category == "", "nothing is chosen beforehand"
    assert lead.received_at == lead.opened_at == clock.now().replace(2026, 3, 1, 9, 0, 0, 0)
    event = Event.objects.get(record_id=lead.pk)
    assert (event.name, event.seq, event.state_to) == ("import_as", 1, "pending")
    assert event.detail == {"file": imports.sha256_of(path), "line": 2, "run": ImportRun.objects.get().pk}
    assert list(ledger.verify([lead.pk])) == []


def test_personal_words_are_encrypted_in_the_row_and_in_the_ledger(table: Callable[..., Path]) -> None:
    run(table(letter(name="纪念安", phone="13900000000")))
    lead = Lead.objects.get()
    assert str(lead.reporter_contact) == "139****0000"
    planted = ["纪念安", "13900000000", "老人下不了楼"]
    with connection.cursor() as cursor:
        for name in (Lead._meta.db_table, LedgerValue._meta.db_table, Event._meta.db_table, ImportedRow._meta.db_table):
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {name} t")
            (dump,) = cursor.fetchone()
            raw = dump + bytes.fromhex("").decode()
            for secret in planted:
                assert secret not in raw
                assert secret.encode().hex() not in raw


def test_a_second_run_imports_nothing_twice(table: Callable[..., Path]) -> None:
    path = table(letter(), letter("医保咨询", text=PIPES))
    assert counts(run(path)) == (2, 2, 0, 0, 0)
    again = run(path)
    assert counts(again) == (2, 0, 2, 0, 0)
    assert again.summary() == "0件新增，2件此前已导入"
    assert Lead.objects.count() == 2
    grown = table(
        letter(), letter("医保咨询", text=PIPES), letter("垃圾", text="楼道垃圾三周没有人清理，物业说人手不够。")
    )
    assert counts(run(grown)) == (3, 1, 2, 0, 0)


def test_bad_rows_are_named_and_good_rows_kept(table: Callable[..., Path]) -> None:
    future = clock.now() + timedelta(days=2)
    path = table(
        letter(),
        letter(at="2026年2月30日"),
        letter(text=""),
        letter(text="=1+1"),
        letter(at=future.replace(tzinfo=None)),
        letter(text="一" * 9401),
        letter("最后一行", text=PIPES),
    )
    report = run(path)
    assert counts(report) == (7, 2, 0, 0, 5)
    assert report.lines() == [
        "第3行：没有2月30日，请检查，已跳过",
        "第4行：「内容」是空的，已跳过",
        "第5行：「内容」是公式，没有值，已跳过",
        f"第6行：时间不能晚于现在：{future:%Y-%m-%d %H:%M}，已跳过",
        "第7行：「内容」超过9400字，已跳过",
    ]
    saved = ImportRun.objects.get()
    assert (saved.state, saved.rows, saved.new, saved.refused, saved.progress) == ("done", 7, 2, 5, 8)
    assert list(saved.imported_rows.filter(record=None).order_by("line").values_list("line", flat=True)) == [
        3,
        4,
        5,
        6,
        7,
    ]
    assert counts(run(path)) == (7, 0, 2, 0, 5), "a refused row is refused again and never counted as imported"


def test_a_long_letter_is_kept_whole(table: Callable[..., Path]) -> None:
    long = ("我们小区的事情从去年说起，" * 600)[:7000]
    run(table(letter(text=long)))
    assert Lead.objects.get().narrative.reveal() == long


def test_repeated_rows_count_once_and_a_number_with_other_words_is_refused(table: Callable[..., Path]) -> None:
    head = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级分类"]
    one = [7, "U1", "电梯停运", "2020-01-05 10:23", LIFTS, "城乡建设"]
    path = table(one, [*one[:5], "其他"], [7, "U1", "电梯停运", "2020-01-05 10:23", PIPES, "城乡建设"], head=head)
    report = run(path, "letters_labelled")
    assert counts(report) == (3, 1, 0, 1, 1)
    assert report.lines() == ["第4行：与第2行编号相同，内容不同，已跳过"]


def test_a_second_letter_names_the_first_as_likely_the_same(table: Callable[..., Path]) -> None:
    run(table(letter()))
    other = LIFTS.replace("十二天", "十五天").replace("请主管部门", "恳请有关部门")
    run(table(letter("又是电梯", at="2026/3/9 8:00", text=other), letter("医保", text=PIPES)))
    first, second, third = Lead.objects.order_by("received_at", "pk")
    twin = max((first, second, third), key=lambda lead: lead.received_at)
    assert [(one["lead"], one["days"]) for one in twin.duplicates] == [
        (str(Lead.objects.get(received_at__lt=twin.received_at, suggested="WA08").pk), 7)
    ]
    assert set(twin.duplicates[0]["reasons"]) == {"near_text", "same_place_and_kind"}
    assert LIFTS not in str(twin.duplicates)
    assert Lead.objects.get(suggested=NOT_PROPERTY).duplicates == []


def test_coordinates_outside_are_kept_and_flagged_and_impossible_ones_refused(tmp_path: Path) -> None:
    from django.contrib.gis.geos import MultiPolygon, Polygon

    from geo.models import Division, DivisionBoundary

    DivisionBoundary.objects.create(
        division=Division.objects.get(pk=small_world.COUNTY), source="test", source_crs="EPSG:4490", digest="x",
        geometry=MultiPolygon(Polygon.from_bbox((124.2, 43.0, 124.5, 43.3)), srid=4326),
    )  # fmt: skip
    ImportProfile.objects.create(
        name="placed", label="x", kind="property.lead", options={"key": "external_no", "datum": "gcj02"},
        mapping={"external_no": "n", "narrative": "t", "received_at": "d", "longitude": "x", "latitude": "y"},
    )  # fmt: skip
    path = tmp_path / "p.csv"
    path.write_text(
        "n,t,d,x,y\n"
        "1,inside the district,2020-01-01,124.35,43.16\n"
        "2,outside it,2020-01-01,-71.0772,42.2715\n"
        "3,nowhere,2020-01-01,0,0\n"
        "4,beyond the pole,2020-01-01,124.35,95\n"
        "5,half,2020-01-01,124.35,\n"
        "6,no place,2020-01-01,,\n"
    )
    report = run(path, "placed")
    assert counts(report) == (6, 3, 0, 0, 3)
    assert [line for line, _problem in report.refusals] == [4, 5, 6]
    inside, outside, nowhere = Lead.objects.order_by("external_no")
    assert (inside.flags, outside.flags) == ([], ["outside_served"])
    assert (outside.source_x, outside.source_datum, outside.outside_served) == (-71.0772, "gcj02", True)
    assert 0.004 < inside.source_x - inside.location.x < 0.01, "GCJ-02 is converted, the pair given is kept"
    assert nowhere.location is None


class Tripping(LeadImporter):
    """Fails once at the row it is told."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left = at

    def build(self, values: Any, profile: Any) -> Lead:
        self.left -= 1
        if self.left == 0:
            raise RuntimeError("pulled the plug")
        return super().build(values, profile)


def test_an_import_cut_short_goes_on_without_doubles(table: Callable[..., Path], monkeypatch: Any) -> None:
    monkeypatch.setattr(imports, "BATCH", 10)
    path = table(*[letter(f"第{n}件", text=f"{LIFTS}这是第{n}件。") for n in range(35)])
    with pytest.raises(RuntimeError):
        run(path, importer=Tripping(at=27))
    assert Lead.objects.count() == ImportedRow.objects.count() == Event.objects.count() == 20
    assert ImportRun.objects.get().state == "failed"
    assert counts(run(path)) == (35, 15, 20, 0, 0)
    assert Lead.objects.count() == 35


def test_a_refused_file_leaves_its_reason_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "letters.xlsx"
    path.write_bytes(b"%PDF-1.7 not a table")
    with pytest.raises(FileRefused):
        run(path)
    saved = ImportRun.objects.get()
    assert (saved.state, saved.problem) == ("refused", "只收CSV、CSV.GZ、XLSX；这个文件实际是PDF")
    assert not Lead.objects.exists()


def test_titles_hold_no_numbers_of_people_and_no_words_that_do_not_stand_in_titles() -> None:
    assert title_of("请联系13900000000处理电梯", LIFTS) == "请联系139****0000处理电梯"
    assert "刁民" not in title_of("物业骂我们是刁民", LIFTS)
    assert title_of("", LIFTS).startswith("锦绣花园三号楼")
    assert len(title_of("很长" * 100, LIFTS)) <= 60


# --- a person decides ---------------------------------------------------------------------------------------------


@pytest.fixture
def lead(table: Callable[..., Path]) -> Iterator[Lead]:
    run(table(letter(name="纪念安", phone="13900000000")))
    return Lead.objects.get()


def test_a_clerk_takes_a_lead_up_as_a_case(lead: Lead, clerk: Actor) -> None:
    done = engine.perform(lead, "take_up", actor=clerk, data={}, expected_version=1).record
    case = RectificationCase.objects.get()
    assert (done.state, done.case_id, done.version) == ("taken_up", case.pk, 2)
    assert LIFTS in case.narrative.reveal()
    assert (case.compound_id, case.channel, case.reported_at) == (lead.compound_id, "06", lead.received_at)
    assert case.reporter.name.reveal() == "纪念安"
    assert case.category == "", "the suggestion is not a decision"
    assert list(ledger.verify([lead.pk, case.pk])) == []
    with pytest.raises(WrongState):
        engine.perform(lead, "take_up", actor=clerk, data={}, expected_version=2)


def test_the_clock_of_registration_runs_from_when_the_message_came_in(lead: Lead, clerk: Actor) -> None:
    """A message left lying for three days is late by that much when somebody takes it up."""
    came_in = lead.events.get(seq=1).at
    with clock.moved_to(came_in + timedelta(days=3)):
        case = engine.perform(lead, "take_up", actor=clerk, data={}).record.case
    assert case.timers.get(key="T.INTAKE.REGISTER").started_at == came_in
    assert case.due_at <= came_in + timedelta(days=1)


def test_a_lead_joins_a_case_that_is_there(lead: Lead, clerk: Actor) -> None:
    case = engine.create(
        RectificationCase, actor=clerk, data={"channel": "02", "narrative": LIFTS, "compound": lead.compound_id}
    ).record
    case = engine.perform(case, "register_case", actor=clerk, data={}).record
    with pytest.raises(GuardsFailed) as failed:
        engine.perform(lead, "take_up", actor=clerk, data={"case_number": "WY-220302-2026-99999"})
    assert failed.value.denials[0].code == "lead_case_known"
    done = engine.perform(lead, "take_up", actor=clerk, data={"case_number": case.number}).record
    assert done.case_id == case.pk
    assert RectificationCase.objects.count() == 1


def test_setting_aside_needs_a_reason_and_a_way_on_and_can_be_taken_back(lead: Lead, clerk: Actor) -> None:
    with pytest.raises(InvalidData) as invalid:
        engine.perform(lead, "set_aside", actor=clerk, data={"reason": "不是", "pointed_to": ""})
    assert set(invalid.value.errors) == {"reason", "pointed_to"}
    data = {"reason": "反映的是医保报销，不是物业事项。", "pointed_to": "区医保局窗口"}
    aside = engine.perform(lead, "set_aside", actor=clerk, data=data).record
    assert (aside.state, aside.pointed_to, aside.closed_at) == ("set_aside", "区医保局窗口", None)
    back = engine.perform(aside, "reconsider", actor=clerk, data={}).record
    assert (back.state, back.set_aside_reason) == ("pending", None)


@pytest.mark.parametrize("role", ["R07", "R10", "R15", "R21"])
def test_who_does_not_take_messages_in_does_not_decide_on_them(lead: Lead, role: str) -> None:
    from casework.refusals import OutOfScope

    other = Actor(small_world.post(f"x{role}", role))
    with pytest.raises((NotYourRole, OutOfScope)):
        engine.perform(lead, "take_up", actor=other, data={})
    assert not RectificationCase.objects.exists()


# --- the command and the worker -----------------------------------------------------------------------------------


def command(path: Path, *options: str, profile: str = "plain_table") -> str:
    out = io.StringIO()
    call_command("import_complaints", str(path), "--profile", profile, *options, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_the_command_reports_lines_counts_and_seconds(table: Callable[..., Path]) -> None:
    path = table(letter(), letter(at="2026/2/30"))
    assert "试读，没有写入：共2行；1件新增，0件此前已导入；1行没有收" in command(path, "--dry-run")
    assert not Lead.objects.exists()
    assert not ImportRun.objects.exists()
    said = command(path)
    assert "第3行：没有2月30日，请检查，已跳过" in said
    assert "导入完成：共2行；1件新增，0件此前已导入；1行没有收；用时" in said
    assert "0件新增，1件此前已导入" in command(path)


def test_the_command_fails_plainly(table: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as nothing:
        command(table(letter(at="昨天")))
    assert nothing.value.code == 1
    with pytest.raises(CommandError, match="没有这个方案：nobody。现有：letters_labelled"):
        command(table(letter()), profile="nobody")
    with pytest.raises(CommandError, match="没有这个文件"):
        command(tmp_path / "gone.xlsx")
    with pytest.raises(CommandError, match=r"文件里没有「.*」这一列"):
        command(table(letter()), profile="letters_with_replies")


def test_the_worker_carries_an_uploaded_file_out_once(table: Callable[..., Path], clerk: Actor) -> None:
    saved = ImportProfile.objects.get(name="plain_table")
    made = imports.receive(saved, [table(letter()).read_bytes()], file_name="信.xlsx", actor=clerk)
    path = imports.upload_path(made)
    assert path.stat().st_mode & 0o077 == 0
    import_jobs.run_import(made.pk)
    import_jobs.run_import(made.pk)
    made.refresh_from_db()
    assert (made.state, made.new, Lead.objects.count()) == ("done", 1, 1)
    assert Event.objects.get().post_id == clerk.post.pk
    assert not path.exists()


def test_an_upload_over_the_limit_is_not_kept(clerk: Actor, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1000
    saved = ImportProfile.objects.get(name="plain_table")
    with pytest.raises(FileRefused, match="请分开导入"):
        imports.receive(saved, [b"x" * 600, b"x" * 600], file_name="x.csv", actor=clerk)
    assert not ImportRun.objects.exists()
    assert not any((settings.VAR_DIR / "imports").iterdir())
