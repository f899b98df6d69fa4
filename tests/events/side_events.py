"""What tests of side events begin with: a call, reviewers, a proposal at any point of its life."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import Organisation, User
from events.calls import actions as calls
from events.calls.models import Call
from events.models import Proposal, Review, Room
from events.selection import actions as selection
from events.side_events import actions
from forum.editions.models import Edition, RoleName
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.taxonomy.models import Lens
from tests import factories

LONG = "Three cities show how a resident card opened clinics and classrooms to people without papers. " * 4
WINDOWS = [
    {
        "code": "lunch",
        "label": "Lunch",
        "not_before": "13:00",
        "not_after": "15:00",
        "per_day": 1,
        "duration_minutes": 60,
    }
]
CRITERIA = [
    {"code": "speakers", "label": "Speakers", "weight": 1},
    {"code": "outcomes", "label": "Outcomes", "weight": 3},
]


def make_call(edition: Edition, **changes: Any) -> Call:
    now = clock.now()
    given = {
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=9),
        "scores_by": (now + timedelta(days=20)).date(),
        "results_by": (now + timedelta(days=30)).date(),
        "places": 3,
        "windows": WINDOWS,
    }
    may_apply = changes.pop("may_apply", ())
    if not Lens.objects.exists():
        Lens.objects.create(code="gender", title="Gender", order=1)
    factories.make_objectives()
    return calls.open_call(edition, by=SYSTEM, changes={**given, **changes}, may_apply=may_apply, criteria=CRITERIA)


def second_reviewer(edition: Edition) -> User:
    person = factories.make_user("Second reviewer", email="second@cast.example")
    factories.make_role(person, edition, RoleName.REVIEWER)
    return person


def current(proposal: Proposal) -> Proposal:
    """As the database has it now."""
    found = Proposal.objects.select_related("call__edition", "edition__series", "organisation", "session__room")
    return found.get(pk=proposal.pk)


def written(call: Call, organisation: Organisation, by: Any, **changes: Any) -> Proposal:
    """A complete draft."""
    proposal = actions.start(call, organisation=organisation, by=by)
    given = {
        "title": "Cards, clinics, classrooms",
        "format": "panel",
        "mode": "hybrid",
        "speakers": "A mayor and two people without papers.",
        "description": LONG,
        "policy_intervention": "A resident card in every port city, issued by its council.",
        "windows": ["lunch"],
        "days": [call.edition.start.isoformat()],
    }
    objectives = list(factories.make_objectives()[:2])
    actions.save(proposal, by=by, changes={**given, **changes}, objectives=objectives, lenses=list(Lens.objects.all()))
    return current(proposal)


def submitted(call: Call, organisation: Organisation, by: Any, **changes: Any) -> Proposal:
    proposal = written(call, organisation, by, **changes)
    actions.submit(proposal, by=by)
    return current(proposal)


def scored(proposal: Proposal, *means: int) -> Proposal:
    """Each reviewer gives the same points for every criterion."""
    for review, points in zip(Review.objects.filter(proposal=proposal), means, strict=True):
        factories.forget(review.reviewer)
        every = {each.pk: points for each in proposal.call.criteria.all()}
        selection.score(review, by=review.reviewer, points=every, comment="Read.")
    return current(proposal)


def make_room(edition: Edition, name: str = "Harbour Room", **values: Any) -> Room:
    return Room.objects.create(edition=edition, name=name, **values)


def noon(edition: Edition, *, day: int = 0, hour: int = 13, minute: int = 0) -> datetime:
    """An hour of a day of the edition, in its zone."""
    return datetime.combine(edition.days[day], datetime.min.time(), edition.zone) + timedelta(
        hours=hour, minutes=minute
    )
