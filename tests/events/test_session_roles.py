"""Roles of a session, offered and answered; its forms."""

import pytest

from events.models import Session, SessionRole
from events.releases.actions import release
from events.sessions import actions
from events.sessions.desk import panel
from events.sessions.kinds import RoleKind
from forum.desk.items import Item
from forum.history.models import Entry
from tests.cast import Cast
from tests.events.stage import give, kinds_sent, make_session, manage, publish

pytestmark = pytest.mark.django_db


class TestRoles:
    def offer(self, cast: Cast, **given: object) -> SessionRole:
        session = publish(cast, make_session(cast), 10)
        answer = cast.client("programme").post(manage(session, "offer"), {"role": "panellist", **given})
        assert answer.status_code == 302, answer.content.decode()
        return SessionRole.objects.get()

    def test_it_is_public_only_when_its_holder_confirms(self, cast: Cast) -> None:
        role = self.offer(cast, email="ngo@cast.example", organisation=cast.organisations["ngo"].pk)
        url = role.session.get_absolute_url()
        visitor = cast.client("anonymous")
        assert "Harbour Light" not in visitor.get(url).content.decode()
        assert kinds_sent("ngo", cast) == ["role_offered"]
        items = [each for each in panel(cast["ngo"]) if isinstance(each, Item)]
        assert [each.title for each in items] == ["Answer: Panellist of On routes"]
        confirm = f"{url}roles/{role.pk}/confirm/"
        assert cast.client("programme").post(confirm, {"version": 1}).status_code == 403
        assert cast.client("ngo").post(confirm, {"version": 1}).status_code == 302
        assert "Ngo (Harbour Light Migrant Network)" not in visitor.get(url).content.decode()
        release(cast.edition, by=cast["programme"])
        assert "Ngo (Harbour Light Migrant Network)" in visitor.get(url).content.decode()

    def test_an_organisation_answers_through_who_acts_for_it(self, cast: Cast) -> None:
        role = self.offer(cast, organisation=cast.organisations["city"].pk)
        url = f"{role.session.get_absolute_url()}roles/{role.pk}/decline/"
        assert cast.client("state").get(url).status_code == 404
        assert cast.client("city").post(url, {"version": 1, "reason": ""}).status_code == 422
        assert cast.client("city").post(url, {"version": 1, "reason": "The mayor travels."}).status_code == 302
        role.refresh_from_db()
        assert role.status == "declined"
        assert Entry.objects.of(role).first().reason == "The mayor travels."

    def test_a_private_role_is_never_public(self, cast: Cast) -> None:
        role = self.offer(cast, email="ngo@cast.example", is_private="on")
        actions.confirm(role, by=cast["ngo"])
        assert "Ngo" not in cast.client("anonymous").get(role.session.get_absolute_url()).content.decode()

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({}, "Nobody is named."),
            ({"email": "nobody@cast.example"}, "Nobody has an account with this address."),
            ({"email": "not an address"}, "Enter a valid email address."),
        ],
    )
    def test_an_offer_to_nobody_is_refused(self, cast: Cast, given: dict[str, str], words: str) -> None:
        session = make_session(cast)
        answer = cast.client("programme").post(manage(session, "offer"), {"role": "panellist", **given})
        assert answer.status_code in (409, 422)
        assert words in answer.content.decode()

    def test_the_same_role_is_offered_once(self, cast: Cast) -> None:
        session = make_session(cast)
        offer = {"role": "panellist", "email": "ngo@cast.example"}
        client = cast.client("programme")
        assert client.post(manage(session, "offer"), offer).status_code == 302
        assert client.post(manage(session, "offer"), offer).status_code == 409

    def test_a_removed_role_stays_in_the_history(self, cast: Cast) -> None:
        role = self.offer(cast, email="ngo@cast.example")
        url = f"{role.session.get_absolute_url()}roles/{role.pk}/remove/"
        assert cast.client("programme").post(url).status_code == 302
        assert not SessionRole.objects.exists()
        assert Entry.objects.filter(object_type="events.sessionrole", verb="remove").exists()

    def test_calendars_follow_who_is_shown(self, cast: Cast) -> None:
        role = self.offer(cast, organisation=cast.organisations["ngo"].pk)
        session = role.session

        def sequence() -> int:
            session.refresh_from_db()
            return session.sequence

        assert sequence() == 0  # an offer is not public
        actions.confirm(role, by=cast["ngo"])
        assert sequence() == 1
        actions.decline(role, by=cast["ngo"], reason="Our speaker is ill.")
        assert sequence() == 2
        shown = give(session, RoleKind.CHAIR, user=cast.people["city"])
        actions.remove(shown, by=cast["programme"])
        assert sequence() == 3
        hidden = give(session, RoleKind.CHAIR, user=cast.people["city"], is_private=True)
        actions.remove(hidden, by=cast["programme"])
        assert sequence() == 3

    def test_a_change_never_lowers_the_sequence_that_answers_have_raised(self, cast: Cast) -> None:
        role = self.offer(cast, organisation=cast.organisations["ngo"].pk)
        loaded = Session.objects.get()
        actions.confirm(role, by=cast["ngo"])
        actions.edit(loaded, by=cast["programme"], objectives=[], lenses=[], title="Another title")
        assert Session.objects.get().sequence == 2

    def test_who_has_declined_is_outside_again(self, cast: Cast) -> None:
        role = self.offer(cast, email=cast.people["city"].email)
        Session.objects.update(visibility="closed", summary="For those inside.")
        release(cast.edition, by=cast["programme"])
        page = role.session.get_absolute_url()
        client = cast.client("city")
        assert "For those inside." in client.get(page).content.decode()
        actions.decline(role, by=cast["city"], reason="I cannot come.")
        assert "For those inside." not in client.get(page).content.decode()

    def test_a_button_without_a_version_confirms_nothing(self, cast: Cast) -> None:
        role = self.offer(cast, organisation=cast.organisations["ngo"].pk)
        address = f"/here/sessions/{role.session.reference}/roles/{role.pk}/confirm/"
        assert cast.client("ngo").post(address, {"version": "²"}).status_code == 409
        assert cast.client("ngo").post(address, {"version": role.version}).status_code == 302


class TestForms:
    def test_a_session_is_added_as_a_draft_and_edited(self, cast: Cast) -> None:
        make_session(cast)
        client = cast.client("programme")
        url = f"/{cast.edition.slug}/manage/programme/new/"
        given = {"kind": "panel", "title": "On desks", "visibility": "public", "objectives": [], "lenses": []}
        assert client.post(url, {**given, "title": ""}).status_code == 422
        assert client.post(url, given).status_code == 302
        session = Session.objects.get(title="On desks")
        assert session.status == "draft"
        number = session.edition.sessions.model.objectives.field.related_model.objects.get(number=15)
        edited = {**given, "title": "On one desk", "objectives": [number.pk], "version": 1}
        assert client.post(manage(session, "edit"), edited).status_code == 302
        assert client.post(manage(session, "edit"), edited).status_code == 409
        session = Session.objects.for_lists().get(pk=session.pk)
        assert (session.title, session.stated, session.version) == ("On one desk", [15], 2)

    @pytest.mark.parametrize("field", ["kind", "visibility", "room", "objectives"])
    def test_nonsense_is_answered_with_a_clear_error(self, cast: Cast, field: str) -> None:
        make_session(cast)
        given = {"kind": "panel", "title": "On desks", "visibility": "public", field: "<script>"}
        answer = cast.client("programme").post(f"/{cast.edition.slug}/manage/programme/new/", given)
        assert answer.status_code in (302, 422)
        assert "<script>alert" not in answer.content.decode()
