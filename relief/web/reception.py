"""接待: who stands between arrival and admission, and one guided page for each of them."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import accesslog, boundary, clock, conflicts, display, drafts, engine, idempotency, kinds
from casework.idempotency import Answer
from casework.models import Post, Record
from casework.refusals import Denial, GuardsFailed, NotYourRole, Refusal, StaleVersion
from casework.session import actor_of, posts_of
from casework.timers import local_day
from casework.web import acts, errors, frames
from casework.web.records import PageView, RecordPage
from relief import belongings, codes, numbers, taking_in
from relief.forms.person import A_READ
from relief.lifecycle import CASE
from relief.lifecycle.intake import RECEIVE
from relief.models import ReliefCase
from relief.states import BEFORE_ADMISSION, LIVE
from relief.web import reception_bed, reception_form, reception_side, ways
from relief.web import reception_steps as steps
from relief.words import described

PAGE, BODY = "relief/reception/page.html", "relief/reception/body.html"
#: Name of the draft of somebody who is not registered yet.
NEW = "reception"
#: What keeps somebody from being received on, with the one next step; its line is red.
STOPS = {"no_emergency": ways.HOSPITAL}


class Receptions(PageView):
    """GET: everybody between arrival and admission, each with the next step and who does it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        kind = kinds.by_name(CASE.name)
        waiting = ReliefCase.objects.visible_to(actor, kind.name).filter(state__in=BEFORE_ADMISSION)
        found = list(waiting.select_related("person").order_by("arrived_at", "pk"))
        accesslog.record_access(actor, "list", subject=f"list:{kind.name}", request=request)
        context = {
            "rows": [_line(case) for case in found],
            "new_url": reverse("relief-reception-new") if actor.role in RECEIVE.by else "",
        }
        return render(request, "relief/reception/list.html", context)


def _line(case: Any) -> dict[str, Any]:
    """Neither name nor number of anybody: what they are called meanwhile, sex and age."""
    usual = next((row for row in CASE.from_state(case.state) if row.usual), None)
    roles = "、".join(str(kinds.kind_of(case).roles[role]) for role in sorted(usual.by)) if usual else ""
    return {
        "number": case.number, "url": reverse("relief-reception", kwargs={"key": case.number}),
        "summary": case.title, "arrived": case.arrived_at, "badge": frames.state_badge(case),
        "mode": codes.label("arrival_mode", case.arrival_mode), "next": usual.label if usual else "", "who": roles,
    }  # fmt: skip


