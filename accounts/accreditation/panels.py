"""What accreditation contributes to the frame: tabs, what is open now, the organisation's page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.accreditation.models import Application, ApplicationStatus, Track
from accounts.organisations.models import Organisation
from forum.editions.models import Edition, Stage
from forum.kit import clock
from forum.kit.access import may
from forum.kit.lists import listed

Tab = tuple[str, str, str] | None


def tab(edition: Edition, user: Any) -> Tab:
    """Of a forum that is kept as an archive nobody is accredited any more; its page of sources leads to the tracks."""
    if edition.is_archive:
        return None
    return "accreditation", _("Accreditation"), reverse("accreditation", args=[edition.slug])


def manage_tab(edition: Edition, user: Any) -> Tab:
    if edition.is_archive or not may(user, "accredit", edition):
        return None
    return "manage-accreditation", _("Applications"), reverse("accreditation_queue", args=[edition.slug])


def tracks_tab(edition: Edition, user: Any) -> Tab:
    if edition.is_archive or not may(user, "manage", edition):
        return None
    return "manage-tracks", _("Tracks"), reverse("tracks", args=[edition.slug])


def open_tracks(request: HttpRequest, edition: Edition | None = None) -> list[dict[str, Any]]:
    """`HOME_PANELS`: tracks that take applications now, or will."""
    found = Track.objects.visible_to(request.user).filter(
        needs_application=True, closes_at__gt=clock.now(), edition__imported_at=None
    )
    found = found.exclude(edition__status__in=(Stage.DRAFT, Stage.CLOSED, Stage.ARCHIVED))
    if edition:
        found = found.filter(edition=edition)
    by_edition: dict[int, list[Track]] = {}
    for track in found.select_related("edition").order_by("closes_at", "order"):
        by_edition.setdefault(track.edition_id, []).append(track)
    return [row_of(tracks) for tracks in by_edition.values()]


def row_of(tracks: list[Track]) -> dict[str, Any]:
    """One row an edition: the track that closes first, then those that are open longer, then those that open later."""
    first = tracks[0]
    longer = [str(track) for track in tracks if track.closes_at != first.closes_at and not track.is_early]
    later = [str(track) for track in tracks if track.closes_at != first.closes_at and track.is_early]
    words = listed(str(track) for track in tracks if track.closes_at == first.closes_at) + "."
    if longer:
        words += " " + _("Open longer: %(tracks)s.") % {"tracks": listed(longer)}
    if later:
        words += " " + _("Not open yet: %(tracks)s.") % {"tracks": listed(later)}
    return {
        "kind": "deadline",
        "due": first.closes_at,
        "opens": first.opens_at,
        "zone": first.edition.timezone,
        "title": _("Accreditation of organisations, %(edition)s") % {"edition": first.edition},
        "text": words,
        "url": first.get_absolute_url(),
        "button": _("Apply"),
        "rehearsal": first.edition.is_rehearsal,
    }


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """In public only what was accredited; what is under way is for its members."""
    found = Application.objects.filter(organisation=organisation).select_related("edition", "track")
    public = found.filter(status=ApplicationStatus.ACCREDITED).exclude(edition__status=Stage.DRAFT)
    under_way = found.none()
    if request.user.is_authenticated and organisation.pk in request.user.organisation_roles:
        under_way = found.exclude(status=ApplicationStatus.ACCREDITED)
    rows, own = list(public), list(under_way)
    entitled = organisation.is_entitled
    to_apply = tracks_to_apply_on(request.user, organisation)
    if not (rows or own or entitled or to_apply):
        return None
    return {
        "template": "accounts/accreditation/_organisation.html",
        "accredited": rows,
        "under_way": own,
        "entitled": entitled,
        "to_apply": to_apply,
    }


def tracks_to_apply_on(user: Any, organisation: Organisation) -> list[Track]:
    """For those who act for it: the open tracks of its category where it has not applied."""
    if organisation.pk not in getattr(user, "acts_for", ()):
        return []
    tracks = Track.objects.visible_to(user).open().filter(needs_application=True, categories=organisation.category)
    over = (Stage.DRAFT, Stage.CLOSED, Stage.ARCHIVED)
    tracks = tracks.filter(edition__imported_at=None).exclude(edition__status__in=over)
    return list(tracks.exclude(edition__applications__organisation=organisation).select_related("edition"))
