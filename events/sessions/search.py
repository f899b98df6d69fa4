"""Sessions as they are found: by what their page shows to everybody who sees it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.sessions.models import Session
from forum.kit.searching import Found, Searchable, translations


def rows() -> Any:
    return Session.objects.for_lists()


def read(session: Session) -> Found:
    open_ = not session.is_closed
    people = [role.holder for role in session.roles.all() if role.is_shown] if open_ else []
    bodies = [role.organisation.acronym for role in session.roles.all() if role.is_shown and role.organisation]
    return Found(
        title=session.title or str(session),
        text="\n".join([*people, *([session.summary, session.outcome] if open_ else [])]).strip(),
        url=session.get_absolute_url(),
        language=session.language,
        edition_id=session.edition_id,
        titles=[
            (session.reference, ""),
            (session.number, ""),
            (session.get_kind_display(), "en"),
            *translations(session, "title"),
        ],
        also=[*translations(session, "summary"), *((name, "") for name in bodies)] if open_ else (),
    )


SESSIONS = Searchable(
    "session", _("Session"), _("Sessions"), Session, rows, read, through={"events.sessionrole": "session_id"}
)