class Receive(PageView):
    """GET an empty page; POST writes the arrival down. Help first: no name and no paper is needed (R-12)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        return self._show(request, self._form())

    def post(self, request: HttpRequest) -> HttpResponse:
        self._check(request)
        actor, made, data = actor_of(request), [], reception_form.sent(request.POST)

        def work() -> Answer:
            made.append(boundary.follow_up(engine.create(ReliefCase, actor=actor, data=data).record))
            return Answer(200, {"number": made[0].number})

        key = request.POST.get("idempotency_key", "")
        user: Any = request.user
        try:
            answer = idempotency.run_once(user, request.path, key, acts.fingerprint(request), work)
        except Refusal as refusal:
            if refusal.status not in acts.STAY:
                raise
            errors.log_refusal(request, refusal, code=RECEIVE.code)
            return self._show(request, _marked(self._form(data), refusal), refusal)
        drafts.done(request.user, NEW, opening=key)
        messages.success(request, _("已登记到站。"))
        address = reverse("relief-reception", kwargs={"key": answer.body["number"]})
        return acts.onward(request, f"{address}?after={steps.ARRIVAL.code}")

    def _check(self, request: HttpRequest) -> None:
        if actor_of(request).role not in RECEIVE.by:
            raise NotYourRole

    def _form(self, *data: Any) -> Any:
        choices = kinds.by_name(CASE.name).choices
        return reception_form.asked(RECEIVE.asks, *data, choices_of=lambda ask: choices(ask.choices, None))

    def _show(self, request: HttpRequest, form: Any, refusal: Refusal | None = None) -> HttpResponse:
        context = {
            "case": None, "form": form,
            "follows": request.POST.get("follows") or request.GET.get("follows", ""),
            "refusals": refusal.denials if refusal else (),
            "steps": [{"label": step.label, "url": "", "done": False, "current": step is steps.ARRIVAL}
                      for step in steps.STEPS],
            "step": {"code": steps.ARRIVAL.code, "label": steps.ARRIVAL.label, "template": steps.ARRIVAL.template,
                     "url": request.path, "version": 0, "key": _key(request), "submit": _("本人已到站，开始接待")}
                     | drafts.frame(request.user, NEW),
            "languages": reception_form.LANGUAGES, "phrases": reception_form.PHRASES,
        }  # fmt: skip
        return _page(request, context, refusal)


class Reception(RecordPage):
    """GET ?step= one step of somebody's reception, or ?after= the one to go on with; POST carries it out."""

    kind_name = CASE.name

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        case = self.record()
        accesslog.record_access(self.actor, "view", record=case, subject=case.kind, request=request)
        if case.state not in LIVE:
            return acts.onward(request, frames.url(case))
        return self._show(case, self._step(case, request.GET.get("step", "")))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        case, then = self.record(), request.POST.get("then", "")
        step = self._step(case, request.POST.get("step", ""))
        data = reception_form.sent(conflicts.chosen(request.POST))
        if then == steps.ADMIT:
            data = reception_form.let_in_first(data)
        wanted = steps.acts_of(step, case, self.actor, then)
        try:
            if then == steps.ADMIT:
                self._check_may_enter(case)
            taken = self._carry_out(case, step, wanted, data)
        except Refusal as refusal:
            if refusal.status not in acts.STAY:
                raise
            errors.log_refusal(request, refusal, record=case, code=wanted[0])
            return self._show(case, step, data, refusal)
        return self._onward(case, step, taken)

    def _check_may_enter(self, case: Any) -> None:
        """先入站 needs no datum, but nobody is let in unseen: check and look come first, or the hospital."""
        missing = steps.until_admission(case)
        if missing:
            first = f"{self.request.path}?step={missing[0].code}"
            told = _("入站前还要办：%(steps)s。") % {"steps": "、".join(str(step.label) for step in missing)}
            remedy = _("去办；紧急的先送医，或在安检按“紧急，先检视”")
            raise GuardsFailed([Denial("steps_before_admission", told, remedy=remedy, link=first)])

    def _step(self, case: Any, code: str) -> steps.Step:
        after = steps.called(self.request.GET.get("after", ""))
        return steps.called(code) or steps.next_for(case, self.actor, self._roles(case), after)

    def _roles(self, case: Any) -> list[str]:
        """The roles of this person in the station of the case: one is worked in, the others are one press away."""
        held = [post.role for post in self._posts if post.agency_id == case.owner_agency_id]
        return [self.actor.role, *held]

    @property
    def _posts(self) -> Sequence[Post]:
        return posts_of(self.request)

    def _carry_out(self, case: Any, step: steps.Step, wanted: Sequence[str], data: Any) -> taking_in.Taken | None:
        """Carry out the acts under the key of the page. What a colleague did meanwhile that touches nothing of what was
        typed is no reason to stop: two people receive one person at a time."""
        taken: list[taking_in.Taken] = []

        def once(version: int) -> None:
            try:
                with transaction.atomic():
                    taken.append(self._act(case, wanted, data, version))
            except StaleVersion:
                if self._touched(case, wanted, data, version):
                    raise
                taken.append(self._act(case, wanted, data, None))
            drafts.done(self.request.user, _place(case, step), opening=self.request.POST.get("idempotency_key", ""))

        acts.run_once(self.request, once)
        return taken[0] if taken else None

    def _act(self, case: Any, wanted: Sequence[str], data: Any, version: int | None) -> taking_in.Taken:
        return taking_in.carry_out(case, wanted, actor=self.actor, data=data, version=version)

    def _touched(self, case: Any, wanted: Sequence[str], data: Any, version: int) -> bool:
        """Whether somebody changed meanwhile what this step writes, or moved the person on past it."""
        current = kinds.full(Record.objects.get(pk=case.pk))
        events = conflicts.since(current, version)
        first = steps.act_of(wanted[0])
        if not engine.stands_right(current, first):
            return True
        return any(conflicts.both_values(current, steps.act_of(code), self.actor, data, events) for code in wanted)

    def _onward(self, case: Any, step: steps.Step, taken: taking_in.Taken | None) -> HttpResponse:
        current = kinds.full(Record.objects.get(pk=case.pk))
        if taken is not None:
            self._say(current, taken)
        after = steps.next_for(current, self.actor, self._roles(current), step)
        stays = taken is not None and taken.refusal is not None
        address = reverse("relief-reception", kwargs={"key": current.number})
        return acts.onward(self.request, f"{address}?step={(step if stays else after).code}")

    def _say(self, case: Any, taken: taking_in.Taken) -> None:
        if taken.refusal is not None:
            errors.log_refusal(self.request, taken.refusal, record=case, code=taken.stopped)
            reasons = [f"{d.message}{d.remedy}" for d in taken.refusal.denials] or [
                str(word) for words in taken.refusal.errors.values() for word in words
            ]
            said = {"done": steps.act_of(taken.done[-1]).label, "act": steps.act_of(taken.stopped).label,
                    "why": "".join(reasons) or str(taken.refusal.message)}  # fmt: skip
            messages.warning(self.request, _("%(done)s：已办好。“%(act)s”还没有办：%(why)s") % said)
        elif "admit_person" in taken.done:
            gaps = taking_in.gaps(case)
            told = _("已入站，还差%(n)d项：%(what)s") % {"n": len(gaps), "what": "、".join(gaps)}
            messages.success(self.request, told if gaps else _("已入站。"))
        else:
            messages.success(self.request, _("%(act)s：已办好。") % {"act": steps.act_of(taken.done[-1]).label})

    def _form(self, case: Any, wanted: Sequence[str], sent: Any) -> Any:
        options: dict[str, Any] = {"choices_of": engine.choices_for(case, self.actor)}
        asks = steps.asks_of(wanted)
        if sent is not None:
            return reception_form.asked(asks, sent, **options)
        known = {name: value for code in wanted for name, value in self.kind.initial(case, steps.act_of(code)).items()}
        form = reception_form.asked(asks, initial=known, **options)
        reception_form.hint(form, case.person)
        return form

    def _show(self, case: Any, step: steps.Step, sent: Any = None, refusal: Refusal | None = None) -> HttpResponse:
        now = clock.now()
        wanted = steps.acts_of(step, case, self.actor)
        form, not_free = self._form(case, wanted, sent), list[str]()
        if step is steps.BED and "bed" in form.fields:
            free, not_free = reception_bed.offered(case)
            form.offer(free)
        first = steps.act_of(wanted[0])
        who = steps.hands(first, case, self.actor, self._posts)
        earlier = steps.before(step, case)
        denials = refusal.denials if refusal else ()
        context = {
            "case": _head(case, now), "form": _marked(form, refusal) if refusal else form,
            "refusals": [d for d in denials if d.code not in STOPS], "stop": _stop(case, denials),
            "conflict": acts.conflict(case, self.actor, refusal, first, sent),
            "steps": self._column(case, step), "ways": ways.of(case, self.actor, self._posts),
            "starting": reception_side.starting(case, now),
            "reminders": reception_side.reminders(case, self.actor, now),
            "step": self._step_context(case, step, wanted, earlier), "who": who,
            "away": frames.next_step(case, self.actor) if _is_away(case) else None,
            "languages": reception_form.LANGUAGES, "phrases": reception_form.PHRASES, "knows": reception_form.KNOWS,
            "not_free": not_free, "listed": _listed(case) if step is steps.ITEMS else [],
            "next_url": self.request.path + f"?step={step.code}",
        }  # fmt: skip
        return _page(self.request, context, refusal)

    def _step_context(self, case: Any, step: steps.Step, wanted: Sequence[str], earlier: Any) -> dict[str, Any]:
        past = steps.is_done(step, case) and step not in steps.ONGOING
        address = self.request.path
        return {
            "code": step.code, "label": step.label, "template": step.template, "url": address,
            "version": case.version, "key": _key(self.request), "submit": _submit(wanted),
            "past": past, "may_let_in": not case.admitted_at,
            "lets_in": self.actor.role in steps.act_of("admit_person").by,
            "opinion_url": f"{address}?step={steps.OPINION.code}",
            "earlier": {"label": earlier.label, "url": f"{address}?step={earlier.code}"} if earlier else None,
            "onward": f"{address}?step={steps.next_for(case, self.actor, self._roles(case), step).code}",
            "done_by": _done_by(case, step) if past else [],
        } | drafts.frame(self.request.user, _place(case, step))  # fmt: skip

    def _column(self, case: Any, current: steps.Step) -> list[dict[str, Any]]:
        return [
            {"label": step.label, "url": f"{self.request.path}?step={step.code}",
             "done": steps.is_done(step, case), "current": step is current}
            for step in steps.STEPS
        ]  # fmt: skip


