"""Model fields for personal data: encrypted at rest, masked wherever they are shown by accident.

The value in Python is a `Secret`, a string whose every character IS the masked form: a template, an f-string, a JSON
encoder or a log line can only get that. The plain text takes a deliberate `.reveal()`. Basis: L-81, §5.6.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from casework import crypto
from casework.masking import MASKS

if TYPE_CHECKING:
    BinaryField = models.BinaryField[Any, Any]
else:
    BinaryField = models.BinaryField

#: kinds whose masked form is never a value
_NUMBERS = frozenset({"identity", "phone", "account"})


class Secret(str):
    """A personal value. As a string it is its masked form; `reveal()` gives the plain text. Equal by plain text.

    It cannot be pickled: a cache, a queue or a session would hold the plain text.
    """

    __slots__ = ("_plain",)
    _plain: str

    def __new__(cls, plain: str, kind: str = "text") -> Self:
        secret = super().__new__(cls, MASKS[kind](plain))
        secret._plain = plain
        return secret

    def reveal(self) -> str:
        """The plain text. Who calls it for a person's eyes goes through `casework.unmask.reveal`."""
        return self._plain

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Secret):
            return self._plain == other._plain
        return self._plain == other if isinstance(other, str) else NotImplemented

    def __ne__(self, other: object) -> bool:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    def __hash__(self) -> int:
        return hash(self._plain)

    def __bool__(self) -> bool:
        return bool(self._plain)

    def __str__(self) -> str:
        return "".join(self)  # str.__str__ of a subclass would hand out the object itself

    def __repr__(self) -> str:
        return f"Secret({str(self)!r})"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("a Secret is not pickled: it would carry the plain text into a cache or a queue")


class SecretAttribute(DeferredAttribute):
    """Turns whatever is assigned to the field into a Secret."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.field.to_python(value)


class EncryptedField(BinaryField):
    """A text column encrypted at rest. `kind` (a key of `masking.MASKS`) says how it is masked.

    `context` binds the ciphertext to this column; it defaults to `app.Model.field` and is given explicitly where a
    model or field is renamed. Nothing can be looked up here: use a `BlindIndexField`. Empty text is stored as an empty
    value, None as NULL. `max_length` counts characters of the plain text.
    """

    description = "encrypted text"
    descriptor_class = SecretAttribute
    empty_values = [None, "", b""]

    def __init__(self, *args: Any, kind: str, context: str = "", **kwargs: Any) -> None:
        if kind not in MASKS:
            raise ValueError(f"unknown kind of personal data {kind!r}; known: {', '.join(MASKS)}")
        self.kind = kind
        self.given_context = context
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["kind"] = self.kind
        if self.given_context:
            kwargs["context"] = self.given_context
        return name, path, args, kwargs

    @property
    def context(self) -> str:
        return self.given_context or f"{self.model._meta.label}.{self.name}"

    def to_python(self, value: Any) -> Any:
        """A Secret of a plain string; None and query expressions pass unchanged.

        TypeError for anything else, ValidationError for the masked form of a number: it would destroy the number.
        """
        if value is None or isinstance(value, Secret) or hasattr(value, "resolve_expression"):
            return value
        if not isinstance(value, str):
            raise TypeError(f"{self.name}: text is expected, not {type(value).__name__}")
        if self.kind in _NUMBERS and "***" in value:
            raise ValidationError(_("这是遮住的号码，请填写完整的号码"), code="masked")
        return Secret(value, self.kind)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Secret | None:
        if value is None:
            return None
        blob = bytes(value)
        return Secret(crypto.decrypt(blob, self.context) if blob else "", self.kind)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        # a migration that adds the column hands over the empty bytes of a binary one
        secret = self.to_python("" if value == b"" else value)
        if secret is None or not isinstance(secret, Secret):
            return secret
        blob = crypto.encrypt(secret.reveal(), self.context) if secret else b""
        return super().get_db_prep_value(blob, connection, prepared)

    def get_default(self) -> Any:
        return self.to_python(self._plain_default())

    def _plain_default(self) -> Any:
        if self.has_default():
            return self.default() if callable(self.default) else self.default
        return None if self.null else ""

    def run_validators(self, value: Any) -> None:
        super().run_validators(value.reveal() if isinstance(value, Secret) else value)

    def value_to_string(self, obj: models.Model) -> str:
        """The masked form: a fixture is no place for personal data."""
        return str(self.value_from_object(obj) or "")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is encrypted and cannot be searched; use its BlindIndexField with blind_q().")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is encrypted and cannot be transformed.")


class BlindIndexField(BinaryField):
    """32 bytes by which rows with an equal `source` field are found; NULL where the source is empty.

    Filled on `save()` and `bulk_create()`; a `save(update_fields=…)` goes through `with_indexes()`, and `update()` or
    `bulk_update()` of the source alone would leave it behind. `purpose` keeps indexes of different use incomparable;
    two columns are matched with each other only where they share it.
    """

    description = "blind index"
    derived = True  # says nothing of its own: the ledger leaves it out

    def __init__(self, *args: Any, source: str, purpose: str, **kwargs: Any) -> None:
        self.source = source
        self.purpose = purpose
        kwargs.update(null=True, blank=True, editable=False)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.update(source=self.source, purpose=self.purpose)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        secret: Secret | None = getattr(model_instance, self.source)
        index = crypto.blind_index(secret.reveal(), self.purpose) if secret else None
        setattr(model_instance, self.attname, index)
        return index


def blind_q(model: type[models.Model], field: str, text: str) -> models.Q:
    """The filter for rows whose indexed source equals `text`, whichever key of the ring they were written with."""
    index = model._meta.get_field(field)
    if not isinstance(index, BlindIndexField):
        raise FieldError(f"{model._meta.label}.{field} is not a BlindIndexField.")
    return models.Q(**{f"{field}__in": crypto.blind_index_candidates(text, index.purpose)})


def with_indexes(model: type[models.Model], names: Iterable[str]) -> list[str]:
    """`names` for `save(update_fields=…)`, together with the blind indexes of the fields among them."""
    given = list(names)
    indexes = [f.name for f in model._meta.concrete_fields if isinstance(f, BlindIndexField) and f.source in given]
    return [*given, *(name for name in indexes if name not in given)]


def guarded(model: type[models.Model], path: str, value: Any) -> Any:
    """A plain value that the ledger kept under `path`, as a Secret where its field is encrypted.

    A path is `field` of the record's own model, or `child/key/field` with the child's model name. A child of a model
    that is no longer known is hidden altogether.
    """
    if not isinstance(value, str):
        return value
    *child, name = path.split("/")
    owner = model if not child else model_named(child[0])
    if owner is None:
        return Secret(value)
    field = next((f for f in owner._meta.concrete_fields if name in (f.name, f.attname)), None)
    return Secret(value, field.kind) if isinstance(field, EncryptedField) else value


def model_named(name: str) -> type[models.Model] | None:
    """The model a ledger path speaks of by its lower-case name; None where there is none (any more)."""
    return next((model for model in apps.get_models() if model._meta.model_name == name), None)
