"""The answers already given, so that a request sent twice is carried out once."""

from django.db import models


class IdempotencyKey(models.Model):
    """The stored answer to one request of one user, or of somebody without an account, on one route.

    Kept 24 hours, encrypted.
    """

    user = models.ForeignKey("casework.User", models.CASCADE, null=True, blank=True, related_name="+")
    route = models.CharField(max_length=200)
    key = models.CharField(max_length=255)
    body_hash = models.CharField(max_length=64, help_text="SHA-256 of the request body, hexadecimal")
    status = models.PositiveSmallIntegerField()
    answer = models.BinaryField(help_text="encrypted JSON: body and headers")
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="idempotency_once", fields=["user", "route", "key"], nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
