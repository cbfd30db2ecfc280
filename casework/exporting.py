"""Exports of a list as long work: what the person may see, masked as on the screen, with who made it and when."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import clock, display, jobs, kinds, tables
from casework.actor import Actor
from casework.api import filters
from casework.display import ClockChip
from casework.models import Job, Record

#: Rows of one file at most; beyond them a filter is asked for.
MOST = 5000
_CHUNK = 200
LEDGER, SCREEN = "ledger", "screen"
FORMS = {"xlsx": (tables.as_xlsx, jobs.XLSX), "csv": (tables.as_csv, jobs.CSV)}


def too_many(total: int) -> str:
    """The sentence for a list that is longer than a file may be; empty where it is not."""
    if total <= MOST:
        return ""
    return _("一次最多导出%(most)s件，现在有%(n)s件。先加筛选，例如限定日期或街道。") % {
        "most": f"{MOST:,}", "n": f"{total:,}",
    }  # fmt: skip


class ListExport(jobs.Work):
    """`params`: kind, query (of the list), words (its filters), form, columns (ledger, or codes of columns), said."""

    code = "list.export"
    label = gettext_lazy("导出案件")
    #: Asked for anew on its form, which asks for the reason and records it.
    repeatable = False

    def run(self, job: Job, step: jobs.Step) -> jobs.Result:
        actor, params = jobs.actor_of(job), job.params
        kind = kinds.by_name(params["kind"])
        query = {name: value for name, value in QueryDict(params["query"]).items() if isinstance(value, str)}
        found = filters.filtered(kind, query, actor)
        keys = list(found.values_list("pk", flat=True)[: MOST + 1])
        if problem := too_many(len(keys) if len(keys) <= MOST else found.count()):
            raise jobs.Unfinished(problem)
        made, media_type = FORMS[params["form"]]
        table = _Table(kind, actor, params["columns"], said=params["said"])
        rows = table.rows(keys, step)
        sheet = tables.Sheet(_title(kind, params), _about(job, params, len(keys)), table.heads, rows)
        name = f"{sheet.title}{clock.now().astimezone(clock.CHINA):%Y%m%d%H%M}.{params['form']}"
        return jobs.Result(made(sheet), name, media_type)

    def back_url(self, job: Job) -> str:
        base = reverse(f"{kinds.by_name(job.params['kind']).page}-list")
        return f"{base}?{job.params['query']}" if job.params["query"] else base


def _title(kind: kinds.Kind, params: Mapping[str, Any]) -> str:
    return str(kind.ledger_title if params["columns"] == LEDGER else kind.label)


def _about(job: Job, params: Mapping[str, Any], total: int) -> list[str]:
    """Filters, and the mark of who made the file and when, on top of it and on each printed page."""
    post, when = job.post, display.local(clock.now())
    lines = [_("筛选：%(words)s") % {"words": "；".join(params.get("words", [])) or _("无")}]
    lines += [_("含个人信息，已遮盖，只用于说明的用途。")] if params["said"] else []
    mark = _("%(agency)s %(person)s %(when)s导出，共%(n)d件") % {
        "agency": post.agency.name, "person": post.user.display_name, "when": f"{when:%Y-%m-%d %H:%M}", "n": total,
    }  # fmt: skip
    return [*lines, mark]


class _Table:
    """Heads and rows: the ledger of the kind, or the columns of the screen."""

    def __init__(self, kind: kinds.Kind, actor: Actor, columns: str | Sequence[str], *, said: bool) -> None:
        self.kind, self.actor, self.said, self.ledger = kind, actor, said, columns == LEDGER
        known = {column.code: column for column in kind.columns}
        self.columns = [known[code] for code in columns if code in known] if not self.ledger else []
        own: list[Any] = list(kind.ledger_heads() if self.ledger else [column.label for column in self.columns])
        more = kind.said_heads(actor) if said else []
        self.heads = [str(head) for head in (_("序号"), *own, *more)]

    def rows(self, keys: Sequence[Any], step: jobs.Step) -> Iterator[list[Any]]:
        for start in range(0, len(keys), _CHUNK):
            chunk = keys[start : start + _CHUNK]
            found = Record.objects.select_related("owner_agency").in_bulk(chunk)
            records = [found[key] for key in chunk if key in found]
            for n, line in enumerate(self._lines(records), start=start + 1):
                yield [n, *line]
            step(min(start + _CHUNK, len(keys)), len(keys))

    def _lines(self, records: list[Record]) -> list[list[Any]]:
        lines = self.kind.ledger_rows(records, self.actor) if self.ledger else self._screen(records)
        if self.said:
            said = self.kind.said_rows(records, self.actor)
            lines = [[*line, *more] for line, more in zip(lines, said, strict=True)]
        return lines

    def _screen(self, records: list[Record]) -> list[list[Any]]:
        rows = self.kind.list_rows(records, self.actor)
        return [[_value(column, row) for column in self.columns] for row in rows]


def _value(column: Any, row: Mapping[str, Any]) -> Any:
    if column.kind == "what":
        return f"{row['place']} {row['summary']}".strip()
    value = row.get(column.code)
    if column.kind == "badges":
        return "、".join(str(badge["text"]) for badge in value or ())
    if column.kind == "money":
        return None if value is None else tables.Money(value)
    return value.words if isinstance(value, ClockChip) else value
