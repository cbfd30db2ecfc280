"""Generated from the permission matrix: what each role gets over HTTP, as far as the objects exist.

Every role gets somebody in a post of its own, related to one case as that role can be. Letters: C create, R read,
U update, A approve, r masked read, s status only.
"""

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import property_rectification
from casework import clock
from casework.models import AccessEntry, Agency, Post, Relation, User
from geo.models import Division
from property_rectification.models.mediation import Mediation, MediationAgreement
from tests.flows.district import CASES, LEADS, District, Stage

_FILE = Path(property_rectification.__file__).parent / "seed" / "permissions.csv"
MATRIX = {
    (line["role"], line["object"]): (set(filter(None, line["letters"].split("|"))), line["scope"])
    for line in csv.DictReader(_FILE.open(encoding="utf-8"))
}
ROLES = sorted({role for role, _object in MATRIX})
#: Status-only readers get their part with the handoffs, the reporter's own page with the public side: neither is built.
LATER = {"R10", "R11", "R12", "R17"}
BY_AGENCY = {"R07": "zjj", "R08": "cgj", "R09": "zjj"}
NAME, PHONE = "王例", "13800000001"


@pytest.fixture(params=ROLES)
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Seat:
    """Somebody in a role, related to a case in the check as that role can be, and the case."""

    def __init__(self, staged: District, role: str) -> None:
        found = staged.stages["property.case"]["checking"]
        self.stage = Stage(found.kind, found.pk, found.state, found.at + timedelta(minutes=5))
        self.role, agency = role, Agency.objects.get(code=BY_AGENCY.get(role, "zfw"))
        self.user = User.objects.create(username=f"seat-{role}", last_name="某", first_name=role)
        Post.objects.create(
            user=self.user, agency=agency, role=role, title=role, division=Division.objects.get(pk="220302"),
            valid_from=date(2020, 1, 1),
        )  # fmt: skip
        self._relate(agency)
        self.api = staged.api(self.user.username)

    def _relate(self, agency: Agency) -> None:
        kinds = {"R08": Relation.ASSIST, "R15": Relation.FIRM, "R16": "owner_body"}
        if self.role in kinds:
            self._add(kind=kinds[self.role], agency=agency)
        if self.role in ("R14", "R25"):
            self._add(kind="mediator" if self.role == "R14" else Relation.PANEL, user=self.user)

    def _add(self, **values: Any) -> None:
        Relation.objects.create(record_id=self.stage.pk, since=self.stage.at, **values)

    def letters(self, object_code: str) -> set[str]:
        return MATRIX[self.role, object_code][0]

    @property
    def sees(self) -> bool:
        """Whether the matrix lets this role read cases in any way that is built."""
        return bool(self.letters("case_basics") & set("Rrs")) and self.role not in LATER


@pytest.fixture
def seat(staged: District, role: str) -> Any:
    made = Seat(staged, role)
    with clock.moved_to(made.stage.at):
        yield made


def test_case_basics_read(seat: Seat) -> None:
    """Roles and rights of `permissions.csv`, case_basics: who reads a case and its list; for others it is not there."""
    answer = seat.api.get(seat.stage.url)
    listed = seat.api.get(CASES).json()
    ids = {row["id"] for row in listed["results"]}
    assert answer.status_code == (200 if seat.sees else 404)
    assert (str(seat.stage.pk) in ids) is seat.sees
    if not seat.sees:
        assert listed["count"] == 0


def test_case_basics_create(seat: Seat) -> None:
    """Roles and rights of `permissions.csv`, case_basics: who begins a case."""
    answer = seat.api.post(
        CASES, {"channel": "02", "place": "东门口", "narrative": "东门口的路灯坏了半个月，晚上看不见路。"}
    )
    may = "C" in seat.letters("case_basics")
    assert answer.status_code == (201 if may else 403), answer.content.decode()


def test_leads_are_seen_by_who_takes_them_up(seat: Seat) -> None:
    """Leads hold people's own words: only who creates and updates every case sees them."""
    answer = seat.api.get(LEADS).json()
    right, scope = MATRIX[seat.role, "case_basics"]
    assert (answer["count"] > 0) is ({"C", "R", "U"} <= right and scope == "")


def test_reporter_identity(seat: Seat) -> None:
    """Roles and rights of `permissions.csv`, reporter_identity: masked for r and R, absent for all others."""
    answer = seat.api.get(seat.stage.url)
    text = answer.content.decode()
    assert [mark for mark in (NAME, PHONE) if mark in text] == [], "never in full without a purpose"
    if not seat.sees:
        return
    shown = bool(seat.letters("reporter_identity") & set("Rr"))
    assert ("reporter" in answer.json()) is shown
    if shown:
        assert answer.json()["reporter"]["phone"] == "138****0001"


