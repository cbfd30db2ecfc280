"""Latencies against the floor, taken in the same run and in turns, so that a busy machine burdens both alike."""

import statistics
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks import works
from benchmarks.server import Person, cookie_of, problem_of
from benchmarks.works import Work

#: At concurrency 8 every ratio may be half as much again, and the spread too.
CROWD, MORE = 8, 1.5
SPREAD = 2.5


@dataclass
class Taken:
    """The latencies of one work at one concurrency, in seconds."""

    work: Work
    crowd: int
    times: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95)]

    @property
    def ratio(self) -> float:
        """Median over the median of the floor at the same concurrency."""
        return self.p50 / statistics.median(self.floor)

    @property
    def limit(self) -> float | None:
        if self.work.ratio is None:
            return None
        return self.work.ratio * (MORE if self.crowd > 1 else 1)

    @property
    def spread_limit(self) -> float:
        return SPREAD * (MORE if self.crowd > 1 else 1)

    @property
    def over(self) -> list[str]:
        """What is above its limit, in words."""
        found = []
        if self.limit is not None and self.ratio > self.limit:
            found.append(f"ratio {self.ratio:.1f} > {self.limit:.1f}")
        if self.limit is not None and self.p95 > self.spread_limit * self.p50:
            found.append(f"p95 {self.p95 / self.p50:.2f} × p50 > {self.spread_limit:.2f}")
        if self.work.most is not None and self.crowd == 1 and self.p95 > self.work.most:
            found.append(f"p95 {self.p95 * 1000:.0f} ms > {self.work.most * 1000:.0f} ms")
        return found


def take(port: int, todo: Sequence[Work], crowd: int, rounds: int, each: int) -> list[Taken]:
    """`rounds` times in turn: the floor, then every work, `each` requests a person, `crowd` persons at once."""
    cookies = {who: cookie_of(who) for who in {work.who for work in todo}}
    people = {who: [Person(port, cookie) for _n in range(crowd)] for who, cookie in cookies.items()}
    strangers = [Person(port) for _n in range(crowd)]
    found = [Taken(work, crowd) for work in todo]
    for taken in found:  # what is loaded at the first request is no part of the next ones
        _burst(people[taken.work.who], taken.work, 2)
    floor = Work("floor", "", works.floor)
    for _round in range(rounds):
        for taken in found:
            taken.floor += _burst(strangers, floor, each)
            taken.times += _burst(people[taken.work.who], taken.work, each)
    return found


def _burst(people: Sequence[Person], work: Work, each: int) -> list[float]:
    times: list[float] = []
    _together([lambda p=p: times.extend(_one(p, work) for _n in range(each)) for p in people])
    return times


def _one(person: Person, work: Work) -> float:
    answer = work.ask(person)
    if answer.status not in work.good:
        raise RuntimeError(f"{work.name} was answered {problem_of(answer)}")
    return answer.seconds


def _together(jobs: Sequence[object]) -> None:
    """Let all begin at once; the first failure is raised."""
    if len(jobs) == 1:
        jobs[0]()  # type: ignore[operator]
        return
    failures: list[BaseException] = []

    def run(job: object) -> None:
        try:
            job()  # type: ignore[operator]
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def table(found: Sequence[Taken]) -> str:
    """Every figure with its limit."""
    lines = [
        f"{'':24} {'at':>3} {'n':>5} {'floor':>7} {'p50':>8} {'ratio':>6} {'limit':>6} {'p95':>8} {'p95/p50':>7}  "
    ]
    for t in found:
        floor = statistics.median(t.floor) * 1000
        limit = f"{t.limit:.1f}" if t.limit is not None else "—"
        verdict = "; ".join(t.over) or ("ok" if t.limit is not None or t.work.most is not None else "beside")
        lines.append(
            f"{t.work.name:24} {t.crowd:>3} {len(t.times):>5} {floor:>5.2f}ms {t.p50 * 1000:>6.1f}ms {t.ratio:>6.1f} "
            f"{limit:>6} {t.p95 * 1000:>6.1f}ms {t.p95 / t.p50:>7.2f}  {verdict}"
        )
    return "\n".join(lines)
