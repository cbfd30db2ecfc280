"""The schema of the API says what the declarations say."""

from drf_spectacular.generators import SchemaGenerator

from property_rectification.lifecycle import CASE


def paths() -> dict[str, object]:
    return SchemaGenerator().get_schema(public=True)["paths"]


def test_every_act_of_a_person_has_a_path_of_its_own() -> None:
    found = paths()
    for group, acts in (("transitions", CASE.rows), ("amendments", CASE.amendments)):
        for act in acts.values():
            path = f"/api/v1/rectification-cases/{{id}}/{group}/{act.code.replace('_', '-')}"
            assert (path in found) is (act.by != {"system"}), path


def test_a_form_lists_its_fields_and_which_must_be_filled() -> None:
    post = paths()["/api/v1/rectification-cases/{id}/transitions/find-violation"]["post"]  # type: ignore[index]
    form = post["requestBody"]["content"]["application/json"]["schema"]
    asks = CASE.rows["find_violation"].asks
    assert list(form["properties"]) == [ask.name for ask in asks]
    assert form["required"] == [ask.name for ask in asks if ask.required]
    assert form["properties"]["basis"]["items"]["required"] == ["instrument", "article"]
