"""Celery: the worker delivers the outbox, sweeps timers, runs imports and seals the ledger.

The broker may lose everything; the truth stays in the database (outbox, timers, import runs).
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("angui")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
