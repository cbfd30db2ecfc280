"""What the page of a penalty procedure shows: the party, the papers, what was said, money, review and suit, files."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from casework import clock, display
from casework.actor import Actor
from casework.ledger import PastView
from casework.masking import mask_text
from casework.models import Record
from casework.timers import local_day
from casework.web import frames
from property_rectification import codes, law
from property_rectification.models.penalty_parts import PERSON, PenaltyOpinion, PenaltyPayment
from property_rectification.penalty import after_guards, choices, detail, effects, standing
from property_rectification.penalty.states import FILED, INVESTIGATED, NO_PENALTY, PROPOSED

Lines = list[dict[str, Any]]
KILOBYTE = 1024
_NOTHING: dict[str, Any] = {"overview": [], "notes": [], "blocks": [], "files": None}


def parts(record: Any, actor: Actor) -> dict[str, Any]:
    """The living page; who only sees where it stands gets the frame with the case it comes out of."""
    if not detail.reads_notices(actor):
        return _NOTHING | {"overview": _source(record, actor)}
    if not detail.reads_file(actor):
        return _NOTHING | {"blocks": _served_blocks(record)}
    can = frames.possible_amendments(frames.amendments_of(record, actor))
    return {
        "overview": _overview(record, actor), "notes": _notes(record), "blocks": _blocks(record),
        "files": _files(record, can),
    }  # fmt: skip


def _line(label: str, value: Any, *, url: str = "", reveal_url: str = "", wide: bool = False) -> dict[str, Any]:
    return {"label": label, "value": value, "url": url, "reveal_url": reveal_url, "wide": wide}


def _said(lines: Lines) -> Lines:
    return [line for line in lines if line["value"]]


def _source(record: Any, actor: Actor) -> Lines:
    seen = Record.objects.visible_to(actor, record.source.kind).filter(pk=record.source_id).exists()
    return [_line(_("来源案件"), record.source.number, url=frames.url(record.source) if seen else "")]


def _overview(record: Any, actor: Actor) -> Lines:
    now = clock.now()
    party, opens = _party(record), record.party_kind == PERSON
    reveal = reverse("penalties-reveal", kwargs={"key": frames.key_of(record), "field": "party_name"}) if opens else ""
    return _said([
        *_source(record, actor),
        _line(_("当事人"), party, reveal_url=reveal),
        _line(_("执法人员"), _officers(record)),
        _line(_("违法行为终了"), display.day(record.acted_until, now)),
        _line(_("发现"), display.day(record.found_on, now)),
        _line(_("处理结果"), record.get_outcome_display() if record.outcome else ""),
        _line(_("不予处罚的情形"), codes.label("no_penalty_cause", record.spared_for)),
        _line(_("改正"), display.moment(record.corrected_at, now) if record.corrected_at else ""),
        _line(_("撤销、变更"), display.moment(record.revoked_at, now) if record.revoked_at else ""),
        _line(_("撤销原因"), codes.label("annulment_ground", record.revoked_for)),
        _line(_("公开网址"), record.published_where),
    ])  # fmt: skip


def _party(record: Any) -> str:
    """A firm or unit by its name; a person masked, a child as a child."""
    if record.party_kind != PERSON:
        return str(record.party_name.reveal())
    young = _("（未成年人）") if record.birthday and _is_young(record) else ""
    return f"{record.party_name}{young}"


def _is_young(record: Any) -> bool:
    return standing.age_on(record.birthday, record.acted_until) < standing.FULL_AGE


def _officers(record: Any) -> str:
    names = dict(choices.officers(record))
    rows = standing.officers(record)
    return "、".join(f"{names.get(str(one['user']), _('已离岗'))}（{one['certificate']}）" for one in rows)


def _notes(record: Any) -> list[str]:
    """What the handler must know before deciding."""
    notes = []
    if record.state not in (NO_PENALTY,) and record.served_at is None and not effects.fines_are_set():
        notes.append(_("罚款幅度（上线确认项CG-1）还没有设定：不能写罚款数额，文书也不印数额。"))
    if standing.too_young(record):
        notes.append(_("当事人不满14周岁，不予处罚；责令监护人加以管教。"))
    elif record.party_kind == PERSON and record.birthday and _is_young(record):
        notes.append(_("当事人已满14周岁不满18周岁，应当从轻或者减轻处罚。"))
    return notes


# --- the papers and what was said -------------------------------------------------------------------------------


def _blocks(record: Any) -> Lines:
    """Titled lists of lines, in the order of the procedure; what cannot be there yet is not asked for."""
    if record.state == FILED:
        return []
    found = [_proposal_block(p) for p in standing.proposals(record)[-1:]]
    if not found and record.state == INVESTIGATED:
        return []
    found += [_defence_block(record), _review_block(record)] if found and record.state != PROPOSED else []
    found += [_decision_block(record, d) for d in standing.decisions(record)[-1:]]
    if record.served_at is not None or record.revoked_at is not None:
        found += [_money_block(record), _remedy_block(record)]
    return [block for block in found if block["lines"]]


def _served_blocks(record: Any) -> Lines:
    """The party's own notices."""
    served = [d for d in standing.decisions(record) if d.served_at is not None]
    return [
        *(_proposal_block(p) for p in standing.proposals(record)[-1:]),
        *(_decision_block(record, d) for d in served),
    ]


