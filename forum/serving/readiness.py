"""Whether every part of the machinery works: what /readyz answers. Cheap, and it says no name, address or secret."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache as once
from typing import Any

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min, QuerySet
from post_office.models import STATUS, Email

from forum.kit import clock, guards
from forum.notifications.delivery import UNSENT
from forum.notifications.models import Beat, NoticeStatus, Notification

BEAT_AT_MOST = timedelta(minutes=3)
MAIL_AT_MOST = timedelta(minutes=15)
Part = dict[str, Any]


def readiness() -> dict[str, Any]:
    """Each part by name with `ok` and what was found. What lies in a database that does not answer is not asked."""
    found = {"database": asked(database)}
    for name, part in IN_THE_DATABASE.items():
        found[name] = asked(part) if found["database"]["ok"] else {"ok": False, "error": "not asked"}
    for name, part in BESIDE_IT.items():
        found[name] = asked(part)
    return {"ready": all(part["ok"] for part in found.values()), "parts": found}


def asked(part: Callable[[], Part]) -> Part:
    try:
        return part()
    except Exception as error:  # whatever it is, the part does not work
        return {"ok": False, "error": type(error).__name__}


def database() -> Part:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True, "kind": connection.vendor}


@once
def known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.nodes)


def migrations() -> Part:
    missing = known_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    return {"ok": not missing, "missing": sorted(".".join(key) for key in missing)}


def triggers() -> Part:
    missing = guards.missing()
    return {"ok": not missing, "missing": missing}


def scheduler() -> Part:
    """Its beat comes through broker and worker, so that it speaks for all three."""
    return aged(Beat.objects.filter(name="scheduler").values_list("at", flat=True).first(), BEAT_AT_MOST, required=True)


def mail() -> Part:
    """The oldest that no server has taken yet. One whose last try failed waits no longer; one that is held back until
    its act cannot be undone does not wait yet."""
    now = clock.now()
    notices = Notification.objects.filter(status=NoticeStatus.WAITING).exclude(not_before__gt=now)
    mails = Email.objects.filter(status__in=UNSENT).exclude(status=STATUS.queued, scheduled_time__gt=now)
    waiting = notices.aggregate(at=Min("created_at"))["at"]
    found = aged(oldest(waiting, mails), MAIL_AT_MOST)
    if not found["ok"] and Email.objects.filter(status=STATUS.sent, last_updated__gte=now - MAIL_AT_MOST).exists():
        # Others were taken meanwhile: what was refused is a matter of its address, not of the server.
        found = aged(oldest(waiting, mails.exclude(status=STATUS.requeued)), MAIL_AT_MOST)
    return found


def oldest(waiting: datetime | None, mails: QuerySet[Email]) -> datetime | None:
    return min(filter(None, [waiting, mails.aggregate(at=Min("created"))["at"]]), default=None)


def aged(since: datetime | None, at_most: timedelta, *, required: bool = False) -> Part:
    age = clock.now() - since if since else None
    ok = not required if age is None else age <= at_most
    return {"ok": ok, "seconds": None if age is None else round(age.total_seconds())}


def broker() -> Part:
    if not settings.REDIS_URL:
        return {"ok": True, "kind": "memory"}
    with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as client:
        client.ping()
    return {"ok": True, "kind": "redis"}


def the_cache() -> Part:
    cache.set("readyz", "kept", 10)
    return {"ok": cache.get("readyz") == "kept"}


IN_THE_DATABASE = {"migrations": migrations, "triggers": triggers, "scheduler": scheduler, "mail": mail}
BESIDE_IT = {"broker": broker, "cache": the_cache}
