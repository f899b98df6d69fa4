"""Somebody's agenda: what they starred, where they have a role, where they signed up; and what of it is at one time."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from events.agenda.models import Star
from events.certificates.reading import addresses
from events.releases.reading import released
from events.sessions.kinds import RoleStatus, SessionStatus
from events.sessions.models import Session, SessionRole
from events.signups.models import SignUp
from forum.editions.models import Edition


@dataclass
class Entry:
    session: Session
    starred: bool = False
    reasons: list[str] = field(default_factory=list)
    clashes: list[Session] = field(default_factory=list)
    certificate: str = ""  # where it is read


def agenda_of(edition: Edition, user: Any) -> list[Entry]:
    """In the order of the programme; only what is public of it."""
    starred = set(Star.objects.filter(user=user, session__edition=edition).values_list("session_id", flat=True))
    reasons = reasons_of(edition, user)
    certificates = addresses(user, session__edition=edition)
    entries = [
        Entry(each, each.pk in starred, reasons.get(each.pk, []), certificate=certificates.get(each.pk, ""))
        for each in released(edition)
        if each.pk in starred or each.pk in reasons or each.pk in certificates
    ]
    mark_clashes(entries)
    return entries


def reasons_of(edition: Edition, user: Any) -> dict[int, list[str]]:
    """Why sessions stand in the agenda without a star, in words."""
    found: dict[int, list[str]] = {}
    roles = SessionRole.objects.held_by(user).filter(session__edition=edition).select_related("organisation")
    for role in roles:
        word = str(role.get_role_display())
        if role.status == RoleStatus.OFFERED:
            word = _("%(role)s, to be confirmed") % {"role": word}
        words = found.setdefault(role.session_id, [])
        if word not in words:
            words.append(word)
    own = SignUp.objects.filter(user=user, seats__session__edition=edition).standing().select_related("seats")
    for sign_up in own:
        found.setdefault(sign_up.seats.session_id, []).append(str(sign_up.state.label))
    return found


def mark_clashes(entries: list[Entry]) -> None:
    """Entries stand in the order of time, so only those that follow within one can be beside it."""
    timed = [each for each in entries if takes_time(each.session)]
    for number, one in enumerate(timed):
        for other in timed[number + 1 :]:
            if other.session.starts_at >= one.session.ends_at:  # type: ignore[operator]
                break
            one.clashes.append(other.session)
            other.clashes.append(one.session)


def takes_time(session: Session) -> bool:
    return bool(session.starts_at and session.ends_at and session.status != SessionStatus.CANCELLED)
