"""A report tapped many times at once is one report, and everybody who tapped gets the same receipt."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from casework import clock
from casework.models import PublicKey
from property_rectification.models import RectificationCase
from property_rectification.public.reporting import Report, send
from tests.property_rectification.public_help import WORDS
from tests.property_rectification.world import START, World


@pytest.fixture
def world(fresh_database: str) -> World:
    return World()


def test_many_taps_are_one_report(world: World) -> None:
    report, key = Report({"compound": world.compound.pk, "narrative": WORDS}), str(uuid.uuid4())

    def tap(_n: int) -> str:
        try:
            with clock.moved_to(START):
                return send(report, ip="203.0.113.7", key=key, fingerprint=b"the same").token.reveal()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        tokens = list(threads.map(tap, range(8)))
    assert len(set(tokens)) == 1
    assert RectificationCase.objects.count() == 1
    assert PublicKey.objects.count() == 1
