"""A first visit to a public page weighs less than 60 KB, compressed, and asks nobody else for anything."""

import gzip
from itertools import product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client

from forum.bench.building import edition_of_bench
from forum.bench.measuring import asks

pytestmark = pytest.mark.once
LIMIT = 60_000
PAGES = ("/", "/editions/", "/objectives/7/", "/take-part/", "/about/", "/imrf-2022/outcome/", "/accounts/signup/")


def compressed(name: str) -> int:
    path = finders.find(name)
    assert path, name
    return len(gzip.compress(Path(path).read_bytes()))


def asked_for(html: str) -> list[str]:
    """What the browser fetches with a page; of the scripts all, as each page loads those whose mark it carries."""
    soup = BeautifulSoup(html, "html.parser")
    found = [each["href"] for each in soup.select("link[rel=stylesheet], link[rel=icon], link[rel=preload]")]
    found += [each["src"] for each in soup.select("script[src], img[src], iframe[src]")]
    assert not soup.select("style, script:not([src]), object, embed, video, audio")
    assert all(each.startswith(settings.STATIC_URL) for each in found), found
    names = {each.removeprefix(settings.STATIC_URL) for each in found}
    scripts = {f"js/{path.name}" for path in (settings.BASE_DIR / "static/js").glob("*.js")}
    return sorted(names | scripts if any(name.startswith("js/") for name in names) else names)


def test_a_first_visit_weighs_less_than_sixty_kilobytes(db: None) -> None:
    call_command("bench", size="small", build_only=True, verbosity=0)
    edition = edition_of_bench()
    assert edition
    paths = [*PAGES, *(ask.path for ask in asks(edition) if not ask.who and "json" not in ask.path)]
    too_heavy = {}
    for language, path in product(("en", "ar"), paths):
        reader = Client(headers={"accept-encoding": "gzip", "accept-language": language})
        answer = reader.get(path)
        assert answer.status_code == 200, path
        if not answer["Content-Type"].startswith("text/html"):
            continue
        html = gzip.decompress(answer.content).decode()
        assert f'lang="{language}"' in html, path
        weight = len(answer.content) + sum(compressed(name) for name in asked_for(html))
        if weight >= LIMIT:
            too_heavy[language, path] = weight
    assert not too_heavy
