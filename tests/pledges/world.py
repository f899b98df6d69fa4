"""What the tests of pledges share: organisations that may take part, a filled form, pledges in every state."""

from datetime import timedelta
from typing import Any

from accounts.accreditation.models import Application, ApplicationStatus, Track
from forum.editions.models import Edition
from forum.kit import clock
from forum.search.indexing import refresh
from forum.taxonomy.models import Objective
from pledges.pledges import actions
from pledges.pledges.models import Pledge
from tests import factories
from tests.cast import Cast

TEXT = "We do what we say for everybody who arrives, and publish each quarter what came of it. " * 5
SECRETS = ("Carla Confidential", "carla.confidential@secret.example", "Deputy Keeper of Secrets")


def accredit(cast: Cast, *names: str) -> None:
    track = Track.objects.get_or_create(edition=cast.edition, name="Any", defaults={"who": "Anybody"})[0]
    for name in names:
        Application(
            edition=cast.edition,
            organisation=cast.organisations[name],
            track=track,
            status=ApplicationStatus.ACCREDITED,
            reference=f"HERE-A-{name}",
            made_by=cast.people[name],
        ).save(force_insert=True)


def form(pledge: Pledge, **changes: Any) -> dict[str, Any]:
    """The form as somebody fills it in; None leaves a field out."""
    factories.make_objectives()
    day = pledge.edition.today() + timedelta(days=300)
    filled = {
        "version": pledge.version,
        "title": pledge.title,
        "type": "individual",
        "nature": "policy",
        "compacts": "gcm",
        "description": TEXT,
        "objectives": [objective.pk for objective in Objective.objects.filter(number__in=[4, 15])],
        "indicator": "Cards issued, per quarter",
        "target_date": day.isoformat(),
        "contact1_name": SECRETS[0],
        "contact1_email": SECRETS[1],
        "contact1_position": SECRETS[2],
        **changes,
    }
    return {name: value for name, value in filled.items() if value is not None}


def draft(cast: Cast, name: str = "state", title: str = "A card for all", **changes: Any) -> Pledge:
    """A draft that is ready to be submitted."""
    named = changes.pop("objectives", (4, 15))
    objectives = [each for each in factories.make_objectives() if each.number in named]
    by = cast[name]
    pledge = actions.add(cast.edition, cast.organisations[name], by=by, title=title)
    given = {
        "type": "individual",
        "nature": "policy",
        "description": TEXT,
        "indicator": "Cards issued, per quarter",
        "target_date": cast.edition.today() + timedelta(days=changes.pop("days", 300)),
    }
    actions.edit(
        pledge,
        by=by,
        changes={**given, **changes},
        related={"objectives": objectives},
        contacts=[{"name": SECRETS[0], "email": SECRETS[1], "position": SECRETS[2]}],
        steps=[("By-law adopted", cast.edition.today() + timedelta(days=20))],
    )
    return pledge


def submitted(cast: Cast, name: str = "state", title: str = "A card for all", **changes: Any) -> Pledge:
    pledge = draft(cast, name, title, **changes)
    actions.submit(pledge, by=cast[name])
    return pledge


def published(cast: Cast, name: str = "state", title: str = "A card for all", **changes: Any) -> Pledge:
    pledge = submitted(cast, name, title, **changes)
    actions.publish(pledge, by=cast["pledges"])
    return pledge


def archived(edition: Edition, number: int, *, category: str = "un_system", **values: Any) -> Pledge:
    """A record as the import writes it."""
    objectives, inferred = values.pop("objectives", ()), values.pop("inferred", ())
    pledge = Pledge(
        edition=edition,
        category=factories.make_category(category),
        reference=f"{edition.code}-P-{number:04d}",
        record_id=f"record-{edition.slug}-{number}",
        imported_at=clock.now(),
        status="published",
        **{"title": f"Archive pledge {number}", "actor_name": f"Body {number}", "year": 2022, **values},
    )
    pledge.save(force_insert=True)
    known = {objective.number: objective for objective in factories.make_objectives()}
    for each in (*objectives, *inferred):
        pledge.pledge_objectives.create(objective=known[each], inferred=each in inferred)
    refresh(pledge)
    return pledge
