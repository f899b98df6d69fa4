"""Undo: by who did it, for ten minutes, before anybody acted on it, and before its mail has left."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from post_office.models import STATUS, Email

from accounts.accreditation import actions as accreditation
from accounts.models import Application, SpaceRegistration
from accounts.registration import actions as registration
from events.models import Call, Proposal, Review
from events.side_events import actions as side_events
from forum.editions.models import Edition, Role, Space
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from forum.notifications.tasks import deliver
from forum.undo.actions import undo
from tests import factories
from tests.accounts.world import make_complete, make_submitted
from tests.cast import Cast
from tests.events.side_events import current, make_call, scored, second_reviewer, submitted, written
from tests.pledges import world as pledges

pytestmark = [pytest.mark.both, pytest.mark.django_db]
Travel = Callable[[datetime], Any]
SOON = settings.UNDO_WINDOW - timedelta(seconds=30)


def last(obj: Any) -> Entry:
    return Entry.objects.of(obj).exclude(actor_id=None)[0]


def open_milestones(obj: Any) -> set[str]:
    mine = Milestone.objects.open().filter(object_type=obj._meta.label_lower, object_id=obj.pk)
    return set(mine.values_list("slug", flat=True))


def mails() -> list[str]:
    return sorted(str(each.to) for each in Email.objects.all())


@pytest.fixture
def call(cast: Cast) -> Call:
    second_reviewer(cast.edition)
    return make_call(cast.edition)


def test_a_submitted_application_goes_back_to_its_draft_and_nobody_is_mailed(cast: Cast) -> None:
    application = make_complete(cast)
    client = cast.client("ngo")
    sent = client.post(
        f"/here/accreditation/{application.pk}/submit/",
        {"version": application.version, **{name: getattr(application, name) for name in accreditation.NEEDED}},
        follow=True,
    )
    entry = last(application)
    page = sent.content.decode()
    assert "Application submitted" in page
    assert "The mails to 2 people leave at" in page
    assert f'action="/undo/{entry.pk}/"' in page
    assert "Undo until" in page
    deliver()
    assert not mails()
    answer = client.post(f"/undo/{entry.pk}/", follow=True)
    assert "Everything is as it was before, and no mail has left." in answer.content.decode()
    again = Application.objects.get()
    assert (again.status, again.reference, again.submitted_at, again.answer_by) == ("draft", "", None, None)
    assert open_milestones(application) == set()
    assert {each.status for each in Notification.objects.filter(act_id=entry.pk)} == {"dropped"}
    assert [each.verb for each in Entry.objects.of(application)][:2] == ["undo", "submit"]
    accreditation.submit(again, by=cast["ngo"])
    assert Application.objects.get().reference == "HERE-A-0002"
    assert list(faults()) == []


def test_after_the_window_the_mail_leaves_and_undo_is_refused(cast: Cast, travel: Travel) -> None:
    application = make_submitted(cast)
    entry = last(application)
    travel(entry.at + SOON)
    deliver()
    assert not mails()
    travel(entry.at + settings.UNDO_WINDOW)
    with pytest.raises(Refused, match="time to undo this has passed"):
        undo(entry, by=cast["ngo"])
    deliver()
    assert mails() == ["['accreditation@cast.example']", "['ngo@cast.example']"]
    assert Application.objects.get().status == "submitted"


def test_nobody_else_undoes_it_and_an_act_without_undo_is_refused(cast: Cast) -> None:
    application = make_submitted(cast)
    entry = last(application)
    for name in ("accreditation", "secretariat", "city"):
        assert cast.client(name).post(f"/undo/{entry.pk}/").status_code == 404
        with pytest.raises(PermissionDenied):
            undo(entry, by=cast[name])
    assert cast.client("anonymous").post(f"/undo/{entry.pk}/").status_code == 302
    begun = Entry.objects.of(application).get(verb="create")
    with pytest.raises(Refused, match="cannot be undone"):
        undo(begun, by=cast["ngo"])


def test_what_somebody_acted_on_since_is_not_undone(cast: Cast) -> None:
    application = make_submitted(cast)
    entry = last(application)
    accreditation.review(application, by=cast["accreditation"])
    with pytest.raises(Refused, match="Somebody has acted on it since"):
        undo(entry, by=cast["ngo"])
    undo(last(application), by=cast["accreditation"])
    with pytest.raises(Refused, match="Somebody has acted on it since"):
        undo(entry, by=cast["ngo"])
    assert Application.objects.get().status == "submitted"


@pytest.mark.parametrize("verb", ["accredit", "decline", "ask_changes"])
def test_a_decision_on_an_application_is_undone_with_its_dates(cast: Cast, verb: str) -> None:
    application = make_submitted(cast)
    before = Application.objects.values().get()
    more = {"answer_by": cast.edition.today() + timedelta(days=9)} if verb == "ask_changes" else {}
    getattr(accreditation, verb)(application, by=cast["accreditation"], reason="Because.", **more)
    undo(last(application), by=cast["accreditation"])
    after = Application.objects.values().get()
    assert {**after, "version": 0} == {**before, "version": 0}
    assert open_milestones(application) == {"promise"}


def test_a_submitted_proposal_goes_back_and_its_reviewers_hear_nothing(cast: Cast, call: Call) -> None:
    proposal = written(call, cast.organisations["ngo"], cast["ngo"])
    side_events.submit(proposal, by=cast["ngo"])
    reviews = list(Review.objects.values_list("pk", flat=True))
    assert len(reviews) == 2
    deliver()
    assert not mails()
    undo(last(proposal), by=cast["ngo"])
    assert current(proposal).status == "draft"
    assert not Review.objects.exists()
    assert not Milestone.objects.open().filter(object_type="events.review").exists()
    deliver()
    assert not mails()


def test_a_selection_is_undone_with_its_place_until_the_session_has_a_time(cast: Cast, call: Call) -> None:
    proposal = scored(submitted(call, cast.organisations["ngo"], cast["ngo"]), 4, 3)
    side_events.select(proposal, by=cast["programme"])
    session = proposal.session
    assert session is not None
    assert Call.objects.get(pk=call.pk).selected_count == 1
    undo(last(proposal), by=cast["programme"])
    proposal = current(proposal)
    assert (proposal.status, proposal.session, proposal.decided_at) == ("submitted", None, None)
    assert Call.objects.get(pk=call.pk).selected_count == 0
    session.refresh_from_db()
    assert session.status == "cancelled"
    side_events.select(proposal, by=cast["programme"])
    assert Call.objects.get(pk=call.pk).selected_count == 1
    assert list(faults()) == []


@pytest.mark.parametrize("verb", ["reserve", "decline", "withdraw", "ask_changes"])
def test_other_decisions_on_a_proposal_are_undone(cast: Cast, call: Call, verb: str) -> None:
    proposal = scored(submitted(call, cast.organisations["ngo"], cast["ngo"]), 4, 3)
    before = Proposal.objects.values().get()
    by = cast["ngo"] if verb == "withdraw" else cast["programme"]
    more = {"answer_by": cast.edition.today() + timedelta(days=3)} if verb == "ask_changes" else {}
    getattr(side_events, verb)(proposal, by=by, reason="Because.", **more)
    undo(last(proposal), by=by)
    assert {**Proposal.objects.values().get(), "version": 0} == {**before, "version": 0}
    assert open_milestones(proposal) == set()


def seat(cast: Cast, name: str, space: Space) -> SpaceRegistration:
    by = cast[name]
    made = registration.add(
        edition=cast.edition, by=by, person_name=name, person_email=f"{name}@cast.example", spaces=[space]
    )
    return made.spaces.get()


@pytest.fixture
def space(cast: Cast, settings: Any) -> Space:
    Edition.objects.filter(pk=cast.edition.pk).update(status="registration_open")
    cast.edition.refresh_from_db()
    return factories.make_space(cast.edition, capacity=1)


def taken(space: Space) -> int:
    return Space.objects.get(pk=space.pk).taken


def test_an_undone_approval_frees_the_seat_for_the_first_in_line(cast: Cast, space: Space) -> None:
    one, two = seat(cast, "stranger", space), seat(cast, "youth", space)
    registration.approve(one, by=cast["accreditation"])
    registration.approve(two, by=cast["accreditation"])
    assert (one.status, two.status, taken(space)) == ("approved", "waiting", 1)
    undo(last(one), by=cast["accreditation"])
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.status, two.status, taken(space)) == ("submitted", "approved", 1)


def test_a_withdrawn_seat_comes_back_unless_it_went_to_the_next(cast: Cast, space: Space) -> None:
    one = seat(cast, "stranger", space)
    registration.approve(one, by=cast["accreditation"])
    registration.withdraw(one, by=cast["stranger"])
    assert taken(space) == 0
    undo(last(one), by=cast["stranger"])
    one.refresh_from_db()
    assert (one.status, taken(space)) == ("approved", 1)
    two = seat(cast, "youth", space)
    registration.approve(two, by=cast["accreditation"])
    registration.withdraw(one, by=cast["stranger"])
    with pytest.raises(Refused, match="gone to the next in line"):
        undo(last(one), by=cast["stranger"])
    one.refresh_from_db()
    assert (one.status, taken(space)) == ("withdrawn", 1)


def test_a_pledge_published_by_mistake_leaves_the_register(cast: Cast) -> None:
    pledge = pledges.submitted(cast)
    before, due = type(pledge).objects.values().get(), open_milestones(pledge)
    pledges.actions.publish(pledge, by=cast["pledges"])
    address = pledge.get_absolute_url()
    assert cast.client("anonymous").get(address).status_code == 200
    undo(last(pledge), by=cast["pledges"])
    assert {**type(pledge).objects.values().get(), "version": 0} == {**before, "version": 0}
    assert cast.client("anonymous").get(address).status_code == 404
    assert open_milestones(pledge) == due


def test_an_ended_role_is_given_back_with_its_own_end(cast: Cast) -> None:
    role = Role.objects.get(user=cast.people["reviewer"])
    until = clock.now().date() + timedelta(days=90)
    Role.objects.filter(pk=role.pk).update(ends=until)
    page = cast.client("secretariat").post(f"/here/manage/roles/{role.pk}/end-role/", {"reason": "Done"}, follow=True)
    assert "Undo until" in page.content.decode()
    assert cast.client("reviewer").get("/here/manage/side-events/review/").status_code in (403, 404)
    undo(last(cast.edition), by=cast["secretariat"])
    role.refresh_from_db()
    assert role.ends == until
    deliver()
    assert not mails()


def test_who_lost_the_role_undoes_nothing_more(cast: Cast) -> None:
    application = make_submitted(cast)
    accreditation.decline(application, by=cast["accreditation"], reason="Because.")
    entry = last(application)
    Role.objects.filter(user=cast.people["accreditation"]).update(ends=clock.now().date() - timedelta(days=1))
    assert cast.client("accreditation").post(f"/undo/{entry.pk}/").status_code in (403, 404)
    assert Application.objects.get().status == "declined"


def test_an_accreditation_on_which_others_built_stays(cast: Cast, space: Space) -> None:
    application = make_submitted(cast)
    accreditation.accredit(application, by=cast["accreditation"], reason="")
    entry = last(application)
    ngo = {"organisation": cast.organisations["ngo"], "person_name": "Ada", "person_email": "ada@cast.example"}
    registration.add(edition=cast.edition, by=cast["ngo"], spaces=[space], **ngo)
    with pytest.raises(Refused, match="acted on it since"):
        undo(entry, by=cast["accreditation"])


def test_an_act_that_asks_who_one_is_asks_it_again_when_it_is_undone(cast: Cast, settings: Any) -> None:
    role = Role.objects.get(user=cast.people["reviewer"])
    cast.people["secretariat"].set_password(factories.PASSWORD)
    cast.people["secretariat"].save()
    client = cast.client("secretariat")
    client.post(f"/here/manage/roles/{role.pk}/end-role/", {"reason": "Done"})
    settings.CONFIRM_MINUTES, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 15, 900
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    answer = client.post(f"/undo/{last(cast.edition).pk}/")
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    role.refresh_from_db()
    assert role.ends


def test_the_desk_offers_what_can_still_be_undone(cast: Cast, travel: Travel) -> None:
    application = make_submitted(cast)
    entry = last(application)
    button = f'action="/undo/{entry.pk}/"'

    def pages(name: str) -> list[bool]:
        answers: list[HttpResponse] = [cast.client(name).get(path) for path in ("/desk/", "/desk/done/")]
        return [button in answer.content.decode() for answer in answers]

    assert pages("ngo") == [True, True]
    assert pages("accreditation") == [False, False]
    travel(entry.at + settings.UNDO_WINDOW)
    assert pages("ngo") == [False, False]


def test_a_mail_to_somebody_without_an_account_waits_and_is_taken_back(cast: Cast, space: Space) -> None:
    pledges.accredit(cast, "ngo")
    made = registration.add(
        edition=cast.edition,
        by=cast["ngo"],
        person_name="Guest",
        person_email="guest@nowhere.example",
        spaces=[space],
        organisation=cast.organisations["ngo"],
    )
    Email.objects.all().delete()
    asked = made.spaces.get()
    registration.approve(asked, by=cast["accreditation"])
    deliver()
    assert [each.status for each in Email.objects.all()] == [STATUS.queued]
    undo(last(asked), by=cast["accreditation"])
    assert not Email.objects.exists()
