"""One form from one declaration: the asks of an act become a Django form, for the page and for the API alike."""

import datetime as dt
import decimal
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework import clock
from casework.declaration import Ask
from casework.refusals import InvalidData
from geo.places import ImpossiblePosition, read_position

REQUIRED = _("请填写%(label)s")
UNREADABLE = _("有不能显示的字符，请删去后再提交。")
#: Validators' own codes → our words; the counts are the validator's.
_LENGTH_WORDS = {
    "min_length": _("至少%(limit_value)d个字，现在%(show_value)d个字"),
    "max_length": _("最多%(limit_value)d字，现在%(show_value)d字"),
    "null_characters_not_allowed": UNREADABLE,
}
CHOOSE = _("请选择")
#: What JSON may carry for each kind of ask; the form then looks at the value itself.
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "line": (str,), "text": (str,), "choice": (str,), "choices": (list,),
    "date": (str,), "moment": (str,), "money": (str, int),
    "integer": (int,), "flag": (bool,), "user": (int,), "users": (list,), "agency": (int,), "agencies": (list,),
    "compound": (int, str), "position": (str,), "file": (str,), "files": (list,), "items": (list,),
}  # fmt: skip


class MoneyField(forms.DecimalField):
    """Yuan with two decimals on the screen, integer fen in the data."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, min_value=0, **kwargs)
        self.error_messages["min_value"] = _("金额不能小于0")
        self.error_messages["invalid"] = self.error_messages["max_decimal_places"] = _("金额写到分，例如98,400.00")

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)

    def clean(self, value: Any) -> int | None:
        amount: decimal.Decimal | None = super().clean(value)
        return None if amount is None else int(amount * 100)


class ItemsWidget(forms.Widget):
    """Rows of `name-0-column`; a JSON list is taken as it is."""

    template_name = "casework/components/items.html"

    def __init__(self, columns: tuple[Ask, ...]) -> None:
        super().__init__()
        self.columns = columns
        self.choices: dict[str, Any] = {}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if isinstance(data.get(name), list):
            return data[name]
        rows = []
        for n in range(50):
            row = {c.name: data.get(f"{name}-{n}-{c.name}", "").strip() for c in self.columns}
            if any(row.values()):
                rows.append(row)
        return rows

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = value if isinstance(value, list) else []
        context["columns"] = self.columns
        context["rows"] = [
            [
                self._cell(c, f"{name}-{n}-{c.name}", rows[n].get(c.name, "") if n < len(rows) else "")
                for c in self.columns
            ]
            for n in range(max(4, len(rows) + 1))
        ]
        return context

    def _cell(self, column: Ask, name: str, value: Any) -> dict[str, Any]:
        return {"column": column, "name": name, "value": value, "choices": self.choices.get(column.name, ())}


class ItemsField(forms.Field):
    """A list of rows with the declared columns; a row with a gap is named by its number."""

    def __init__(self, columns: tuple[Ask, ...], choices_of: Any, **kwargs: Any) -> None:
        super().__init__(widget=ItemsWidget(columns), **kwargs)
        self.columns = columns
        self.fields = {c.name: field_for(c, choices_of) for c in columns}
        offered = {name: f.choices for name, f in self.fields.items() if isinstance(f, forms.ChoiceField)}
        self.widget.choices = offered

    def clean(self, value: Any) -> list[dict[str, Any]]:
        rows = value or []
        if self.required and not rows:
            raise ValidationError(self.error_messages["required"])
        return [self._row(n, row) for n, row in enumerate(rows, 1)]

    def _row(self, n: int, row: Any) -> dict[str, Any]:
        if not isinstance(row, Mapping):
            raise ValidationError(_("第%(n)d项的格式不对，应逐项写明各栏。"), params={"n": n})
        unknown = set(row) - set(self.fields)
        if unknown:
            raise ValidationError(_("第%(n)d项有不认识的栏：%(name)s"), params={"n": n, "name": sorted(unknown)[0]})
        cleaned = {}
        for c in self.columns:
            try:
                check_type(c, row.get(c.name))
                cleaned[c.name] = self.fields[c.name].clean(row.get(c.name))
            except ValidationError as error:
                message = _("第%(n)d项：%(reason)s")
                raise ValidationError(message, params={"n": n, "reason": error.messages[0]}) from error
        return cleaned


def check_type(ask: Ask, value: Any) -> None:
    """Refuse a JSON value of another type than the ask takes. A bool is no integer."""
    if value is None:
        return
    expected = _JSON_TYPES[ask.kind]
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        raise ValidationError(_("“%(label)s”的格式不对。"), params={"label": ask.label})
    if isinstance(value, str) and not _is_text(value):
        raise ValidationError(UNREADABLE)


def _is_text(value: str) -> bool:
    """Whether the string is text at all: JSON can carry half a character, which nothing can store."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def field_for(ask: Ask, choices_of: Any) -> forms.Field:
    """The Django form field of one ask."""
    options: dict[str, Any] = {
        "label": ask.label, "required": ask.required, "help_text": ask.help,
        "error_messages": {"required": REQUIRED % {"label": ask.label}},
    }  # fmt: skip
    made = _FIELDS[ask.kind](ask, options, choices_of)
    made.ask = ask
    return made


