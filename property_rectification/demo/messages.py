"""The demo's letter box: a few invented messages that wait to be confirmed, imported as any other file."""

from pathlib import Path

from casework import imports
from casework.demo import actor
from casework.models import ImportRun
from property_rectification.importers import LeadImporter, seed_profiles

FILE = Path(__file__).parent / "messages.csv"
PROFILE = "plain_table"


def load() -> int:
    """Import the messages once; returns how many leads were made."""
    if ImportRun.objects.filter(file_sha256=imports.sha256_of(FILE), state=ImportRun.State.DONE).exists():
        return 0
    seed_profiles()
    importer, clerk = LeadImporter(), actor("shouli1")
    saved, _profile = imports.profile_named(PROFILE, importer)
    run = imports.start(saved, FILE, file_name=FILE.name, actor=clerk)
    return imports.carry_out(run, FILE, importer, actor=clerk).new
