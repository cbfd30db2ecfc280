"""The worker and several readers come to one paper at the same moment: it is rendered once, all get the same bytes."""

import hashlib
import threading
from typing import Any
from unittest import mock

from django.db import connection

from casework import documents
from casework.models import Document, StoredFile
from casework.papers import pdf
from tests.processes import at_once
from tests.property_rectification.world import World

READERS = 5


def test_one_of_many_freezes_it(fresh_database: str) -> None:
    world = World()
    case = world.do(world.draft(), "register_case", "intake")
    paper = documents.latest(case, "F-01")
    assert paper is not None
    real, inside = pdf.render, threading.Event()
    rendered: list[str] = []

    def slow(template: Any, content: Any, *, tail: str) -> bytes:
        rendered.append(tail)
        inside.wait(1)  # the others arrive meanwhile and wait for the row
        return real(template, content, tail=tail)

    def read() -> bytes:
        try:
            return documents.pdf(Document.objects.select_related("template").get(pk=paper.pk))
        finally:
            connection.close()

    def work() -> bytes:
        try:
            documents.freeze_waiting()
            return b""
        finally:
            connection.close()

    with mock.patch.object(pdf, "render", side_effect=slow):
        answers = at_once([*[read] * READERS, work])
    assert rendered.count(paper.tail) == 1
    (data,) = {answer for answer in answers if answer}
    now = Document.objects.get(pk=paper.pk)
    assert (now.sha256, now.file_id) == (hashlib.sha256(data).hexdigest(),) * 2
    assert StoredFile.objects.count() == Document.objects.filter(frozen_at__isnull=False).count()
