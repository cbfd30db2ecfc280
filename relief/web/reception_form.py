"""The form of a step of the reception: the asks of its acts, short choices as chips, and phrases one often needs."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casework import forms as act_forms
from casework.declaration import Ask
from relief.forms.person import A_READ

#: Choices that stand as chips, in the order of their digits; codes that are not named follow.
_CHIPS: dict[str, tuple[str, ...]] = {
    "arrival_mode": ("01", "02", "09", "08", "03", "05", "07", "13", "10"), "gender_declared": ("1", "2", "0"),
    "method": ("handheld", "gate", "baggage", "self_service"),
}  # fmt: skip
#: Words that are often written down, put in by one press; nothing of it is written beforehand.
PHRASES: dict[str, tuple[Any, ...]] = {
    "items_found": (_("未见违禁物品。"), _("背包一个。"), _("手机、证件、现金由本人自持。")),
    "findings": (_("神志清楚。"), _("步态平稳。"), _("自述无不适。"), _("体表无明显外伤。")),
    "review_note": (
        _("钱款用尽，本地没有亲友。"), _("务工不着，无处食宿。"), _("寻亲不遇，无处食宿。"),
        _("说不清情况，先帮助，后核实。"),
    ),
}  # fmt: skip
#: In what the rights were read aloud.
LANGUAGES = (_("普通话"), _("朝鲜语"), _("蒙古语"), _("手语"))
#: How somebody tells who they are; it only brings up the fields that are needed.
KNOWS = (_("有身份证"), _("自己说得出"), _("说不出来"))


class StepForm(act_forms.ActForm):
    """The asks of a step; a number may come whole from a card reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _CHIPS.keys() & self.fields.keys():
            self._as_chips(name)
        if "id_declared" in self.fields:
            number = {"autocomplete": "off", "maxlength": str(A_READ), "data-number": reverse("relief-number")}
            self.fields["id_declared"].widget.attrs |= number
        for name in ("age_least", "age_most"):
            if name in self.fields:
                self.fields[name].widget = forms.TextInput(attrs={"inputmode": "numeric", "data-full": "2"})

    def _as_chips(self, name: str) -> None:
        field: Any = self.fields[name]
        places = {code: n for n, code in enumerate(_CHIPS.get(name, ()))}
        shown = [choice for choice in field.choices if choice[0]]
        shown.sort(key=lambda choice: places.get(choice[0], len(places)))
        field.widget = forms.RadioSelect()
        field.choices = shown

    def _ticks(self, *names: str) -> list[Any]:
        return [self[name] for name in names if name in self.fields]

    @property
    def consent_only(self) -> list[Any]:
        """The person's agreement to the security check."""
        return self._ticks("consent")

    @property
    def body_checks(self) -> list[Any]:
        """What only a check of the body asks."""
        return self._ticks("body_check", "same_sex")

    @property
    def emergencies(self) -> list[Any]:
        """What stops the reception."""
        return self._ticks("emergency")

    @property
    def tests(self) -> list[Any]:
        """On what grounds somebody is let in."""
        return self._ticks("narrow_test", "practice_test", "cannot_state", "suspected_victim")

    def offer(self, beds: list[tuple[str, str]]) -> None:
        """Show these beds alone, as chips."""
        field: Any = self.fields["bed"]
        field.choices = beds
        self._as_chips("bed")

    @property
    def offers_beds(self) -> bool:
        """Whether there is a bed to choose."""
        return bool(getattr(self.fields.get("bed"), "choices", ()))

    @property
    def item_words(self) -> list[Any]:
        """What the person says of the list."""
        return self._ticks("acknowledged", "asked_in_writing", "agrees_to_destroy")

    @property
    def bed_words(self) -> list[Any]:
        """What the rules of a zone still want to know."""
        return self._ticks("female_carer", "consent")

    @property
    def starts_with_text(self) -> bool:
        """Whether nothing stands before the text of the check."""
        return "consent" not in self.fields


def hint(form: StepForm, person: Any) -> None:
    """What is on record already, masked: it is not typed again."""
    for name in ("name_declared", "id_declared", "features"):
        value = getattr(person, name)
        if name in form.fields and value:
            form.fields[name].help_text = str(_("已登记%(value)s，不改不用再写")) % {"value": value}


def sent(post: QueryDict) -> QueryDict:
    """What was sent as the acts take it: whoever was read the rights in a language was told them."""
    data = post.copy()
    if data.get("rights_language"):
        data["rights_told"] = "on"
    return data


def let_in_first(data: QueryDict) -> QueryDict:
    """先入站，回头补: nobody who cannot say anything waits for it (R-12)."""
    data["cannot_state"] = "on"
    data["review_note"] = data.get("review_note") or str(_("说不清情况，先入站，回头补。"))
    return data


def asked(asks: tuple[Ask, ...], *args: Any, choices_of: Any, **kwargs: Any) -> StepForm:
    """The form of these asks."""
    return StepForm(*args, asks=asks, choices_of=choices_of, **kwargs)
