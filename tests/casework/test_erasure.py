"""Lawful erasure: the value is nowhere any more, everything else is, and the chain verifies."""

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client

from casework import attaching, clock, crypto, documents, erasure, ledger
from casework.actor import Actor
from casework.fields import EncryptedField
from casework.models import Document, Event, IdempotencyKey, LedgerValue, OutboxMessage, Proposal
from casework.refusals import InvalidData, NotYourRole
from property_rectification.models import RectificationCase
from tests.casework import sample_files
from tests.property_rectification.world import World

PHONE, NAME = "13800005678", "王例"
BASIS = "本人申请，依个人信息保护法第四十七条，专班负责人批准"


def reporter_path(case: Any, name: str) -> str:
    return f"reporter/{case.reporter.pk}/{name}"


def phone_paths(case: Any) -> list[str]:
    return [reporter_path(case, "phone"), "form/reporter_phone"]


def erase(case: Any, *paths: str, basis: str = BASIS) -> Event:
    return erasure.erase(case, paths, actor=Actor.system(), basis=basis).event


def everything_opened() -> str:
    """Every cell of every table as text, with all that is encrypted opened: where a value may still stand."""
    cells: list[str] = []
    for model in apps.get_models():
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                opened = value.reveal() if isinstance(field, EncryptedField) and value else _opened(model, value)
                cells.append(str(opened))
    return "\n".join(cells)


def _opened(model: type, value: Any) -> Any:
    contexts = {
        LedgerValue: ledger.VALUE_CONTEXT,
        Proposal: "casework.Proposal.data",
        OutboxMessage: "casework.OutboxMessage.payload",
        IdempotencyKey: "casework.IdempotencyKey.answer",
        Document: documents.SNAPSHOT_CONTEXT,
    }
    if not isinstance(value, bytes | memoryview) or model not in contexts:
        return bytes(value) if isinstance(value, memoryview) else value
    try:
        return crypto.decrypt(bytes(value), contexts[model])
    except crypto.CannotDecrypt:  # a salt
        return bytes(value)


def test_value_is_in_no_table_any_more(world: World) -> None:
    case = world.draft(reporter_name=NAME)
    case = world.amend(case, "edit_reporter", "intake", reporter_phone="13800009999")
    for number in (PHONE, "13800009999"):
        assert number in everything_opened(), "the scan can see it while it is there"
    index = crypto.blind_index("13800009999", "phone")
    assert str(index) in everything_opened()
    erase(case, *phone_paths(case))
    left = everything_opened()
    for number in (PHONE, "13800009999", str(index)):
        assert number not in left
    assert NAME in left


def test_chain_verifies_and_the_past_view_says_so(world: World) -> None:
    case = world.do(world.draft(reporter_name=NAME, claim="公布账目"), "register_case", "intake")
    hashes = list(case.events.order_by("seq").values_list("hash", flat=True))
    world.later(hours=1)
    before = ledger.as_at(case.pk, world.now)
    event = erase(case, *phone_paths(case), "claim", "form/claim")
    assert list(ledger.verify()) == []
    assert list(case.events.order_by("seq").values_list("hash", flat=True)) == [*hashes, event.hash]
    for at in (world.now, clock.now()):
        view = ledger.as_at(case.pk, at)
        gone = {path for path, value in view.values.items() if value is ledger.ERASED}
        assert gone == {reporter_path(case, "phone"), "claim"}
        assert str(view.values["claim"]) == "已依法删除"
        kept = {path: value for path, value in view.values.items() if path not in gone}
        assert kept == {path: value for path, value in before.values.items() if path not in gone}


