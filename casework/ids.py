"""UUIDv7 keys: sortable by time, and a phone can make one offline."""

import uuid

import uuid_utils.compat


def uuid7() -> uuid.UUID:
    """A new time-ordered UUID."""
    return uuid_utils.compat.uuid7()
