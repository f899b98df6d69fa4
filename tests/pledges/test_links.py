"""A published pledge is linked to what it answers, and both pages show it."""

import pytest
from django.urls import reverse

from forum.history.models import Entry
from forum.links.models import Link
from pledges.commitments.models import Commitment
from tests import factories
from tests.cast import Cast
from tests.pledges.world import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment(cast: Cast) -> Commitment:
    imrf = factories.make_edition("imrf", series=factories.make_series("imrf", outcome_binding=True))
    row = Commitment(
        edition=imrf, number=65, subject="Search and rescue", type="new_measure", addressee="member_states"
    )
    row.save(force_insert=True)
    return row


def test_a_pledge_answers_a_commitment(cast: Cast, commitment: Commitment) -> None:
    pledge = published(cast)
    url = reverse("pledge_link", args=[pledge.pk])
    assert cast.client("agency").post(url, {"target": f"commitment-{commitment.pk}"}).status_code == 403
    assert cast.client("state").post(url, {"target": "commitment-0"}).status_code == 422
    assert cast.client("state").post(url, {"target": f"commitment-{commitment.pk}"}).status_code == 302
    client = cast.client("anonymous")
    assert "Search and rescue" in client.get(pledge.get_absolute_url()).content.decode()
    assert "A card for all" in client.get("/imrf/commitments/").content.decode()
    assert Entry.objects.of(pledge).first().verb == "link"


def test_a_link_is_taken_away_by_its_pledger(cast: Cast, commitment: Commitment) -> None:
    pledge = published(cast)
    url = reverse("pledge_link", args=[pledge.pk])
    cast.client("state").post(url, {"target": f"commitment-{commitment.pk}"})
    number = Link.objects.get().pk
    away = reverse("pledge_unlink", args=[pledge.pk])
    assert cast.client("agency").post(away, {"link": number}).status_code == 403
    assert cast.client("state").post(away, {"link": "nonsense"}).status_code == 409
    assert cast.client("state").post(away, {"link": number}).status_code == 302
    assert not Link.objects.exists()
