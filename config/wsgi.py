"""What gunicorn serves. In production it is not served while a gate is unset (§0.4)."""

import logging
import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _started() -> Any:
    ready = get_wsgi_application()
    from casework import crypto
    from casework.masking import PersonalDataFilter
    from casework.rules import refuse_production_with_open_gates

    crypto.key_ring()  # missing keys stop the start with a sentence, not the first request with an error
    refuse_production_with_open_gates()
    for name in ("gunicorn.access", "gunicorn.error"):  # they write past our handlers, and addresses hold tokens
        logging.getLogger(name).addFilter(PersonalDataFilter())
    return ready


application = _started()
