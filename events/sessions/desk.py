"""What sessions ask of a person: roles to answer; of a programme officer: drafts to publish, reports to write."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.sessions.kinds import RoleStatus, SessionStatus
from events.sessions.models import Session, SessionRole
from forum.desk.items import Item, Standing, as_role
from forum.editions.models import Edition, RoleName
from forum.kit import clock


def panel(user: Any) -> Iterator[Item | Standing]:
    yield from answers(user)
    yield from arranging(user)
    yield from of_my_part(user)


def answers(user: Any) -> Iterator[Item | Standing]:
    """Roles offered to the person, and those confirmed in sessions to come."""
    roles = (
        SessionRole.objects.held_by(user)
        .filter(session__imported_at=None)
        .exclude(session__status=SessionStatus.CANCELLED)
        .select_related("session__edition", "organisation", "user")
        .order_by("session__starts_at", "pk")
    )
    for role in roles:
        session = role.session
        if role.status == RoleStatus.OFFERED:
            yield Item(
                title=_("Answer: %(role)s of %(session)s") % {"role": role.get_role_display(), "session": session},
                why=_("Offered to %(holder)s. Until it is confirmed only the organisers see it.")
                % {"holder": role.holder},
                role=_("%(role)s, %(edition)s") % {"role": role.get_role_display(), "edition": session.edition},
                url=session.get_absolute_url(),
                button=_("Answer"),
                zone=session.edition.timezone,
            )
        elif session.ends_at and session.ends_at > clock.now():
            yield Standing(str(session), session.get_absolute_url(), session.state, str(role.get_role_display()))


def of_my_part(user: Any) -> Iterator[Standing]:
    """For the admin of a part: its sessions, each with the way to arrange it."""
    if not user.parts_run:
        return
    own = Session.objects.filter(part__in=user.parts_run).exclude(status=SessionStatus.CANCELLED)
    for session in own.select_related("edition", "part").in_order():
        at = reverse("manage_session", args=[session.edition.slug, session.reference])
        yield Standing(str(session), at, session.state, str(session.part))


def arranging(user: Any) -> Iterator[Item]:
    runs = [pk for pk, roles in user.edition_roles.items() if RoleName.PROGRAMME in roles]
    if not runs:
        return
    editions = Edition.objects.filter(pk__in=runs, imported_at=None).annotate(
        scheduled=Count("sessions", filter=Q(sessions__status=SessionStatus.SCHEDULED))
    )
    untold = Counter(
        Session.objects.told_in_words()
        .filter(edition__in=runs, status=SessionStatus.HELD)
        .values_list("edition_id", flat=True)
    )
    for edition in editions:
        url = reverse("manage_programme", args=[edition.slug])
        facts: dict[str, Any] = {"zone": edition.timezone, "url": url}
        role = as_role(user, edition, RoleName.PROGRAMME)
        if edition.scheduled:
            words = ngettext(
                "Publish %(count)s scheduled session", "Publish %(count)s scheduled sessions", edition.scheduled
            )
            yield Item(
                title=words % {"count": edition.scheduled},
                why=_("With a room and a time, and nobody outside sees them yet."),
                role=role,
                button=_("Publish"),
                **{**facts, "url": reverse("release_add", args=[edition.slug])},
            )
        if count := untold[edition.pk]:
            words = ngettext("Report %(count)s session", "Report %(count)s sessions", count)
            yield Item(
                title=words % {"count": count},
                why=_("Held, and nobody has said what came of it."),
                role=role,
                button=_("Report"),
                **{**facts, "url": f"{url}?status=held"},
            )