def _block(code: str, title: str, lines: Lines) -> dict[str, Any]:
    return {"code": code, "title": title, "lines": _said(lines)}


def _content(rows: list[dict[str, Any]]) -> str:
    words = dict(codes.choices("penalty_kind"))
    return "；".join(
        f"{words.get(row['kind'], row['kind'])} {display.money(row['amount']) if row.get('amount') else ''}".strip()
        for row in rows
    )


def _service(found: Any) -> Lines:
    how = codes.label("service_mode", found.service_mode)
    told = f"{display.moment(found.served_at, clock.now())} {how}" if found.served_at else ""
    return [_line(_("送达"), told)]


def _proposal_block(found: Any) -> dict[str, Any]:
    basis = "；".join(law.words(row["title"], row["version"], row["article"]) for row in found.basis)
    return _block("proposal", _("处罚告知"), [
        _line(_("拟处罚"), _content(found.content)),
        _line(_("事实"), mask_text(found.facts.reveal()), wide=True),
        _line(_("理由"), mask_text(found.reasons.reveal()), wide=True),
        _line(_("依据"), basis, wide=True),
        _line(_("内容"), mask_text(found.wording.reveal()), wide=True),
        _line(_("听证权利"), _("有") if standing.has_hearing_right(found) else _("没有")),
        *_service(found),
    ])  # fmt: skip


def _defence_block(record: Any) -> dict[str, Any]:
    now, lines = clock.now(), []
    for one in standing.statements(record):
        said = mask_text(one.content.reveal()) if one.content else one.get_kind_display()
        lines.append(_line(f"{one.get_kind_display()} {display.day(one.at, now)}", said, wide=True))
        if one.answered_at is not None:
            adopted = codes.label("adoption", one.adopted)
            lines.append(
                _line(_("复核：%(adopted)s") % {"adopted": adopted}, mask_text(one.answers.reveal()), wide=True)
            )
    for hearing in standing.hearings(record):
        lines.append(_line(_("听证"), _hearing(hearing)))
    return _block("defence", _("陈述、申辩、听证"), lines)


def _hearing(found: Any) -> str:
    now = clock.now()
    if found.held_at is not None:
        chair = found.chair.display_name if found.chair else ""
        return _("%(when)s举行，主持人%(chair)s") % {"when": display.moment(found.held_at, now), "chair": chair}
    if found.given_up:
        return codes.label("hearing_given_up", found.given_up)
    return _("%(when)s申请") % {"when": display.day(found.asked_at, now)}


