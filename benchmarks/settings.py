"""The project's own settings, with one address more: the constant view that is the floor."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
