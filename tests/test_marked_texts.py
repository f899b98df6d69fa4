"""Whoever reads any page in any language: nothing stands there that nobody marked for translation."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from django.utils.text import capfirst

from accounts.models import User
from forum.history.models import Entry
from forum.history.words import VERBS, object_words
from forum.kit import catalogues
from tests.matrix import EVERYBODY, NOBODY, ROWS, SIGNED_IN
from tests.pseudo import OPEN, data, pieces, pseudo_language
from tests.routes import all_routes
from tests.world import World, address

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.xdist_group("marked texts")]  # reads all pages

# Shown to who makes the site, not to who uses it.
NOT_READ = {"style", "demo_mail", "demo_mail_list", "history", "healthz", "readyz"}
SIGNING_UP = ("account_", "me")


class Reading:
    """Every page once, in the pseudo-language, by the first of the cast who may."""

    def __init__(self, world: World) -> None:
        self.bare: dict[str, set[str]] = {}
        self.public: dict[tuple[str, str], str] = {}
        self.asked: set[tuple[str, str]] = set()
        known = data()
        for route in all_routes():
            cell = ROWS.get(route.name, (NOBODY, NOBODY))[0]
            if cell == NOBODY or route.name in NOT_READ:
                continue
            signing_up = cell == SIGNED_IN and route.name.startswith(SIGNING_UP)
            names = {EVERYBODY: ["anonymous"], SIGNED_IN: ["stranger" if signing_up else "ngo"]}.get(cell, cell.split())
            with pseudo_language() as asked:
                answer = world.ask(names[0], "get", address(route, world, world.here))
                content = b"" if answer.streaming else answer.content
            self.asked |= asked
            if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.status_code >= 300:
                continue
            if cell == EVERYBODY or signing_up:
                self.public |= dict.fromkeys(asked, route.name)
            for piece in pieces(BeautifulSoup(content, "html.parser")):
                if piece not in known:
                    self.bare.setdefault(piece, set()).add(route.name)


@pytest.fixture(scope="module")
def reading(world: World) -> Reading:
    return Reading(world)


def test_no_text_of_any_page_is_left_unmarked(reading: Reading) -> None:
    assert reading.bare == {}


def test_what_a_visitor_reads_is_named_as_public(reading: Reading) -> None:
    """`locale/public.txt` names every file that a public page, or a page of signing up, takes a text from."""
    texts = catalogues.extracted()
    wanted = catalogues.wanted("es", texts)
    left_out = {
        (text[1], reading.public[text], *[path for path, _line in texts[text].locations])
        for text in reading.public
        if text in texts and text not in wanted
    }
    assert left_out == set()


def test_a_text_from_data_is_known_to_the_catalogues(reading: Reading) -> None:
    """Titles of reference lists and the like are asked for by variable: each is named somewhere for translators."""
    texts = catalogues.extracted()
    theirs = translation.trans_real.translation("fr")

    def is_known(context: str, text: str) -> bool:
        return theirs.gettext(f"{context}\x04{text}" if context else text).rpartition("\x04")[2] != text

    unknown = {key for key in reading.asked - texts.keys() if key[1] and OPEN not in key[1] and not is_known(*key)}
    assert {text for _context, text in unknown} - SAME_IN_FRENCH == set()


SAME_IN_FRENCH = {"Zone", "Type", "Code", "Message", "Description", "Note", "Date", "Action", "…"}
SAME_IN_FRENCH |= {"%(truncated_text)s…"}  # of the framework


def test_every_act_and_what_it_is_done_to_has_words(world: World) -> None:
    assert set(Entry.objects.values_list("verb", flat=True).distinct()) - VERBS.keys() == set()
    texts = catalogues.extracted()
    named = {object_words(label) for label in Entry.objects.values_list("object_type", flat=True).distinct()}
    assert {name for name in named if not {("", name), ("", name[0].lower() + name[1:])} & texts.keys()} == set()
    assert object_words(User._meta.label_lower) == capfirst("person")


def test_the_pages_were_read(reading: Reading) -> None:
    assert len(reading.asked) > 1000
