"""Every kind of paper over HTTP: the account or key it is addressed to opens it, and no other of them (§5.4)."""

import secrets
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from casework import clock, crypto, documents, publickeys
from casework.ids import uuid7
from casework.models import Document, DocumentTemplate, Event
from property_rectification.public.answers import ANSWER
from tests.flows.district import District, Stage

FIRM, COMMITTEE, KEY = "R15", "R16", "R17"
#: Paper → whom it can go to at all. What is not named here is the office's.
TO: dict[str, set[str]] = {
    "F-01": {KEY}, "F-04": {FIRM}, "F-05": {KEY}, "F-10": {FIRM, COMMITTEE, KEY}, "F-11": {FIRM, COMMITTEE, KEY},
    "F-15": set(), "F-16": {FIRM}, "F-17": set(), "F-18": {COMMITTEE, KEY}, "F-19": set(), "F-20": {FIRM},
    "F-22": set(), "F-24": set(), "F-36": {FIRM, KEY}, "F-37": {FIRM, COMMITTEE, KEY}, "F-38": {KEY},
    "F-39": {FIRM, COMMITTEE, KEY}, "F-40": set(),
}  # fmt: skip
#: Those that reach a party only because it asked for them itself.
OWN = {"F-18"}
ACCOUNTS = {"wuye1": FIRM, "yeweihui1": COMMITTEE}
STRANGERS = ("wuye2", "yeweihui2")
#: Pages of the key where a paper of its own stands.
AT = {"F-01": "receipt.pdf", ANSWER: "answer.pdf"}


def test_every_kind_of_paper_says_to_whom_it_goes() -> None:
    papers = {paper.code: paper for paper in documents.papers()}
    declared = {code: paper for code, paper in papers.items() if code.startswith("F-")}
    assert set(TO) == set(declared)
    # the papers of a relief station go into people's hands: no account of a party, no key opens one
    assert all(paper.addressed is documents.nobody for code, paper in papers.items() if code not in declared)
    silent = {code for code, paper in declared.items() if paper.addressed is documents.nobody}
    assert silent == {code for code, roles in TO.items() if not roles} | OWN


def test_what_the_acts_address_is_what_the_table_says(staged: District) -> None:
    """Of all papers of the stages, in the act that asked for each."""
    names = {(e.record_id, e.seq): e.name for e in Event.objects.all()}
    met: dict[str, set[str]] = {}
    for one in Document.objects.select_related("record"):
        roles = set(documents.received_by(one))
        assert roles <= TO[one.code], (one.code, names[one.record_id, one.event_seq], roles)
        met.setdefault(one.code, set()).update(roles)
    assert {"F-01": {KEY}, "F-04": {FIRM}, "F-16": {FIRM}, "F-10": {FIRM, COMMITTEE, KEY}}.items() <= met.items()
    assert met["F-15"] == met["F-17"] == met["F-24"] == set()


@pytest.fixture
def case(staged: District) -> Iterator[Stage]:
    """A case that all of them see, with one paper of every kind for each role and one for nobody."""
    stage = staged.stages["property.case"]["closed"]
    with clock.moved_to(stage.at + timedelta(minutes=5)):
        Document.objects.bulk_create(
            _paper(stage, n, code, role)
            for n, (code, role) in enumerate((c, r) for c in TO for r in ("", FIRM, COMMITTEE, KEY))
        )
        yield stage


def _paper(stage: Stage, n: int, code: str, role: str) -> Document:
    """As `request` asks for it, with the sample in place of an act."""
    said = {"organ": "示范区", "number": stage.record.number, "publicity": "不公开", "data_at": "", "printed_at": "",
            "printed_by": "", "qr": "", "salt": secrets.token_hex(16)}  # fmt: skip
    fields = said | documents.paper_of(code).sample_snapshot() | {"addressed": [role] if role else []}
    return Document(
        id=uuid7(), record_id=stage.pk, event_seq=1000 + n, code=code, digest="0" * 64, requested_at=clock.now(),
        template=DocumentTemplate.objects.get(code=code, version=1),
        snapshot=crypto.encrypt_json(fields, context=documents.SNAPSHOT_CONTEXT),
    )  # fmt: skip


def _made(stage: Stage, role: str) -> dict[str, str]:
    """Paper → id of the one that was made for a role."""
    rows = stage.record.documents.filter(event_seq__gte=1000)
    return {one.code: str(one.pk) for one in rows if documents.received_by(one) == frozenset(filter(None, [role]))}


def test_an_account_opens_what_is_addressed_to_it_and_no_other(staged: District, case: Stage) -> None:
    every = {role: _made(case, role) for role in ("", FIRM, COMMITTEE, KEY)}
    assert all(set(found) == set(TO) for found in every.values())
    for who, role in ACCOUNTS.items():
        client = staged.client_of(who)
        listed = {one["id"]: one["may_open"] for one in client.get(f"{case.url}/documents").json()["documents"]}
        page = client.get(f"/cases/{case.record.number}/").content.decode()
        for other, found in every.items():
            for code, key in found.items():
                assert listed.get(key, False) is (other == role), (who, code, other)
                assert (key in page) is (other == role), (who, code, other)
        for code in ("F-20", "F-39"):
            for other, found in every.items():
                answer = client.get(f"/cases/{case.record.number}/documents/{found[code]}/pdf/")
                assert answer.status_code == (200 if other == role else 404), (who, code, other)
    for who in STRANGERS:
        for key in every[FIRM].values():
            assert staged.client_of(who).get(f"{case.url}/documents/{key}").status_code == 404


def test_the_key_opens_what_is_addressed_to_the_reporter_and_no_other(staged: District, case: Stage) -> None:
    token = publickeys.open_for(case.record).token.reveal()
    client, here = Client(), f"/p/r/{token}/"
    page = client.get(here).content.decode()
    for role in ("", FIRM, COMMITTEE, KEY):
        for code, key in _made(case, role).items():
            shown = role == KEY and code not in AT
            assert (f"papers/{key}.pdf" in page) is shown, (code, role)
            if not shown:
                assert client.get(f"{here}papers/{key}.pdf").status_code == 404, (code, role)
    for code in ("F-39", "F-10"):
        answer = client.get(f"{here}papers/{_made(case, KEY)[code]}.pdf")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    other = next(s for s in staged.stages["property.case"].values() if s.state == "rectifying")
    foreign = f"/p/r/{publickeys.open_for(other.record).token.reveal()}/papers/{_made(case, KEY)['F-39']}.pdf"
    assert Client().get(foreign).status_code == 404