def _review_block(record: Any) -> dict[str, Any]:
    lines = []
    for kind, label in PenaltyOpinion.KINDS:
        for one in standing.opinions(record, kind):
            who = one.recorded_by.user.display_name if one.recorded_by else ""
            verdict = _("通过") if one.agreed else _("退回修改")
            lines.append(_line(f"{label} {who}", f"{verdict}　{mask_text(one.opinion.reveal())}", wide=True))
    return _block("review", _("审核、讨论"), lines)


def _decision_block(record: Any, found: Any) -> dict[str, Any]:
    now = clock.now()
    return _block("decision", _("决定"), [
        _line(_("文号"), found.number),
        _line(_("处罚"), _content(found.content)),
        _line(_("内容"), mask_text(found.wording.reveal()), wide=True),
        _line(_("责令改正"), mask_text(found.correction.reveal()) if found.correction else "", wide=True),
        _line(_("改正期限"), display.day(found.correct_by, now) if found.correct_by else ""),
        _line(_("不服的途径"), _ways(found), wide=True),
        *_service(found),
        _line(_("催告"), display.moment(found.urged_at, now) if found.urged_at else ""),
        _line(_("法院执行"), f"{found.court_number} {codes.label('court_result', found.court_result)}".strip()),
        _line(_("撤销、变更文号"), found.revoked_by),
    ])  # fmt: skip


def _ways(found: Any) -> str:
    if not (found.review_organ and found.court):
        return _("还没有写明复议机关和管辖法院") if found.served_at is None else ""
    told = {"organ": found.review_organ, "court": found.court}
    return _("60日内可以向%(organ)s申请行政复议，或6个月内向%(court)s提起行政诉讼") % told


def _money_block(record: Any) -> dict[str, Any]:
    now = clock.now()
    words = dict(PenaltyPayment.KINDS)
    lines = [
        _line(f"{words[p.kind]} {display.day(p.paid_on, now)}", display.money(p.amount))
        for p in standing.payments(record)
    ]
    added = standing.surcharge_now(record, local_day(now)) if record.revoked_at is None else 0
    if added:
        lines.append(_line(_("加处罚款（每日3%，不超过罚款）"), display.money(added)))
    if record.revoked_at is None:
        owed = after_guards.owed(record, now)
        lines.append(_line(_("还应缴"), display.money(sum(owed.values())) if owed else ""))
    return _block("money", _("罚没款项"), lines)


def _remedy_block(record: Any) -> dict[str, Any]:
    now = clock.now()
    lines = []
    for one in standing.remedies(record):
        end = codes.label("remedy_result", one.result) if one.result else _("进行中")
        words = f"{one.organ} {one.reference}　{display.day(one.applied_on, now)}　{end} {one.result_reference}"
        lines.append(_line(one.get_kind_display(), words.strip()))
    return _block("remedies", _("复议、诉讼"), lines)


def _files(record: Any, can: set[str]) -> dict[str, Any]:
    return {
        "add_url": frames.url(record, "amend", code="attach-file") if "attach_file" in can else "",
        "nothing_yet": _("还没有材料。笔录、送达回证、缴款凭证都加在这里。"),
        "rows": [
            {
                "name": f.title, "url": reverse("penalties-file", kwargs={"key": frames.key_of(record), "file": f.pk}),
                "kind": codes.label("penalty_file", f.purpose), "size": f"{max(1, f.file.size // KILOBYTE)} KB",
                "added": f.added_at, "by": f.added_by.user.display_name if f.added_by else "",
                "tail": f.file.sha256[-8:],
            }
            for f in standing.files(record)
        ],
    }  # fmt: skip


# --- a past day -------------------------------------------------------------------------------------------------


def past_parts(record: Any, view: PastView) -> dict[str, Any]:
    """Which decisions there were on that day, from the ledger alone."""
    numbers = [str(one.get("number") or "") for one in view.children("penaltydecision")]
    lines = [_line(_("文号"), number) for number in numbers]
    return _NOTHING | {"blocks": [_block("decision", _("决定"), lines)] if lines else []}
