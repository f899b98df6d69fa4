"""A published pledge whose title or date changes says why, and what it said before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from forum.history.models import Entry
from forum.kit import clock
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from pledges.models import Amendment, Pledge
from pledges.partners import actions as partners
from pledges.pledges import actions
from tests.cast import Cast
from tests.pledges.world import archived, draft, published, submitted

pytestmark = pytest.mark.django_db


def address(pledge: Pledge) -> str:
    return reverse("pledge_amend", args=[pledge.pk])


def body(pledge: Pledge, **changes: Any) -> dict[str, Any]:
    given = {
        "version": pledge.version,
        "title": "A card and a clinic for all",
        "target_date": pledge.target_date,
        "reason": "Parliament asked for more.",
    }
    return {**given, **changes}


def asked(pledge: Pledge) -> list[Any]:
    rows = Milestone.objects.filter(object_id=pledge.pk, slug__startswith="update-").select_related("edition")
    return sorted(row.due_on for row in rows)


def test_the_former_title_and_the_reason_stand_on_the_page(cast: Cast) -> None:
    pledge = draft(cast, type="common")
    partner = partners.invite(pledge, cast.organisations["agency"], by=cast["state"])
    partners.confirm(partner, by=cast["agency"])
    actions.submit(pledge, by=cast["state"])
    actions.publish(pledge, by=cast["pledges"])
    client = cast.client("state")
    assert address(pledge) in client.get(pledge.get_absolute_url()).content.decode()
    assert client.post(address(pledge), body(pledge)).status_code == 302
    page = cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()
    assert "<title>A card and a clinic for all" in page
    for told in ("Formerly:", "A card for all", "Parliament asked for more."):
        assert told in page
    assert address(pledge) not in page
    entry = Entry.objects.of(pledge).first()
    assert entry
    assert (entry.verb, entry.reason) == ("amend", "Parliament asked for more.")
    assert Notification.objects.get(kind="pledge_amended").recipient == cast["agency"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"reason": " "}, "This field is required."),
        ({"title": ""}, "This field is required."),
        ({"target_date": "2020-01-01"}, "This day is past."),
        ({"target_date": "2099-01-01"}, "within 15 years"),
        ({"target_date": "9999-12-31"}, "out of reach"),
        ({"title": "A card for all"}, "Nothing is different."),
        ({"version": ""}, "This field is required."),
        ({"version": 1}, "Somebody changed this meanwhile."),
    ],
)
def test_what_makes_no_amendment_is_refused(cast: Cast, changes: dict[str, Any], says: str) -> None:
    pledge = published(cast)
    answer = cast.client("state").post(address(pledge), body(pledge, **changes))
    assert answer.status_code in (409, 422)
    assert says in answer.content.decode()
    assert not Amendment.objects.exists()
    assert Pledge.objects.get().title == "A card for all"


def test_it_is_the_pledging_organisation_s_act_on_a_pledge_published_here(cast: Cast) -> None:
    pledge = published(cast)
    for name in ("anonymous", "city", "pledges", "secretariat"):
        assert cast.client(name).post(address(pledge), body(pledge)).status_code in (302, 403), name
    waiting = submitted(cast, title="Another")
    assert cast.client("state").post(address(waiting), body(waiting)).status_code == 409
    old = archived(cast.edition, 77, organisation=cast.organisations["state"])
    given = body(old, target_date=pledge.target_date)
    assert cast.client("state").post(address(old), given).status_code == 409
    assert not Amendment.objects.exists()


def test_updates_are_asked_for_until_the_new_date(cast: Cast, travel: Callable[[datetime], Any]) -> None:
    pledge = published(cast, days=400)
    before = asked(pledge)
    assert before == [cast.edition.today() + timedelta(days=days) for days in (182, 364, 400)]
    travel(clock.now() + timedelta(days=200))
    later = pledge.target_date + timedelta(days=300)
    client = cast.client("state")
    assert client.post(address(pledge), body(pledge, target_date=later)).status_code == 302
    assert asked(pledge) == [before[0], before[1], before[0] + timedelta(days=364), later]
    pledge.refresh_from_db()
    assert client.post(address(pledge), body(pledge, target_date=before[2])).status_code == 302
    assert asked(pledge) == before


@pytest.mark.both
def test_what_a_pledge_said_is_never_edited(cast: Cast) -> None:
    pledge = published(cast)
    cast.client("state").post(address(pledge), body(pledge))
    for act in (lambda: Amendment.objects.update(title="Nothing"), lambda: Amendment.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
