"""What comes of a session, line by line; who set the composition of a policy debate."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from events.models import OutcomeLine, Session
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from forum.kit.dotted import load
from tests.cast import Cast
from tests.events.stage import give, make_room, make_session, manage, place, publish

pytestmark = pytest.mark.django_db
SAID = {"kind": "recommendation", "words": "Count what the cards changed."}


@pytest.fixture
def begun(cast: Cast, travel: Any) -> Session:
    session = publish(cast, make_session(cast))
    give(session, RoleKind.RAPPORTEUR, user=cast["rapporteur"])
    travel(session.starts_at + timedelta(minutes=5))
    return session


def add(cast: Cast, session: Session, name: str = "rapporteur", **said: Any) -> Any:
    return cast.client(name).post(f"{session.get_absolute_url()}outcome-lines/add/", {**SAID, **said})


@pytest.mark.parametrize("missing", ["actor", "place", "due"])
def test_a_line_without_actor_place_or_date_is_no_commitment(cast: Cast, begun: Session, missing: str) -> None:
    """S45."""
    whole = {"kind": "commitment", "actor": "City of Port Meridian", "place": "Port Meridian", "due": "2028-03-01"}
    answer = add(cast, begun, **{**whole, missing: ""})
    assert answer.status_code == 409
    assert "A commitment says who does it, where and by when." in answer.content.decode()
    assert not OutcomeLine.objects.exists()
    assert add(cast, begun, **whole).status_code == 302
    line = OutcomeLine.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutcomeLine.objects.filter(pk=line.pk).update(**{missing: None if missing == "due" else ""})


def test_a_recommendation_becomes_a_commitment_only_once_it_is_complete(cast: Cast, begun: Session) -> None:
    add(cast, begun, kind="request")
    line = OutcomeLine.objects.get()
    at, rapporteur = f"{begun.get_absolute_url()}outcome-lines/{line.pk}/", cast.client("rapporteur")
    change = {**SAID, "kind": "commitment", "version": line.version}
    assert rapporteur.post(f"{at}edit/", change).status_code == 409
    whole = {**change, "actor": "The city", "place": "Port Meridian", "due": "2028-03-01"}
    assert rapporteur.post(f"{at}edit/", whole).status_code == 302
    assert rapporteur.post(f"{at}edit/", whole).status_code == 409  # the version is stale
    page = Client().get(begun.get_absolute_url()).content.decode()
    assert "Commitment" in page
    assert "by 1 March 2028" in page
    rows = Client().get("/here/outcome-lines/?kind=commitment&format=json").json()
    assert [(row["actor"], row["due"]) for row in rows] == [("The city", "2028-03-01")]
    blocks = load("events.reports.outcomes.lines")(cast.edition)
    assert [block.text for block in blocks if block.block == "heading"] == ["Outcome lines of sessions", "Commitment"]
    version = OutcomeLine.objects.get().version
    assert rapporteur.post(f"{at}remove/", {"version": version}).status_code == 302
    assert Entry.objects.filter(verb="remove", object_type="events.outcomeline").exists()


def test_nothing_comes_of_a_session_before_it_begins_and_others_note_nothing(cast: Cast) -> None:
    session = publish(cast, make_session(cast))
    assert add(cast, session, "programme").status_code == 409
    assert add(cast, session, "ngo").status_code == 403


def test_of_a_closed_session_no_line_is_public(cast: Cast, begun: Session) -> None:
    add(cast, begun)
    assert b"Count what the cards changed." in Client().get("/here/outcome-lines/").content
    Session.objects.filter(pk=begun.pk).update(visibility="closed")
    assert b"Count what the cards changed." not in Client().get("/here/outcome-lines/").content


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_often_with_one_as_with_thirty(
    cast: Cast, begun: Session, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        OutcomeLine.objects.create(session=begun, kind="request", words=f"Line {number}", made_by=cast["programme"])
    Client().get("/here/outcome-lines/")
    with django_assert_num_queries(QUERIES):
        Client().get("/here/outcome-lines/")


QUERIES = 4


def test_a_policy_debate_is_not_public_before_it_is_logged_who_set_its_composition(cast: Cast) -> None:
    """S04."""
    make_room(cast)
    debate = place(cast, make_session(cast, "Debate", kind="policy_debate"))
    officer = cast.client("programme")
    answer = officer.post(manage(debate, "publish"), {"version": debate.version})
    assert answer.status_code == 409
    assert "has no logged decision on who set its composition" in answer.content.decode()
    assert Session.objects.get(pk=debate.pk).published_at is None
    said = {
        "decided_by": "The President of the Assembly",
        "decided_on": date(2026, 11, 2),
        "how": "After a round of calls.",
    }
    assert cast.client("ngo").post(manage(debate, "set-composition"), said).status_code == 404
    assert officer.post(manage(debate, "set-composition"), said).status_code == 302
    assert Entry.objects.filter(verb="set_composition", object_id=debate.pk).count() == 1
    debate = Session.objects.get(pk=debate.pk)
    assert officer.post(manage(debate, "publish"), {"version": debate.version}).status_code == 302
    assert "The President of the Assembly" in Client().get(debate.get_absolute_url()).content.decode()
    again = {**said, "how": "After two rounds of calls.", "version": 1}
    assert officer.post(manage(debate, "set-composition"), again).status_code == 302
    assert officer.post(manage(debate, "set-composition"), again).status_code == 409
    first = {**said, "how": "By lot.", "version": 0}  # from a form opened before anything was logged
    assert officer.post(manage(debate, "set-composition"), first).status_code == 409
    assert "By lot." not in Client().get(debate.get_absolute_url()).content.decode()