class Number(PageView):
    """POST id_declared= and gender_declared=: the first check that fails, or what is odd, in words."""

    def post(self, request: HttpRequest) -> HttpResponse:
        typed = numbers.out_of_read(request.POST.get("id_declared", "")[:A_READ])
        today = local_day(clock.now())
        reading = numbers.read(typed, today=today, sex=request.POST.get("gender_declared", ""))
        context = {
            "wrong": numbers.said(reading, typed) if typed else "",
            "odd": numbers.odd(typed, today=today) if typed and not reading.problem else [],
            "born": reading.born if not reading.problem else None, "number": typed,
        }  # fmt: skip
        return render(request, "relief/reception/number.html", context)


# --- parts ----------------------------------------------------------------------------------------------------------


def _page(request: HttpRequest, context: dict[str, Any], refusal: Refusal | None) -> HttpResponse:
    template = BODY if getattr(request, "htmx", False) else PAGE
    return render(request, template, context, status=refusal.status if refusal else 200)


def _place(case: Any, step: steps.Step) -> str:
    """The name of the draft of this step."""
    return f"{case.pk}.reception.{step.code}"


def _key(request: HttpRequest) -> str:
    return request.POST.get("idempotency_key") or str(uuid.uuid4())


def _marked(form: Any, refusal: Refusal) -> Any:
    """The form with what was refused at the fields it is about."""
    form.is_valid()
    for name, words in refusal.errors.items():
        if name in form.fields and name not in form.errors:
            form.add_error(name, list(words))
    return form


