"""Partners answer for themselves, and hold a publication up until they have."""

import json

import pytest
from django.urls import reverse

from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.notifications.models import Notification
from pledges.models import Partner, Pledge
from pledges.partners import actions as partners
from pledges.pledges import actions
from tests.cast import Cast
from tests.pledges.world import draft, published

pytestmark = pytest.mark.django_db


def common(cast: Cast) -> tuple[Pledge, Partner]:
    pledge = draft(cast, type="common")
    return pledge, partners.invite(pledge, cast.organisations["agency"], by=cast["state"])


def test_a_partner_is_named_over_http_and_mailed(cast: Cast) -> None:
    pledge = draft(cast, type="common")
    url = reverse("pledge_invite", args=[pledge.pk])
    unknown = cast.client("state").post(url, {"partner": "Nobody At All"})
    assert unknown.status_code == 422
    page = unknown.content.decode()
    assert "is not found here" in page
    assert 'value="Nobody At All"' in page
    assert cast.client("state").post(url, {"partner": "placeholder agency for mobility"}).status_code == 302
    assert Notification.objects.get(kind="partner_invited").recipient == cast["agency"]
    assert cast.client("state").post(url, {"partner": "Placeholder Agency for Mobility"}).status_code == 409
    assert cast.client("state").post(url, {"partner": "Republic of Exemplia"}).status_code == 409


def test_publication_waits_for_every_answer(cast: Cast) -> None:
    pledge, partner = common(cast)
    actions.submit(pledge, by=cast["state"])
    with pytest.raises(Refused, match="has not answered yet"):
        actions.publish(pledge, by=cast["pledges"])
    url = reverse("pledge_decide", args=[cast.edition.slug, pledge.pk])
    check = cast.client("pledges").post(url, {"version": pledge.version, "outcome": "publish"})
    assert check.status_code == 409
    assert "It cannot be published yet." in check.content.decode()
    answer = reverse("partner_confirm", args=[partner.pk])
    assert cast.client("agency").post(answer, {"version": partner.version}).status_code == 302
    actions.publish(pledge, by=cast["pledges"])
    assert pledge.reference == "HERE-P-0001"
    assert Notification.objects.filter(kind="partner_answered", recipient=cast["state"]).count() == 1


def test_the_pledging_organisation_may_remove_who_does_not_answer(cast: Cast) -> None:
    pledge, partner = common(cast)
    assert cast.client("agency").post(reverse("partner_remove", args=[partner.pk])).status_code == 403
    assert cast.client("state").post(reverse("partner_remove", args=[partner.pk])).status_code == 302
    assert not Partner.objects.exists()
    with pytest.raises(Refused, match="names its partners"):
        actions.submit(pledge, by=cast["state"])


def test_nobody_answers_for_a_partner(cast: Cast) -> None:
    _pledge, partner = common(cast)
    for name in ("state", "city", "pledges", "secretariat"):
        answer = cast.client(name).post(reverse("partner_confirm", args=[partner.pk]))
        assert answer.status_code in (403, 404), name
    partner.refresh_from_db()
    assert partner.status == "invited"


def test_a_partner_sees_the_draft_until_it_declines(cast: Cast) -> None:
    pledge, partner = common(cast)
    url = reverse("pledge_unpublished", args=[pledge.pk])
    assert "answer as a partner" in cast.client("agency").get(url).content.decode()
    decline = reverse("partner_decline", args=[partner.pk])
    assert cast.client("agency").post(decline).status_code == 409
    assert cast.client("agency").post(decline, {"version": partner.version}).status_code == 302
    assert cast.client("agency").get(url).status_code == 404


def test_a_partner_leaves_with_a_reason(cast: Cast) -> None:
    pledge, partner = common(cast)
    partners.confirm(partner, by=cast["agency"])
    actions.submit(pledge, by=cast["state"])
    actions.publish(pledge, by=cast["pledges"])
    url = reverse("partner_leave", args=[partner.pk])
    assert cast.client("agency").post(url, {"version": partner.version}).status_code == 422
    reason = "Our mandate has changed."
    assert cast.client("agency").post(url, {"version": partner.version, "reason": reason}).status_code == 302
    partner.refresh_from_db()
    assert partner.status == "left"


def test_partners_are_named_before_submission_only(cast: Cast) -> None:
    pledge = published(cast)
    with pytest.raises(Refused, match="before a pledge is submitted"):
        partners.invite(pledge, cast.organisations["agency"], by=cast["state"])


def stale(pledge: Pledge) -> Pledge:
    return Pledge.objects.select_related("edition", "organisation").get(pk=pledge.pk)


def test_a_partner_is_not_named_on_a_copy_from_before_the_submission(cast: Cast) -> None:
    pledge = draft(cast)
    copy = stale(pledge)
    actions.submit(pledge, by=cast["state"])
    with pytest.raises(Refused, match="before a pledge is submitted"):
        partners.invite(copy, cast.organisations["agency"], by=cast["state"])
    assert not Partner.objects.exists()


def test_a_partner_that_has_just_confirmed_is_not_removed(cast: Cast) -> None:
    _pledge, partner = common(cast)
    copy = Partner.objects.select_related("pledge", "organisation").get(pk=partner.pk)
    partners.confirm(partner, by=cast["agency"])
    with pytest.raises(ChangedMeanwhile):
        partners.remove(copy, by=cast["state"])
    assert Partner.objects.get().status == "confirmed"


def test_a_common_pledge_without_a_partner_is_not_published(cast: Cast) -> None:
    pledge, partner = common(cast)
    actions.submit(pledge, by=cast["state"])
    partners.decline(partner, by=cast["agency"])
    address = reverse("pledge_publish", args=[cast.edition.slug, pledge.pk])
    answer = cast.client("pledges").post(address, {"version": pledge.version})
    assert answer.status_code == 409
    assert "No partner stands behind it any more." in answer.content.decode()
    assert Pledge.objects.get().status == "submitted"


def test_only_who_stands_behind_a_published_pledge_is_told_as_its_partner(cast: Cast) -> None:
    pledge, partner = common(cast)
    other = partners.invite(pledge, cast.organisations["youth"], by=cast["state"])
    third = partners.invite(pledge, cast.organisations["city"], by=cast["state"])
    partners.confirm(partner, by=cast["agency"])
    partners.decline(other, by=cast["youth"])
    partners.confirm(third, by=cast["city"])
    actions.submit(pledge, by=cast["state"])
    actions.publish(pledge, by=cast["pledges"])
    partners.leave(third, by=cast["city"], reason="Our mandate has changed.")
    reader = cast.client("anonymous")
    data = reader.get("/pledges/?format=json")
    told = data.getvalue().decode()
    assert [each["name"] for each in json.loads(told)[0]["partners"]] == ["Placeholder Agency for Mobility"]
    table = reader.get("/pledges/?format=csv").getvalue().decode()
    for text in (told, table, reader.get(pledge.get_absolute_url()).content.decode()):
        assert "Placeholder Agency for Mobility" in text
        assert "Youth Assembly of Nowhere" not in text
        assert "City of Port Meridian" not in text
