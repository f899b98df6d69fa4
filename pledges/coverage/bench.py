"""The register of the bench: pledges of all organisations, each with its updates."""

from datetime import date, timedelta

from accounts.models import Organisation, User
from forum.bench.building import MAIL
from forum.bench.sizes import Ask, Size
from forum.editions.models import Edition
from forum.kit import clock
from forum.taxonomy.models import Objective
from pledges.pledges.choices import Nature, PledgeStatus, PledgeType, Stage
from pledges.pledges.models import Pledge, PledgeObjective
from pledges.progress.models import Update

OFFICER = f"officer{MAIL}"
WAITS = 20  # every so many pledges one waits for the officer
TEXT = "We promise, in a text that was made up to be measured, what can be counted and by when. " * 8


def build(edition: Edition, size: Size) -> None:
    organisations = list(Organisation.objects.filter(slug__startswith="bench-").order_by("pk"))
    person = User.objects.get(email=f"person1{MAIL}")
    pledges = Pledge.objects.bulk_create(
        pledge(edition, organisations[number % len(organisations)], number) for number in range(size.pledges)
    )
    objectives = list(Objective.objects.all())
    PledgeObjective.objects.bulk_create(
        PledgeObjective(
            pledge=each, objective=objectives[(number + 5 * more) % len(objectives)], inferred=number % 4 == 3
        )
        for number, each in enumerate(pledges)
        for more in range(1 + number % 3)
    )
    Update.objects.bulk_create(
        Update(pledge=each, stage=stage, narrative="What happened since, made up.", made_by=person)
        for each in pledges
        for stage in (Stage.PLANNING, Stage.IN_PROGRESS)
        if each.status == PledgeStatus.PUBLISHED
    )


def pledge(edition: Edition, organisation: Organisation, number: int) -> Pledge:
    waits, now = number % WAITS == 0, clock.now()
    return Pledge(
        edition=edition,
        organisation=organisation,
        category_id=organisation.category_id,
        reference="" if waits else f"BENCH-P-{number}",
        title=f"Pledge {number}: what was promised, made up to be measured",
        type=PledgeType.INDIVIDUAL,
        nature=Nature.POLICY,
        description=TEXT,
        indicator="People reached",
        start_date=date(2027, 1, 1),
        target_date=date(2029, 12, 31),
        status=PledgeStatus.SUBMITTED if waits else PledgeStatus.PUBLISHED,
        status_since=now - timedelta(minutes=number),
        published_at=None if waits else now - timedelta(minutes=number),
        stage="" if waits else Stage.IN_PROGRESS,
        stage_since=None if waits else now,
    )


def pages(edition: Edition) -> list[Ask]:
    return [
        Ask("register with its coverage map", f"/pledges/?edition={edition.slug}"),
        Ask("coverage map, JSON", f"/pledges/?edition={edition.slug}&list=coverage&format=json"),
        Ask("pledge", "/pledges/BENCH-P-7/"),
        Ask("queue of pledges", f"/{edition.slug}/manage/pledges/", OFFICER),
    ]
