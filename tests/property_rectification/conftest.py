"""The invented county of the property tests."""

import uuid
from typing import Any

import pytest

from tests.property_rectification.world import COUNTY, World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def public_pages(settings: Any, plain_files: None) -> None:
    """Pages over HTTP without collected styles, and limits that no other test counts in."""
    settings.SERVED_DIVISION = COUNTY
    limits = settings.CACHES["limits"] | {"KEY_PREFIX": f"test-{uuid.uuid4()}"}
    settings.CACHES = settings.CACHES | {"limits": limits}
