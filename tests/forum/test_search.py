"""Search: the same hits in the same order on both databases, in six languages, and nothing that one may not see."""

import json
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import Organisation
from accounts.organisations.actions import edit
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind
from forum.search.indexing import index_all
from forum.search.models import SearchEntry
from tests import factories
from tests.cast import Cast
from tests.events.stage import give, make_session, place, publish
from tests.pledges.world import archived, draft

pytestmark = pytest.mark.django_db

# text, question, whether it is found: the same on every database
TABLE = [
    ("Côte d'Ivoire", "cote divoire", True),
    ("Côte d’Ivoire", "Côte d'Ivoire", True),
    ("Ivoire", "l'Ivoire", True),
    ("São Tomé", "sao tome", True),
    ("Łódź", "lodz", True),
    ("Straße der Migration", "strasse", True),
    ("Cities and counties", "city", True),
    ("Citizens first", "city", False),
    ("Pledges of migrants", "migrant pledge", True),
    ("Migrants' rights", "migrants rights", True),
    ("Engagements pour l'éducation", "education engagement", True),
    ("Les villes accueillantes", "ville", True),
    ("Compromisos de migración laboral", "compromiso migracion", True),
    ("Ciudades que acogen", "ciudad", True),
    ("Migraciones", "migración", True),
    ("Обязательства по миграции", "миграция", True),
    ("Права мигрантов", "мигранты право", True),
    ("Ёлка", "елка", True),
    ("Майский форум", "маиский", False),
    ("الهجرة الآمنة والمنظمة", "هجره امنه", True),
    ("والهجرة", "الهجرة", True),
    ("الأسرة", "اسره", True),
    ("مُهاجِرون", "المهاجرين", True),
    ("تعهـــدات المدن", "تعهد المدن", True),
    ("الدورة ٢٠٢٢", "2022", True),
    ("全球移民契约", "移民", True),
    ("全球移民契约", "契约 全球", True),
    ("移动的居民", "移民", False),
    ("移民", "移", True),
    ("国际移民", "民", True),
    ("Multi-stakeholder hearing", "multistakeholder", True),
    ("Multi-stakeholder hearing", "multi stakeholder", True),
    ("Multistakeholder hearing", "multi-stakeholder", True),
    ("About IMRF22-P-0032", "imrf22-p-0032", True),
    ("About IMRF22-P-0032", "P-0032", True),
    ("About IMRF22-P-0033", "IMRF22-P-0032", False),
    ("Round table 3.3", "3.3", True),
    ("Round table 3.31", "3.3", False),
    ("Full of 100 % and a_b", "%", False),
    ("Full of 100 % and a_b", "_", False),
    ("Full of 100 % and a_b", "100%", True),
    ("Full of 100 % and a_b", "1_0", False),
    ('A quote\'s "end" \\ here', "\\ \" '", False),
    ("Ｗｉｄｅ letters", "wide", True),
    ("Education", "edu", True),
    ("Education", "ed", False),
]


def ask(query: str, client: Client | None = None) -> list[str]:
    answer = (client or Client()).get("/search/", {"q": query})
    assert answer.status_code == 200
    return [link.text for link in BeautifulSoup(answer.content, "html.parser").select("ol.found h3 a")]


@pytest.mark.parametrize(("text", "question", "found"), TABLE)
def test_one_table_of_texts_and_questions_holds_on_every_database(text: str, question: str, found: bool) -> None:
    factories.make_organisation("Nothing like it", slug="other")
    factories.make_organisation(text, slug="it")
    assert ask(question) == ([text] if found else [])
    listed = Client().get("/organisations/", {"q": question, "format": "json"}).json()
    assert [each["name"] for each in listed] == ([text] if found else [])


def test_titles_come_first_then_what_says_it_most_often() -> None:
    factories.make_organisation("Elsewhere", slug="thrice", about="Labour migration, labour migration and labour.")
    factories.make_organisation("Labour first", slug="title")
    factories.make_organisation("Once", slug="once", about="Labour migration.")
    index_all()
    assert ask("labour") == ["Labour first", "Elsewhere", "Once"]
    assert ask("labour migration") == ["Elsewhere", "Once"]
    assert ask("labour nowhere") == []


def test_everything_is_found_of_every_kind_and_counted(cast: Cast) -> None:
    factories.make_organisation("Harbour Authority", slug="authority")
    publish(cast, make_session(cast, "Harbours that welcome"), 10)
    archived(cast.other, 1, title="A harbour for all", language="en")
    page = BeautifulSoup(Client().get("/search/?q=harbour&lang=en").content, "html.parser")
    assert [link.text.split(" (")[0] for link in page.select(".search-kinds a")] == [
        *("All", "Organisations", "Sessions", "Pledges")
    ]
    for link in page.select(".search-kinds a"):
        there = BeautifulSoup(Client().get(f"/search/{link['href']}").content, "html.parser")
        assert f"({len(there.select('ol.found li'))})" in link.text
    rows = Client().get("/search/?q=harbour&format=json").json()
    assert {row["kind"] for row in rows} == {"organisation", "session", "pledge"}
    assert Client().get("/search/?q=harbour&kind=session&format=json").json()[0]["title"] == "Harbours that welcome"
    assert Client().get("/search/?q=harbour&kind=nonsense").status_code == 422
    assert Client().get(f"/search/?q={'x' * 201}").status_code == 422


