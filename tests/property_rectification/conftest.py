"""The invented county of the property tests."""

import pytest

from tests.property_rectification.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()
