"""Counting what is sent to PostgreSQL: every statement, BEGIN, SAVEPOINT, RELEASE and COMMIT among them.

Django's own log of a connection holds them all. Where a test rolls back, its outer transaction turns BEGIN into
SAVEPOINT and COMMIT into RELEASE: the count is the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

LIST, CASE_PAGE, TRANSITION = 9, 24, 32


@dataclass
class Sent:
    """What was sent, in order."""

    statements: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        return "\n".join(f"{n:>3} {sql[:200]}" for n, sql in enumerate(self.statements, 1))


@contextmanager
def counted() -> Iterator[Sent]:
    """What the block sends."""
    sent = Sent()
    with CaptureQueriesContext(connection) as captured:
        yield sent
        sent.statements = [query["sql"] for query in captured]


def within(budget: int, what: str, sent: Sent) -> None:
    """Fails with the statements one by one where there are more than the budget."""
    assert len(sent) <= budget, f"{what}: {len(sent)} statements, budget {budget}\n{sent}"
