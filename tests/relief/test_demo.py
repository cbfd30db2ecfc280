"""The demo's station: everybody brought along by the engine, in every state, made up from end to end."""

from relief.demo import cases, people
from relief.models import Person, ReliefCase, StatReport
from relief.states import ARCHIVED, LEAD_RECORDED, OPEN, PENDING_ARCHIVE, POST_DEATH
from tests.relief.station import Station


def test_the_demo_shows_every_state_and_is_loaded_once(station: Station) -> None:
    assert cases.load() == len(cases.STORIES)
    assert set(ReliefCase.objects.values_list("state", flat=True)) == {
        LEAD_RECORDED, *OPEN, POST_DEATH, PENDING_ARCHIVE, ARCHIVED,
    }  # fmt: skip
    told = list(StatReport.objects.order_by("period").values_list("state", flat=True))
    assert (told[0], told[-1]) == ("locked", "month_running"), "the first month is whole and was locked"
    assert cases.load() == 0
    # and nobody of it can be taken for somebody
    for person in Person.objects.all():
        for number in (person.id_declared, person.id_verified):
            assert not number or number.reveal().startswith("220399")
        for name in (person.name_declared, person.name_verified):
            assert not name or name.reveal()[-1] in "样例"
    assert all(person.given in "样例" for person in people.PEOPLE)


def test_log_ins_are_those_of_the_people() -> None:
    assert [name for name, _role, _post in people.logins()] == [p.username for p in (*people.PEOPLE, *people.NIGHT)]
