"""Environment for other processes of the product that shall speak to a test's own database."""

import os

from django.conf import settings
from django.db import connections

from casework import pgtools


def other_process_env(database: str) -> dict[str, str]:
    """This environment with both roles' URLs pointing at that database, and the test's own folder."""
    env = {**os.environ, "ANGUI_VAR": str(settings.VAR_DIR)}
    env["DATABASE_URL"] = pgtools.url(connections["default"], database)
    if "owner" in settings.DATABASES:
        env["DATABASE_OWNER_URL"] = pgtools.url(connections["owner"], database)
    return env
