"""The API of every record kind, made from its declaration: list, read, begin, act, amend, history, past view."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from casework import accesslog, boundary, clock, engine, idempotency, kinds, ledger, proposals
from casework.actor import Actor
from casework.api import present
from casework.api.filters import narrowed, paginated
from casework.api.preconditions import etag, expected_version
from casework.event_words import heard, labels_of
from casework.idempotency import Answer
from casework.models import Proposal, Record
from casework.refusals import BadRequest, OutOfScope
from casework.session import actor_of


class RecordView(APIView):
    """Base: which kind, which actor, and one idempotent way to change something."""

    kind_name = ""
    #: Whether a party from outside may come here with a record of its own.
    for_parties = True

    @property
    def log_kind(self) -> str:
        return self.kind_name

    @property
    def kind(self) -> kinds.Kind:
        return kinds.by_name(self.kind_name)

    def actor(self) -> Actor:
        return actor_of(self.request._request)

    def record(self) -> Any:
        """The record addressed, in scope. Raises OutOfScope."""
        actor = self.actor()
        if not self.for_parties and self.kind.party_view(actor):
            raise OutOfScope
        return boundary.find(self.kind_name, actor, pk=self.kwargs["pk"])

    def addressed(self) -> Any:
        """The record an act is for, in scope. Raises OutOfScope."""
        return boundary.address(self.kind_name, self.actor(), pk=self.kwargs["pk"])

    def body(self) -> dict[str, Any]:
        """The JSON object sent. Raises BadRequest where it is no object."""
        data = self.request.data
        if not isinstance(data, dict):
            raise BadRequest(_("请求正文应为一个JSON对象。"), code="bad_body")
        return data

    def sent(self) -> dict[str, Any]:
        """What was sent, or nothing where it cannot be read any more."""
        data = self.request.data
        return dict(data.items()) if hasattr(data, "items") else {}

    def once(self, produce: Callable[[], Answer]) -> Response:
        """Carry out and answer; under an Idempotency-Key at most once."""
        key = self.request.headers.get(idempotency.HEADER)
        if key is None:
            answer = produce()
        else:
            request = self.request._request
            body = request.body if not request.FILES else repr(sorted(str(f) for f in request.FILES.values())).encode()
            answer = idempotency.run_once(request.user, request.path, key, body, produce)  # type: ignore[arg-type]
        headers = dict(answer.headers)
        if answer.replayed:
            headers["Idempotency-Replayed"] = "true"
        return Response(answer.body, status=answer.status, headers=headers)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.content_type == "application/json":
            _read_within_limit(request)


def _read_within_limit(request: Request) -> None:
    """Reading through Django applies its size limit, which DRF's stream parser does not."""
    try:
        request._request.body  # noqa: B018
    except RequestDataTooBig:
        raise
    except OSError as error:
        raise BadRequest(_("请求正文没有收全，请重试。"), code="bad_body") from error


def _moved(record: Any, actor: Actor) -> Answer:
    """After a transition: the state, the clocks and what can be done next; the parts of the record are a GET away."""
    return _answer(record, actor, present.told(present.outcome(record, actor), record, actor))


def _changed(record: Any, actor: Actor, status: int = 200) -> Answer:
    """After a beginning or an amendment: the record with its parts, among them those just made."""
    return _answer(record, actor, present.detail(record, actor), status)


def _answer(record: Any, actor: Actor, body: dict[str, Any], status: int = 200) -> Answer:
    body["next"] = [present.option(o, record, actor) for o in engine.options(record, actor) if o.role_fits]
    return Answer(status, body, {"ETag": etag(record.version)})


class Records(RecordView):
    """GET: a filtered page of what is in scope. POST: begin a record."""

    def get(self, request: Request) -> Response:
        actor = self.actor()
        params, kind = request.query_params, self.kind
        page = paginated(narrowed(kind, params, actor), params.get("order", kind.order), Record.objects.all(), params)
        found = [present.told(present.summary(r), r, actor) for r in page.object_list]
        return Response({"count": page.paginator.count, "page": page.number, "results": found})

    def post(self, request: Request) -> Response:
        actor, body = self.actor(), self.body()

        def produce() -> Answer:
            made = engine.create(self.kind.model, actor=actor, data=body).record
            return _changed(boundary.follow_up(made), actor, 201)

        return self.once(produce)


