"""Marked values in every personal field are found in no column, no file, no log and no careless output."""

import json
import logging
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.forms.models import model_to_dict
from django.template import Context, Engine
from rest_framework.renderers import JSONRenderer

from casework import files
from casework.actor import Actor
from casework.fields import BlindIndexField, EncryptedField
from casework.masking import MASKS
from tests.casework import canary, sample_files, small_world

#: names that speak of a person; what is not a person's stands in the second set
_PERSONAL = re.compile(r"phone|mobile|identity|id_?card|guardian|reporter|contact|bank|plate|address|resident")
_NOT_A_PERSON = {
    "casework.Receiver.address",
    "casework.Agency.public_address",
    "casework.Agency.public_phone",
    "geo.Compound.address",
    "relief.PoliceInquiry.addressed_to",
    "relief.TicketVoucher.transit_contact",
    "relief.WordAhead.addressee",
}


@pytest.fixture
def marks(db: None) -> list[canary.Mark]:
    return canary.plant()


def test_every_encrypted_field_got_its_own_mark(marks: list[canary.Mark]) -> None:
    declared = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, EncryptedField)
    ]
    assert declared
    assert sorted(one.field for one in marks) == sorted(declared)
    assert len({one.at_rest for one in marks}) == len(marks)
    for one in marks:
        model, field = one.field.rsplit(".", 1)
        assert one.text in {
            value.reveal() for value in apps.get_model(model)._base_manager.values_list(field, flat=True) if value
        }


def test_no_table_holds_a_mark(marks: list[canary.Mark]) -> None:
    assert canary.leaks_in_database(marks) == []


def test_no_careless_output_shows_a_mark(marks: list[canary.Mark], caplog: pytest.LogCaptureFixture) -> None:
    """What a template, a serializer, a log line or a dump gets when nobody thought of masking."""
    outputs: dict[str, str] = {}
    for model in canary.guarded_models():
        rows = list(model._base_manager.all())
        label = model._meta.label
        outputs[f"{label} dump"] = serializers.serialize("json", rows)
        outputs[f"{label} rows"] = json.dumps(list(model._base_manager.values()), cls=DjangoJSONEncoder, default=str)
        outputs[f"{label} repr"] = f"{rows} {rows[0]} {vars(rows[0])!r}"
        held = {field.name: getattr(rows[0], field.name) for field in canary.fields_of(model)}
        outputs[f"{label} json"] = JSONRenderer().render(held).decode()
        outputs[f"{label} page"] = Engine().from_string("{{ held }}{{ held.items }}").render(Context({"held": held}))
        outputs[f"{label} form"] = str(model_to_dict(rows[0])) + repr(held)
        logging.getLogger("angui.canary").error("lost %s %r", rows[0], held)
    leaks = [leak for where, text in outputs.items() for leak in canary.leaks_in_text(where, text, marks)]
    assert leaks == []
    assert canary.leaks_in_text("log", caplog.text, marks) == []
    assert "199****0" in str(outputs), "the masked forms should have been shown"


def test_no_stored_file_holds_a_mark(marks: list[canary.Mark], var_folder: Path) -> None:
    actor = Actor(small_world.post("clerk", "R04"))
    for one in marks:
        files.store(sample_files.Upload(sample_files.pdf(one.text), f"{one.at_rest}.pdf"), actor=actor)
    assert len(list(var_folder.rglob("*/*/*"))) == len(marks)
    assert canary.leaks_in_files(marks, var_folder) == []


@pytest.mark.parametrize("kind", sorted(MASKS))
def test_the_search_finds_what_lies_in_the_clear(db: None, var_folder: Path, kind: str) -> None:
    """A search that finds nothing is worth something only when it finds what is there."""
    field = EncryptedField(kind=kind)
    field.set_attributes_from_name("probe")
    field.model = apps.get_model("casework.AccessEntry")
    one = canary.mark(field, 17)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE probe (a text, b bytea, c jsonb, d json, e text[], f varchar(200))")
        cursor.execute(
            "INSERT INTO probe VALUES (%s, %s, %s, %s, %s, %s)",
            [one.text, b"\0\xff" + one.text.encode(), json.dumps([one.text]), json.dumps({"x": one.text}), [one.text],
             one.text],
        )  # fmt: skip
    assert len(canary.leaks_in_database([one])) == 6
    (var_folder / "loose.log").write_text(f"…{one.text}…")
    assert canary.leaks_in_files([one], var_folder) == [f"loose.log: {one.field}"]
    for shown in (one.text, json.dumps(one.text), one.text.encode()):
        assert canary.leaks_in_text("page", shown, [one]) == [f"page: {one.field}"]
    assert canary.leaks_in_text("page", str(MASKS[kind](one.text)), [one]) == []


def test_no_field_with_a_personal_name_is_kept_in_the_clear() -> None:
    plain = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in {"casework", "property_rectification", "relief", "geo"}
        for field in model._meta.local_fields
        if _PERSONAL.search(field.name)
        and isinstance(field, models.CharField | models.TextField | models.JSONField | models.BinaryField)
        and not isinstance(field, EncryptedField | BlindIndexField)
    ]
    assert set(plain) <= _NOT_A_PERSON