def test_row_keeps_everything_else(world: World) -> None:
    case = world.draft(reporter_name=NAME, reporter_address="3号楼", claim="公布账目")
    other = world.draft(reporter_name=NAME)
    erase(case, *phone_paths(case))
    now = RectificationCase.objects.get(pk=case.pk)
    assert (now.reporter.phone.reveal(), now.reporter.phone_index) == ("", None)
    assert (now.reporter.name.reveal(), now.reporter.address.reveal()) == (NAME, "3号楼")
    assert (now.claim.reveal(), now.narrative.reveal()) == ("公布账目", case.narrative.reveal())
    assert (now.state, now.version) == (case.state, case.version + 1)
    assert RectificationCase.objects.get(pk=other.pk).reporter.phone.reveal() == PHONE
    assert ledger.as_at(other.pk, clock.now()).values[reporter_path(other, "phone")] == PHONE


def test_erasing_is_an_event_with_its_ground(world: World) -> None:
    case = world.draft()
    event = erase(case, *phone_paths(case))
    assert (event.name, event.role, event.state_from, event.state_to) == ("erase_values", "system", "draft", "draft")
    first = case.events.get(seq=1)
    said = {(item["event"], item["path"], item["side"]) for item in event.detail["erased"]}
    assert said == {(first.pk, reporter_path(case, "phone"), "new"), (first.pk, "form/reporter_phone", "text")}
    assert ledger.open_value(event.values.get(path="basis")) == BASIS


def test_case_goes_on_after_an_erasure(world: World) -> None:
    case = world.draft()
    erase(case, *phone_paths(case))
    case = world.amend(case, "edit_reporter", "intake", reporter_phone="13800001111")
    assert world.do(case, "register_case", "intake").state == "registered"
    assert ledger.as_at(case.pk, clock.now()).values[reporter_path(case, "phone")] == "13800001111"
    assert list(ledger.verify()) == []


def test_archived_case_can_be_erased(world: World) -> None:
    case = world.triage()
    case = world.two(
        case, "refuse_case", "office", "office2", reason="01", explanation="事项发生在邻县的小区里。",
        basis_files=[world.file(case, "basis")], remedy_text="请向邻县住建部门反映，随时可以提出。",
    )  # fmt: skip
    assert "邻县的小区" in everything_opened()
    paths = ["form/explanation", f"conclusion/{case.conclusions.get().pk}/reasons"]
    erase(case, *paths)
    assert "邻县的小区" not in everything_opened(), "nor in the decided proposal"
    assert list(ledger.verify()) == []


def test_file_name_of_the_kernel_can_be_erased(world: World) -> None:
    """A child whose model lives in the kernel, not in the domain of the record."""
    case = world.fact_finding()
    photo = sample_files.Upload(sample_files.picture("JPEG"))
    with world.acting():
        case = attaching.attach(
            case, photo, actor=world.actors["housing"], data={"title": "照片", "purpose": "evidence"},
            expected_version=None,
        ).record  # fmt: skip
    place = case.files.get()
    erase(case, f"recordfile/{place.pk}/name")
    place.refresh_from_db()
    assert place.name.reveal() == ""


@pytest.mark.parametrize("basis", ["", "   ", "本人申请", " 九个字的依据不够 "])
def test_without_a_ground_nothing_is_erased(world: World, basis: str) -> None:
    case = world.draft()
    with pytest.raises(InvalidData) as refused:
        erase(case, *phone_paths(case), basis=basis)
    assert list(refused.value.errors) == ["basis"]
    unchanged(case)


@pytest.mark.parametrize(
    "path", ["nothing", "claim", "reporter/1/phone", "form/nothing", "reporter", "/", "", "form/reporter_phone/x"]
)
def test_path_that_never_held_a_value(world: World, path: str) -> None:
    case = world.draft()
    with pytest.raises(InvalidData) as refused:
        erase(case, *phone_paths(case), path)
    assert str(refused.value.errors["paths"][0]) == f"没有这一项：{path}"
    unchanged(case)


@pytest.mark.parametrize(
    "path", ["state", "channel", "division_id", "title", "form/channel", "form/compound", "reporter/…/case_id"]
)
def test_what_is_not_personal_stays(world: World, path: str) -> None:
    case = world.draft()
    path = path.replace("…", str(case.reporter.pk))
    with pytest.raises(InvalidData) as refused:
        erase(case, path)
    assert "不是个人信息" in str(refused.value.errors["paths"][0])
    unchanged(case)


