"""The log of the hotline by hand (AP-07): no act prints it, it lies beside the telephone."""

from pathlib import Path

from django.utils.translation import gettext_lazy

from casework.documents import Paper

#: The table of papers ends with 43; this one is our own.
HOTLINE = Paper(
    "J-44", gettext_lazy("热线登记表(手写)"), snapshot=lambda _ctx: None, sample=Path(__file__).parent / "J-44.json",
)  # fmt: skip
