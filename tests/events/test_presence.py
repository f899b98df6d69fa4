"""Who was there and who spoke: numbers by category, of any session that was held; what is not known stays so."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from events.models import Presence, Session
from events.sessions.kinds import RoleKind
from events.sessions.tasks import hold_ended
from forum.kit import clock
from forum.kit.dotted import load
from forum.outcomes.blocks import as_data
from forum.taxonomy.models import Category
from tests.cast import Cast
from tests.events.stage import give, make_session, publish

pytestmark = pytest.mark.django_db


def held(cast: Cast, title: str = "On cities", day: int = 0, **fields: Any) -> Session:
    session = make_session(cast, title, **fields)
    give(session, RoleKind.RAPPORTEUR, user=cast.people["rapporteur"])
    publish(cast, session, 10, day=day)
    assert session.ends_at is not None
    with clock.moved(session.ends_at + timedelta(minutes=1)):
        hold_ended()
    session.refresh_from_db()
    return session


def enter(cast: Cast, name: str, session: Session, **numbers: str) -> Any:
    given = {"version": str(session.version), **numbers}
    answer = cast.client(name).post(f"{session.get_absolute_url()}count/", given)
    session.refresh_from_db()
    return answer


def section(cast: Cast) -> list[dict[str, Any]]:
    return as_data(load("events.reports.outcomes.presence")(cast.edition))


def test_who_writes_it_up_enters_numbers_that_stand_on_the_page(cast: Cast) -> None:
    session = held(cast)
    page = cast.client("rapporteur").get(session.get_absolute_url()).content.decode()
    assert f"{session.get_absolute_url()}count/" in page
    assert "Enter the numbers" not in cast.client("anonymous").get(session.get_absolute_url()).content.decode()
    assert (
        enter(
            cast, "rapporteur", session, people_youth="12", minutes_youth="0", minutes_local_government="7"
        ).status_code
        == 302
    )
    shown = BeautifulSoup(cast.client("anonymous").get(session.get_absolute_url()).content, "html.parser")
    people, minutes = [each.get_text(" ", strip=True) for each in shown.select("[aria-labelledby=presence] .bars")]
    youth, city = (str(Category.objects.get(code=code)) for code in ("youth", "local_government"))
    assert people == f"{youth} 12"
    assert minutes == f"{city} 7 {youth} 0"
    form = BeautifulSoup(cast.client("programme").get(f"{session.get_absolute_url()}count/").content, "html.parser")
    values = {field["name"]: field.get("value", "") for field in form.select("table input")}
    assert (values["people_youth"], values["minutes_youth"], values["people_local_government"]) == ("12", "0", "")


def test_others_may_not_and_nobody_before_the_end(cast: Cast) -> None:
    session = held(cast)
    codes = {name: enter(cast, name, session, people_youth="1").status_code for name in ("ngo", "auditor", "elsewhere")}
    assert set(codes.values()) == {403}
    early = publish(cast, make_session(cast, "Tomorrow"), 14)
    answer = enter(cast, "programme", early, people_youth="1")
    assert answer.status_code == 409
    assert "has not been held" in answer.content.decode()
    assert not Presence.objects.exists()


def test_of_two_who_count_one_is_told(cast: Cast) -> None:
    session = held(cast)
    stale = session.version
    enter(cast, "programme", session, people_youth="5")
    assert enter(cast, "rapporteur", session, version=str(stale), people_youth="9").status_code == 409
    assert Presence.objects.get().people == 5


@pytest.mark.parametrize("wrong", ["-1", "many", "99999999999", "1.5"])
def test_what_is_no_number_is_refused_and_kept(cast: Cast, wrong: str) -> None:
    session = held(cast)
    answer = enter(cast, "programme", session, people_youth=wrong, minutes_local_government="3")
    assert answer.status_code == 422
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("[name=people_youth]")["value"] == wrong  # type: ignore[index]
    assert page.select_one("[name=minutes_local_government]")["value"] == "3"  # type: ignore[index]
    assert not Presence.objects.exists()


def test_the_outcome_adds_up_what_is_known_and_links_to_its_list(cast: Cast) -> None:
    one, two = held(cast), held(cast, "On ports", day=1)
    held(cast, "Not counted", day=2)
    enter(cast, "programme", one, people_youth="12", minutes_youth="4")
    enter(cast, "programme", two, people_youth="6", people_local_government="20", minutes_local_government="0")
    heading, known, people, minutes = section(cast)
    assert "".join(run["text"] for run in known["runs"]).startswith("Numbers are known of 2 of 3 sessions")
    city, youth = (Category.objects.get(code=code) for code in ("local_government", "youth"))
    assert [(bar["label"], bar["value"]) for bar in people["bars"]] == [(str(city), 20), (str(youth), 18)]
    assert [(bar["label"], bar["value"]) for bar in minutes["bars"]] == [(str(youth), 4), (str(city), 0)]
    assert f"{youth} spoke for 4 of 4 minutes" in minutes["caption"]
    listed = cast.client("anonymous").get(people["bars"][1]["url"]).content.decode()
    assert "On cities" in listed
    assert "On ports" in listed
    data = cast.client("anonymous").get(people["bars"][1]["url"] + "&format=json").json()
    assert [(row["people"], row["minutes"]) for row in data] == [(12, 4), (6, None)]
    assert cast.client("anonymous").get("/here/presence/?category=nonsense").status_code == 422


def test_a_small_number_is_for_who_counts_except_of_states(cast: Cast) -> None:
    session = held(cast)
    enter(cast, "rapporteur", session, people_youth="3", people_member_state="2", minutes_youth="4")

    def shown(name: str) -> str:
        page = BeautifulSoup(cast.client(name).get(session.get_absolute_url()).content, "html.parser")
        panel = page.select_one("[aria-labelledby=presence]")
        assert panel is not None
        return panel.get_text(" ", strip=True)

    youth, state = (str(Category.objects.get(code=code)) for code in ("youth", "member_state"))
    assert f"{youth} 3" in shown("rapporteur")
    assert f"{youth} 3" not in shown("anonymous")
    assert f"{state} 2" in shown("anonymous")
    assert "fewer than 5 people came" in shown("anonymous")
    assert "fewer than 5" in cast.client("anonymous").get("/here/presence/?category=youth").content.decode()
    rows = cast.client("anonymous").get("/here/presence/?format=json").json()
    assert sorted((row["people"] or 0, row["minutes"] or 0) for row in rows) == [(0, 4), (2, 0)]
    _heading, _known, people, few, _minutes = section(cast)
    assert [bar["label"] for bar in people["bars"]] == [state]
    assert "neither shown nor added" in str(few)


def test_numbers_of_a_closed_session_stay_inside(cast: Cast) -> None:
    session = held(cast, visibility="closed")
    enter(cast, "rapporteur", session, people_youth="12")
    assert "On cities" not in cast.client("anonymous").get("/here/presence/").content.decode()
    assert 'aria-labelledby="presence"' not in cast.client("anonymous").get(session.get_absolute_url()).content.decode()
    assert 'aria-labelledby="presence"' in cast.client("rapporteur").get(session.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_queries_of_the_list_do_not_grow(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    session = held(cast)
    for number in range(count):
        category = Category.objects.create(code=f"kind-{number}", title=f"Kind {number}", entry_basis="accreditation")
        Presence.objects.create(session=session, category=category, people=number)
    client = cast.client("stranger")
    client.get("/here/presence/")
    with django_assert_num_queries(7):
        client.get("/here/presence/")
