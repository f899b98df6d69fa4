"""The tags and components that every page is composed with."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation

from forum.kit import dates
from forum.kit.icons import ICONS
from forum.kit.states import States
from forum.kit.widgets import Many, Outcomes

STATIC = Path(settings.BASE_DIR) / "static"
TONES = {"neutral", "info", "attention", "positive", "negative", "unknown"}
NOON = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)


def drawn(source: str, query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/somewhere/{query}")
    return Template("{% load ui parts %}" + source).render(Context({"request": request, **context}))


def soup(source: str, query: str = "", **context: Any) -> BeautifulSoup:
    return BeautifulSoup(drawn(source, query, **context), "html.parser")


def words(source: str, **context: Any) -> str:
    return " ".join(soup(source, **context).get_text(" ").split())


class Colour(States):
    OPEN = "open", "clock", "info", "Open <b>"


class Survey(forms.Form):
    title = forms.CharField(max_length=20)
    text = forms.CharField(widget=forms.Textarea, max_length=3000, required=False, help_text="What is it about?")
    choice = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")], widget=Outcomes(hints={"no": "Mails the focal point."})
    )
    objectives = forms.MultipleChoiceField(choices=[(n, f"{n}") for n in range(1, 24)], widget=Many, required=False)

    def clean(self) -> None:
        self.add_error(None, "Room 4 is taken.")


# --- marks


def test_icon_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawn('{% icon "unicorn" %}')


def test_icon_is_hidden_from_readers_and_arrows_turn_with_the_script() -> None:
    assert soup('{% icon "clock" %}').svg["aria-hidden"] == "true"
    assert "flip" in soup('{% icon "arrow-next" %}').svg["class"]
    assert "flip" not in soup('{% icon "clock" %}').svg["class"]


def test_chip_shows_icon_word_and_tone_and_escapes() -> None:
    chip = soup("{% chip state %}", state=Colour.OPEN).span
    assert chip["class"] == ["chip", "info"]
    assert chip.svg
    assert chip.get_text() == "Open <b>"
    assert words('{% chip state word="Waiting list, 4th" %}', state=Colour.OPEN) == "Waiting list, 4th"


def test_every_state_of_the_product_has_a_drawn_icon_and_a_known_tone() -> None:
    for enumeration in States.__subclasses__():
        for member in enumeration:
            assert member.icon in ICONS, f"{enumeration.__name__}.{member.name}: {member.icon}"
            assert member.tone in TONES, f"{enumeration.__name__}.{member.name}: {member.tone}"
    assert apps.ready


@pytest.mark.parametrize(
    ("stated", "inferred", "said", "looks"),
    [
        ([4, 15], [], "Objectives: 4, 15", {"named", "rest"}),
        ([4], [6, 4], "Objectives: 4; 6 (our reading)", {"named", "guess", "rest", "stripe"}),
        ([], [23], "Objectives: 23 (our reading)", {"guess", "rest", "stripe"}),
        ([], [], "Objectives: None stated", {"none"}),
        (range(1, 24), [], "Objectives: " + ", ".join(map(str, range(1, 24))), {"named"}),
    ],
)
def test_strip_draws_what_it_says(stated: list[int], inferred: list[int], said: str, looks: set[str]) -> None:
    strip = soup("{% strip stated inferred %}", stated=stated, inferred=inferred)
    assert strip.get_text() == said
    assert {path["class"][0] for path in strip.find_all("path")} == looks
    cells = "".join(path["d"] for path in strip.find_all("path") if path["class"] != ["stripe"])
    assert cells.count("M") == 23


@pytest.mark.parametrize(("value", "maximum", "width"), [(0, 5, "0.0"), (5, 5, "200"), (9, 5, "200"), (1, 0, "0")])
def test_bar_is_bounded(value: int, maximum: int, width: str) -> None:
    fill = soup("{% bar value maximum %}", value=value, maximum=maximum).find(class_="fill")
    assert float(fill["width"]) == float(width)


def test_paragraphs_of_participants_are_paragraphs_and_nothing_else() -> None:
    shown = soup('{% written text "en" %}', text="One.\n\nTwo <b>bold</b>.")
    assert [each.get_text() for each in shown.find_all("p")] == ["One.", "Two <b>bold</b>."]


# --- times


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("", "30 November 2026, 17:00 in Accra"),
        ("Africa/Abidjan", "30 November 2026, 17:00 in Accra"),
        ("Africa/Nairobi", "30 November 2026, 17:00 in Accra (20:00 your time)"),
        ("Asia/Tokyo", "30 November 2026, 17:00 in Accra (02:00 (+1 day) your time)"),
    ],
)
def test_when_shows_the_venue_then_the_reader(reader: str, said: str) -> None:
    assert words('{% when moment "Africa/Accra" %}', moment=NOON, reader_zone=reader) == said


def test_when_that_is_not_known_says_so() -> None:
    assert words('{% when None "Africa/Accra" %}') == "not known"


def test_period_marks_the_next_day_and_an_unknown_end() -> None:
    shown = words(
        '{% period start end "America/New_York" %}',
        start=datetime(2022, 5, 18, 19, tzinfo=UTC),
        end=datetime(2022, 5, 18, 22, tzinfo=UTC),
        reader_zone="Africa/Nairobi",
    )
    assert shown == "15:00 to 18:00 22:00 to 01:00 (+1 day) your time"
    assert words('{% period start None "UTC" %}', start=NOON) == "17:00 end not known"
    assert words('{% period None None "UTC" %}') == "Time not known"


@pytest.mark.parametrize(
    ("language", "start", "end", "said"),
    [
        ("en", date(2022, 5, 17), date(2022, 5, 20), "17 to 20 May 2022"),
        ("en", date(2022, 5, 17), None, "17 May 2022"),
        ("en", date(2022, 5, 17), date(2022, 5, 17), "17 May 2022"),
        ("en", date(2025, 9, 30), date(2025, 10, 2), "30 September to 2 October 2025"),
        ("en", date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 to 2 January 2026"),
    ],
)
def test_days_are_written_as_people_write_them(language: str, start: date, end: date | None, said: str) -> None:
    with translation.override(language):
        assert dates.days(start, end) == said


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_days_have_western_digits_in_every_language(language: str) -> None:
    with translation.override(language):
        assert re.findall("[0-9]+", dates.day(date(2022, 5, 17))) in (["17", "2022"], ["2022", "5", "17"])


def test_relative_counts_days_in_the_zone() -> None:
    now = dates.instant.now()
    assert words("{% relative due %}", due=now) == "Today"
    assert words("{% relative due %}", due=now + timedelta(days=2)) == "In 2 days"
    assert words("{% relative due %}", due=now - timedelta(days=3)) == "3 days late"
    assert words("{% relative due %}", due=(now + timedelta(days=1)).date()) == "Tomorrow"


# --- texts and addresses


def test_markdown_of_people_is_cleaned() -> None:
    hostile = "**bold** <script>alert(1)</script> [x](javascript:alert(1)) ![i](http://a.example/i.png)"
    page = soup("{{ text|markdown }}", text=hostile)
    assert page.strong.get_text() == "bold"
    assert not page.find(["script", "img"])
    assert not page.find(href=re.compile("^javascript"))


def test_text_of_another_language_keeps_its_direction_and_carries_a_mark() -> None:
    page = soup('{% foreign text "ar" %}{% language_mark "ar" %}', text="تعهد <b>")
    assert page.bdi["dir"] == "rtl"
    assert page.bdi.get_text() == "تعهد <b>"
    assert page.abbr.get_text() == "AR"
    assert not soup('{% language_mark "en" %}').abbr


def test_query_changes_one_thing_and_starts_at_the_first_page() -> None:
    assert drawn("{% query stage='draft' q=None %}", "?q=a&year=2022&page=4") == "?year=2022&amp;stage=draft"


def test_sort_turns_the_direction_and_says_it() -> None:
    link = soup('{% sort "title" "Title" %}', "?order=title").a
    assert link["href"] == "?order=-title"
    assert "in rising order" in link.get_text()


def test_filters_show_what_is_set_with_a_way_to_remove_it() -> None:
    class Filter(forms.Form):
        stage = forms.ChoiceField(choices=[("", "All"), ("draft", "Draft")], required=False)

    page = soup(
        '{% include "components/filters.html" with filter=filter found=3 %}',
        "?stage=draft&order=title&page=2",
        filter={"form": Filter({"stage": "draft"})},
    )
    tag = page.find("ul", class_="set-filters").a
    assert tag["href"] == "?order=title"
    assert "Stage: Draft" in " ".join(tag.get_text().split())
    assert "3 found" in page.get_text()
    assert page.find("input", {"name": "order"})["value"] == "title"


def test_pagination_counts_exactly() -> None:
    page = Paginator(range(480), 50).page(2)
    shown = soup('{% include "components/pagination.html" %}', "?q=a", page=page)
    assert shown.p.get_text() == "51 to 100 of 480"
    assert shown.find(rel="next")["href"] == "?q=a&page=3"


# --- forms


def test_field_ties_hint_error_and_counter_to_its_control() -> None:
    page = BeautifulSoup(str(Survey({"text": "abc"})), "html.parser")
    title = page.find("input", {"name": "title"})
    assert title["aria-invalid"] == "true"
    assert page.find(id=title["aria-describedby"]).get_text().strip()
    text = page.find("textarea")
    assert page.find(id=text["aria-describedby"]).get_text() == "What is it about?"
    assert page.find(attrs={"data-counter": text["id"]}).get_text() == "3 of 3,000"
    assert "(optional)" in page.find("label", {"for": text["id"]}).get_text()
    assert "(optional)" not in page.find("label", {"for": title["id"]}).get_text()


def test_outcomes_say_their_consequence() -> None:
    page = BeautifulSoup(str(Survey()["choice"]), "html.parser")
    decline = page.find("input", {"value": "no"})
    assert page.find(id=decline["aria-describedby"]).get_text() == "Mails the focal point."
    assert not page.find("input", {"value": "yes"}).has_attr("aria-describedby")


def test_many_folds_what_is_not_chosen() -> None:
    page = BeautifulSoup(str(Survey(initial={"objectives": [4, 15]})["objectives"]), "html.parser")
    folded = page.details.extract()
    assert [box["value"] for box in page.find_all("input")] == ["4", "15"]
    assert len(folded.find_all("input")) == 21
    assert not folded.has_attr("open")


def test_error_summary_counts_and_links_each_field() -> None:
    form = Survey({})
    page = soup('{% include "components/error_summary.html" %}', form=form)
    assert page.h2.get_text() == "3 things to correct before you go on"
    shown = BeautifulSoup(str(form), "html.parser")
    for link in page.find_all("a"):
        assert shown.find(id=link["href"][1:]), link
    assert "Room 4 is taken." in page.get_text()


def test_error_summary_is_absent_without_errors() -> None:
    assert not soup('{% include "components/error_summary.html" %}', form=Survey()).find()


# --- rows


def test_deadline_row_that_has_passed_has_no_button() -> None:
    row = {
        "title": "Call",
        "url": "/call/",
        "at": dates.instant.now() - timedelta(days=3),
        "zone": "UTC",
        "act": "Propose",
    }
    page = soup('{% include "components/deadline_row.html" %}', row=row)
    assert "closed on" in page.get_text()
    assert not page.find(class_="button")
    row["at"] = dates.instant.now() + timedelta(days=2)
    page = soup('{% include "components/deadline_row.html" %}', row=row)
    assert page.find(class_="attention")
    assert page.find(class_="button").get_text() == "Propose"


def test_boxes_keep_the_markup_of_their_body_and_escape_their_title() -> None:
    page = soup("{% empty_state title %}<p>Body</p>{% endempty_state %}", title="<i>No</i>")
    assert [each.get_text() for each in page.find_all("p")] == ["<i>No</i>", "Body"]


# --- the style page and the sheets


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_style_page_shows_every_component(client: Client, language: str) -> None:
    response = client.get("/style/", {"lang": language})
    page = BeautifulSoup(response.content, "html.parser")
    assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert len(page.find_all("h1")) == 1
    sources = " ".join(source.get_text() for source in page.find_all("pre"))
    missing = {
        part.name
        for part in (Path(settings.BASE_DIR) / "templates" / "components").glob("*.html")
        if f"components/{part.name}" not in sources and part.stem not in sources
    }
    assert missing <= {"wordmark.html", "message.html"}
    assert not page.find_all(style=True)
    identifiers = [tag["id"] for tag in page.find_all(id=True)]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("css/*.css")), ids=lambda sheet: sheet.name)
def test_sheets_use_logical_properties_and_no_raw_colour(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    physical = r"(?<![\w-])(margin|padding|border)-(left|right|top|bottom)|text-align:\s*(left|right)|float:"
    assert not re.search(physical, text)
    if sheet.name not in ("tokens.css", "print.css"):
        assert not re.search(r":[^;{]*#(?!000\))[0-9a-fA-F]{3,8}\b", text)
