"""What stands on the first page of an edition: its steps, its numbers, its deadlines, and panels of the apps."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from forum.editions.models import Edition, Part, Stage
from forum.editions.words import cover_facts, fact_rows
from forum.kit import clock, dates
from forum.kit.dotted import load_all
from forum.pages.generation import kept

ORDER = list(Stage)


def step(title: object, note: object, state: str) -> dict[str, Any]:
    return {"title": title, "note": note, "state": state}


def state_of(first: date | None, last: date | None, edition: Edition) -> str:
    """Done, now or to come, by its days; a part without days follows the edition."""
    today = edition.today()
    if (last or first or edition.end) < today:
        return "done"
    return "now" if (first or edition.start) <= today else "todo"


def steps_of(edition: Edition, extra: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """From announcement to the next edition. Of what goes on, the last is marked as now."""
    found = [] if edition.is_archive else life(edition)
    found += [
        step(part, dates.days(part.start, part.end) if part.start else _("days not known"), state)
        for part in parts_of(edition)
        for state in [state_of(part.start, part.end, edition)]
    ]
    if edition.outcome_kind or not edition.is_archive:
        found.append(step(_("Outcome"), outcome_words(edition), outcome_state(edition)))
    later = next_edition(edition) if edition.is_archive else None
    if later and later.end < edition.today():
        found.append(step(_("Next edition"), str(later), "done"))
    found += extra
    if later and later.end >= edition.today():
        found.append(step(_("Next edition"), str(later), "todo"))
    current = [row for row in found if row["state"] == "now"]
    for row in current[:-1]:
        row["state"] = "done"
    return found


def parts_of(edition: Edition) -> list[Part]:
    return kept(f"parts of {edition.pk}", lambda: list(edition.parts.all()), chain=edition.pk)


def next_edition(edition: Edition) -> Edition | None:
    later = edition.series.editions.public().filter(start__gt=edition.end, is_rehearsal=False)
    return later.order_by("start").first()


def outcome_words(edition: Edition) -> str:
    return edition.get_outcome_kind_display() if edition.outcome_kind else _("not said yet")


def outcome_state(edition: Edition) -> str:
    return "done" if edition.outcome_kind and edition.end < edition.today() else "todo"


def life(edition: Edition) -> list[dict[str, Any]]:
    reached = ORDER.index(edition.state)
    registration = ORDER.index(Stage.REGISTRATION_OPEN)
    return [
        step(_("Announced"), "", "done" if reached >= ORDER.index(Stage.ANNOUNCED) else "todo"),
        step(
            _("Registration open"),
            "",
            "now" if reached == registration else "done" if reached > registration else "todo",
        ),
    ]


def open_now(request: HttpRequest, edition: Edition | None = None) -> list[dict[str, Any]]:
    """Rows of what is open now and until when, from the apps; of one edition or of all."""
    rows = [row for panel in load_all(settings.HOME_PANELS) for row in panel(request, edition)]
    ready = [deadline(row) for row in rows]
    return sorted((row for row in ready if row["at"]), key=lambda row: (row["opens"], row["at"]))


def deadline(row: dict[str, Any]) -> dict[str, Any]:
    """What the deadline component is given: the end of what is open, or the opening of what is not yet."""
    opens = bool(row.get("opens") and row["opens"] > clock.now())
    at = row["opens"] if opens else row["due"]
    return {**row, "opens": opens, "at": at, "act": "" if opens else row.get("button", "")}


def deadlines(edition: Edition) -> list[Any]:
    return list(edition.milestones.public().filter(done_at=None, object_id=None))


def overview(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    panels = [found for panel in load_all(settings.EDITION_PANELS) if (found := panel(request, edition))]
    slots: dict[str, list[dict[str, Any]]] = {"main": [], "aside": [], "steps": [], "numbers": []}
    for panel in panels:
        slots[panel["slot"]].append(panel)
    extra = [each for panel in slots["steps"] for each in panel["steps"]]
    related = Edition.objects.visible_to(request.user)
    return {
        "facts": cover_facts(edition),
        "steps": steps_of(edition, extra),
        "numbers": [number for panel in slots["numbers"] for number in panel["numbers"]],
        "main_panels": slots["main"],
        "aside_panels": slots["aside"],
        "deadlines": [] if edition.is_archive else open_now(request, edition),
        "milestones": [] if edition.is_archive else deadlines(edition),
        "fact_rows": fact_rows(edition),
        "children": related.filter(parent=edition) if edition.is_parent else [],  # type: ignore[attr-defined]
    }
