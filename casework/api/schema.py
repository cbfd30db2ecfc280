"""The API schema out of the declarations: one path a transition and amendment, with the fields its form asks for."""

from typing import Any

from casework import kinds
from casework.declaration import Act, Ask

#: Kind of ask → JSON schema of its value.
_TYPES: dict[str, dict[str, Any]] = {
    "line": {"type": "string"}, "text": {"type": "string"}, "choice": {"type": "string"},
    "choices": {"type": "array", "items": {"type": "string"}},
    "date": {"type": "string", "format": "date"}, "moment": {"type": "string", "format": "date-time"},
    "money": {"type": "string", "pattern": r"^\d+\.\d{2}$"},
    "integer": {"type": "integer"}, "flag": {"type": "boolean"},
    "user": {"type": "integer"}, "users": {"type": "array", "items": {"type": "integer"}},
    "agency": {"type": "integer"}, "agencies": {"type": "array", "items": {"type": "integer"}},
    "compound": {"type": "integer"}, "position": {"type": "string"}, "file": {"type": "string", "format": "uuid"},
    "files": {"type": "array", "items": {"type": "string", "format": "uuid"}},
}  # fmt: skip
_ANSWERS = {
    "200": "the record as it now is, its new ETag, and what can be done next", "403": "another post does this",
    "404": "not there, or not in scope", "409": "not in this state", "412": "somebody changed it meanwhile",
    "422": "fields to fill, guards that refuse, and the way out", "428": "If-Match is missing",
}  # fmt: skip


def declared_acts(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Postprocessing hook of drf-spectacular: put every declared act in the place of the path with `{code}`."""
    paths = result["paths"]
    for kind in kinds.all_kinds():
        groups = (("transitions", kind.lifecycle.rows), ("amendments", kind.lifecycle.amendments))
        for group, acts in groups:
            template = f"/api/v1/{kind.api}/{{id}}/{group}/{{code}}"
            paths.pop(template, None)
            for act in acts.values():
                if act.by != {"system"}:
                    paths[template.replace("{code}", act.code.replace("_", "-"))] = {"post": _operation(kind, act)}
    return result


def _operation(kind: kinds.Kind, act: Act) -> dict[str, Any]:
    needs = "、".join(guard.code for guard in act.needs)
    return {
        "operationId": f"{kind.api}_{act.code}",
        "summary": str(act.label),
        "description": f"roles: {' '.join(sorted(act.by))}\n\nguards: {needs or '—'}\n\nrules: {act.rules or '—'}",
        "tags": [kind.api],
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}},
            {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}},
            {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "maxLength": 255}},
        ],
        "requestBody": {"content": {"application/json": {"schema": _form(act.asks)}}},
        "responses": {code: {"description": words} for code, words in _ANSWERS.items()},
    }


def _form(asks: tuple[Ask, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": {ask.name: _value(ask) for ask in asks}}
    required = [ask.name for ask in asks if ask.required]
    return schema | {"required": required} if required else schema


def _value(ask: Ask) -> dict[str, Any]:
    told = {"title": str(ask.label)} | ({"description": str(ask.help)} if ask.help else {})
    if ask.kind == "items":
        return told | {"type": "array", "items": _form(ask.columns)}
    limits = {"maxLength": ask.max_length} if ask.kind in ("line", "text") else {}
    return told | _TYPES[ask.kind] | limits
