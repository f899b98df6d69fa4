"""Sessions as they are found: by what their page shows to everybody who sees it, released or still drafted."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.releases.models import ReleasedSession
from events.releases.reading import followed
from events.releases.snapshots import Shelf, rebuilt
from events.sessions.models import Session
from forum.kit.searching import Found, Searchable, translations


def rows() -> Any:
    current = Prefetch("released", ReleasedSession.objects.public().order_by("pk"), to_attr="in_public")
    return Session.objects.for_lists().prefetch_related(current)


def read(live: Session) -> Found:
    session = as_public(live)
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
            *kinds(session),
            *translations(session, "title"),
        ],
        also=[*translations(session, "summary"), *((name, "") for name in bodies)] if open_ else (),
    )


def kinds(session: Session) -> list[tuple[str, str]]:
    """As each language says it: the title of a round table is its kind and number."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append((session.get_kind_display(), code))
    return found


def as_public(live: Session) -> Session:
    """As the current release shows it, without roles that were left since; one that was never released as it is."""
    found: list[ReleasedSession] = live.in_public  # type: ignore[attr-defined]
    if not found:
        return live
    row = found[-1]
    row.session = live
    gone = frozenset(role.pk for role in live.roles.all() if not role.is_shown)
    return rebuilt(row.data, followed(row), Shelf([row.data], ()), live.edition, gone)


SESSIONS = Searchable(
    "session", _("Session"), _("Sessions"), Session, rows, read, through={"events.sessionrole": "session_id"}
)
