"""An entry stays for good: it names no person, and its values are read by who answers for the chain."""

import pytest

from accounts.people.models import User
from events.sessions import offers
from events.sessions.kinds import RoleKind
from forum.history.acts import SYSTEM, edit, record
from forum.history.models import Entry
from tests import factories
from tests.cast import Cast
from tests.events import side_events, stage

pytestmark = pytest.mark.django_db


def table(cast: Cast, name: str) -> str:
    page = cast.client(name).get("/here/manage/history/").content.decode()
    return page[page.index("<tbody>") :]


def test_who_changes_the_own_name_is_named_by_no_entry(cast: Cast) -> None:
    client = cast.client("stranger")
    for name in ("Mallory Unerasable", "Mallory Renamed"):
        version = User.objects.get(pk=cast.people["stranger"].pk).version
        sent = {"name": name, "language": "en", "version": version}
        assert client.post("/me/", sent).status_code == 302
    entries = Entry.objects.filter(object_type="accounts.user")
    assert len(entries) == 2
    assert {entry.object_name for entry in entries} == {f"Person {cast.people['stranger'].pk}"}


def test_a_role_in_a_session_is_named_by_no_entry_and_shown_to_who_may_see_it(cast: Cast) -> None:
    session = stage.publish(cast, stage.make_session(cast, "On routes"))
    offers.offer(session, by=cast["programme"], role=RoleKind.PANELLIST, user=cast.people["city"])
    names = set(Entry.objects.filter(object_type="events.sessionrole").values_list("object_name", flat=True))
    assert names == {"Panellist, On routes"}
    assert f"Panellist: {cast.people['city'].name}" in table(cast, "auditor")
    assert f"Panellist: {cast.people['city'].name}" not in "".join(Entry.objects.values_list("object_name", flat=True))


def test_a_review_is_named_by_no_entry(cast: Cast) -> None:
    call = side_events.make_call(cast.edition)
    stage_reviewer = side_events.second_reviewer(cast.edition)
    proposal = side_events.submitted(call, cast.organisations["ngo"], cast["ngo"])
    side_events.scored(proposal, *[4 for _review in proposal.reviews.all()])
    names = set(Entry.objects.filter(object_type="events.review").values_list("object_name", flat=True))
    assert names == {f"Review of {proposal.reference}"}
    assert not any(stage_reviewer.name in name for name in names)


def test_roles_and_memberships_are_named_by_no_entry(cast: Cast) -> None:
    person = cast.people["ngo"]
    membership = person.memberships.get()
    for obj in (person, membership, factories.make_role(person, cast.edition, "rapporteur")):
        entry = record("edit", obj, by=SYSTEM)
        assert person.name not in entry.object_name
        assert person.email not in entry.object_name


def test_values_are_read_by_the_secretariat_of_the_chain_alone(cast: Cast) -> None:
    edit(cast.edition, by=cast["secretariat"], changes={"place": "A private harbour"}, reason="It moved")
    theirs = table(cast, "secretariat")
    assert "A private harbour" in theirs
    assert "Port Meridian" in theirs
    page = table(cast, "auditor")
    assert "A private harbour" not in page
    assert "Port Meridian" not in page
    for told in ("Edited", "It moved", "Changed:", "place", cast.people["secretariat"].name):
        assert told in page
