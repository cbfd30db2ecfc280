"""What the demo of every domain needs: invented agencies and people with one password, and the parts it is made of."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casework.actor import Actor
from casework.models import Agency, Post, User

PASSWORD = "angui-demo-2026"
SINCE = date(2018, 1, 1)


@dataclass(frozen=True)
class Person:
    """One demo user: log-in name, family and given name, agency, role, title of the post; `head` heads the agency."""

    username: str
    family: str
    given: str
    agency: str
    role: str
    title: str
    head: bool = False


@dataclass(frozen=True)
class Part:
    """What a domain adds to the demo: its people, its records (how many are new), and its log-ins for printing."""

    label: Any
    load_people: Callable[[], None]
    load_records: Callable[[], int]
    logins: Callable[[], Iterator[tuple[str, str, str]]]


_PARTS: list[Part] = []


def register(part: Part) -> None:
    """Make a part known. Called in the domain's `AppConfig.ready`."""
    _PARTS.append(part)


def parts() -> list[Part]:
    """Every part, in the order in which the domains named them."""
    return list(_PARTS)


def add_agencies(
    agencies: Iterable[tuple[str, str, str, str]], more: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Agencies as code, name, organ and division; those that are there stay as they are."""
    for code, name, organ, division in agencies:
        known = {"name": name, "organ": organ, "division_id": division} | dict((more or {}).get(code, {}))
        Agency.objects.get_or_create(code=code, defaults=known)


def add_person(person: Person, division: str = "") -> None:
    """A user with the post, who serves `division` or else that of the agency; a second run changes nothing."""
    agency = Agency.objects.get(code=person.agency)
    user, made = User.objects.get_or_create(
        username=person.username, defaults={"last_name": person.family, "first_name": person.given}
    )
    if made:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    Post.objects.get_or_create(
        user=user, agency=agency, role=person.role, valid_to=None,
        defaults={
            "title": person.title, "division_id": division or agency.division_id, "valid_from": SINCE,
            "head": person.head,
        },
    )  # fmt: skip


def actor(username: str) -> Actor:
    """The actor of a demo user, in the first post."""
    return Actor(
        Post.objects.select_related("user", "agency", "division").filter(user__username=username).earliest("pk")
    )


def picture(number: int = 0) -> SimpleUploadedFile:
    """A small picture that differs by its number, for evidence."""
    body = io.BytesIO()
    Image.new("RGB", (64, 48), (40 + number * 37 % 200, 90 + number * 53 % 160, 150)).save(body, "PNG")
    return SimpleUploadedFile(f"IMG_{number:04}.png", body.getvalue(), content_type="image/png")
