"""Five races, each between two processes: what happens without the guard, then that it cannot happen with it.

Who acts on what was true a moment ago is shown by looking before both are let go.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from post_office.models import Email

from accounts.accreditation import actions as applications
from accounts.models import Application, SpaceRegistration
from accounts.registration import actions as registrations
from events.models import Room, Session
from events.sessions import actions as sessions
from events.sessions import placing
from forum.editions.models import Space
from forum.history import acts
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.kit import clock
from forum.milestones import actions as milestones
from forum.milestones import engine
from forum.milestones.models import Milestone
from forum.notifications.delivery import hand_over
from forum.notifications.leases import Lease
from forum.notifications.models import Notification
from forum.notifications.tasks import deliver
from tests import factories, sink
from tests.accounts import world
from tests.cast import Cast, assemble
from tests.events.stage import hour, make_room, make_session
from tests.racing import at_once, meeting, one_room_may_be_taken_twice, without_constraint, without_uniqueness

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


class TestTheLastSeat:
    @pytest.fixture
    def asked(self, cast: Cast) -> list[int]:
        """Two people who wait for the one seat of a hall."""
        hall = factories.make_space(cast.edition, "hall", title="Hall", capacity=1)
        return [
            registrations.add(
                edition=cast.edition,
                by=cast["state"],
                person_name=name,
                person_email=f"{name.lower()}@people.example",
                organisation=cast.organisations["state"],
                spaces=[hall],
            )
            .spaces.get()
            .pk
            for name in ("Ama", "Ben")
        ]

    def approve(self, cast: Cast, pk: int, *, guarded: bool, look: Any = None) -> Callable[[], str]:
        officer = cast["accreditation"]

        def act() -> str:
            asked = SpaceRegistration.objects.select_related("registration", "space").get(pk=pk)
            if not guarded:
                seen = asked.space.taken < asked.space.capacity
                look.wait(20)
                registrations.lock = lambda space_id: None

                def take(space: Space) -> bool:
                    return seen and bool(Space.objects.filter(pk=space.pk).update(taken=F("taken") + 1))

                registrations.take_seat = take
            registrations.approve(asked, by=officer)
            return asked.status

        return act

    def give_back(self) -> None:
        SpaceRegistration.objects.update(status="pre_confirmed")
        Space.objects.update(taken=0)

    def test_without_any_guard_it_is_given_twice(self, cast: Cast, asked: list[int]) -> None:
        look = meeting()
        with without_constraint(Space, "space_capacity_not_exceeded", mend=self.give_back):
            came = at_once(*[self.approve(cast, pk, guarded=False, look=look) for pk in asked])
            assert came == ["approved", "approved"]
            assert Space.objects.get(slug="hall").taken == 2

    def test_the_database_alone_refuses_the_second(self, cast: Cast, asked: list[int]) -> None:
        look = meeting()
        came = at_once(*[self.approve(cast, pk, guarded=False, look=look) for pk in asked])
        assert sorted(came) == ["IntegrityError", "approved"]

    def test_it_is_given_once_and_the_other_waits(self, cast: Cast, asked: list[int]) -> None:
        came = at_once(*[self.approve(cast, pk, guarded=True) for pk in asked])
        assert sorted(came) == ["approved", "waiting"]
        assert Space.objects.get(slug="hall").taken == 1
        assert list(faults()) == []


class TestOneRoomTwice:
    @pytest.fixture
    def rivals(self, cast: Cast) -> list[int]:
        make_room(cast)
        return [make_session(cast, title).pk for title in ("One", "Two")]

    def schedule(self, cast: Cast, pk: int, *, looks: bool) -> Callable[[], str]:
        """Without looking: what `refuse_taken` saw before both were let go was a free room."""
        officer, start = cast["programme"], hour(cast, 0, 10)

        def act() -> str:
            if not looks:
                placing.refuse_taken = lambda *args, **kwargs: None
            session, room = Session.objects.select_related("edition").get(pk=pk), Room.objects.get()
            sessions.schedule(session, by=officer, room=room, starts_at=start, ends_at=start + timedelta(hours=1))
            return session.status

        return act

    def clear(self) -> None:
        Session.objects.update(status="draft", room=None)

    def test_without_the_database_s_guard_both_have_it(self, cast: Cast, rivals: list[int]) -> None:
        with one_room_may_be_taken_twice(mend=self.clear):
            assert at_once(*[self.schedule(cast, pk, looks=False) for pk in rivals]) == ["scheduled", "scheduled"]
            assert Session.objects.filter(status="scheduled", room=Room.objects.get()).count() == 2

    @pytest.mark.parametrize(("looks", "refusal"), [(False, "IntegrityError"), (True, "Refused")])
    def test_one_has_it(self, cast: Cast, rivals: list[int], looks: bool, refusal: str) -> None:
        came = at_once(*[self.schedule(cast, pk, looks=looks) for pk in rivals])
        assert sorted(came) == [refusal, "scheduled"]
        assert Session.objects.filter(status="scheduled").count() == 1
        assert list(faults()) == []


def overwrite(obj: Any, changes: Any) -> None:
    """`compare_and_set` that does not compare."""
    type(obj)._default_manager.filter(pk=obj.pk).update(**changes, version=F("version") + 1)
    for name, value in changes.items():
        setattr(obj, name, value)
    obj.version += 1


class TestTwoDecisionsOnOneApplication:
    def decide(self, cast: Cast, look: Any) -> list[Callable[[], str]]:
        pk = world.make_submitted(cast).pk
        officers = cast["accreditation"], cast["secretariat"]

        def copy() -> Application:
            """Both have the page open before one of them decides."""
            found = Application.objects.select_related("edition", "organisation").get(pk=pk)
            look.wait(20)
            return found

        return [
            lambda: applications.accredit(copy(), by=officers[0]).verb,
            lambda: applications.decline(copy(), by=officers[1], reason="Not about migration").verb,
        ]

    def decisions(self) -> int:
        return Entry.objects.filter(verb__in=["accredit", "decline"]).count()

    def mails(self) -> list[str]:
        kinds = ["application_accredited", "application_declined"]
        return list(Notification.objects.filter(kind__in=kinds).values_list("kind", flat=True))

    def test_without_comparing_versions_both_are_told(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(acts, "compare_and_set", overwrite)
        assert at_once(*self.decide(cast, meeting())) == ["accredit", "decline"]
        assert self.decisions() == 2
        assert sorted(self.mails()) == ["application_accredited", "application_declined"]

    def test_one_wins_and_the_other_is_told_so(self, cast: Cast) -> None:
        came = at_once(*self.decide(cast, meeting()))
        assert "ChangedMeanwhile" in came
        assert len({"accredit", "decline"} & set(came)) == 1
        assert self.decisions() == len(self.mails()) == 1
        assert list(faults()) == []


class TestOneReminderByTwoWorkers:
    def workers(self, cast: Cast) -> list[Callable[[], Any]]:
        """Both have read that nobody was told; then the first writes and delivers, and only then the second."""
        factories.make_milestone(cast.edition, due_at=clock.now(), owner=cast.people["ngo"])
        ordinary, looked, delivered = engine.reminder, meeting(), meeting()

        def work(*, first: bool) -> None:
            def reminder(*args: Any, **kwargs: Any) -> Notification:
                looked.wait(20)
                if not first:
                    delivered.wait(20)
                return ordinary(*args, **kwargs)

            engine.reminder = reminder
            engine.remind()
            deliver()
            if first:
                delivered.wait(20)

        return [lambda: work(first=True), lambda: work(first=False)]

    def test_without_the_unique_key_the_person_is_told_twice(self, cast: Cast) -> None:
        with without_uniqueness(Notification, "key", mend=Notification.objects.all().delete):
            assert at_once(*self.workers(cast)) == ["None", "None"]
            assert Notification.objects.filter(status="sent").count() == Email.objects.count() == 2

    def test_with_it_once(self, cast: Cast) -> None:
        assert at_once(*self.workers(cast)) == ["None", "None"]
        assert Notification.objects.filter(status="sent").count() == Email.objects.count() == 1

    def test_what_the_first_wrote_and_has_not_delivered_is_not_taken_back_by_the_second(self, cast: Cast) -> None:
        factories.make_milestone(cast.edition, due_at=clock.now(), owner=cast.people["ngo"])
        ordinary, looked, written = engine.reminder, meeting(), meeting()

        def write(*, first: bool) -> None:
            def reminder(*args: Any, **kwargs: Any) -> Notification:
                looked.wait(20)
                if not first:
                    written.wait(20)
                return ordinary(*args, **kwargs)

            engine.reminder = reminder
            engine.remind()
            if first:
                written.wait(20)

        assert at_once(lambda: write(first=True), lambda: write(first=False)) == ["None", "None"]
        deliver()
        assert Notification.objects.filter(status="sent").count() == Email.objects.count() == 1


class TestOneMailByTwoSenders:
    @pytest.fixture
    def server(self, cast: Cast, settings: Any) -> Any:
        Notification.objects.create(
            recipient=cast.people["ngo"],
            kind="reminder",
            key="k",
            edition=cast.edition,
            milestone_id=factories.make_milestone(cast.edition, owner=cast.people["ngo"]).pk,
        )
        hand_over()
        with sink.mail_server() as server:
            smtp = {"BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}}
            settings.POST_OFFICE = settings.POST_OFFICE | smtp
            settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
            yield server

    def test_without_the_lease_it_goes_out_twice(self, server: sink.Sink, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Lease, "take", lambda lease: True)
        monkeypatch.setattr(Lease, "renew", lambda lease: True)
        look = meeting()
        ordinary = sink.Sink.come_to
        monkeypatch.setattr(
            sink.Sink, "come_to", lambda its, point: look.wait(20) if point == "greeting" else ordinary(its, point)
        )
        at_once(deliver, deliver)
        first, second = server.taken
        assert first["Message-ID"] == second["Message-ID"]

    def test_with_it_once(self, server: sink.Sink) -> None:
        at_once(deliver, deliver)
        assert len(server.taken) == 1
        assert Notification.objects.get().status == "sent"


class TestAStaleText:
    def save(self, cast: Cast, milestone: Milestone, name: str, title: str) -> Callable[[], str]:
        """A person who opened the form at version 1 saves another text."""
        client: Client = cast.client(name)
        text = {"title": title, "kind": "decision", "due_at": self.typed(milestone.due_at), "version": "1"}

        def act() -> str:
            answer = client.post(f"/here/manage/milestones/{milestone.pk}/edit/", text)
            return f"{answer.status_code} {title in answer.content.decode()}"

        return act

    def typed(self, moment: datetime) -> str:
        return f"{moment:%Y-%m-%dT%H:%M}"

    @pytest.fixture
    def two(self, cast: Cast) -> list[Callable[[], str]]:
        factories.make_role(cast.people["auditor"], cast.edition, "secretariat")
        milestone = factories.make_milestone(cast.edition)
        return [self.save(cast, milestone, *each) for each in (("secretariat", "Text A"), ("auditor", "Text B"))]

    def test_without_versions_one_text_is_lost_and_nobody_told(
        self, two: list[Callable[[], str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(acts, "compare_and_set", overwrite)
        ordinary = milestones.edit
        monkeypatch.setattr(milestones, "edit", lambda *args, **given: ordinary(*args, **{**given, "version": None}))
        assert at_once(*two) == ["302 False", "302 False"]
        assert Milestone.objects.get().version == 3

    def test_with_them_one_is_refused_and_keeps_what_was_typed(self, two: list[Callable[[], str]]) -> None:
        assert sorted(at_once(*two)) == ["302 False", "409 True"]
        assert Milestone.objects.get().version == 2