def test_unmasking(seat: Seat) -> None:
    """Roles and rights of `permissions.csv`, reporter_identity: R, or r with a full read on a logged need, opens a
    value for a purpose, and the look is recorded."""
    answer = seat.api.post(f"{seat.stage.url}/unmask", {"field": "phone", "purpose": "case"})
    letters, scope = MATRIX[seat.role, "reporter_identity"]
    may = seat.sees and ("R" in letters or scope == "full read on a logged need")
    assert answer.status_code == (200 if may else 403 if seat.sees else 404), answer.content.decode()
    assert (PHONE in answer.content.decode()) is may
    entry = AccessEntry.objects.filter(user=seat.user).latest("pk")
    assert (entry.action == "unmask" and entry.purpose == "case") is may
    assert PHONE not in str(vars(entry))


def test_unmasking_without_a_purpose(seat: Seat) -> None:
    """Guard `purpose_required`: nobody opens a value without saying what for."""
    answer = seat.api.post(f"{seat.stage.url}/unmask", {"field": "phone"})
    assert answer.status_code in (403, 404, 422)
    assert PHONE not in answer.content.decode()
    if answer.status_code == 422:
        assert answer.json()["denials"][0]["code"] == "purpose_required"


def test_facts_and_evidence_read(seat: Seat) -> None:
    """`permissions.csv`: substance for R and r of facts_evidence; what was said also for who writes messages down."""
    if not seat.sees:
        assert seat.api.get(seat.stage.url).status_code == 404
        return
    body = seat.api.get(seat.stage.url).json()
    shown = bool(seat.letters("facts_evidence") & set("Rr"))
    assert all((part in body) is shown for part in ("facts", "statements"))
    assert ("narrative" in body) is (shown or "C" in seat.letters("case_basics"))
    if shown:
        assert len(body["facts"]) == 2


AGREED = "物业减收两个月物业费，双方不再追究。"


def _mediated(seat: Seat) -> None:
    """A round that came to an agreement, beside the case of the seat."""
    rows: dict[str, Any] = {"case_id": seat.stage.pk, "recorded_at": seat.stage.at}
    one = Mediation.objects.create(
        round=1, asked_by="owner", asked_at=seat.stage.at, dispute="物业费", result=Mediation.REACHED, **rows
    )
    MediationAgreement.objects.create(
        mediation=one, form="01", content=AGREED, effective_at=seat.stage.at, perform_by=date(2026, 4, 1), **rows
    )


def test_mediation(seat: Seat) -> None:
    """Roles and rights of `permissions.csv`, mediation: R reads what was settled; C and s see that it was, and by when
    it is to be kept; for others there is none."""
    _mediated(seat)
    if not seat.sees:
        return
    answers = [seat.api.get(seat.stage.url), seat.api.client.get(f"/cases/{seat.stage.record.number}/")]
    body, letters = answers[0].json(), seat.letters("mediation")
    assert ("mediations" in body) is bool(letters)
    assert all(("减收两个月" in a.content.decode()) is ("R" in letters) for a in answers)
    assert [m["perform_by"] for m in body.get("mediations", [])] == ["2026-04-01"] * bool(letters)


def test_audit_log(seat: Seat) -> None:
    """Roles and rights of `permissions.csv`, audit_log: R opens the access log, of the privacy officer a part."""
    seat.api.get(seat.stage.url)
    answer = seat.api.client.get("/manage/access-log/")
    letters, scope = MATRIX[seat.role, "audit_log"]
    assert answer.status_code == (200 if "R" in letters else 403)
    if answer.status_code == 200:
        listed = "查看列表" in _rows(answer) or "查看被拒" in _rows(answer) or "登录" in _rows(answer)
        assert not (scope and listed)


def _rows(answer: Any) -> str:
    """The table alone: the filter above it names every kind of entry."""
    text = answer.content.decode()
    return text[text.find("<tbody") : text.find("</tbody")]


def test_outbox_belongs_to_who_keeps_the_system(seat: Seat) -> None:
    """Roles and rights of `permissions.csv`, users: who keeps the users keeps the outbox too."""
    answer = seat.api.client.get("/manage/outbox/")
    assert answer.status_code == (200 if "U" in seat.letters("users") else 403)


def test_every_role_of_the_matrix_was_asked() -> None:
    """The matrix names 25 roles with ten objects each."""
    assert len(ROLES) == 25
    assert len(MATRIX) == 25 * 10
