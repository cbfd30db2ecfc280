"""Template tags and filters of every page: icons, fields, and the words of casework.display."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casework import clock, display

register = template.Library()

CLASSES = {"select": "form-select", "check": "form-check-input", "chips": "", "ticks": "", "group": ""}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """One icon of the sprite; it says nothing to a reader, the word beside it does."""
    classes = f"ag-icon {css}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("icons.svg"), name
    )


@register.simple_tag
def present() -> datetime:
    """The present moment, for the foot of a printed page."""
    return clock.now()


@register.inclusion_tag("casework/components/field.html")
def field(bound: BoundField | str, **attrs: str) -> dict[str, Any]:
    """A form field with its label, the word 必填, the hint and its errors above the control.

    A field that the form of this post does not have (Django then gives an empty string) takes no room.
    """
    if not isinstance(bound, BoundField):
        return {}
    kind = widget_kind(bound)
    css = CLASSES.get(kind, "form-control")
    given: dict[str, str | bool] = {"class": css, **attrs} if css else {**attrs}
    control = "" if kind in ("chips", "ticks") else bound.as_widget(attrs=given)
    return {"bound": bound, "kind": kind, "hint": bound.help_text, "control": control}


@register.simple_tag
def combo_control(bound: BoundField, chosen: BoundField, source: str) -> SafeString:
    """A text control with a list of what is known under it; `chosen` is the hidden field that takes the id."""
    attrs: dict[str, str | bool] = {"class": "form-control", "data-combo": source, "data-combo-id": str(chosen.auto_id)}
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("casework/components/field.html")
def narrative(bound: BoundField, least: int) -> dict[str, Any]:
    """The words of the reporter: counted while typed, and looked up for similar matters."""
    counter = f"{bound.auto_id}_count"
    attrs = {"class": "form-control ag-narrative", "rows": "5", "data-counts": counter, "data-least": str(least)}
    return {**field(bound, **attrs, **{"data-similar": ""}), "counter": counter}


def widget_kind(bound: BoundField) -> str:
    """Which look a widget takes: chips, ticks, check, select, area, text, or a group of controls of its own."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "ticks"
    if isinstance(widget, forms.RadioSelect):
        return "chips"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.Select):
        return "select"
    if isinstance(widget, forms.Textarea):
        return "area"
    return "text" if isinstance(widget, forms.widgets.Input) else "group"


@register.filter
def named_error(bound: BoundField, error: str) -> str:
    """An error with the label of its field, unless it names it already."""
    label = str(bound.label)
    return error if label in error else f"{label}：{error}"


@register.filter
def moment(value: datetime | None) -> str:
    """今天14:05 and its longer forms; — where there is none."""
    return display.moment(value, clock.now()) if value else display.NOTHING


@register.filter
def day(value: date | datetime | None) -> str:
    """11月23日, with the year where it is not this one."""
    return display.day(value, clock.now()) if value else display.NOTHING


@register.filter
def weekday(value: date | datetime) -> str:
    """周一 … 周日."""
    return display.weekday(value)


@register.filter
def deadline(value: datetime | None) -> str:
    """11月25日（周三）24:00 of an exclusive moment."""
    return display.deadline(value, clock.now()) if value else display.NOTHING


@register.filter
def money(fen: int | None) -> str:
    """98,400.00元 of an amount in fen."""
    return display.NOTHING if fen is None else display.money(fen)


@register.filter
def count(number: int) -> str:
    """1,246: grouped by thousands, whatever the locale groups by."""
    return f"{number:,}"
