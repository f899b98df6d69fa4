"""Members: invited, let in, changed, leaving; and a person's own page."""

import pytest
from django.test import Client
from post_office.models import Email

from accounts.models import Invitation, JoinRequest, Membership
from accounts.organisations import membership
from forum.desk.items import collect
from forum.history.models import Detail, Entry
from forum.kit.refusals import Refused
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_an_invitation_is_accepted_by_the_invited_address_alone(cast: Cast) -> None:
    url = f"{cast.organisations['ngo'].get_absolute_url()}members/invite/"
    cast.client("ngo").post(url, {"email": "Stranger@cast.example", "role": "deputy"})
    invitation = Invitation.objects.get()
    mail = Email.objects.get(to="stranger@cast.example")
    assert invitation.get_absolute_url() in mail.message
    other = cast.client("youth")
    assert other.get(invitation.get_absolute_url()).status_code == 404
    assert other.post(f"{invitation.get_absolute_url()}accept/").status_code == 404
    assert any(item.url == invitation.get_absolute_url() for item in collect(cast["stranger"])[0])
    invited = cast.client("stranger")
    assert invited.post(f"{invitation.get_absolute_url()}accept/").status_code == 302
    assert cast["stranger"].acts_for == {cast.organisations["ngo"].pk}  # type: ignore[union-attr]
    assert invited.post(f"{invitation.get_absolute_url()}accept/").status_code == 409


def test_an_invitation_taken_back_cannot_be_accepted(cast: Cast) -> None:
    invitation = membership.invite(
        cast.organisations["ngo"], by=cast["ngo"], email="stranger@cast.example", role="member"
    )
    cast.client("ngo").post(f"{invitation.get_absolute_url()}cancel/")
    assert cast.client("stranger").post(f"{invitation.get_absolute_url()}accept/").status_code == 409
    assert not Membership.objects.filter(user=cast["stranger"]).exists()


def test_an_address_is_invited_once_at_a_time(cast: Cast) -> None:
    url = f"{cast.organisations['ngo'].get_absolute_url()}members/invite/"
    client = cast.client("ngo")
    sent = {"email": "new@people.example", "role": "member"}
    assert client.post(url, sent).status_code == 302
    again = client.post(url, sent)
    assert again.status_code == 409
    assert "invited already" in again.content.decode()
    assert client.post(url, {"email": "ngo@cast.example", "role": "member"}).status_code == 409
    assert client.post(url, {"email": "no address", "role": "king"}).status_code == 422


def test_an_e_mail_address_stands_in_the_erasable_part_of_the_history_only(cast: Cast) -> None:
    membership.invite(cast.organisations["ngo"], by=cast["ngo"], email="new@people.example", role="member")
    entry = Entry.objects.get(verb="invite")
    assert "new@people" not in f"{entry.object_name}{entry.reason}"
    assert Detail.objects.get(chain=entry.chain, number=entry.number).after["email"] == "new@people.example"


def test_a_request_to_join_is_answered_by_who_acts(cast: Cast) -> None:
    organisation = cast.organisations["ngo"]
    cast.client("stranger").post(f"{organisation.get_absolute_url()}join/", {"words": "I run the shelter"})
    asked = JoinRequest.objects.get()
    assert Notification.objects.get(kind="join_asked").recipient == cast["ngo"]
    url = f"{organisation.get_absolute_url()}requests/{asked.pk}/answer/"
    assert cast.client("secretariat").get(url).status_code == 404
    client = cast.client("ngo")
    refused = client.post(url, {"accepted": "no", "role": "member", "reason": " "})
    assert refused.status_code == 409
    assert "Say why" in refused.content.decode()
    assert client.post(url, {"accepted": "yes", "role": "member"}).status_code == 302
    assert cast["stranger"].organisation_roles == {organisation.pk: "member"}  # type: ignore[union-attr]
    assert Notification.objects.get(kind="join_answered").recipient == cast["stranger"]
    assert client.post(url, {"accepted": "yes", "role": "member"}).status_code == 409


def test_where_nobody_acts_the_secretariat_lets_the_first_person_in(cast: Cast) -> None:
    organisation = factories.make_organisation("Known From The Archive")
    cast.client("stranger").post(f"{organisation.get_absolute_url()}join/", {"words": "I work there"})
    asked = JoinRequest.objects.get()
    told = set(Notification.objects.filter(kind="join_asked").values_list("recipient", flat=True))
    assert told == {cast["secretariat"].pk, cast["elsewhere"].pk}
    url = f"{organisation.get_absolute_url()}requests/{asked.pk}/answer/"
    assert any(item.url == url for item in collect(cast["secretariat"])[0])
    assert cast.client("accreditation").get(url).status_code == 404
    assert cast.client("secretariat").post(url, {"accepted": "yes", "role": "focal_point"}).status_code == 302
    assert cast["stranger"].acts_for == {organisation.pk}  # type: ignore[union-attr]
    assert cast.client("secretariat").get(f"{organisation.get_absolute_url()}members/").status_code == 403


def test_the_last_person_who_acts_cannot_leave(cast: Cast) -> None:
    organisation = cast.organisations["ngo"]
    held = Membership.objects.get(organisation=organisation)
    base = f"{organisation.get_absolute_url()}members/{held.pk}/"
    client = cast.client("ngo")
    assert client.post(f"{base}end/").status_code == 409
    assert client.post(f"{base}change-role/", {"role": "member", "version": 1}).status_code == 409
    factories.make_membership(cast.people["stranger"], organisation, "head")
    assert client.post(f"{base}end/").status_code == 302
    assert cast["ngo"].organisation_roles == {}  # type: ignore[union-attr]
    held.refresh_from_db()
    assert held.ends is not None
    assert (
        "Former members" in cast.client("stranger").get(f"{organisation.get_absolute_url()}members/").content.decode()
    )


def test_a_member_may_leave_but_not_end_others(cast: Cast) -> None:
    organisation = cast.organisations["ngo"]
    mine = factories.make_membership(cast.people["stranger"], organisation, "member")
    other = Membership.objects.get(organisation=organisation, role="focal_point")
    client = cast.client("stranger")
    assert client.post(f"{organisation.get_absolute_url()}members/{other.pk}/end/").status_code == 403
    assert client.post(f"{organisation.get_absolute_url()}members/{mine.pk}/end/").status_code == 302


def test_a_member_joins_once(cast: Cast) -> None:
    organisation = cast.organisations["ngo"]
    assert cast.client("ngo").get(f"{organisation.get_absolute_url()}join/").status_code == 403
    membership.join(organisation, by=cast["stranger"], words="Me")
    with pytest.raises(Refused):
        membership.join(organisation, by=cast["stranger"], words="Me again")


def test_my_page_is_mine_and_keeps_what_is_valid_only(cast: Cast, client: Client) -> None:
    assert client.get("/me/").status_code == 302
    me = cast.client("ngo")
    assert "Harbour Light" in me.get("/me/").content.decode()
    sent = {"name": "Noor", "language": "fr", "timezone": "Africa/Nairobi", "version": 1}
    assert me.post("/me/", sent).status_code == 302
    assert me.post("/me/", {**sent, "name": "Somebody"}).status_code == 409
    person = cast["ngo"]
    person.refresh_from_db()  # type: ignore[union-attr]
    assert (person.name, person.language, person.timezone) == ("Noor", "fr", "Africa/Nairobi")  # type: ignore[union-attr]
    assert me.post("/me/", {**sent, "version": 2, "timezone": "Mars/Base"}).status_code == 422
