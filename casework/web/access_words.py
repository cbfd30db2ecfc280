"""查看记录: what a line of the access log is about, in words.

A subject is a code, `prefix:rest`. Each prefix has one function from the rest to words; records and encrypted fields
are named by their own declarations. Domains add their prefixes and acts in `apps.py`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import accesslog, accounts, documents, jobs, kinds, outbox
from casework.event_words import labels_of

Words = Callable[[str], str]

#: What is done that is no step of a record.
_ACTS: dict[str, Any] = {
    accesslog.UNKNOWN: gettext_lazy("不明"), "unmask": gettext_lazy("说明用途后查看"),
    "create_user": gettext_lazy("新建账户"), "reset_password": gettext_lazy("重设密码"),
    "change_password": gettext_lazy("本人改密码"), "deactivate": gettext_lazy("停用账户"),
    "give_post": gettext_lazy("安排岗位"), "end_post": gettext_lazy("结束岗位"),
    "open_agency": gettext_lazy("新设单位"), "change_agency": gettext_lazy("修改单位"),
    "close_agency": gettext_lazy("撤销单位"), "change_rule": gettext_lazy("定新版本"),
    "withdraw_rule": gettext_lazy("撤回未生效的版本"), "load_calendar": gettext_lazy("导入工作日历"),
    "recompute_calendar": gettext_lazy("重算期限"), "add_template": gettext_lazy("加文书模板"),
    "set_gate": gettext_lazy("登记确认"), "keep_receiver": gettext_lazy("保存接收方"),
}  # fmt: skip
#: Which page of a record was looked at.
_PARTS = {
    "as_at": gettext_lazy("历史某日"), "print": gettext_lazy("打印"), "map": gettext_lazy("地图"),
    "code": gettext_lazy("登记结果和查询码"), "registered": gettext_lazy("登记结果"),
}  # fmt: skip
_TIMER_ACTS = {"change": gettext_lazy("定新版本"), "withdraw": gettext_lazy("撤回未生效的版本")}


def told(label: Any, part: Any = "") -> str:
    """Label and part as one says them: 文书：回执."""
    return f"{label}：{part}" if part else str(label)


def _plain(label: Any) -> Words:
    return lambda rest: told(label, rest)


def _act(label: Any) -> Words:
    return lambda code: told(label, _act_label(code))


def _act_label(code: str) -> Any:
    """An act that was tried without a record at hand: any kind's, or one of no record."""
    steps = (labels_of(kind.model).get(code) for kind in kinds.all_kinds())
    return _ACTS.get(code) or next((label for label in steps if label), code)


def _list(kind_name: str) -> str:
    return told(_("列表"), _kinds()[kind_name].label if kind_name in _kinds() else kind_name)


def _paper_name(code: str) -> Any:
    return next((paper.name for paper in documents.papers() if paper.code == code), code)


def _template(rest: str) -> str:
    code, _slash, version = rest.partition("/")
    return told(_("文书模板"), _("%(name)s第%(n)s版") % {"name": _paper_name(code), "n": version})


def _file(purpose: str) -> str:
    """What a file is there for, by the list that its kind of record takes purposes from."""
    for kind in kinds.all_kinds():
        attach = kind.lifecycle.amendments.get("attach_file")
        lists = [ask.choices for ask in attach.asks if ask.name == "purpose"] if attach else []
        known = dict(choice for name in lists for choice in kind.choices(name, None))
        if purpose in known:
            return told(_("材料"), known[purpose])
    return told(_("材料"), purpose)


def _timer(rest: str) -> str:
    act, _colon, key = rest.partition(":")
    names = (kind.timer_label(key) for kind in kinds.all_kinds())
    name = next((name for name in names if name != key), key)
    return told(_("期限规则"), _("%(name)s，%(act)s") % {"name": name, "act": _TIMER_ACTS.get(act, act)})


def _receiver(code: str) -> str:
    known = outbox.receivers().get(code)
    return told(_("接收方"), known.title if known else code)


_OF: dict[str, Words] = {
    "access_log": _plain(gettext_lazy("查看记录")), "calendar": _plain(gettext_lazy("工作日历")),
    "page": _act(gettext_lazy("页面")), accounts.OBJECT: _act(gettext_lazy("账户和单位")),
    "list": _list, "template": _template, "file": _file, "timer": _timer, "receiver": _receiver,
    "document": lambda code: told(_("文书"), _paper_name(code)),
    "draft": lambda code: told(_("文书草稿"), _paper_name(code)),
    "job": lambda code: told(_("后台任务的文件"), jobs.work_called(code).label),
    "gate": _plain(gettext_lazy("上线确认项")), "outbox": lambda _retry: told(_("投递"), _("重新投递")),
}  # fmt: skip


def register(of: Mapping[str, Words], acts: Mapping[str, Any]) -> None:
    """Add a domain's prefixes, each with the words of what stands behind it, and its acts that are no step."""
    _OF.update(of)
    _ACTS.update(acts)


def words(subject: str) -> str:
    """The subject in words; what an older version wrote and nobody names any more stays the code it is."""
    name, _colon, rest = subject.partition(":")
    if name in _OF:
        return _OF[name](rest)
    if name in _kinds():
        kind = _kinds()[name]
        return told(kind.label, _PARTS.get(rest) or labels_of(kind.model).get(rest) or _ACTS.get(rest, rest))
    return _field(subject) or subject


def _kinds() -> dict[str, kinds.Kind]:
    """Kinds by name; by the last word of it too, as the API wrote them while there was one domain."""
    found = {kind.name: kind for kind in kinds.all_kinds()}
    for name, kind in list(found.items()):
        found.setdefault(name.rpartition(".")[2], kind)
    return found


def _field(subject: str) -> str:
    """A field that was opened, written `app.Model.field`: 反映人：电话."""
    owner, _dot, name = subject.rpartition(".")
    try:
        model = apps.get_model(owner)
        return told(model._meta.verbose_name, model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except (LookupError, ValueError, FieldDoesNotExist):
        return ""
