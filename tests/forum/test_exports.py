"""Every list as CSV, XLSX and JSON: the same rows as its page, in the reader's language, safe to open."""

import asyncio
import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from openpyxl import load_workbook

from accounts.models import Organisation
from forum.history.acts import record
from forum.history.models import Detail, Entry
from forum.kit import exports
from forum.kit.exports import FORMULA, guarded
from tests import factories
from tests.cast import Cast
from tests.events.stage import make_session, publish

FORMATS = ["csv", "xlsx", "json"]


def table(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def sheet(answer: Any) -> Any:
    return load_workbook(io.BytesIO(answer.getvalue())).active


@pytest.mark.django_db
class TestFiles:
    @pytest.fixture
    def organisations(self, cast: Cast) -> Client:
        ghana = factories.make_country("gha", name="Ghana")
        factories.make_organisation("=1+1", slug="formula", country=ghana, acronym="+A", aliases=["@x", "y"])
        factories.make_organisation('Ωmega, "quoted"\nin two lines', slug="quoted", website="https://a.example")
        return cast.client("anonymous")

    def test_the_filter_and_its_faults_are_those_of_the_page(self, organisations: Client) -> None:
        found = organisations.get("/organisations/?category=migrant_diaspora&country=gha&format=json").json()
        assert [each["slug"] for each in found] == ["formula"]
        assert found[0]["country"] == "GHA"
        assert found[0]["address"] == f"{settings.BASE_URL}/organisations/formula/"
        assert found[0]["website"] is None
        for query in ("category=nonsense&format=csv", "format=pdf", "format=csv&list=nonsense"):
            assert organisations.get(f"/organisations/?{query}").status_code == 422
        assert (
            organisations.get("/organisations/?country=gha&category=un_system&format=json").getvalue().strip() == b"[]"
        )

    def test_csv_opens_in_a_spreadsheet_and_starts_no_formula(self, organisations: Client) -> None:
        answer = organisations.get("/organisations/?format=csv")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "Accept-Language" in answer["Vary"]
        assert answer.getvalue().startswith(b"\xef\xbb\xbf")
        rows = table(answer)
        assert rows[0][:3] == ["Short address", "Name", "Acronym"]
        row = next(row for row in rows if row[0] == "formula")
        assert row[1:4] == ["'=1+1", "'+A", "'@x; y"]
        assert "Ghana" in row
        assert 'Ωmega, "quoted"\nin two lines' in [row[1] for row in rows]
        assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]

    def test_xlsx_keeps_text_as_text_and_dates_as_dates(self, cast: Cast, organisations: Client) -> None:
        answer = organisations.get("/organisations/?format=xlsx")
        found = sheet(answer)
        cell = next(row for row in found.iter_rows() if row[0].value == "formula")[1]
        assert (cell.value, cell.data_type) == ("=1+1", "s")
        assert b"<f>" not in ZipFile(io.BytesIO(answer.getvalue())).read("xl/worksheets/sheet1.xml")
        session = publish(cast, make_session(cast, "At ten"), 10)
        assert session.starts_at
        assert session.date
        row = list(sheet(organisations.get("/here/programme/?format=xlsx")).iter_rows())[1]
        moments = [cell for cell in row if cell.data_type == "d" and "hh:mm" in cell.number_format]
        assert moments[0].value == cast.edition.local(session.starts_at).replace(tzinfo=None)
        assert "Africa/Accra" in moments[0].number_format
        assert row[7].value == datetime.combine(session.date, datetime.min.time())

    def test_json_has_instants_in_utc_beside_the_zone(self, cast: Cast) -> None:
        type(cast.edition).objects.filter(pk=cast.edition.pk).update(timezone="Asia/Tokyo")
        session = publish(cast, make_session(cast, "At ten"), 10)
        row = cast.client("anonymous").get("/here/programme/?format=json").json()[0]
        assert row["start"].endswith("Z")
        assert datetime.fromisoformat(row["start"]).astimezone(UTC) == session.starts_at
        assert row["timezone"] == "Asia/Tokyo"
        assert row["kind"] == session.kind
        assert row["address"].startswith("http")
        assert row["number"] is None

    def test_headings_and_words_are_in_the_language_of_the_reader(self, organisations: Client) -> None:
        english = table(organisations.get("/lists/categories/?format=csv&lang=en"))
        arabic = table(organisations.get("/lists/categories/?format=csv&lang=ar"))
        assert [row[0] for row in english[1:]] == [row[0] for row in arabic[1:]]
        assert english[0] != arabic[0]
        assert sheet(organisations.get("/organisations/?format=xlsx&lang=ar")).sheet_view.rightToLeft
        assert not sheet(organisations.get("/organisations/?format=xlsx&lang=en")).sheet_view.rightToLeft
        first = organisations.get("/organisations/?format=json&lang=ar").json()[0]
        assert list(first) == list(organisations.get("/organisations/?format=json&lang=en").json()[0])

    def test_the_name_of_the_file_says_edition_list_and_day(self, cast: Cast, travel: Any) -> None:
        travel(datetime(2027, 1, 5, 12, tzinfo=UTC))
        client = cast.client("anonymous")
        disposition = client.get("/here/programme/?format=csv&lang=en")["Content-Disposition"]
        assert disposition == 'attachment; filename="here-programme-2027-01-05.csv"'
        disposition = client.get("/here/programme/?format=csv&lang=ar")["Content-Disposition"]
        assert disposition.isascii()
        assert "2027-01-05.csv" in disposition

    def test_a_long_file_is_streamed_row_by_row_in_one_language(
        self, cast: Cast, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(exports, "WHOLE", 0)
        monkeypatch.setattr(exports, "CHUNK", 2)
        for number in range(9):
            factories.make_organisation(f"Body {number}")
        client = cast.client("anonymous")
        whole: dict[str, Any] = {form: client.get(f"/organisations/?format={form}&lang=fr") for form in FORMATS}
        assert all(each.streaming for each in whole.values())
        assert len(list(whole["csv"].streaming_content)) > 2
        again = client.get("/organisations/?format=csv&lang=fr")
        assert [row[0] for row in table(again)[1:]] == [row["slug"] for row in json.loads(whole["json"].getvalue())]
        assert len(table(client.get("/organisations/?format=csv&lang=fr"))) == Organisation.objects.count() + 1

    @pytest.mark.parametrize("many", [1, 30])
    def test_files_ask_the_same_few_questions(self, cast: Cast, many: int, django_assert_num_queries: Any) -> None:
        for number in range(many):
            country = factories.make_country(f"c{number}", name=f"Country {number}")
            factories.make_organisation(f"Body {number}", country=country)
            record("meet", cast.organisations["ngo"] if number % 2 else cast.edition, by=cast["secretariat"])
        reader, auditor = cast.client("anonymous"), cast.client("auditor")
        for form in FORMATS:
            with django_assert_num_queries(2):
                reader.get(f"/organisations/?format={form}&category=migrant_diaspora").getvalue()
            with django_assert_num_queries(20):
                assert auditor.get(f"/here/manage/history/?format={form}&verb=meet").getvalue()


@pytest.mark.django_db
def test_taking_personal_data_is_an_act_and_reading_public_data_is_none(cast: Cast) -> None:
    auditor = cast.client("auditor")
    taken = [
        ("here", auditor, "/here/manage/outbox/?format=csv&status=sent", "outbox"),
        ("here", auditor, "/here/manage/history/?format=json", "history"),
        ("here", cast.client("accreditation"), "/here/manage/registration/?format=xlsx&q=nobody", "registration"),
        ("here", cast.client("accreditation"), "/here/manage/accreditation/?format=csv", "accreditation"),
        ("ngo", cast.client("ngo"), "/organisations/harbour-light-migrant-network/members/?format=csv", "members"),
    ]
    for _where, client, link, name in taken:
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        entry = Entry.objects.filter(verb="export").latest("at", "pk")
        detail = after_of(entry)
        assert detail["list"] == name
        assert (detail["rows"], detail["format"]) == (
            len(rows_of(answer, link)),
            link.split("format=")[1].split("&")[0],
        )
    assert Entry.objects.filter(verb="export").count() == len(taken)
    said = after_of(Entry.objects.filter(verb="export", chain=cast.edition.pk).earliest("number"))
    assert said["filter"] == {"status": ["sent"]}
    auditor.head("/here/manage/outbox/?format=csv")
    cast.client("anonymous").get("/organisations/?format=csv")
    assert Entry.objects.filter(verb="export").count() == len(taken)
    assert "Taken as a file" in auditor.get("/here/manage/history/?lang=en").content.decode()


def after_of(entry: Entry) -> dict[str, Any]:
    return Detail.objects.get(chain=entry.chain, number=entry.number).after or {}


def rows_of(answer: Any, link: str) -> list[Any]:
    if "format=json" in link:
        return answer.json()
    return table(answer)[1:] if "format=csv" in link else list(sheet(answer).iter_rows())[1:]


@pytest.mark.django_db
def test_who_may_not_read_the_list_gets_no_file(cast: Cast) -> None:
    for name, status in [("anonymous", 302), ("stranger", 403), ("programme", 403), ("elsewhere", 403)]:
        client = cast.client(name)
        for form in FORMATS:
            assert client.get(f"/here/manage/registration/?format={form}").status_code == status
            assert client.get(f"/here/manage/accreditation/?format={form}").status_code == status
    assert not Entry.objects.filter(verb="export").exists()


@pytest.mark.once
def test_an_async_server_gets_pieces_and_not_the_whole() -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            made.append(number)
            yield b"x"

    async def first() -> bytes:
        async for piece in exports.Streamed(pieces()):
            return piece
        return b""

    assert asyncio.run(first()) == b"x"
    assert made == [0]


@pytest.mark.once
@limits(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds("".join, st.tuples(st.sampled_from(["", "'", "''", " ", "\t"]), st.sampled_from("=+-@a"), st.text())))
def test_a_guarded_cell_is_no_formula_and_can_be_read_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert not cell.startswith(("\t", "\r"))
    back = cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell
    assert back == text


@pytest.mark.once
def test_json_of_nothing_is_an_empty_list() -> None:
    export = exports.Export("x", "X", (exports.Column("a", "A", lambda row: row),))
    assert json.loads("".join(exports.as_json(export, export.rows([])))) == []
    assert json.loads("".join(exports.as_json(export, export.rows([1, None, "é"])))) == [
        {"a": 1},
        {"a": None},
        {"a": "é"},
    ]
