"""The one visible list through which a domain plugs its record kinds into the kernel.

A domain subclasses `Kind` once a record kind and says there whatever the declaration of the lifecycle does not.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model, Q, QuerySet

from casework.listing import BulkAct, Column, Facet, Head, View

if TYPE_CHECKING:
    from datetime import datetime

    from casework.actor import Actor
    from casework.alarms import Alarm
    from casework.context import Context
    from casework.declaration import Act, Ask, Guard, Lifecycle, Row
    from casework.ledger import PastView
    from casework.models import Record, User
    from casework.party import PartyView
    from casework.refusals import Denial
    from casework.spots import Spot
    from geo.models import Compound

Badge = dict[str, str]
_NONE: frozenset[str] = frozenset()
#: How the `help_text` of a field begins that holds the code of a list.
CODED = "code of the list "


class Kind:
    """A record kind: its model, its addresses, its words, and what only the domain knows about it.

    Everything has a harmless default but the class attributes. Nothing here changes a record.
    """

    model: "type[Record]"
    #: Word of the API: `/api/v1/<api>`.
    api: str
    #: Word of the pages: `/<page>/`; empty for a kind without pages.
    page: str = ""
    label: Any
    #: What a page or the API shows of what the record points to: read with it in one statement.
    related: Sequence[str] = ()
    #: What an act says of what the record points to, on papers and to people: read with the row when it is locked.
    locked_with: Sequence[str] = ()
    #: Role code → words, for 这一步由…办理.
    roles: Mapping[str, Any] = {}
    detail_template = "casework/record_detail.html"
    list_template = "casework/record_list.html"
    #: Whether its list can be shown on a map (`spots`).
    has_map = False
    #: Acts that are no more, by code, with their words: what was done by them stays in the history.
    former_acts: Mapping[str, Any] = {}
    #: Acts with a tile of their own on the desk (code → words), and the roles to which a decision is shown first.
    desk_tiles: Mapping[str, Any] = {}
    leaders: frozenset[str] = frozenset()
    #: Roles of parties and the public: nobody here waits for them by name, and nobody reminds them.
    outside_roles: frozenset[str] = frozenset()
    #: Roles that see single matters given to them in person: nothing of several at once is theirs, no export either.
    case_by_case: frozenset[str] = frozenset()
    #: Clock of a right → the days after its start on which it is said that the right will end.
    warns: Mapping[str, tuple[int, ...]] = {}
    #: Clock → who is told before it is due and when it is; None where the ladder of escalation does that (§1.1.4).
    alarms: "Mapping[str, Alarm] | None" = None
    #: Acts by which a record comes back: code → the step where it is told, and the words with their count.
    setbacks: Mapping[str, tuple[str, Any]] = {}
    #: How a list stands before anybody sorts it, and its columns.
    order = "-opened"
    columns: Sequence[Column] = ()
    #: What an empty list says, filtered and not.
    nothing_found: Any = ""
    nothing_yet: Any = ""
    bulk: BulkAct | None = None
    ledger_title: Any = ""
    #: The object of the permission matrix under which its masked values fall.
    unmask_object = "reporter_identity"
    #: The object under which its files fall.
    files_object = "facts_evidence"

    @property
    def name(self) -> str:
        return self.lifecycle.name

    @property
    def lifecycle(self) -> "Lifecycle":
        return self.model.lifecycle  # type: ignore[attr-defined,no-any-return]

    # --- what acts need

    def choices(self, name: str, record: "Record | None") -> list[tuple[Any, Any]]:
        """The entries of a code list, or what a record makes of it."""
        raise LookupError(name)

    def barred(self, record: Any, actor: "Actor") -> "Denial | None":
        """Why this actor may do nothing at all to the record, whatever the act; None where nothing is against it."""
        return None

    def lifters(self, act: "Act", guard: "Guard") -> frozenset[str]:
        """The roles that may lift this guard of this act for a reason somebody else gave."""
        return frozenset()

    def concerns(self, record: Any, act: "Act") -> bool:
        """Whether an act is for such a record at all; one that is not is no refusal worth telling on its page."""
        return True

    def timer(self, ctx: "Context", key: str) -> Any:
        """Whether a timer named by a transition applies here: False, True, or a Length of the record's own."""
        return True

    def stops(self, ctx: "Context", key: str) -> bool:
        """Whether a clock a transition would stop is really to stop here."""
        return True

    def follow_up(self, record: Any) -> Sequence[str]:
        """System transitions that are due now that something happened."""
        return ()

    def come(self, now: "datetime") -> Sequence[tuple["Record", str]]:
        """Records whose own date has come, with the system transition that follows; asked by every sweep."""
        return ()

    def concerned(self, record: Any) -> "Sequence[Record]":
        """Records of other kinds that have to look again at what follows from them, now that this one changed."""
        return ()

    def begun(self, ctx: "Context") -> None:
        """After a record was first saved, in the same commit: what its beginning brings with it."""

    def tell(self, ctx: "Context") -> None:
        """Who hears of what just happened, through `casework.notices`; in the same commit, after the event."""

    def told(self, record: Any, act: "Act") -> Sequence[Any]:
        """Whom `tell` would tell of this act, in words, for the page that asks for it."""
        return ()

    # --- what pages and the API show

    def party_view(self, actor: "Actor") -> "PartyView | None":
        """What a party from outside gets in place of what the office sees; None for everybody else."""
        return None

    def held_by(self, record: Any) -> str:
        """Who has it in hand, for 等待：…; the unit in charge where nobody is named."""
        return record.owner_agency.name if record.owner_agency else ""

    def waits_for(self, record: Any) -> "Sequence[User]":
        """The persons who alone have it in hand as it stands; empty where posts have."""
        return ()

    def warned(self, record: Any) -> "Sequence[User]":
        """Who is told that a right in `warns` will end."""
        return ()

    def alarmed(self, record: "Record") -> "Sequence[User]":
        """Who hears of its clocks in person, beside the posts that its alarms name."""
        return ()

    def said_after(self, record: Any, act: "Act") -> str:
        """What the page says once the act was carried out; empty for the plain sentence."""
        return ""

    def timer_label(self, key: str) -> str:
        """The name of a clock on the screen."""
        return key

    def detail(self, record: Any, actor: "Actor") -> dict[str, Any]:
        """What the API adds to a record for this actor; personal fields masked."""
        return {}

    def may_read(self, path: str, actor: "Actor", record: Any = None) -> bool:
        """Whether this actor may see a value with this ledger path at all, masked or not.

        Without a record the answer is about the post; with one also about what this record keeps closed.
        """
        return True

    def may_read_typed(self, act: "Act", actor: "Actor") -> bool:
        """Whether the history shows this actor what others typed into this act, as far as it is not personal."""
        return True

    def unheard(self, actor: "Actor") -> frozenset[str]:
        """The acts of which this actor hears nothing: those of regions whose state they may not read."""
        closed = {r.code for r in self.lifecycle.regions.values() if not self.may_read(r.field, actor)}
        return frozenset(row.code for row in self.lifecycle.rows.values() if row.region in closed) if closed else _NONE

    def unheard_clocks(self, actor: "Actor") -> frozenset[str]:
        """The clocks that only such acts start: their very name would tell."""
        unheard, rows = self.unheard(actor), self.lifecycle.rows.values()
        heard = {key for row in rows if row.code not in unheard for key in row.starts}
        return frozenset(key for row in rows if row.code in unheard for key in row.starts) - heard

    def closed_to(self, record: Any, path: str, actor: "Actor") -> bool:
        """Whether this record keeps personal data, files (`recordfile/`) or papers (`document/`) from this actor."""
        return False

    def past(self, view: "PastView", actor: "Actor", record: Any) -> "PastView":
        """The past view with what this actor may not see taken out."""
        return view.keeping(lambda path: self.may_read(path, actor, record))

    def unmaskable(self, record: Any) -> Mapping[str, tuple[Model, str]]:
        """Fields that can be opened for a purpose: name → object and attribute."""
        return {}

    def initial(self, record: Any, act: "Act") -> Mapping[str, Any]:
        """What the form of an act starts with. Never a person's will, a category or a match."""
        return {}

    def unmask_object_of(self, field: str) -> str:
        """The object of the matrix under which this field is opened."""
        return self.unmask_object

    def form_words(self, ask: "Ask", raw: str, record: Any) -> str:
        """A kept form value of a choice or reference in words."""
        return raw

    def code_list(self, path: str, field: Any) -> str:
        """The list whose code a ledger path holds, by the `help_text` of its field; empty where it holds no code."""
        return str(field.help_text).removeprefix(CODED) if str(field.help_text).startswith(CODED) else ""

    def shown_next(self, record: Any, act: "Act") -> Any:
        """The record whose page follows an act of this record."""
        return record

    def remedy_of(self, denial: str) -> str:
        """The amendment that removes the cause of a denial with this code; empty where none does."""
        return ""

    def place(self, record: Any) -> str:
        """Where it is, for the head of a page."""
        return ""

    def badges(self, record: Any) -> list[Badge]:
        """Overlays beside the state badge, at most three."""
        return []

    def before_page(self, record: Any) -> None:
        """What is learned once for a page that shows all of a record, before any guard of it asks."""

    def page_parts(self, record: Any, actor: "Actor", past: "PastView | None") -> dict[str, Any]:
        """What the template shows beyond the frame; `past` is set when it is about a past day."""
        return {}

    @property
    def first_columns(self) -> Sequence[str]:
        """The columns shown before anybody chose: all, where a kind says nothing else."""
        return tuple(column.code for column in self.columns if not column.fixed)

    def listed(self) -> "QuerySet[Any]":
        """Rows of a list page with what `list_rows` needs of them."""
        from casework.models import Record

        return Record.objects.select_related("owner_agency")

    def list_rows(self, records: "Sequence[Record]", actor: "Actor") -> list[dict[str, Any]]:
        """The rows of a list page, in the same order, with a fixed number of queries."""
        raise NotImplementedError

    def narrow(self, rows: "QuerySet[Record]", name: str, value: str) -> "QuerySet[Record] | None":
        """A filter of the kind's own; None for a name it does not know."""
        return None

    def facets(self) -> Sequence[Facet]:
        """The filters of its list, in order."""
        return ()

    def views(self, actor: "Actor") -> Sequence[View]:
        """The views that come with the product, for this actor."""
        return ()

    def spots(self, found: "QuerySet[Record]") -> "Sequence[Spot]":
        """The places of these records with their counts, those with most first; for a kind that `has_map`."""
        return ()

    def near(self, record: Any, visible: "QuerySet[Record]") -> "QuerySet[Record]":
        """Records out of `visible` that concern the same near this one, nearest first, annotated with `distance`."""
        return visible.none()

    def compound(self, record: Any) -> "Compound | None":
        """The compound a record lies in."""
        return None

    def begin(self, actor: "Actor") -> tuple[str, Any] | None:
        """Address and words of the page of the kind's own where this actor begins one, for the head of its list."""
        return None

    def leads_on(self, record: Any, actor: "Actor") -> tuple[str, Any, str] | None:
        """Address, words and icon of the page where this actor begins another record out of this one."""
        return None

    # --- what files of it hold

    def ledger_heads(self) -> Sequence[Head]:
        """The columns of the ledger of this kind, as an export writes it; empty where it has none."""
        return ()

    def ledger_rows(self, records: "Sequence[Record]", actor: "Actor") -> list[list[Any]]:
        """Its rows in the same order: text, dates, moments, `tables.Money`; a fixed number of queries."""
        return [[] for _record in records]

    def said_heads(self, actor: "Actor") -> Sequence[Head]:
        """Further columns with what people said, masked, as far as this actor reads it; never who they are."""
        return ()

    def said_rows(self, records: "Sequence[Record]", actor: "Actor") -> list[list[Any]]:
        """The values of those columns."""
        return [[] for _record in records]

    def import_url(self, actor: "Actor") -> str:
        """Where this actor may import such records; empty where they may not."""
        return ""

    def also_mine(self, actor: "Actor") -> Q | None:
        """Further records that wait for this actor, whatever state they are in; None for none."""
        return None

    def to_do(self, record: "Record", acts: "Sequence[Row]") -> "Sequence[Row]":
        """Which of the acts that are this role's duty in its state the record really waits for."""
        return acts

    def mine(self, actor: "Actor") -> Q | None:
        """Which of the records in a state with a duty of the actor's role wait for this very actor; None for none."""
        return None


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. Called in the domain's `AppConfig.ready`."""
    _KINDS[kind.name] = kind


def kind_of(record: "Record | type[Record]") -> Kind:
    """The kind of a record or of its model."""
    name = record.lifecycle.name if isinstance(record, type) else record.kind  # type: ignore[attr-defined]
    return _KINDS[name]


def keeps_from(record: "Record", path: str, actor: "Actor") -> bool:
    """Whether the record's kind closes this part of it to the actor; a kind that nobody named closes nothing."""
    kind = _KINDS.get(record.kind)
    return kind is not None and kind.closed_to(record, path, actor)


def files_object(record: "Record") -> str:
    """The object of the permission matrix under which the files of this record fall."""
    kind = _KINDS.get(record.kind)
    return kind.files_object if kind is not None else Kind.files_object


def by_name(name: str) -> Kind:
    """The kind with this name; KeyError where there is none."""
    return _KINDS[name]


def all_kinds() -> list[Kind]:
    """Every kind, in the order in which the domains named them."""
    return list(_KINDS.values())


def full(record: "Record") -> Any:
    """The record as its own kind, one query where it came as a plain Record."""
    model = kind_of(record).model
    return record if isinstance(record, model) else model.objects.get(pk=record.pk)
