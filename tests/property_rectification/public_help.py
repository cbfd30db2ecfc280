"""Somebody without an account, over HTTP, in the small invented county."""

import io
import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from casework.models import PublicKey
from property_rectification.models import RectificationCase
from tests.property_rectification.world import World

WORDS = "楼道消防栓没有水压，问了物业两个月，一直没有人来修，老人多，很担心。"
GPS = 34853


def photo(color: int = 90, *, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    """A picture as a telephone takes it, with the place and the time written into it."""
    body, exif = io.BytesIO(), Image.Exif()
    exif[GPS] = {1: "N", 2: (43.0, 9.0, 12.0)}
    exif[34665] = {36867: "2026:03:01 18:30:00"}
    Image.new("RGB", (64, 48), (color, 120, 150)).save(body, "JPEG", exif=exif)
    return SimpleUploadedFile(name, body.getvalue(), content_type="image/jpeg")


class Resident:
    """A browser without script and without account."""

    def __init__(self, world: World, address: str = "203.0.113.7") -> None:
        self.world, self.client = world, Client(REMOTE_ADDR=address, enforce_csrf_checks=False)

    def get(self, path: str) -> Any:
        with self.world.acting():
            return self.client.get(path)

    def post(self, path: str, **data: Any) -> Any:
        with self.world.acting():
            return self.client.post(path, data)

    def report(self, **data: Any) -> Any:
        """Send the form of the world's compound; the answer."""
        typed = {"narrative": WORDS, "idempotency_key": str(uuid.uuid4())} | data
        return self.post(f"/p/report/{self.world.compound.pk}/", **typed)

    def reported(self, **data: Any) -> tuple[RectificationCase, str]:
        """A report that was taken in: its case and the address of its page."""
        answer = self.report(**data)
        assert answer.status_code == 302, answer.content.decode()
        address = answer["Location"].partition("?")[0]
        assert re.fullmatch(r"/p/r/[0-9a-f]{32}/", address)
        key = PublicKey.objects.latest("made_at")
        return RectificationCase.objects.get(pk=key.record_id), address


def address_of(case: Any) -> str:
    """The address of a case's public page."""
    return f"/p/r/{case.public_keys.get(revoked_at=None).token.reveal()}/"