def test_ground_of_an_erasure_stays(world: World) -> None:
    case = world.draft()
    erase(case, *phone_paths(case))
    with pytest.raises(InvalidData):
        erase(case, "basis")
    assert case.events.filter(name="erase_values").count() == 1


def test_no_path_is_no_erasure(world: World) -> None:
    case = world.draft()
    with pytest.raises(InvalidData):
        erase(case)
    unchanged(case)


def test_person_does_not_erase(world: World) -> None:
    case = world.draft()
    with pytest.raises(NotYourRole):
        erasure.erase(case, phone_paths(case), actor=world.actors["admin"], basis=BASIS)
    unchanged(case)


def unchanged(case: Any) -> None:
    now = RectificationCase.objects.get(pk=case.pk)
    assert (now.version, now.reporter.phone.reveal(), now.events.count()) == (case.version, PHONE, case.version)
    assert list(ledger.verify()) == []


def test_value_that_goes_without_the_register_is_found(world: World) -> None:
    """The database lets a value go only under the name of its event; the verification asks the register."""
    from django.db import connection

    case = world.draft()
    value = LedgerValue.objects.get(event__record=case.pk, path="form/reporter_phone")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('angui.erasure', %s, true)", [str(value.event_id)])
    value.delete()
    assert [f.code for f in ledger.verify()] == ["value_missing"]


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("erase_values", *arguments, stdout=out)
    return out.getvalue()


def with_paths(paths: list[str]) -> list[str]:
    return [part for path in paths for part in ("--path", path)]


def test_command_erases(world: World) -> None:
    case = world.do(world.draft(), "register_case", "intake")
    said = run(case.number, *with_paths(phone_paths(case)), "--basis", BASIS)
    assert said.startswith("已依法删除2处，账本第3条记下了依据。")
    assert PHONE not in everything_opened()


def test_command_asks_for_the_copies(world: World) -> None:
    """What was typed stands beside the field it went to, and in what somebody wrote about it."""
    case = world.draft(reporter_phone="138 0000 5678", claim=f"请打{PHONE}")
    argument = [str(case.pk), "--path", reporter_path(case, "phone"), "--basis", BASIS]
    with pytest.raises(CommandError, match="同样的内容还在这些项里：claim、form/claim、form/reporter_phone。"):
        run(*argument)
    unchanged(case)
    assert "已依法删除1处" in run(*argument, "--leave-copies")
    assert PHONE in everything_opened()


@pytest.mark.parametrize(
    ("record", "path", "basis", "said"),
    [
        ("WY-220399-2026-99999", "claim", BASIS, "没有这件记录"), ("", "claim", BASIS, "没有这件记录"),
        (None, "claim", BASIS, "没有这一项：claim"), (None, "channel", BASIS, "不是个人信息"),
        (None, "narrative", "不详", "至少10个字"),
    ],
)  # fmt: skip
def test_command_refuses_with_a_sentence(world: World, record: str | None, path: str, basis: str, said: str) -> None:
    case = world.draft()
    name = str(case.pk) if record is None else record
    with pytest.raises(CommandError, match=said):
        run(name, "--path", path, "--basis", basis, "--leave-copies")
    unchanged(case)


def test_api_shows_that_it_was_erased(world: World, client: Client) -> None:
    case = world.draft(claim="公布账目")
    erase(case, "claim", "form/claim")
    client.force_login(world.user("supervisor"), backend="django.contrib.auth.backends.ModelBackend")
    today = clock.now().date()
    answer = client.get(f"/api/v1/rectification-cases/{case.pk}/as-at/{today}")
    assert answer.json()["values"]["claim"] == "已依法删除"
    assert "公布账目" not in answer.content.decode()