def _head(case: Any, now: Any) -> dict[str, Any]:
    return {
        "number": case.number, "summary": described(case.person, local_day(now)), "version": case.version,
        "arrived": display.moment(case.arrived_at, now), "mode": codes.label("arrival_mode", case.arrival_mode),
        "unit": case.brought_by_unit, "badges": [frames.state_badge(case), *kinds.kind_of(case).badges(case)],
        "url": frames.url(case),
    }  # fmt: skip


def _stop(case: Any, denials: Sequence[Any]) -> dict[str, str] | None:
    """What stops the reception here, and the one next step."""
    found = next((denial for denial in denials if denial.code in STOPS), None)
    if found is None:
        return None
    act = steps.act_of(STOPS[found.code])
    return {
        "message": f"{found.message}{found.remedy}", "label": str(act.label),
        "url": frames.url(case, "do", code=act.code.replace("_", "-")),
    }  # fmt: skip


def _is_away(case: Any) -> bool:
    """Whether the person is at a hospital or with the police: then the steps rest, and the way back is shown."""
    return case.state in BEFORE_ADMISSION and case.state not in {state for step in steps.STEPS for state in step.states}


def _listed(case: Any) -> list[str]:
    """What of somebody's belongings is listed already, and what becomes of it."""
    return [
        f"{belongings.words(one)}　{codes.label('belonging_disposition', one.disposition)}"
        for one in belongings.of(case)
    ]


def _submit(wanted: Sequence[str]) -> str:
    """The words of the first button: the acts it carries out."""
    return "，".join(str(steps.act_of(code).label) for code in wanted)


def _done_by(case: Any, step: steps.Step) -> list[str]:
    """Who did the acts of a step and when."""
    begun = (RECEIVE.code,) if step is steps.ARRIVAL else ()
    events = case.events.filter(name__in=(*begun, *step.acts, *step.also))
    labels = {RECEIVE.code: RECEIVE.label}
    return [
        f"{labels.get(e.name) or steps.act_of(e.name).label}　{e.actor.display_name if e.actor else ''}　"
        f"{display.moment(e.at, clock.now())}"
        for e in events.select_related("actor").order_by("seq")
    ]  # fmt: skip
