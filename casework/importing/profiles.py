"""How the columns of somebody else's table become our fields. A profile is data; this reads, checks and applies it."""

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from casework.importing.dates import CHINA, parse_moment
from casework.importing.problems import (
    CELL_TOO_LONG,
    COLUMN_UNKNOWN,
    COORDINATES_HALF,
    NOT_A_NUMBER,
    REQUIRED,
    FileRefused,
    RowRefused,
    shown,
)
from geo.datums import Datum

TargetKind = Literal["text", "moment", "number"]
_SPACES = re.compile(r"[ \t\u3000\xa0]+")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Target:
    """A field of ours that a column can fill; `limit` is its longest text, `heads` what others call it."""

    name: str
    label: Any
    kind: TargetKind = "text"
    required: bool = False
    limit: int = 100_000
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a field's value comes from: one column, several joined, or the same words for every row."""

    columns: tuple[str, ...] = ()
    separator: str = " "
    constant: str | None = None


@dataclass(frozen=True)
class Mapped:
    """One row in our fields; `key` is the same whenever this row is met again under this profile."""

    key: str
    values: dict[str, Any]


class ProfileInvalid(ValueError):
    """A profile that cannot be used; the text says which part."""


@dataclass(frozen=True)
class Profile:
    """A checked profile. `key` names the field that identifies a row; without it the row's whole content does."""

    mapping: dict[str, Source]
    targets: dict[str, Target]
    header: bool = True
    encoding: str | None = None
    zone: ZoneInfo = CHINA
    datum: Datum = Datum.WGS84
    key: str | None = None

    @classmethod
    def read(cls, mapping: Mapping[str, Any], options: Mapping[str, Any], targets: Iterable[Target]) -> "Profile":
        """Check saved data: `{"narrative": "详情"}`, `{"channel": {"constant": "10"}}`, `{"x": {"columns": […]}}`."""
        known = {target.name: target for target in targets}
        sources = {name: _source(name, spec, known) for name, spec in mapping.items()}
        for target in known.values():
            if target.required and target.name not in sources:
                raise ProfileInvalid(f"{target.label}没有对应的列")
        unknown = set(options) - {"header", "encoding", "zone", "datum", "key"}
        if unknown:
            raise ProfileInvalid(f"不认识的选项：{'、'.join(sorted(unknown))}")
        key = options.get("key")
        if key is not None and key not in sources:
            raise ProfileInvalid(f"编号列没有对应：{key}")
        return cls(
            mapping=sources,
            targets=known,
            header=bool(options.get("header", True)),
            encoding=options.get("encoding"),
            zone=_zone(options.get("zone", "Asia/Shanghai")),
            datum=_datum(options.get("datum", Datum.WGS84)),
            key=key,
        )

    def check_columns(self, columns: Sequence[str]) -> None:
        """Raise FileRefused for the first mapped column the file does not have."""
        for source in self.mapping.values():
            for column in source.columns:
                if column not in columns:
                    raise FileRefused(COLUMN_UNKNOWN, column=column)

    def apply(self, cells: Mapping[str, Any]) -> Mapped:
        """Our fields from one row's cells. Raises RowRefused with the reason."""
        values = {name: self._value(self.targets[name], source, cells) for name, source in self.mapping.items()}
        if (values.get("longitude") is None) != (values.get("latitude") is None):
            raise RowRefused(COORDINATES_HALF)
        return Mapped(self._key(values), values)

    def _value(self, target: Target, source: Source, cells: Mapping[str, Any]) -> Any:
        raw = _raw(source, cells)
        column = source.columns[0] if source.columns else target.label
        if raw in (None, ""):
            if target.required:
                raise RowRefused(REQUIRED, column=column)
            return None
        if target.kind == "moment":
            return parse_moment(raw, self.zone)
        if target.kind == "number":
            return _number(raw)
        text = clean(_as_text(raw))
        if len(text) > target.limit:
            raise RowRefused(CELL_TOO_LONG, column=column, limit=target.limit)
        if target.required and not text:
            raise RowRefused(REQUIRED, column=column)
        return text

    def _key(self, values: Mapping[str, Any]) -> str:
        if self.key is not None and values.get(self.key):
            return f"no:{values[self.key]}"
        content = json.dumps(
            {name: _plain(value) for name, value in values.items()}, ensure_ascii=False, sort_keys=True
        )
        return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def clean(text: str) -> str:
    """Trimmed lines, single blanks, no blank lines; not a word changed."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _LINES.sub("\n", _SPACES.sub(" ", unified)).strip()


def _source(name: str, spec: Any, known: Mapping[str, Target]) -> Source:
    if name not in known:
        raise ProfileInvalid(f"没有这个字段：{name}")
    if isinstance(spec, str) and spec:
        return Source(columns=(spec,))
    if isinstance(spec, Mapping):
        if isinstance(spec.get("constant"), str):
            return Source(constant=spec["constant"])
        columns = spec.get("columns")
        if isinstance(columns, list) and columns and all(isinstance(column, str) for column in columns):
            return Source(columns=tuple(columns), separator=str(spec.get("separator", " ")))
    raise ProfileInvalid(f"看不懂字段的来源：{name}")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ProfileInvalid(f"没有这个时区：{name}") from None


def _datum(name: str) -> Datum:
    try:
        return Datum(name)
    except ValueError:
        raise ProfileInvalid(f"不认识的坐标系：{name}") from None


def _raw(source: Source, cells: Mapping[str, Any]) -> Any:
    if source.constant is not None:
        return source.constant
    if len(source.columns) == 1:
        value = cells.get(source.columns[0])
        return value.strip() if isinstance(value, str) else value
    parts = [clean(_as_text(cells[column])) for column in source.columns if cells.get(column)]
    return source.separator.join(part for part in parts if part)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: Any) -> float:
    try:
        number = float(str(value).strip())
    except ValueError:
        raise RowRefused(NOT_A_NUMBER, value=shown(value)) from None
    if not math.isfinite(number):
        raise RowRefused(NOT_A_NUMBER, value=shown(value))
    return number


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