def _text(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 4}) if ask.kind == "text" else forms.TextInput()
    made = forms.CharField(min_length=ask.min_length or None, max_length=ask.max_length, widget=widget, **options)
    checks: list[Any] = list(made.validators)
    for check in checks:
        check.message = _LENGTH_WORDS.get(check.code, check.message)
    return made


def _choice(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    options["error_messages"]["invalid_choice"] = _("“%(value)s”不在可选范围内，请从列表里选。")
    choices = [("", CHOOSE), *choices_of(ask)]
    return forms.ChoiceField(choices=choices, **options)


def _choices(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    options["error_messages"]["invalid_choice"] = _("“%(value)s”不在可选范围内，请从列表里选。")
    return forms.MultipleChoiceField(choices=choices_of(ask), widget=forms.CheckboxSelectMultiple, **options)


#: Days outside are typing errors, and some of them exist in no time zone but one.
YEARS = range(1900, 2101)
MOST = 9999


def _in_our_time(value: dt.date) -> None:
    if value.year not in YEARS:
        raise ValidationError(_("这个日期不对，应在1900年到2100年之间"))


def _integer(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    for kind in ("min_value", "max_value"):
        options["error_messages"][kind] = _("应在%(least)d到9999之间") % {"least": ask.least}
    return forms.IntegerField(min_value=ask.least, max_value=MOST, **options)


def _date(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    options["error_messages"]["invalid"] = _("这个日期不存在，请检查")
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(input_formats=["%Y-%m-%d"], widget=widget, validators=[_in_our_time], **options)


class MomentField(forms.DateTimeField):
    """A moment in China's time; ISO with a zone is taken as said."""

    def to_python(self, value: Any) -> dt.datetime | None:
        if isinstance(value, str) and value:
            try:
                moment = dt.datetime.fromisoformat(value)
            except ValueError as error:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from error
            value = moment if moment.tzinfo else moment.replace(tzinfo=clock.CHINA)
            return value
        return super().to_python(value)


def _moment(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    options["error_messages"]["invalid"] = _("这个时间不存在，请检查")
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return MomentField(widget=widget, validators=[_in_our_time], **options)


def _flag(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    return forms.BooleanField(**options)


def _model_field(many: bool) -> Any:
    """One to choose from a list with 请选择 on top, or several to tick."""
    if many:
        return partial(forms.ModelMultipleChoiceField, widget=forms.CheckboxSelectMultiple)
    return partial(forms.ModelChoiceField, empty_label=CHOOSE)


def _users(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    from casework.models import User

    options["error_messages"]["invalid_choice"] = _("没有这个人，或已离岗。")
    many = ask.kind == "users"
    options["error_messages"]["invalid_pk_value"] = _("没有这个人，或已离岗。")
    made = _model_field(many)(
        User.objects.filter(is_active=True, pk__in=[pk for pk, _label in choices_of(ask)]), **options
    )
    labels = dict(choices_of(ask))
    made.label_from_instance = lambda user: labels[user.pk]
    return made


def _agencies(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    from casework.models import Agency

    options["error_messages"]["invalid_choice"] = _("没有这个单位，或已撤销。")
    options["error_messages"]["invalid_pk_value"] = _("没有这个单位，或已撤销。")
    many = ask.kind == "agencies"
    return _model_field(many)(Agency.objects.filter(active=True).order_by("name"), **options)


def _compound(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    from geo.models import Compound

    options["error_messages"]["invalid_choice"] = _("没有这个小区。选一个，或选“不在小区”")
    return _model_field(many=False)(Compound.objects.order_by("name"), **options)


class PositionField(forms.CharField):
    """A place as “经度,纬度”, with a datum after it where it is not WGS-84; kept as it was given."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            read_position(text)
        except ImpossiblePosition as error:
            raise ValidationError(error.message, code=error.code) from error
        return text


def _position(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    return PositionField(max_length=80, **options)


def _file(ask: Ask, options: dict[str, Any], choices_of: Any) -> forms.Field:
    from casework.models import RecordFile

    options["error_messages"]["invalid_choice"] = _("没有这份材料，请先上传到本案。")
    options["error_messages"]["invalid_pk_value"] = _("没有这份材料，请先上传到本案。")
    keys = [pk for pk, _label in choices_of(ask)]
    if not keys:
        options["help_text"] = _("还没有可选的材料：先存为草稿，用“添加材料”上传，再回来选")
    return _model_field(ask.kind == "files")(RecordFile.objects.filter(pk__in=keys), **options)


_FIELDS: dict[str, Any] = {
    "line": _text, "text": _text, "choice": _choice, "choices": _choices, "date": _date, "moment": _moment,
    "money": lambda ask, options, choices_of: MoneyField(**options),
    "integer": _integer,
    "flag": _flag, "user": _users, "users": _users, "agency": _agencies, "agencies": _agencies,
    "compound": _compound, "position": _position, "file": _file, "files": _file,
    "items": lambda ask, options, choices_of: ItemsField(ask.columns, choices_of, **options),
}  # fmt: skip


class ActForm(forms.Form):
    """The form of one act; `choices_of(ask)` gives the options of its choice fields."""

    def __init__(self, *args: Any, asks: tuple[Ask, ...], choices_of: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ask in asks:
            self.fields[ask.name] = field_for(ask, choices_of)


def validate(asks: tuple[Ask, ...], data: Any, choices_of: Any) -> dict[str, Any]:
    """The cleaned data of an act. Raises InvalidData with the messages of every field that is wrong."""
    errors: dict[str, list[str]] = {}
    if not hasattr(data, "getlist"):
        errors = _misfits(asks, data)
        if errors:
            raise InvalidData(errors)
    form = ActForm(data, asks=asks, choices_of=_offered(asks, data, choices_of))
    if not form.is_valid():
        raise InvalidData({name: [str(m) for m in messages] for name, messages in form.errors.items()})
    return dict(form.cleaned_data)


#: Kinds whose options are read from the database or worked out for the record.
_CHOSEN = frozenset({"choice", "choices", "user", "users", "file", "files"})


def _offered(asks: tuple[Ask, ...], data: Any, choices_of: Any) -> Any:
    """The options of what was filled in, each worked out once; an empty field needs none to be found empty."""
    kept: dict[str, list[tuple[Any, Any]]] = {}

    def offered(ask: Ask) -> list[tuple[Any, Any]]:
        if ask.kind in _CHOSEN and ask in asks and data.get(ask.name) in (None, "", []):
            return []
        key = f"{ask.name} {ask.choices}"
        if key not in kept:
            kept[key] = choices_of(ask)
        return kept[key]

    return offered


def _misfits(asks: tuple[Ask, ...], data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Fields of a JSON body that nobody asked for, or of the wrong type."""
    known = {ask.name: ask for ask in asks}
    errors: dict[str, list[str]] = {}
    for name, value in data.items():
        if name not in known:
            errors[name.encode(errors="replace").decode()] = [str(_("没有这个字段。"))]
            continue
        try:
            check_type(known[name], value)
        except ValidationError as error:
            errors[name] = list(error.messages)
    return errors


def for_ledger(value: Any) -> str:
    """A cleaned form value as the ledger keeps it: text as it is, references by key, lists as JSON."""
    if isinstance(value, str):
        return value
    if hasattr(value, "pk"):
        return str(value.pk)
    if hasattr(value, "values_list"):
        return json.dumps(sorted(str(pk) for pk in value.values_list("pk", flat=True)))
    return json.dumps(value, ensure_ascii=False, default=str)


def cleaned(ask: Ask, sent: Any, choices_of: Any) -> Any:
    """The cleaned value of one ask of what was sent. Raises ValidationError where it cannot be read."""
    if not hasattr(sent, "getlist"):  # JSON may hold anything
        check_type(ask, sent.get(ask.name))
    made = field_for(ask, choices_of)
    return made.clean(made.widget.value_from_datadict(sent, {}, ask.name))


def as_sent(ask: Ask, raw: str) -> dict[str, list[str]]:
    """A value as the ledger keeps it (`for_ledger`), in the fields a page's form would send."""
    if ask.kind == "items":
        rows = enumerate(json.loads(raw or "[]"))
        return {f"{ask.name}-{n}-{column}": [_text_of(value)] for n, row in rows for column, value in row.items()}
    if ask.kind in ("choices", "users", "agencies", "files"):
        return {ask.name: json.loads(raw or "[]")}
    if ask.kind == "money":
        return {ask.name: [f"{int(raw) // 100}.{int(raw) % 100:02d}" if raw else ""]}
    if ask.kind == "flag":
        return {ask.name: ["on"] if raw == "true" else []}
    if ask.kind == "moment" and raw:
        moment = dt.datetime.fromisoformat(raw.strip('"')).astimezone(clock.CHINA)
        return {ask.name: [moment.strftime("%Y-%m-%dT%H:%M")]}
    return {ask.name: [raw.strip('"') if ask.kind == "date" else raw]}


def _text_of(value: Any) -> str:
    return "" if value is None else str(value)
