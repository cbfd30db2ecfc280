"""The seeded timer rules of a case against the specification's table, row by row."""

import csv
from pathlib import Path

import pytest

from casework.models import TimerRule
from tests.shared import shared_data

BUILT = [
    "T.INTAKE.REGISTER", "T.INTAKE.INFORM", "T.SUPPLEMENT", "T.DISPATCH", "T.DISPATCH.URGENT", "T.SIGN", "T.RETURN",
    "T.RETURN.COMPLEX", "T.RETURN.DECIDE", "T.DISPUTE.MEET", "T.HANDLE.CONSULT", "T.HANDLE.ORDINARY",
    "T.HANDLE.PETITION", "T.HANDLE.RECTIFY", "T.HUNG.REVIEW", "T.SUSPEND.VOTE", "T.MED.PRE", "T.MED.COMMUNITY",
    "T.CONFIRM", "T.CHECK", "T.CALLBACK", "T.CLOSE.PUBLIC", "T.OBJECTION", "T.OBJECTION.REVIEW",
    "T.LOOKBACK.FIRST", "T.LOOKBACK.SECOND", "T.RELAPSE", "T.ARCHIVE", "T.ESC.REMIND", "T.ESC.URGE", "T.ESC.YELLOW",
    "T.ESC.RED", "T.ESC.TALK", "T.ESC.SUPERVISE",
]  # fmt: skip
#: A word of the table's cell that speaks for each of our codes.
SIGNS = {
    "alarm": ("red flag", "overdue"),
    "urge": ("催办",),
    "escalate": ("then 督办", "supervisor", "T.ESC.*"),
    "supervise": ("督办",),
    "right_ends": ("right to", "relapse can no longer"),
    "transition:reject_return": ("reject_return",),
    "transition:lapse_supplement": ("lapse_supplement",),
    "transition:start_lookback": ("start_lookback",),
    "transition:archive_case": ("archive_case",),
    "transition:unshelve_case": ("unshelve_case",),
    "transition:resume_case": ("resume_case",),
    "transition:end_mediation": ("end mediation", "mediator reports"),
    "ask:close_case": ("close_case",),
    "remind": ("reminder",),
    "warn:yellow": ("yellow",),
    "warn:red": ("red and 督办单",),
    "propose:talk": ("约谈",),
    "propose:supervision": ("挂牌督办",),
}


@pytest.mark.django_db
def test_every_built_timer_has_one_rule_in_force() -> None:
    rules = TimerRule.objects.filter(lifecycle="property.case", valid_to__isnull=True)
    assert sorted(rules.values_list("key", flat=True)) == sorted(BUILT)


@pytest.mark.django_db
def test_rules_equal_the_table_row_by_row() -> None:
    path: Path | None = shared_data("spec", "tables", "property", "timers.csv")
    if path is None:
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file) if "property.case" in row["lifecycle"].split("|")}
    for key in BUILT:
        row, rule = rows[key], TimerRule.objects.get(key=key, lifecycle="property.case")
        ours = {
            "length": "" if rule.amount is None else str(rule.amount),
            "unit": rule.unit,
            "roll": rule.roll,
            "rules": rule.basis,
            "confidence": rule.confidence,
        }
        assert ours == {name: row[name] for name in ours}, key
        assert any(sign in row["on_expiry"] for sign in SIGNS[rule.on_expiry]), key


@pytest.mark.django_db
def test_rights_and_look_backs_are_no_deadlines() -> None:
    no_deadline = TimerRule.objects.filter(lifecycle="property.case", is_deadline=False).exclude(
        key__startswith="T.ESC"
    )
    assert sorted(no_deadline.values_list("key", flat=True)) == [
        "T.ARCHIVE", "T.CLOSE.PUBLIC", "T.CONFIRM", "T.HUNG.REVIEW", "T.LOOKBACK.FIRST", "T.LOOKBACK.SECOND",
        "T.MED.COMMUNITY", "T.MED.PRE", "T.OBJECTION", "T.RELAPSE", "T.RETURN", "T.RETURN.COMPLEX", "T.SUPPLEMENT",
        "T.SUSPEND.VOTE",
    ]  # fmt: skip