def test_nobody_finds_what_they_may_not_see(cast: Cast) -> None:
    session = place(cast, make_session(cast, "Hidden lagoon"), 10)
    draft(cast, title="Lagoon in a drawer")
    assert ask("lagoon") == []
    assert ask("lagoon", cast.client("stranger")) == []
    assert ask("lagoon", cast.client("elsewhere")) == []
    assert ask("lagoon", cast.client("programme")) == ["Hidden lagoon"]
    assert ask("lagoon", cast.client("state")) == ["Lagoon in a drawer"]
    sessions.publish(session, by=cast["programme"])
    assert ask("lagoon") == ["Hidden lagoon"]


@pytest.mark.parametrize("code", ["en", "ar", "es", "fr", "ru", "zh-hans"])
def test_a_round_table_is_found_by_what_each_language_calls_it(code: str, cast: Cast) -> None:
    publish(cast, make_session(cast, "Regular routes", kind="round_table", number="7.2"), 10)
    with translation.override(code):
        called = gettext("Round table %(number)s") % {"number": "7.2"}
    assert ask(called) == ["Regular routes"]


def test_of_a_closed_session_only_the_title_is_found(cast: Cast) -> None:
    session = make_session(cast, "Behind doors", visibility="closed", summary="A marsupial is discussed.")
    give(session, RoleKind.CHAIR, organisation=cast.organisations["ngo"])
    publish(cast, session, 10)
    assert ask("doors") == ["Behind doors"]
    assert ask("marsupial") == []
    assert "Behind doors" not in ask("harbour light")


def test_what_is_changed_is_found_at_once_and_the_index_can_be_made_anew(cast: Cast) -> None:
    organisation = cast.organisations["ngo"]
    edit(organisation, by=cast["ngo"], changes={"about": "We count swallows."}, version=organisation.version)
    assert ask("swallow") == ["Harbour Light Migrant Network"]
    Organisation.objects.filter(pk=organisation.pk).update(about="We count owls.")
    assert ask("owl") == []
    before = list(SearchEntry.objects.values_list("object_type", "object_id").order_by("pk"))
    SearchEntry.objects.create(kind="session", object_type="events.session", object_id=10**9, url="/", folded=" owl ")
    said = StringIO()
    call_command("index_search", stdout=said)
    assert f"{SearchEntry.objects.count()} objects can be found." in said.getvalue()
    assert ask("owl") == ["Harbour Light Migrant Network"]
    assert set(SearchEntry.objects.values_list("object_type", "object_id")) >= set(before)
    assert not SearchEntry.objects.filter(object_id=10**9).exists()


def test_a_name_is_found_in_the_session_of_its_role_and_leaves_with_it(cast: Cast) -> None:
    session = publish(cast, make_session(cast, "Table"), 10)
    role = give(session, RoleKind.CHAIR, name="Ada Quill")
    assert ask("quill") == ["Table"]
    role.is_private = True
    role.save()
    index_all()
    assert ask("quill") == []


def test_the_piece_of_text_shows_what_was_found_and_nothing_in_it_acts(cast: Cast) -> None:
    about = f"{'Words before. ' * 20}A <script>alert(1)</script> Réfugiés & migrants, 全球移民契约. {'After. ' * 60}"
    factories.make_organisation("Body <b>bold</b>", slug="body", about=about)
    page = Client().get("/search/?q=refugies+移民").content.decode()
    assert "<script>alert" not in page
    assert "Body &lt;b&gt;bold" in page
    shown = BeautifulSoup(page, "html.parser").select_one("ol.found li .muted")
    assert [mark.text for mark in shown.select("mark")] == ["Réfugiés", "移民"]
    assert shown.text.startswith("… ")
    assert len(shown.text) < 300
    assert Client().get("/search/?q=<script>alert(1)</script>").status_code == 200
    assert "<script>alert(1)" not in Client().get("/search/?q=<script>alert(1)</script>").content.decode()


def test_an_empty_question_teaches_and_a_vain_one_says_what_to_do() -> None:
    assert "Every word has to occur; accents" in Client().get("/search/?lang=en").content.decode()
    assert "There is no word in this question" in Client().get("/search/?lang=en&q=%25").content.decode()
    assert "Take one away" in Client().get("/search/?lang=en&q=nowhere").content.decode()


def test_fifty_a_page_in_an_order_that_stays(django_assert_num_queries: Any) -> None:
    for number in range(60):
        factories.make_organisation(f"Alike {number}", slug=f"alike-{number}")
    first, second = (Client().get(f"/search/?q=alike&page={page}").content.decode() for page in (1, 2))
    assert "1 to 50 of 60" in first
    found = [link.text for page in (first, second) for link in BeautifulSoup(page, "html.parser").select("h3 a")]
    assert found == [f"Alike {number}" for number in range(60)]
    rows = json.loads(Client().get("/search/?q=alike&format=json").getvalue())
    assert [row["title"] for row in rows] == found


@pytest.mark.parametrize("many", [1, 30])
def test_a_search_asks_the_same_few_questions(many: int, cast: Cast, django_assert_num_queries: Any) -> None:
    for number in range(many):
        factories.make_organisation(f"Alike {number}", slug=f"alike-{number}")
    client = Client()
    client.get("/search/")
    with django_assert_num_queries(3):
        assert len(ask("alike", client)) == many
