"""Measures what the bench has built: each page warm, cold, and beside a bare view of the same bytes."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.asgi import ASGIHandler
from django.test import Client, override_settings

from forum.bench import bare
from forum.bench.asking import COUNTED, Asked, measure
from forum.bench.loading import Answers, load, server
from forum.bench.sizes import Ask
from forum.editions.models import Edition
from forum.kit.dotted import load_all
from forum.pages.public import SHELF

WARM, COLD = 200, 20
NOT_ASKED = Answers(None, None, None)
WORKERS = 2


@dataclass(frozen=True)
class Row:
    page: str
    sql: int
    rps: float | None
    p50_ms: float | None
    p99_ms: float | None
    cpu_ms: float
    bytes: int
    gzip_bytes: int


@dataclass(frozen=True)
class Process:
    start_ms: float
    memory_mb: float


def asks(edition: Edition) -> list[Ask]:
    rows = [Ask("home", "/"), Ask("edition", f"/{edition.slug}/"), Ask("editions", "/editions/")]
    return rows + [ask for pages in load_all(settings.BENCH_PAGES) for ask in pages(edition)]


def row(page: str, asked: Asked, answers: Answers) -> Row:
    if asked.status != 200:
        raise RuntimeError(f"{page}: answered with {asked.status}")
    plain = gzip.decompress(asked.body) if asked.compressed else asked.body
    return Row(page, asked.sql, answers.rps, answers.p50_ms, answers.p99_ms, asked.cpu_ms, len(plain), len(asked.body))


def nothing() -> None:
    """Before a warm request."""


class SignedIn:
    """Sessions for the time of the measuring, one for each person."""

    def __init__(self, emails: set[str]) -> None:
        self.clients = {email: Client() for email in emails}
        for email, client in self.clients.items():
            client.force_login(get_user_model().objects.get(email=email), settings.AUTHENTICATION_BACKENDS[1])

    def cookie(self, email: str) -> str:
        name = settings.SESSION_COOKIE_NAME
        return f"{name}={self.clients[email].cookies[name].value}" if email else ""

    def end(self) -> None:
        for client in self.clients.values():
            client.logout()


def measured(edition: Edition, say: Callable[[str], None], seconds: float) -> tuple[list[Row], Process]:
    rows = asks(edition)
    people = SignedIn({ask.who for ask in rows if ask.who})
    try:
        return all_of(rows, people, say, seconds)
    finally:
        people.end()


def forget() -> None:
    """Nothing that was made before is left in this process."""
    SHELF.clear()
    for each in load_all(settings.BENCH_FORGETS):
        each()


def draw_anew() -> None:
    """Nor anything that another process has drawn."""
    forget()
    for each in load_all(settings.BENCH_DROPS):
        each()


def all_of(rows: list[Ask], people: SignedIn, say: Callable[[str], None], seconds: float) -> tuple[list[Row], Process]:
    """Processor time and statements in this process; then rates and waits from servers of one worker."""
    asked: dict[tuple[str, str], Asked] = {}
    place = settings.MIDDLEWARE.index("forum.pages.public.PublicPages")
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE[:place], COUNTED, *settings.MIDDLEWARE[place:]]):
        app = ASGIHandler()
        for ask in rows:
            cookie = people.cookie(ask.who)
            if ask.stored:
                asked[ask.page, "drawn"] = measure(app, ask.path, cookie, COLD, draw_anew, 2 * seconds)
            asked[ask.page, "cold"] = measure(app, ask.path, cookie, COLD, forget, 2 * seconds)
            if not ask.who:
                asked[ask.page, "warm"] = measure(app, ask.path, cookie, WARM, nothing, seconds)
            say(f"{ask.page}: {asked[ask.page, 'cold'].sql} statements cold")
    bare.FOLDER.mkdir(exist_ok=True)
    for number, ask in enumerate(rows):
        (bare.FOLDER / f"{number}.gz").write_bytes(asked[ask.page, "cold"].body)
    with override_settings(MIDDLEWARE=[COUNTED], ROOT_URLCONF="forum.bench.bare"):
        bare_app = ASGIHandler()
        for number, ask in enumerate(rows):
            plain = measure(bare_app, f"/{number}", "", WARM, nothing, seconds)
            asked[ask.page, "bare"] = Asked(plain.sql, plain.cpu_ms, plain.status, plain.body, True)
    answers, process = under_load(rows, people, say, seconds)
    return [
        row(f"{page}, {way}", found, answers.get((page, way), NOT_ASKED)) for (page, way), found in asked.items()
    ], process


def under_load(
    rows: list[Ask], people: SignedIn, say: Callable[[str], None], seconds: float
) -> tuple[dict[tuple[str, str], Answers], Process]:
    answers: dict[tuple[str, str], Answers] = {}
    with server(PUBLIC_PAGES_MB="0") as cold:
        say("A server that keeps no pages")
        for ask in rows:
            answers[ask.page, "cold"] = load(cold.port, ask.path, people.cookie(ask.who), seconds)
    with server("forum.bench.bare_asgi:application") as plain:
        say("A server of bare views")
        for number, ask in enumerate(rows):
            answers[ask.page, "bare"] = load(plain.port, f"/{number}", "", seconds)
    with server() as warm:
        say("A server that keeps pages")
        for ask in rows:
            if not ask.who:
                answers[ask.page, "warm"] = load(warm.port, ask.path, "", seconds)
        start_ms = warm.started_ms
    with server(workers=WORKERS) as two:
        say("Two web processes")
        for ask in rows:
            load(two.port, ask.path, people.cookie(ask.who), min(seconds, 0.5))
        memory = sum(two.memory_mb())
    return answers, Process(round(start_ms), round(memory, 1))
