"""What an organisation is: it says so itself; that it is a delegation, the secretariat confirms."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.accreditation import actions as applications
from accounts.accreditation.standing import is_accredited
from accounts.models import Membership, Organisation
from accounts.organisations import actions
from forum.desk.items import collect
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.notifications.models import Notification
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = pytest.mark.django_db

DUCHY = "/organisations/grand-duchy-of-mallory/"


@pytest.fixture
def duchy(cast: Cast) -> Organisation:
    sent = {"name": "Grand Duchy of Mallory", "category": factories.make_category("member_state").pk}
    page = cast.client("stranger").post("/organisations/new/", sent, follow=True)
    assert "The secretariat confirms its category; you are mailed when it has." in page.content.decode()
    return Organisation.objects.get(name="Grand Duchy of Mallory")


def told(cast: Cast, name: str) -> set[str]:
    return set(Notification.objects.filter(recipient=cast.people[name]).values_list("kind", flat=True))


def test_nobody_becomes_a_member_state_by_saying_so(cast: Cast, duchy: Organisation) -> None:
    hall = factories.make_space(cast.edition, "hall")
    client, home = cast.client("stranger"), cast.edition.get_absolute_url()
    assert not is_accredited(duchy, cast.edition)
    assert duchy not in Organisation.objects.accredited_for(cast.edition)
    register = f"{home}registration/new/grand-duchy-of-mallory/"
    for answer in (
        client.post(register, {"spaces": [hall.slug]}),
        client.post(f"{home}accreditation/apply/", {"organisation": duchy.pk, "track": world.make_track(cast).pk}),
    ):
        assert answer.status_code == 409
        assert "has not confirmed this category yet" in answer.content.decode()
    pledge = {"organisation": duchy.pk, "edition": cast.edition.slug, "title": "To count"}
    answer = client.post("/pledges/new/", pledge)
    assert answer.status_code == 422
    assert "has not confirmed this category yet" in answer.content.decode()
    for page in (DUCHY, "/organisations/"):
        assert "not confirmed" in cast.client("anonymous").get(page).content.decode()
    assert "has not confirmed yet" in client.get(DUCHY).content.decode()
    assert "has to confirm this category first" in client.get(f"{home}accreditation/").content.decode()
    assert "has to confirm this category first" in client.get(f"{home}registration/").content.decode()


def test_the_secretariat_confirms_it_and_then_it_is_entitled(cast: Cast, duchy: Organisation) -> None:
    assert told(cast, "secretariat") == told(cast, "elsewhere") == {"category_stated"}
    [item] = [item for item in collect(cast["secretariat"])[0] if "Mallory" in item.title]
    assert item.url == f"{DUCHY}set-category/"
    client = cast.client("secretariat")
    assert "Confirm the category" in client.get(DUCHY).content.decode()
    assert "stranger@cast.example" in client.get(item.url).content.decode()
    sent = {"category": duchy.category_id, "version": duchy.version}
    assert cast.client("stranger").post(item.url, sent).status_code == 403
    assert client.post(item.url, {"category": duchy.category_id}).status_code == 422
    assert client.post(item.url, sent).status_code == 302
    assert client.post(item.url, sent).status_code == 409
    assert is_accredited(duchy, cast.edition)
    assert told(cast, "stranger") == {"category_set"}
    entry = Entry.objects.of(duchy).first()
    assert entry is not None
    assert (entry.verb, entry.actor_id) == ("set_category", cast.people["secretariat"].pk)
    assert not [item for item in collect(cast["secretariat"])[0] if "Mallory" in item.title]
    public = cast.client("anonymous").get(DUCHY).content.decode()
    assert "not confirmed" not in public
    assert "Entitled to take part" in public


def test_the_secretariat_sets_another_one_and_says_why(cast: Cast, duchy: Organisation) -> None:
    client = cast.client("secretariat")
    sent: dict[str, Any] = {"category": factories.make_category("youth").pk, "version": duchy.version}
    without = client.post(f"{DUCHY}set-category/", sent)
    assert without.status_code == 409
    assert "Say why." in without.content.decode()
    assert client.post(f"{DUCHY}set-category/", {**sent, "reason": "A club."}).status_code == 302
    duchy.refresh_from_db()
    assert (duchy.category.code, duchy.is_entitled, duchy.category_is_claim) == ("youth", False, False)
    assert Notification.objects.get(kind="category_set").context["reason"] == "A club."


def test_nobody_confirms_their_own_organisation(cast: Cast, duchy: Organisation) -> None:
    Membership.objects.create(organisation=duchy, user=cast.people["secretariat"], role="member")
    assert cast.client("secretariat").get(f"{DUCHY}set-category/").status_code == 403
    assert not [item for item in collect(cast["secretariat"])[0] if "Mallory" in item.title]
    with pytest.raises(PermissionDenied):
        actions.set_category(duchy, by=cast["secretariat"], category=duchy.category)


@pytest.mark.parametrize("before", [None, world.make_submitted, world.make_accredited])
def test_another_category_counts_only_when_confirmed_and_never_under_a_decision(cast: Cast, before: Any) -> None:
    organisation = cast.organisations["ngo"]
    if before:
        before(cast)
    sent = {
        "name": organisation.name,
        "category": factories.make_category("member_state").pk,
        "version": organisation.version,
    }
    answer = cast.client("ngo").post(f"{organisation.get_absolute_url()}edit/", sent)
    organisation.refresh_from_db()
    if before:
        assert answer.status_code == 409
        assert "Ask the secretariat to set another one" in answer.content.decode()
        assert organisation.category.code == "migrant_diaspora"
        return
    assert answer.status_code == 302
    assert organisation.category_is_claim
    assert not is_accredited(organisation, cast.edition)
    assert "category_stated" in told(cast, "secretariat")


def test_what_a_delegation_changes_has_to_be_confirmed_again(cast: Cast) -> None:
    state = cast.organisations["state"]
    for code in ("un_system", "member_state"):
        actions.edit(state, by=cast["state"], changes={"category": factories.make_category(code)})
        assert state.category_is_claim
        assert not is_accredited(state, cast.edition)


def test_a_draft_is_not_handed_in_by_what_became_a_claim(cast: Cast) -> None:
    application = world.make_complete(cast)
    organisation = application.organisation
    actions.edit(organisation, by=cast["ngo"], changes={"category": factories.make_category("member_state")})
    with pytest.raises(Refused, match="has not confirmed this category yet"):
        applications.submit(application, by=cast["ngo"])


def test_accredited_in_a_category_that_is_only_stated_is_not_accredited(cast: Cast) -> None:
    """As after an edition that is over: what was decided then was decided on another category."""
    organisation = world.make_accredited(cast).organisation
    Organisation.objects.filter(pk=organisation.pk).update(
        category=factories.make_category("member_state"), category_confirmed=False
    )
    assert not is_accredited(organisation, cast.edition)
