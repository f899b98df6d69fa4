"""What side events show on the pages of the frame: tabs, what is open now, numbers, the page of an organisation."""

from datetime import date
from typing import Any

from django.db.models import Exists, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.organisations.models import Organisation
from events.calls.models import Call
from events.releases.reading import released, sessions_of_body
from events.sessions.kinds import ORGANISERS, SIDE_EVENTS
from events.sessions.models import Session
from events.sessions.rows import row_of
from events.side_events.contents import Answer
from forum.editions.models import Edition
from forum.editions.shared import once
from forum.kit import clock
from forum.kit.access import may
from forum.pages.generation import kept

Tab = tuple[str, str, str] | None


def tab(edition: Edition, user: Any) -> Tab:
    known = edition._state.fields_cache.get("call")  # read with the edition, where a page needs it
    if known is None and not kept(f"side events of {edition.pk}", lambda: has_side_events(edition), chain=edition.pk):
        return None
    return "side-events", _("Side events"), reverse("side_events", args=[edition.slug])


def has_side_events(edition: Edition) -> bool:
    """A call, or a side event in public."""
    public = Session.objects.public().side_events().filter(edition=edition)
    return Edition.objects.filter(Q(call__isnull=False) | Exists(public), pk=edition.pk).exists()


def selection_tab(edition: Edition, user: Any) -> Tab:
    if not may(user, "select_side_events", edition):
        return None
    return "manage-side-events", _("Side events"), reverse("selection", args=[edition.slug])


def review_tab(edition: Edition, user: Any) -> Tab:
    if not may(user, "review_side_events", edition):
        return None
    return "manage-review", _("Proposals to score"), reverse("review_list", args=[edition.slug])


def call_tab(edition: Edition, user: Any) -> Tab:
    if not may(user, "keep_call", edition):
        return None
    return "manage-call", _("Call for side events"), reverse("call_edit", args=[edition.slug])


def overlaps_tab(edition: Edition, user: Any) -> Tab:
    if edition.imported_at or not may(user, "see_overlaps", edition):
        return None
    return "manage-overlaps", _("Overlaps"), reverse("overlap_list", args=[edition.slug])


@once
def calls_of(edition: Edition) -> list[Call]:
    return list(Call.objects.filter(edition=edition).select_related("edition"))


def open_calls(request: HttpRequest, edition: Edition | None = None) -> list[dict[str, Any]]:
    visible = Edition.objects.visible_to(request.user)
    calls = calls_of(edition) if edition else Call.objects.filter(edition__in=visible).select_related("edition")
    return [
        {
            "kind": "deadline",
            "due": call.closes_at,
            "zone": call.edition.timezone,
            "title": _("Call for side events"),
            "text": ngettext("%(edition)s, %(count)s place.", "%(edition)s, %(count)s places.", call.places)
            % {"edition": call.edition, "count": call.places},
            "url": reverse("side_events", args=[call.edition.slug]),
            "button": _("Propose a side event"),
            "rehearsal": call.edition.is_rehearsal,
            "opens": call.opens_at if not call.is_open else None,
        }
        for call in calls
        if call.opens_at and call.closes_at and call.closes_at > clock.now()
    ]


def numbers(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    held = sum(each.kind in SIDE_EVENTS and each.status != "cancelled" for each in released(edition))
    call = next(iter(calls_of(edition)), None)
    if call is None and not held:
        return None
    places = _("of %(places)s places") % {"places": call.places} if call and call.places else ""
    words = _("side events known") if edition.imported_at else _("side events in the programme")
    url = reverse("side_events", args=[edition.slug])
    return {"slot": "numbers", "numbers": [{"value": held, "of": places, "words": words, "url": url}]}


def on_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """What its organisers answered to the questions whose answers are public."""
    if session.kind not in SIDE_EVENTS or session.is_closed or session.is_archive:
        return None
    answers = Answer.objects.filter(proposal__session=session.pk, question__is_public=True)
    found = list(answers.select_related("question__call", "proposal"))
    return {"template": "events/side_events/_answers.html", "answers": found} if found else None


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """Side events in public that it led or co-organised."""
    led = [
        each
        for each in sessions_of_body(request, organisation)
        if each.kind in SIDE_EVENTS
        and any(role.organisation_id == organisation.pk and role.role in ORGANISERS for role in each.roles.all())
    ]
    led.sort(key=lambda each: (each.date is not None, each.date or date.min, -each.pk), reverse=True)
    rows = [{**row_of(each), "day": each.day, "edition": each.edition} for each in led[:50]]
    return {"template": "events/side_events/_organisation.html", "rows": rows} if rows else None
