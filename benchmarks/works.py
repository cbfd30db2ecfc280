"""What is measured: one request each, repeated with other data every time."""

import itertools
import json
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from benchmarks import texts
from benchmarks.server import Answer, Person
from casework.models import Agency, Record
from geo.models import Compound
from property_rectification.models import RectificationCase

API = "/api/v1/rectification-cases"
#: The filtered lists asked in turn: by state, by deadline, by category, by street, by unit, by words.
LISTS = ("state=archived", "state=handling,fact_finding&order=due", "due=late&order=due", "category=WA07",
         "division=220302103&order=-updated", "q=号楼")  # fmt: skip
#: Categories for which the housing bureau of the demo holds the power.
DISPATCHED_TO_HOUSING = ("WA02", "WA03", "WA05", "WA07", "WA10", "WC01")
Ask = Callable[[Person], Answer]


@dataclass(frozen=True)
class Work:
    """One kind of request: who asks, what a good answer is, and the limits (None: printed beside).

    `ratio` is the limit of its median over the median of the floor; `most` an absolute limit of its 95th percentile in
    seconds.
    """

    name: str
    who: str
    ask: Ask
    ratio: float | None = None
    most: float | None = None
    good: tuple[int, ...] = (200,)


def floor(person: Person) -> Answer:
    """The constant view."""
    return person.get("/benchmarks/floor")


def all_works() -> list[Work]:
    """The works in the order in which they are printed."""
    chance = random.Random(7)
    lists = itertools.cycle(LISTS)
    cases = itertools.cycle(_some_cases(chance))
    numbers = itertools.cycle([number for _pk, number in _some_cases(chance)])
    typed = itertools.cycle(_typed(chance))
    compounds = list(Compound.objects.values_list("pk", flat=True))
    return [
        Work("list of 50, filtered", "shouli1", lambda p: p.get(f"{API}?{next(lists)}"), 35),
        Work("detail", "shouli1", lambda p: p.get(f"{API}/{next(cases)[0]}"), 30),
        Work("create", "shouli1", lambda p: _create(p, chance, compounds), 30, good=(201,)),
        Work("transition", "shouli1", _transition("triage", "dispatch-case", _dispatching()), 40),
        Work("transition: sign", "zhujian1", _transition("dispatched", "sign-receipt", lambda: {}, "zjj"), 40),
        Work("similar while typing", "shouli1", lambda p: p.post_form(reverse("cases-similar"), next(typed)), most=0.3),
        Work("page: list", "shouli1", lambda p: p.get(f"/cases/?{next(lists)}")),
        Work("page: case", "shouli1", lambda p: p.get(f"/cases/{next(numbers)}/")),
        Work("page: desk", "zhujian1", lambda p: p.get("/")),
        Work("page: intake", "shouli1", lambda p: p.get("/cases/new/")),
    ]


def _some_cases(chance: random.Random) -> list[tuple[Any, str]]:
    """Two hundred registered cases in whatever state."""
    found = list(RectificationCase.objects.filter(number__isnull=False).values_list("pk", "number")[:20000])
    return chance.sample(found, min(200, len(found)))


def _typed(chance: random.Random) -> list[dict[str, str]]:
    compounds = list(Compound.objects.values_list("pk", flat=True)[:50])
    codes = list(texts.MATTERS)
    return [
        {"narrative": texts.narrative(code, chance), "compound": str(chance.choice(compounds)), "category": code}
        for code in codes * 4
    ]


def _create(person: Person, chance: random.Random, compounds: list[int]) -> Answer:
    body = {
        "channel": "02", "compound": chance.choice(compounds), "narrative": texts.narrative("WA07", chance),
        "claim": "请尽快修好。", "reporter_name": "王例", "reporter_phone": "13800000001",
    }  # fmt: skip
    return person.post_json(API, _json(body), Idempotency_Key=uuid.uuid4().hex)  # never of an earlier run


def _transition(state: str, code: str, body: Callable[[], Any], unit: str = "") -> Ask:
    """A transition on another case each time; cases are taken from those that stand where it starts."""
    waiting = _waiting(state, unit)
    keys = itertools.count()

    def ask(person: Person) -> Answer:
        pk, version = next(waiting, (None, 0))
        if pk is None:
            raise RuntimeError(f"no case is left in {state} for {code}: load more cases")
        return person.post_json(
            f"{API}/{pk}/transitions/{code}", _json(body()), If_Match=f'"{version}"',
            Idempotency_Key=f"{code}-{pk}-{next(keys)}",
        )  # fmt: skip

    return ask


def _waiting(state: str, unit: str) -> Iterator[tuple[Any, int]]:
    found = Record.objects.filter(kind="property.case", state=state).order_by("-opened_at")
    if unit:
        found = found.filter(owner_agency__code=unit)
    # dispatching needs a unit that holds the power, and the body names the one that does for these
    if state == "triage":
        found = found.filter(rectificationcase__category__in=DISPATCHED_TO_HOUSING)
    return iter(list(found.values_list("pk", "version")[:6000]))


def _dispatching() -> Callable[[], Any]:
    unit = Agency.objects.get(code="zjj").pk
    return lambda: {"lead_unit": unit}


def _json(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()
