"""The record of every act: append-only, one hash chain per edition and one (chain 0) for the rest.

Rows hold plain ids and no foreign keys: what they say must not change when something else does.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from forum.history.querysets import EntryQuerySet
from forum.kit.guards import guard, refuse_always

FIRST = "0" * 64


def canonical(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(salt: str, before: Any, after: Any) -> str:
    return hashlib.sha256(canonical([salt, before, after]).encode()).hexdigest()


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Entry(models.Model):
    """One act: who, for whom, when, verb, object, reason; chained to the one before."""

    chain = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    object_name = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    detail_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="history_entry_number")]
        indexes = [models.Index(fields=["object_type", "object_id"]), models.Index(fields=["actor_id"])]

    def __str__(self) -> str:
        return f"{self.chain}/{self.number} {self.verb} {self.object_type} {self.object_id}"

    @property
    def history_chain(self) -> int:
        return self.chain

    def computed_hash(self) -> str:
        content = [
            self.previous_hash,
            self.chain,
            self.number,
            instant(self.at),
            self.actor_id,
            self.organisation_id,
            self.verb,
            self.object_type,
            self.object_id,
            self.object_name,
            self.reason,
            self.detail_digest,
        ]
        return hashlib.sha256(canonical(content).encode()).hexdigest()


class Detail(models.Model):
    """Values before and after. Its salted digest is in the chain, so it can be erased but not altered."""

    chain = models.BigIntegerField()
    number = models.BigIntegerField()
    salt = models.CharField(max_length=64, blank=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    erased_by = models.BigIntegerField(null=True)  # number of the purge entry in the same chain

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="history_detail_number")]

    def __str__(self) -> str:
        return f"{self.chain}/{self.number}"

    @staticmethod
    def new_salt() -> str:
        return secrets.token_hex(16)


class Head(models.Model):
    """Count and last hash of a chain: without them a cut tail would go unseen."""

    chain = models.BigIntegerField(primary_key=True)
    count = models.BigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=FIRST)

    def __str__(self) -> str:
        return f"{self.chain}: {self.count}"


refuse_always("history_entry_no_update", "forum_entry", "UPDATE", "history is append-only")
refuse_always("history_entry_no_delete", "forum_entry", "DELETE", "history is append-only")
refuse_always("history_detail_no_delete", "forum_detail", "DELETE", "history is append-only")
refuse_always("history_head_no_delete", "forum_head", "DELETE", "history is append-only")
for _table in ("entry", "detail", "head"):
    # PostgreSQL alone can empty a table without deleting rows.
    guard(
        f"history_{_table}_no_truncate",
        f"forum_{_table}",
        sqlite="",
        postgres=(
            f"CREATE OR REPLACE FUNCTION history_{_table}_no_truncate_fn() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'history is append-only' USING ERRCODE = 'check_violation'; END $$; "
            f"CREATE TRIGGER history_{_table}_no_truncate BEFORE TRUNCATE ON forum_{_table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION history_{_table}_no_truncate_fn()"
        ),
    )
_ERASING_ONLY = (
    "OLD.erased_by IS NULL AND NEW.erased_by IS NOT NULL "
    "AND NEW.before IS NULL AND NEW.after IS NULL AND NEW.salt = '' "
    "AND NEW.chain = OLD.chain AND NEW.number = OLD.number AND NEW.id = OLD.id"
)
guard(
    "history_detail_only_erase",
    "forum_detail",
    sqlite=(
        f"CREATE TRIGGER history_detail_only_erase BEFORE UPDATE ON forum_detail WHEN NOT ({_ERASING_ONLY}) "
        "BEGIN SELECT RAISE(ABORT, 'a detail can be erased, not altered'); END"
    ),
    postgres=(
        "CREATE OR REPLACE FUNCTION history_detail_only_erase_fn() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF NOT ({_ERASING_ONLY}) THEN RAISE EXCEPTION 'a detail can be erased, not altered' "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$; "
        "CREATE TRIGGER history_detail_only_erase BEFORE UPDATE ON forum_detail "
        "FOR EACH ROW EXECUTE FUNCTION history_detail_only_erase_fn()"
    ),
)
