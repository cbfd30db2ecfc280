"""Documents made from the declarations, so that they cannot drift: lifecycles, rules, permissions.

`manage.py render_docs` writes them; a test fails when what stands in `docs/` is not what the declarations say.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings

from casework import access, kinds
from casework.declaration import PREVIOUS, SAME, Act, Amendment, Lifecycle, Region, Row, State

#: How code cites a rule: L-75, CG-3, R-39, HB-02, §5.10, §1.1.2 #15, §A.5; a declared row cites its own number as
#: spec_id.
CITATION = re.compile(r"\b(?:L-\d+[a-z]?|CG-\d|(?:R|HB|SB|AP)-\d\d)\b|§(?:A\.5|\d+(?:\.\d+)*)(?: #\d+)?")
SPEC_ID = re.compile(r"""spec_id=["']([\d.]+)#(\d+)["']""")
SUFFIXES = {".py", ".csv", ".toml", ".html"}
RULES_FILE = "rules.csv"
FAMILIES = {
    "L-": "Law and model rules", "R-": "Law and practice of relief", "HB-": "What the station never does",
    "SB-": "What needs a reason and a second person", "AP-": "What must always be possible",
    "CG-": "Gates: what only the place can answer", "§": "How the product works",
}  # fmt: skip
_ROOT = Path(settings.BASE_DIR)


@dataclass(frozen=True)
class Rule:
    """One rule in our own words, with the basis it rests on and how sure that is."""

    id: str
    text: str
    basis: str
    confidence: str


def rules() -> dict[str, Rule]:
    """Every rule the apps explain, by id."""
    found: dict[str, Rule] = {}
    for folder in _folders():
        path = folder / "seed" / RULES_FILE
        if path.exists():
            with path.open(newline="", encoding="utf-8") as file:
                found |= {line["id"]: Rule(**line) for line in csv.DictReader(file)}
    return found


def _folders() -> list[Path]:
    """The project's own apps, and the settings' package."""
    own = [Path(config.path) for config in apps.get_app_configs()]
    inside = [folder for folder in own if folder.is_relative_to(_ROOT) and ".venv" not in folder.parts]
    return [*inside, _ROOT / "config"]


def sources() -> Iterator[Path]:
    """Every file of code, seed or template that may cite a rule."""
    for folder in _folders():
        for path in folder.rglob("*"):
            explains = path.name == RULES_FILE or path == Path(__file__)
            if path.suffix in SUFFIXES and not explains and "migrations" not in path.parts:
                yield path


def citations(text: str) -> set[str]:
    """The rule ids a text cites. `§1.1.2 #15` cites the row, not the section as a whole."""
    rows = {f"§{section} #{number}" for section, number in SPEC_ID.findall(text)}
    return rows | set(CITATION.findall(text))


def cited() -> dict[str, list[str]]:
    """Cited rule ids with the files that cite them."""
    found: dict[str, list[str]] = {}
    for path in sorted(sources()):
        for rule in citations(path.read_text(encoding="utf-8")):
            found.setdefault(rule, []).append(path.relative_to(_ROOT).as_posix())
    return found


def rules_page() -> str:
    """docs/rules.md: the cited rules by family, each with basis, confidence and the files that cite it."""
    known, where = rules(), cited()
    lines = [
        "# Rules the code cites",
        "",
        "Made by `manage.py render_docs` from `*/seed/rules.csv`. Confidence: V read in a binding national text, V-L",
        "in another locality's (a model only), V-P in press, M from general knowledge, D our own decision. Only V may",
        "be printed as a legal basis.",
    ]
    for prefix, title in FAMILIES.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| rule | in our words | basis | confidence | cited in |",
            "|---|---|---|---|---|",
        ]
        for rule in sorted((r for r in where if r in known and r.startswith(prefix)), key=_order):
            one = known[rule]
            files = "<br>".join(f"`{path}`" for path in where[rule])
            lines.append(_line(rule, one.text, one.basis, one.confidence, files))
    return "\n".join(lines) + "\n"


def _order(rule: str) -> tuple[list[int], str]:
    return [int(n) for n in re.findall(r"\d+", rule)], rule