class Begin(RecordView):
    """POST: begin a record by one of the acts by which it may begin."""

    def post(self, request: Request, code: str) -> Response:
        actor, body, act = self.actor(), self.body(), code.replace("-", "_")

        def produce() -> Answer:
            made = engine.create(self.kind.model, actor=actor, data=body, code=act).record
            return _changed(boundary.follow_up(made), actor, 201)

        return self.once(produce)


class OneRecord(RecordView):
    """GET: a record with its clocks, its parts and its ETag."""

    def get(self, request: Request, pk: Any) -> Response:
        record = self.record()
        accesslog.record_access(self.actor(), "view", record=record, subject=record.kind, request=request._request)
        return Response(present.detail(record, self.actor()), headers={"ETag": etag(record.version)})


class Transitions(RecordView):
    """GET: every transition from here, allowed or with the reasons why not."""

    def get(self, request: Request, pk: Any) -> Response:
        record = self.record()
        actor = self.actor()
        found = [present.option(o, record, actor) for o in engine.options(record, actor)]
        return Response(
            {
                "state": record.state,
                **present.regions(record, self.actor()),
                "version": record.version,
                "transitions": found,
            },
            headers={"ETag": etag(record.version)},
        )


class OneTransition(RecordView):
    """POST: carry out one transition; needs If-Match."""

    def post(self, request: Request, pk: Any, code: str) -> Response:
        actor, record, body = self.actor(), self.addressed(), self.body()
        version = expected_version(request._request)

        def act() -> Any:
            return engine.perform(
                record, code.replace("-", "_"), actor=actor, data=body, expected_version=version
            ).record

        return self.once(lambda: _moved(boundary.with_follow_up(act), actor))


class Amendments(RecordView):
    """GET: what can be amended just now."""

    def get(self, request: Request, pk: Any) -> Response:
        record = self.record()
        actor = self.actor()
        found = [present.option(o, record, actor) for o in engine.amendments(record, actor)]
        return Response({"version": record.version, "amendments": found}, headers={"ETag": etag(record.version)})


class OneAmendment(RecordView):
    """POST: change something that is no transition; needs If-Match."""

    def post(self, request: Request, pk: Any, code: str) -> Response:
        actor, record, body = self.actor(), self.addressed(), self.body()
        version = expected_version(request._request)

        def act() -> Any:
            return engine.amend(record, code.replace("-", "_"), actor=actor, data=body, expected_version=version).record

        return self.once(lambda: _changed(boundary.with_follow_up(act), actor))


class Proposals(RecordView):
    """POST: ask for a transition that needs a second person."""

    def post(self, request: Request, pk: Any, code: str) -> Response:
        actor, record, body = self.actor(), self.record(), self.body()
        version = expected_version(request._request)

        def produce() -> Answer:
            made = proposals.propose(record, code.replace("-", "_"), actor=actor, data=body, expected_version=version)
            return Answer(201, {"id": str(made.pk), "transition": made.transition, "version": made.record.version})

        return self.once(produce)


class OneProposal(RecordView):
    """POST agree, return or withdraw."""

    def post(self, request: Request, pk: Any, proposal: Any, verdict: str) -> Response:
        actor, body = self.actor(), self.body()
        # whether the record is in scope is asked where it is locked
        asked = Proposal.objects.filter(pk=proposal, record=pk, record__kind=self.kind_name)
        found = asked.select_related("record").first()
        if found is None:
            raise OutOfScope

        def act() -> Any:
            return proposals.decide(found, verdict, actor=actor, reasons=str(body.get("reasons", "")))

        return self.once(lambda: _moved(boundary.with_follow_up(act), actor))


class Events(RecordView):
    """GET: what happened, oldest first."""

    def get(self, request: Request, pk: Any) -> Response:
        record = self.record()
        labels = labels_of(record)
        rows, party = record.events.select_related("post__agency").order_by("seq"), self.kind.party_view(self.actor())
        if party:
            own = [party.event(present.event(e, labels, record, self.actor())) for e in rows if party.hears_of(e)]
            return Response({"events": own})
        actor = self.actor()
        return Response({"events": [present.event(e, labels, record, actor) for e in heard(rows, record, actor)]})


class AsAt(RecordView):
    """GET: the record as it stood at the end of a day."""

    for_parties = False

    def get(self, request: Request, pk: Any, day: dt.date) -> Response:
        record = self.record()
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=clock.CHINA) - dt.timedelta(
            microseconds=1
        )
        view = ledger.as_at(record.pk, end)
        if view.last_event is None:
            raise OutOfScope
        shown = self.kind.past(view, self.actor(), record)
        return Response(present.past(shown, type(record)))
