"""Round tables: their objectives, their questions, and the way of a summary to the public."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from events.models import Agreement, RoundTable, Session, SessionRole, Summary
from events.round_tables import actions
from events.round_tables.desk import panel
from events.round_tables.mapping import mapping_of
from events.round_tables.outcomes import section
from events.round_tables.reminders import duty
from events.sessions.actions import decline, remove
from events.sessions.kinds import RoleKind
from events.sessions.tasks import hold_ended
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.engine import remind
from forum.milestones.models import Milestone
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from forum.outcomes.models import Document
from tests import cast as the_cast
from tests.cast import CAST, Cast
from tests.events.stage import give, make_session, publish
from tests.events.test_venues import at_once

pytestmark = pytest.mark.django_db
SAID = {
    "text": "Cities spoke **first**.",
    "key_messages": "Trust opens doors.\n\nCards must be accepted.",
    "recommendations": "Write the firewall down.",
}


def held(cast: Cast, **fields: Any) -> Session:
    """A round table that took place: two co-chairs, one for a State and one in person, and a rapporteur."""
    session = make_session(cast, "On cities", **{"kind": "round_table", "number": "1.2", "numbers": (15,), **fields})
    give(session, RoleKind.CO_CHAIR, user=cast.people["cochair"], organisation=cast.organisations["state"])
    give(session, RoleKind.CO_CHAIR, organisation=cast.organisations["city"])
    give(session, RoleKind.RAPPORTEUR, user=cast.people["rapporteur"])
    publish(cast, session, 10)
    with clock.moved(session.ends_at + timedelta(minutes=1)):
        hold_ended()
    session.refresh_from_db()
    return session


def summary_of(session: Session) -> Summary:
    return Summary.objects.select_related("round_table__session__edition").get(round_table__session=session)


def url_of(session: Session, verb: str = "") -> str:
    return f"{session.get_absolute_url()}summary/{verb + '/' if verb else ''}"


def post(cast: Cast, name: str, session: Session, verb: str, **given: Any) -> Any:
    return cast.client(name).post(url_of(session, verb), {"version": summary_of(session).version, **given})


@pytest.fixture
def after(cast: Cast, travel: Any) -> Session:
    """The morning after."""
    session = held(cast)
    travel(session.ends_at + timedelta(hours=18))
    return session


def submitted(cast: Cast, session: Session) -> Session:
    assert post(cast, "rapporteur", session, "write", **SAID).status_code == 302
    assert post(cast, "rapporteur", session, "submit").status_code == 302
    return session


class TestTheWay:
    def test_from_the_rapporteur_to_the_public(self, cast: Cast, after: Session) -> None:
        assert "Write the summary of Round table 1.2: On cities" in [item.title for item in panel(cast["rapporteur"])]
        page = cast.client("rapporteur").get(url_of(after, "write")).content.decode()
        assert 'data-autosave-url="' in page
        assert post(cast, "rapporteur", after, "write", submit="1", **SAID).url.endswith("/submit/")
        check = cast.client("rapporteur").get(url_of(after, "submit")).content.decode()
        assert "City of Port Meridian" in check
        assert post(cast, "rapporteur", after, "submit").status_code == 302
        for name in ("cochair", "city"):
            assert Notification.objects.filter(recipient=cast.people[name], kind="summary_submitted").count() == 1
            assert [item.button for item in panel(cast[name])] == ["Read"]

        assert post(cast, "cochair", after, "agree").status_code == 302
        assert summary_of(after).status == "submitted"
        assert "has not answered yet" in cast.client("cochair").get(url_of(after)).content.decode()
        assert not list(panel(cast["cochair"]))
        assert post(cast, "city", after, "agree").status_code == 302
        assert summary_of(after).status == "agreed"

        assert cast.client("anonymous").get(url_of(after)).status_code == 404
        assert post(cast, "programme", after, "publish").status_code == 302
        public = cast.client("anonymous").get(url_of(after)).content.decode()
        assert "Cities spoke <strong>first</strong>." in public
        assert "Trust opens doors." in cast.client("anonymous").get(after.get_absolute_url()).content.decode()
        Session.objects.filter(pk=after.pk).update(title="Renamed in the draft")
        public = cast.client("anonymous").get(url_of(after)).content.decode()
        assert "On cities" in public
        assert "Renamed in the draft" not in public
        document = Document.objects.get()
        assert document.get_absolute_url() in public
        kept = cast.client("anonymous").get(document.get_absolute_url()).content.decode()
        for words in ("Cities spoke first.", "Trust opens doors.", "Write the firewall down.", document.code):
            assert words in kept
        after.refresh_from_db()
        assert after.status == "reported"
        words = str(section(cast.edition))
        assert "Trust opens doors." in words
        assert "Write the firewall down." in words
        verbs = list(Entry.objects.of(summary_of(after)).values_list("verb", flat=True))
        assert verbs == ["publish", "agree", "agree", "submit", "write", "create"]
        assert not Milestone.objects.open().filter(object_type="events.summary").exists()

    def test_changes_asked_for_need_words_and_new_agreements(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        post(cast, "city", after, "agree")
        assert post(cast, "cochair", after, "ask-changes", reason=" ").status_code == 422
        assert post(cast, "cochair", after, "ask-changes", reason="Name the card.").status_code == 302
        summary = summary_of(after)
        assert (summary.status, summary.asked, Agreement.objects.count()) == ("draft", "Name the card.", 0)
        assert [item.why for item in panel(cast["rapporteur"])] == ["Name the card."]
        assert "Name the card." in cast.client("rapporteur").get(url_of(after, "write")).content.decode()
        submitted(cast, after)
        assert len(actions.awaited(summary_of(after))) == 2


class TestRefusals:
    def test_before_the_round_table(self, cast: Cast) -> None:
        session = make_session(cast, kind="round_table")
        give(session, RoleKind.RAPPORTEUR, user=cast.people["rapporteur"])
        give(session, RoleKind.CO_CHAIR, user=cast.people["cochair"])
        publish(cast, session, 10)
        client = cast.client("rapporteur")
        assert client.post(url_of(session, "write"), {"version": 1, **SAID}).status_code == 302
        refused = post(cast, "rapporteur", session, "submit")
        assert refused.status_code == 409
        assert "your draft is kept" in refused.content.decode()

    def test_without_a_key_message(self, cast: Cast, after: Session) -> None:
        post(cast, "rapporteur", after, "write", **{**SAID, "key_messages": " \n "})
        assert "No key message is named." in post(cast, "rapporteur", after, "submit").content.decode()

    def test_without_a_co_chair(self, cast: Cast, after: Session) -> None:
        SessionRole.objects.filter(role=RoleKind.CO_CHAIR).delete()
        post(cast, "rapporteur", after, "write", **SAID)
        assert "nobody can agree" in post(cast, "rapporteur", after, "submit").content.decode()

    def test_a_submitted_text_is_not_written_in(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        answer = post(cast, "rapporteur", after, "write", **{**SAID, "text": "Other words"})
        assert answer.status_code == 409
        assert summary_of(after).text == SAID["text"]

    def test_a_co_chair_agrees_once_and_to_the_text_that_was_read(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        summary = summary_of(after)
        with pytest.raises(ChangedMeanwhile):
            actions.agree(summary, by=cast["city"], version=summary.version - 1)
        actions.agree(summary, by=cast["city"], version=summary.version)
        with pytest.raises(Refused):
            actions.agree(summary, by=cast["city"], version=summary.version)

    def test_who_declined_the_chair_is_not_waited_for(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        role = SessionRole.objects.get(organisation=cast.organisations["city"])
        decline(role, by=cast["city"], reason="We could not come.")
        assert post(cast, "city", after, "agree").status_code == 404
        post(cast, "cochair", after, "agree")
        assert summary_of(after).status == "agreed"

    def test_when_the_last_who_was_waited_for_leaves_the_others_have_agreed(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        post(cast, "cochair", after, "agree")
        role = SessionRole.objects.get(organisation=cast.organisations["city"])
        address = f"{after.get_absolute_url()}roles/{role.pk}/remove/"
        assert cast.client("programme").post(address).status_code == 302
        assert summary_of(after).status == "agreed"
        assert "Publish the summary of Round table 1.2: On cities" in [item.title for item in panel(cast["programme"])]

    def test_without_any_co_chair_the_next_one_is_waited_for(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        for role in SessionRole.objects.filter(role=RoleKind.CO_CHAIR):
            remove(role, by=cast["programme"])
        page = cast.client("rapporteur").get(url_of(after)).content.decode()
        assert "No co-chair is left to agree." in page
        give(after, RoleKind.CO_CHAIR, organisation=cast.organisations["state"])
        assert post(cast, "state", after, "agree").status_code == 302
        assert summary_of(after).status == "agreed"

    def test_of_an_edition_in_draft_nothing_is_public(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        for name in ("city", "cochair"):
            post(cast, name, after, "agree")
        assert post(cast, "programme", after, "publish").status_code == 302
        assert cast.client("anonymous").get(url_of(after)).status_code == 200
        type(cast.edition).objects.filter(pk=cast.edition.pk).update(status="draft")
        for name in ("anonymous", "stranger"):
            assert cast.client(name).get(url_of(after)).status_code == 404
        assert not Summary.objects.public().exists()

    @pytest.mark.parametrize(
        ("verb", "allowed"),
        [
            ("submit", {"rapporteur"}),
            ("agree", {"cochair", "city"}),
            ("ask-changes", {"cochair", "city"}),
            ("publish", {"programme", "secretariat"}),
        ],
    )
    def test_nobody_else_acts(self, cast: Cast, after: Session, verb: str, allowed: set[str]) -> None:
        submitted(cast, after)
        refused = {name for name in CAST if post(cast, name, after, verb).status_code in (403, 404)}
        refused |= {"anonymous"}
        assert set(CAST) - refused == allowed

    def test_the_text_is_hidden_until_it_is_public(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        seen = {name for name in CAST if cast.client(name).get(url_of(after)).status_code == 200}
        assert seen == {"rapporteur", "cochair", "city", "programme", "secretariat", "auditor"}
        for name in set(CAST) - seen:
            assert "Trust opens doors." not in cast.client(name).get(after.get_absolute_url()).content.decode()


class TestDrafts:
    def test_it_saves_by_itself_and_carries_the_version(self, cast: Cast, after: Session) -> None:
        client = cast.client("rapporteur")
        saved = client.post(url_of(after, "autosave"), {"version": 1, **SAID})
        assert (saved.status_code, saved.json()["version"]) == (200, 2)
        assert summary_of(after).key_messages == ["Trust opens doors.", "Cards must be accepted."]
        stale = client.post(url_of(after, "autosave"), {"version": 1, **SAID, "text": "Old copy"})
        assert stale.status_code == 409
        assert client.post(url_of(after, "autosave"), {"version": 2, "text": ""}).status_code == 422
        assert cast.client("cochair").post(url_of(after, "autosave"), {"version": 2, **SAID}).status_code == 403
        assert cast.client("rapporteur").get(url_of(after, "autosave")).status_code == 405

    def test_what_is_missing_is_said_on_the_page_of_the_draft_and_the_text_is_saved(
        self, cast: Cast, after: Session
    ) -> None:
        client = cast.client("rapporteur")
        said = {"version": 1, **SAID, "key_messages": " ", "submit": "1"}
        answer = client.post(url_of(after, "write"), said)
        assert answer.status_code == 409
        assert "No key message is named. Write at least one." in answer.content.decode()
        assert 'name="version" value="2"' in answer.content.decode()
        assert summary_of(after).text == SAID["text"]
        assert client.post(url_of(after, "write"), {**said, "version": 2, **SAID}).status_code == 302

    def test_looking_writes_nothing(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast, kind="round_table"), 10)
        give(session, RoleKind.RAPPORTEUR, user=cast.people["rapporteur"])
        assert cast.client("rapporteur").get(url_of(session, "write")).status_code == 200
        assert not Summary.objects.exists()

    def test_markup_in_a_summary_is_text(self, cast: Cast, after: Session) -> None:
        post(
            cast, "rapporteur", after, "write", **{**SAID, "text": "<script>alert(1)</script> [x](javascript:alert(1))"}
        )
        page = cast.client("rapporteur").get(url_of(after)).content.decode()
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


class TestReminders:
    def test_the_one_who_acts_is_reminded(self, cast: Cast, after: Session) -> None:
        milestone = Milestone.objects.open().get(object_type="events.summary")
        assert list(duty(milestone).people) == [cast.people["rapporteur"]]
        submitted(cast, after)
        milestone = Milestone.objects.open().get(object_type="events.summary")
        assert set(duty(milestone).people) == {cast.people["cochair"], cast.people["city"]}
        post(cast, "city", after, "agree")
        assert set(duty(milestone).people) == {cast.people["cochair"]}
        post(cast, "cochair", after, "agree")
        milestone = Milestone.objects.open().get(object_type="events.summary")
        assert set(duty(milestone).people) == {cast.people["programme"]}

    def test_a_notice_is_dropped_for_who_has_agreed_meanwhile(self, cast: Cast, after: Session) -> None:
        submitted(cast, after)
        post(cast, "city", after, "agree")
        notices = {each.recipient.name: each for each in Notification.objects.filter(kind="summary_submitted")}
        assert rendered(notices["City"]) is None
        assert "On cities" in rendered(notices["Cochair"])[0]

    def test_on_the_day_it_is_due(self, cast: Cast, after: Session) -> None:
        with clock.moved(after.ends_at + timedelta(days=2)):
            assert remind() == 1
            assert remind() == 0
        assert Notification.objects.get(kind="reminder").recipient == cast.people["rapporteur"]


class TestMapping:
    def test_objectives_without_a_round_table_are_listed(self, cast: Cast) -> None:
        publish(cast, make_session(cast, kind="round_table", number="1", numbers=tuple(range(1, 23))), 10)
        page = cast.client("anonymous").get("/here/round-tables/").content.decode()
        assert "1 objective has no round table." in page
        assert "Title 23" in page
        publish(cast, make_session(cast, kind="round_table", number="2", numbers=(22, 23)), 14)
        page = cast.client("anonymous").get("/here/round-tables/").content.decode()
        assert "Every one of the 23 objectives has a round table." in page
        assert "22 Title 22 (2)" in page
        assert mapping_of(cast.edition).is_complete

    def test_a_cancelled_or_unpublished_one_covers_nothing(self, cast: Cast) -> None:
        make_session(cast, kind="round_table", numbers=(1,))
        assert mapping_of(cast.edition).tables == []
        assert "No round tables yet" in cast.client("anonymous").get("/here/round-tables/").content.decode()

    @pytest.mark.parametrize("count", [1, 30])
    def test_queries_do_not_grow(self, cast: Cast, count: int, django_assert_num_queries: Any) -> None:
        for number in range(count):
            session = make_session(cast, kind="round_table", number=str(number), numbers=(1, 2))
            give(session, RoleKind.CO_CHAIR, organisation=cast.organisations["state"])
            publish(cast, session, 10, day=number)
            actions.begin(session, by=cast["programme"])
        client = cast.client("anonymous")
        client.get("/here/round-tables/")
        with django_assert_num_queries(6):
            client.get("/here/round-tables/")


class TestQuestions:
    def test_co_chairs_and_officers_set_them_and_everybody_reads_them(self, cast: Cast) -> None:
        session = make_session(cast, kind="round_table", visibility="closed")
        give(session, RoleKind.CO_CHAIR, user=cast.people["cochair"])
        publish(cast, session, 10)
        url = f"/here/manage/programme/{session.reference}/round-table/"
        client = cast.client("cochair")
        assert client.post(url, {"version": 1, "questions": "Who pays?\nWho checks?"}).status_code == 302
        assert client.post(url, {"version": 1, "questions": "Who else?"}).status_code == 409
        assert RoundTable.objects.get().guiding_questions == ["Who pays?", "Who checks?"]
        assert "Who checks?" in cast.client("anonymous").get(session.get_absolute_url()).content.decode()
        assert cast.client("rapporteur").post(url, {"version": 2, "questions": ""}).status_code == 403


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_co_chairs_who_agree_at_once_make_it_agreed() -> None:
    """Each looks whether the other has agreed: without a lock both would see that one is missing."""
    cast = the_cast.assemble()
    session = held(cast)
    with clock.moved(session.ends_at + timedelta(hours=1)):
        summary = summary_of(session)
        said = {"text": "Said.", "key_messages": ["One."], "recommendations": []}
        actions.write(summary, by=cast["rapporteur"], **said)
        actions.submit(summary, by=cast["rapporteur"])
    ready = threading.Barrier(2)
    people = {name: cast[name] for name in ("cochair", "city")}

    def agree(name: str) -> str:
        mine = summary_of(session)
        ready.wait(30)
        actions.agree(mine, by=people[name])
        return "agreed"

    assert at_once(lambda: agree("cochair"), lambda: agree("city")) == ["agreed", "agreed"]
    assert summary_of(session).status == "agreed"