def _line(*cells: object) -> str:
    """One row of a table; a bar inside a cell is escaped, an empty cell shows a dash."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") or "—" for cell in cells) + " |"


def lifecycle_page(lifecycle: Lifecycle) -> str:
    """docs/lifecycle/<name>.md: picture, states, transitions by the step they leave, amendments."""
    lines = [f"# {lifecycle.name}", "", "Made by `manage.py render_docs` from the declaration.", ""]
    lines += _states(lifecycle, lifecycle.initial, lifecycle.states, lifecycle.of())
    if lifecycle.regions:
        beside = ", ".join(f"[{region.name}]({region.name}.md)" for region in lifecycle.regions.values())
        lines += ["", f"Beside the road go on {beside}."]
    lines += ["", "## Transitions", ""]
    for act in lifecycle.beginnings:
        by, clocks = " ".join(sorted(act.by)), " ".join(lifecycle.start_timers)
        begins = f"A record begins by `{act.code}` {act.label} ({by})" + (f" in `{act.begins}`" if act.begins else "")
        lines += [f"{begins} and starts {clocks}." if clocks else f"{begins}.", ""]
    for title, rows in _by_step(lifecycle):
        lines += [f"### {title}", ""] if title else []
        lines += _rows(rows)
    if lifecycle.amendments:
        lines += ["## Amendments", "", "No transitions; where no state is named, in any that is no end.", ""]
        lines += ["| amendment | words | by | states | needs | rules |", "|---|---|---|---|---|---|"]
        lines += [_amendment_line(act) for act in lifecycle.amendments.values()]
        lines.append("")
    return "\n".join(lines)


def region_page(lifecycle: Lifecycle, region: Region) -> str:
    """docs/lifecycle/<name>.md of what goes on beside a road: picture, states, transitions."""
    lines = [f"# {region.name}", "", f"Beside [{lifecycle.name}]({lifecycle.name}.md): {region.label}."]
    lines += ["Made by `manage.py render_docs` from the declaration.", ""]
    rows = [*region.rows, *region.carried.values()]
    lines += _states(lifecycle, region.initial, region.states, rows)
    during = " ".join(region.during) or "any that is no end"
    lines += ["", "## Transitions", "", f"Open in these states of the road: {during}.", ""]
    return "\n".join([*lines, *_rows(rows)])


def _states(lifecycle: Lifecycle, initial: str, states: Mapping[str, State], rows: Iterable[Row]) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", *_picture(lifecycle, initial, states, rows), "```", ""]
    lines += ["## States", "", "| state | words | badge | tone | step |", "|---|---|---|---|---|"]
    steps = dict(lifecycle.steps)
    for state in states.values():
        end = " (end)" if state.terminal else ""
        lines.append(_line(f"`{state.code}`{end}", state.label, state.badge, state.tone, steps.get(state.step, "")))
    return lines


def _rows(rows: Iterable[Row]) -> list[str]:
    head = "| transition | words | from → to | by | needs | starts | stops | prints | rules |"
    return [head, "|---|---|---|---|---|---|---|---|---|", *(_row_line(row) for row in rows), ""]


def _picture(lifecycle: Lifecycle, initial: str, states: Mapping[str, State], rows: Iterable[Row]) -> Iterator[str]:
    """The states with their words and the arrows between them, as mermaid draws them."""
    for state in states.values():
        yield f'    state "{state.label}" as {state.code}'
    yield f"    [*] --> {initial}"
    for row in rows:
        for source in row.sources:
            for target in targets(lifecycle, row, source):
                yield f"    {source} --> {target}: {row.label}"
    for state in states.values():
        if state.terminal:
            yield f"    {state.code} --> [*]"


def targets(lifecycle: Lifecycle, row: Row, source: str) -> list[str]:
    """Where a transition leads from one of its sources; back means each state it is entered from."""
    if row.target == PREVIOUS:
        return [state for other in lifecycle.rows.values() if other.target == source for state in other.sources]
    return [source if row.target == SAME else row.target]


def _by_step(lifecycle: Lifecycle) -> Iterator[tuple[str, list[Row]]]:
    """The transitions by the step of the state they leave, in the order of the steps, then those beside the road; one
    table without steps."""
    rows = lifecycle.of()
    if not lifecycle.steps:
        yield "", rows
        return
    for step, label in lifecycle.steps:
        leaving = [row for row in rows if lifecycle.states[row.sources[0]].step == step]
        if leaving:
            yield str(label), leaving
    beside = [row for row in rows if not lifecycle.states[row.sources[0]].step]
    if beside:
        yield "Beside the road", beside


def _who(row: Row) -> str:
    decided = " ".join(sorted(row.by))
    return f"{decided}<br>(asked by {' '.join(sorted(row.asked_by))})" if row.asked_by else decided


def _row_line(row: Row) -> str:
    second = "<br>(two persons)" if row.second_person else ""
    numbers = [f"§{row.spec_id.replace('#', ' #')}" if "#" in row.spec_id else row.spec_id]
    return _line(
        f"`{row.code}`",
        f"{row.label}{second}",
        f"{' '.join(row.sources)} → {row.target}",
        _who(row),
        _guards(row),
        "<br>".join(row.starts),
        "<br>".join(row.stops),
        " ".join(row.prints),
        " ".join([*numbers, row.rules]).strip(),
    )


def _amendment_line(act: Amendment) -> str:
    return _line(
        f"`{act.code}`", act.label, " ".join(sorted(act.by)), " ".join(act.states), _guards(act), act.rules
    )  # fmt: skip


def _guards(act: Act) -> str:
    return "<br>".join(f"`{guard.code}`" for guard in act.needs)


def permissions_page() -> str:
    """docs/permissions.md: the matrix as loaded, a line a role, a column an object, scopes in brackets."""
    rights = access.rights()
    objects = list(dict.fromkeys(right.object for right in rights))
    roles = list(dict.fromkeys(right.role for right in rights))
    cells = {(r.role, r.object): _letters(r) for r in rights}
    lines = [
        "# Who may do what",
        "",
        "Made by `manage.py render_docs` from `*/seed/permissions.csv`. C create, R read, U update, A approve, X",
        "export, r masked read, s status only. Which records a role sees is its scope: the domains' `scopes.py`.",
        "",
        _line("role", *objects),
        "|" + "---|" * (len(objects) + 1),
    ]
    lines += [_line(role, *(cells.get((role, one), "") for one in objects)) for role in roles]
    return "\n".join(lines) + "\n"


def _letters(right: access.Right) -> str:
    letters = "".join(sorted(right.letters, key="CRUAXrs".index))
    return f"{letters} ({right.scope})" if right.scope else letters


def pages() -> dict[Path, str]:
    """Every generated document: path below the checkout → content."""
    docs = _ROOT / "docs"
    made = {docs / "rules.md": rules_page(), docs / "permissions.md": permissions_page()}
    for kind in kinds.all_kinds():
        made[docs / "lifecycle" / f"{kind.name}.md"] = lifecycle_page(kind.lifecycle)
        for region in kind.lifecycle.regions.values():
            made[docs / "lifecycle" / f"{region.name}.md"] = region_page(kind.lifecycle, region)
    return made
