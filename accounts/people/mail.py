"""Mail to an address that has no account yet: a row of the outbox in the act's own transaction, sent after it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from post_office import mail

from forum.history.acts import undo_until
from forum.history.models import Entry
from forum.notifications.actions import ACT, ask_for_delivery


def mail_to(
    email: str, kind: str, *, path: str, language: str = "", entry: Entry | None = None, **context: Any
) -> None:
    """`entry`: the act that it tells of; while that can be undone, the mail waits."""
    until = undo_until(entry) if entry else None
    context["url"] = f"{settings.BASE_URL}{path}"
    with translation.override(language or settings.LANGUAGE_CODE):
        subject = render_to_string(f"emails/{kind}/subject.txt", context)
        body = render_to_string(f"emails/{kind}/body.txt", context)
    mail.send(
        email,
        settings.DEFAULT_FROM_EMAIL,
        subject=" ".join(subject.split()),
        message=body.strip() + "\n",
        headers={"Auto-Submitted": "auto-generated"} | ({ACT: str(entry.pk)} if entry and until else {}),
        priority="medium",
        scheduled_time=until,
    )
    transaction.on_commit(ask_for_delivery)
