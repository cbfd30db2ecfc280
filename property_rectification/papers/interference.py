"""F-40 干预过问记录表: time, person, matter, content, recorder; for the recorder and the auditor (§3, §5.9)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from casework import display
from casework.context import Context
from casework.documents import Paper
from property_rectification import codes
from property_rectification.papers import about
from property_rectification.papers.receipt import taken_by


def snapshot(ctx: Context) -> dict[str, Any]:
    """What was written down, word for word."""
    record = ctx.record
    return {
        "case": record.source.number, "matter": about.matter(ctx), "when": display.on_paper(record.happened_at),
        "who": record.who.reveal(), "who_post": record.who_post.reveal() if record.who_post else "",
        "way": codes.label("interference_way", record.way),
        "content": [line for line in record.content.reveal().splitlines() if line.strip()],
        "recorder": taken_by(ctx.actor.post), "recorded": display.on_paper(ctx.now),
    }  # fmt: skip


INTERFERENCE = Paper(
    "F-40", gettext_lazy("干预过问记录表"), snapshot=snapshot, sample=Path(__file__).with_name("F-40.json"),
    object="audit_log", letters="R", publicity=gettext_lazy("不公开，只供记录人和审计查看"),
)  # fmt: skip
