"""Certificates of attendance: who was there gets one, who was not loses it, and nobody else reads it."""

from typing import Any

import pytest
from django.test import Client
from post_office.models import Email

from events.models import Certificate, Session
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind
from events.signups import actions as signups
from forum.history.acts import SYSTEM
from forum.history.models import Entry
from forum.kit import clock
from forum.notifications.tasks import deliver
from forum.outcomes.files import make_file
from forum.outcomes.models import Document, FileFormat
from tests.cast import Cast
from tests.events.stage import give, make_room, make_session, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast: Cast) -> Session:
    """Held; the NGO's person had a seat, the State's a role, the city's neither."""
    make_room(cast, capacity=9)
    made = publish(cast, make_session(cast, "Harbours compare"))
    signups.seat(made, by=cast["programme"], changes={"own": None, "closes_at": None})
    signups.sign_up(made, by=cast["ngo"])
    give(made, RoleKind.MODERATOR, user=cast["state"])
    made.refresh_from_db()
    ends_at: Any = made.ends_at
    with clock.moved(ends_at):
        sessions.hold(made, by=SYSTEM)
    return made


def certify(cast: Cast, session: Session, *people: str, who: str = "programme", **more: Any) -> Any:
    session.refresh_from_db()
    said = {"people": [cast[name].pk for name in people], "version": session.version} | more
    return cast.client(who).post(f"{session.get_absolute_url()}certify/", said)


def document_of(cast: Cast, name: str) -> Document:
    own = Certificate.objects.filter(user=cast[name]).latest("pk")
    return Document.objects.get(object_type="events.certificate", object_id=own.pk)


def verified(client: Client, code: str) -> str:
    return client.get("/verify/", {"code": code}).content.decode()


def test_who_was_there_reads_a_certificate_and_nobody_else_but_the_officers(cast: Cast, session: Session) -> None:
    assert certify(cast, session, "ngo").status_code == 302
    made = document_of(cast, "ngo")
    owner = cast.client("ngo")
    for page in (session.get_absolute_url(), f"/{cast.edition.slug}/agenda/"):
        shown = owner.get(page).content.decode()
        assert "Your certificate of attendance" in shown
        assert made.get_absolute_url() in shown
    for name in ("ngo", "programme", "secretariat"):
        page = cast.client(name).get(made.get_absolute_url())
        assert page.status_code == 200
        assert cast["ngo"].name in page.content.decode()
    for name in ("city", "state", "rapporteur", "auditor"):
        assert cast.client(name).get(made.get_absolute_url()).status_code == 404
    assert Client().get(made.get_absolute_url()).status_code in (302, 404)
    for name in ("ngo", "programme"):
        assert made.code not in cast.client(name).get("/search/", {"q": "Certificate of attendance"}).content.decode()
    assert made.code not in cast.client("programme").get(f"/{cast.edition.slug}/outcome/").content.decode()
    assert Entry.objects.filter(object_type="events.session", verb="certify").count() == 1


def mailed() -> list[Email]:
    """The mails about certificates that left."""
    deliver()
    return [each for each in Email.objects.all() if "certificate" in each.subject]


def test_who_gets_one_is_told_once_by_mail_with_the_way_to_it(cast: Cast, session: Session) -> None:
    certify(cast, session, "ngo", "state")
    sent = {each.to[0]: each for each in mailed()}
    certify(cast, session, "ngo")
    assert sorted(sent) == sorted([cast["ngo"].email, cast["state"].email])
    assert len(mailed()) == len(sent)
    assert document_of(cast, "ngo").get_absolute_url() in sent[cast["ngo"].email].message


def test_a_certificate_that_was_withdrawn_before_the_mail_left_is_not_announced(cast: Cast, session: Session) -> None:
    certify(cast, session, "ngo")
    certify(cast, session)
    assert mailed() == []


def test_the_code_says_which_session_and_day_and_no_name(cast: Cast, session: Session) -> None:
    certify(cast, session, "ngo")
    made = document_of(cast, "ngo")
    file = make_file(made, FileFormat.PDF, "en")
    for asked in (made.code, file.sha256):
        said = verified(Client(), asked)
        assert "It was issued here and holds." in said
        assert "Harbours compare" in said
        assert made.get_absolute_url() not in said
        assert cast["ngo"].name not in said.replace("NGO", "")
    assert Client().get(file.get_absolute_url()).status_code in (302, 404)
    assert cast.client("ngo").get(file.get_absolute_url()).status_code == 200
    assert "The document is genuine." in verified(cast.client("ngo"), made.code)


def test_who_is_noted_as_absent_loses_it_and_gets_another_one_later(cast: Cast, session: Session) -> None:
    certify(cast, session, "ngo", "state")
    first = document_of(cast, "ngo")
    assert certify(cast, session, "state").status_code == 302
    said = verified(Client(), first.code)
    assert "It no longer holds." in said
    assert "issued here and holds" not in said
    assert cast.client("ngo").get(first.get_absolute_url()).status_code == 404
    assert "It no longer holds." in cast.client("programme").get(first.get_absolute_url()).content.decode()
    assert "Your certificate" not in cast.client("ngo").get(session.get_absolute_url()).content.decode()

    certify(cast, session, "ngo", "state")
    second = document_of(cast, "ngo")
    assert second.code != first.code
    assert "It was issued here and holds." in verified(Client(), second.code)
    assert "It no longer holds." in verified(Client(), first.code)
    assert Certificate.objects.filter(user=cast["state"]).count() == 1


def test_refused_for_strangers_to_it_for_who_was_not_expected_and_for_a_stale_form(
    cast: Cast, session: Session
) -> None:
    for name in ("ngo", "state", "city", "reviewer"):
        assert certify(cast, session, "ngo", who=name).status_code in (403, 404)
    assert certify(cast, session, "city").status_code == 422
    certify(cast, session, "ngo")
    assert certify(cast, session, "state", version=session.version).status_code == 409
    assert list(Certificate.objects.values_list("user__name", "withdrawn_at")) == [("Ngo", None)]


def test_the_rapporteur_of_the_session_says_who_was_there(cast: Cast, session: Session) -> None:
    give(session, RoleKind.RAPPORTEUR, user=cast["city"])
    assert certify(cast, session, "ngo", who="city").status_code == 302
    assert Certificate.objects.standing().count() == 1


def test_nobody_was_at_a_session_that_was_not_held(cast: Cast) -> None:
    make_room(cast)
    to_come = publish(cast, make_session(cast))
    assert certify(cast, to_come).status_code == 409
