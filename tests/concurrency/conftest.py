"""What tests with real workers share."""

import uuid
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings


@pytest.fixture
def queue() -> Iterator[str]:
    """A Celery queue of this test alone; what the killed worker leaves in Redis is swept up."""
    name = f"killed-{uuid.uuid4().hex}"
    yield name
    broker = redis.Redis.from_url(settings.REDIS_URL)
    broker.delete(name, f"_kombu.binding.{name}")
    for tag, body in broker.hgetall("unacked").items():
        if name.encode() in body:
            broker.hdel("unacked", tag)
            broker.zrem("unacked_index", tag)
