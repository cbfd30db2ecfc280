"""The forms of an import: the file, and which of its columns is which field of ours."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.importing.profiles import Profile, ProfileInvalid
from geo.datums import Datum
from property_rectification import codes
from property_rectification.importers import DEFAULT_CHANNEL, TARGETS

#: Fields that take a second column after the first.
JOINED = ("narrative", "address")
DATUMS = [(Datum.WGS84, "WGS-84（GPS）"), (Datum.GCJ02, gettext_lazy("GCJ-02（高德、腾讯）")),
          (Datum.BD09, gettext_lazy("BD-09（百度）"))]  # fmt: skip


class UploadForm(forms.Form):
    """A file of messages."""

    file = forms.FileField(
        label=gettext_lazy("文件"), help_text=gettext_lazy("CSV、CSV.GZ、XLSX"),
        error_messages={"required": gettext_lazy("请选择文件"), "empty": gettext_lazy("这个文件是空的")},
    )  # fmt: skip


class MappingForm(forms.Form):
    """For each field of ours the column that fills it. What is proposed comes from the heads; a person confirms it."""

    label = forms.CharField(
        label=gettext_lazy("给这种文件起个名字"), max_length=80, help_text=gettext_lazy("下次遇到同样的列，自动用它。"),
        error_messages={"required": gettext_lazy("请填写名字")},
    )  # fmt: skip
    channel = forms.ChoiceField(label=gettext_lazy("来源"))
    datum = forms.ChoiceField(label=gettext_lazy("经纬度的坐标系"), choices=DATUMS, required=False)

    def __init__(self, columns: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.fields["channel"].choices = codes.choices("channel")  # type: ignore[attr-defined]
        choices = [("", "—"), *((str(n), column) for n, column in enumerate(columns))]
        for target in TARGETS:
            if target.name == "channel":
                continue
            self.fields[target.name] = forms.ChoiceField(
                label=target.label, choices=choices, required=target.required,
                error_messages={"required": _("请选哪一列是%(field)s") % {"field": target.label}},
            )  # fmt: skip
            if target.name in JOINED:
                self.fields[f"{target.name}_more"] = forms.ChoiceField(
                    label=_("%(field)s，再接一列") % {"field": target.label}, choices=choices, required=False
                )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                Profile.read(self.mapping(), self.options(), TARGETS)
            except ProfileInvalid as invalid:
                self.add_error(None, str(invalid))
        return data

    def confirms(self, initial: Mapping[str, Any]) -> bool:
        """Whether every column stands as it was proposed: a saved profile may join more columns than the page shows."""
        names = [name for name in self.fields if name not in ("label", "datum")]
        return all((self.cleaned_data.get(name) or "") == (initial.get(name) or "") for name in names)

    def mapping(self) -> dict[str, Any]:
        """As a profile keeps it."""
        data = self.cleaned_data
        found: dict[str, Any] = {"channel": {"constant": data["channel"]}}
        for target in TARGETS:
            first, more = data.get(target.name), data.get(f"{target.name}_more")
            if target.name == "channel" or not first:
                continue
            column = self.columns[int(first)]
            found[target.name] = {"columns": [column, self.columns[int(more)]]} if more else column
        return found

    def options(self) -> dict[str, Any]:
        """The number column tells rows apart, where there is one."""
        data = self.cleaned_data
        found: dict[str, Any] = {"key": "external_no"} if data.get("external_no") else {}
        if data.get("longitude"):
            found["datum"] = data["datum"] or Datum.WGS84
        return found


def from_saved(mapping: Mapping[str, Any], options: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    """The initial values of the form for a saved profile."""
    at = {column: str(number) for number, column in enumerate(columns)}
    found: dict[str, Any] = {"channel": DEFAULT_CHANNEL, "datum": options.get("datum", Datum.WGS84)}
    for name, spec in mapping.items():
        if isinstance(spec, str):
            found[name] = at.get(spec, "")
        elif "constant" in spec:
            found[name] = spec["constant"]
        else:
            first, *rest = spec["columns"]
            found[name] = at.get(first, "")
            found[f"{name}_more"] = at.get(rest[0], "") if rest else ""
    return found
