"""What organisers write in several languages: who reads what, what is missing, what has fallen behind."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import get_language_info

from events.models import Call, Criterion, RoundTable, Session
from forum.editions.models import Edition
from forum.history.models import Entry
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OVERVIEW = "/here/manage/translations/"


def words(text: str, original: str = "") -> dict[str, Any]:
    return {"text": text, "of": original}


def page(client: Client, address: str, **query: str) -> BeautifulSoup:
    response = client.get(address, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def form_of(edition: Edition, language: str) -> str:
    return f"{OVERVIEW}edition/{edition.pk}/{language}/translate/"


def send(client: Client, edition: Edition, language: str, **values: Any) -> Any:
    given = {"written_in": "en", "version": edition.version, "title": "", "short_title": "", "place": ""}
    return client.post(form_of(edition, language), {**given, **values})


def test_a_translation_is_read_and_the_original_marked_where_there_is_none(cast: Cast) -> None:
    answer = send(cast.client("secretariat"), cast.edition, "ar", title="منتدى هنا")
    assert answer.status_code == 302
    arabic = page(Client(), "/here/", lang="ar")
    title = arabic.select_one("h1")
    assert title.text == "منتدى هنا"
    assert title.select_one("[lang]") is None
    original = next(each for each in arabic.select("bdi[lang=en]") if each.text == "Forum Here")
    assert original["dir"] == "ltr"
    with translation.override("ar"):
        assert str(get_language_info("en")["name_translated"]) in arabic.select_one("main > p:last-child").text
    english = page(Client(), "/here/", lang="en")
    assert english.select_one("h1").text == cast.edition.title
    assert english.select("main bdi[lang]") == []


def test_an_act_of_the_history_under_its_own_verb(cast: Cast) -> None:
    send(cast.client("programme"), cast.edition, "ar", title="منتدى هنا", short_title="هنا")
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.actor_id, entry.chain) == ("translate", cast.people["programme"].pk, cast.edition.pk)
    assert entry.object_name == "Forum Here"
    with translation.override("ar"):
        assert str(Edition.objects.get(slug="here")) == "هنا"


def test_of_two_who_translate_at_once_one_wins(cast: Cast) -> None:
    client, before = cast.client("secretariat"), cast.edition.version
    assert send(client, cast.edition, "fr", title="Forum ici").status_code == 302
    late = send(client, cast.edition, "fr", title="Un autre", version=before)
    assert late.status_code == 409
    assert "Un autre" in late.content.decode()
    assert Edition.objects.get(slug="here").words["fr"]["title"]["text"] == "Forum ici"


def test_the_page_counts_what_is_there_missing_and_out_of_date(cast: Cast) -> None:
    client = cast.client("secretariat")
    factories.make_space(cast.edition, title="Plenary")
    send(client, cast.edition, "fr", title="Forum ici", short_title="Ici", place="Port Méridien")

    def counted(language: str) -> list[str]:
        rows = page(client, OVERVIEW).select("section[aria-labelledby=languages] tbody tr")
        row = next(row for row in rows if row.select_one(f'a[href="?language={language}"]'))
        return [cell.text for cell in row.select("td")]

    assert counted("fr") == ["1", "1", "0"]
    assert counted("es") == ["0", "2", "0"]
    Edition.objects.filter(slug="here").update(title="Forum Here and There")
    assert counted("fr") == ["0", "1", "1"]
    stale = page(client, OVERVIEW, language="fr", state="stale")
    assert [row.select_one("bdi").text for row in stale.select(".table-scroll tbody tr")] == ["Forum Here"]
    assert "The original has changed since" in page(client, form_of(cast.edition, "fr")).text
    found = page(Client(), "/here/", lang="fr").select_one("h1").text
    assert found == "Forum ici"


def test_saving_says_that_it_fits_again(cast: Cast) -> None:
    edition = cast.edition
    Edition.objects.filter(pk=edition.pk).update(words={"fr": {"title": words("Forum ici", "older")}})
    edition.refresh_from_db()
    assert edition.stale("fr") == ["title"]
    send(cast.client("secretariat"), edition, "fr", title="Forum ici")
    edition.refresh_from_db()
    assert edition.stale("fr") == []
    send(cast.client("secretariat"), edition, "fr")
    edition.refresh_from_db()
    assert edition.words == {}


def test_an_original_may_be_in_any_language(cast: Cast) -> None:
    edition = cast.edition
    client = cast.client("secretariat")
    refused = send(client, edition, "fr", title="Forum ici", written_in="fr")
    assert refused.status_code == 409 or refused.status_code == 422
    send(client, edition, "en", title="Forum Here", written_in="es")
    edition.refresh_from_db()
    assert edition.language == "es"
    assert page(Client(), "/here/", lang="en").select_one("h1").text == "Forum Here"
    spanish = page(Client(), "/here/", lang="es").select_one("h1")
    assert (spanish.text, spanish.select("[lang]")) == (edition.title, [])
    assert page(Client(), "/here/", lang="ru").select_one("h1 bdi")["lang"] == "es"


def test_lines_and_criteria_are_translated_too(cast: Cast) -> None:
    client = cast.client("secretariat")
    session = Session.objects.create(
        edition=cast.edition, kind="round_table", serial=1, reference="HERE-S-0001", timezone="UTC", title="Work"
    )
    table = RoundTable.objects.create(session=session, guiding_questions=["What works?", "For whom?"])
    given = {"written_in": "en", "version": 1, "guiding_questions": "ما الذي ينجح؟\n\nولمن؟"}
    assert client.post(f"{OVERVIEW}roundtable/{table.pk}/ar/translate/", given).status_code == 302
    call = Call.objects.create(
        edition=cast.edition, opens_at=factories.at("2027-01-01"), closes_at=factories.at("2027-02-01")
    )
    criterion = Criterion.objects.create(call=call, code="relevance", label="Relevance")
    given = {"written_in": "en", "version": 1, "criterion.relevance": "الصلة"}
    assert client.post(f"{OVERVIEW}call/{call.pk}/ar/translate/", given).status_code == 302
    table.refresh_from_db()
    criterion = Criterion.objects.select_related("call").get(pk=criterion.pk)
    with translation.override("ar"):
        assert table.said.guiding_questions == ["ما الذي ينجح؟", "ولمن؟"]
        assert str(criterion) == "الصلة"
    with translation.override("fr"):
        assert str(criterion) == "Relevance"


@pytest.mark.parametrize("where", ["edition/{pk}/xx", "nothing/{pk}/fr", "user/{pk}/fr", "edition/0/fr"])
def test_what_there_is_not_is_not_found(cast: Cast, where: str) -> None:
    address = f"{OVERVIEW}{where.format(pk=cast.edition.pk)}/translate/"
    assert cast.client("secretariat").get(address).status_code == 404


def test_another_edition_is_out_of_reach(cast: Cast) -> None:
    address = f"{OVERVIEW}edition/{cast.other.pk}/fr/translate/"
    assert cast.client("secretariat").get(address).status_code == 404
    assert cast.client("elsewhere").get(form_of(cast.edition, "fr")).status_code == 403


def test_many_texts_cost_no_more_statements(cast: Cast) -> None:
    client = cast.client("secretariat")

    def statements(more: int) -> int:
        for _number in range(more):
            factories.make_space(cast.edition)
        with CaptureQueriesContext(connection) as asked:
            client.get(OVERVIEW)
        return len(asked)

    statements(0)
    assert statements(1) == statements(29)


def test_a_text_keeps_the_language_of_its_writer(cast: Cast) -> None:
    client = cast.client("secretariat")
    client.cookies["lang"] = "fr"
    client.post("/here/manage/parts/add/", {"title": "Journées de la société civile", "order": 1})
    assert cast.edition.parts.get().language == "fr"


def test_a_copied_edition_takes_the_translations_along(cast: Cast) -> None:
    client = cast.client("secretariat")
    space = factories.make_space(cast.edition, title="Plenary")
    given = {"written_in": "en", "version": 1, "title": "Plénière"}
    client.post(f"{OVERVIEW}space/{space.pk}/fr/translate/", given)
    answer = client.post(
        "/here/manage/clone/",
        {
            "slug": "next",
            "code": "NEXT",
            "short_title": "Next",
            "title": "The next",
            "start": "2028-03-06",
            "end": "2028-03-08",
            "place": "",
        },
    )
    assert answer.status_code == 302
    with translation.override("fr"):
        assert str(Edition.objects.get(slug="next").spaces.get()) == "Plénière"
