"""Panels as an app would contribute them."""

from datetime import timedelta
from typing import Any

from forum.editions.models import Edition
from forum.kit import clock
from forum.outcomes.blocks import Bar, Figure, Heading, ListBlock, Paragraph, Table, text


def open_call(request: Any, edition: Edition | None = None) -> list[dict[str, Any]]:
    edition = edition or Edition.objects.get(slug="here")
    row = {"zone": edition.timezone, "url": f"{edition.get_absolute_url()}side-events/", "rehearsal": False}
    soon = (clock.now() + timedelta(days=9)).replace(hour=17, minute=0)
    return [
        {**row, "title": "Call for side events", "text": "12 places.", "due": soon, "opens": None, "button": "Propose"},
        {**row, "title": "Registration", "text": "", "due": None, "opens": soon + timedelta(days=30), "button": "Go"},
    ]


def section(edition: Edition) -> list[Any]:
    return [
        Heading("Sessions"),
        Paragraph(text("The forum had ", ("8 sessions", "/here/programme/"), ".")),
        Table("Sessions by kind", ["Kind", "Number"], [[text("Plenary"), text(("2", "/here/?kind=plenary"))]], [1]),
        Figure("Pledges by category", [Bar("States", 3, "/pledges/?category=member_state"), Bar("Youth", 0)]),
        ListBlock([text("One thing")]),
    ]
