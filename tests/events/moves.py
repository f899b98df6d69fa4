"""A forum that moves, as tests move it."""

from datetime import date, datetime
from typing import Any

from forum.editions.models import Edition
from tests.cast import Cast

AT = "/here/manage/move/"
NEW_YORK, GENEVA = "America/New_York", "Europe/Zurich"


def values(cast: Cast, **changed: Any) -> dict[str, Any]:
    edition = Edition.objects.get(pk=cast.edition.pk)
    kept = {name: getattr(edition, name) for name in ("start", "end", "timezone", "place", "venue", "mode")}
    return kept | changed


def check(cast: Cast, *, query: str = "", **changed: Any) -> Any:
    client = cast.client("secretariat")
    return client.get(f"{AT}check/{query}", values(cast, **changed))


def mark(answer: Any) -> str:
    return answer.context["form"]["mark"].value()


def move(cast: Cast, *, seen: str = "", reason: str = "The house is closed.", more: Any = None, **changed: Any) -> Any:
    seen = seen or mark(check(cast, **changed))
    sent = {**values(cast, **changed), "mark": seen, "reason": reason, **(more or {})}
    return cast.client("secretariat").post(AT, sent, follow=True)


def to_new_york(cast: Cast) -> Cast:
    """17 to 19 March 2027, in the weeks when New York has summer time and Geneva has not."""
    set_edition(cast, start=date(2027, 3, 17), end=date(2027, 3, 19), timezone=NEW_YORK, place="New York")
    return cast


def set_edition(cast: Cast, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(cast.edition, name, value)
    cast.edition.save()


def wall(cast: Cast, moment: datetime) -> str:
    cast.edition.refresh_from_db()
    return f"{cast.edition.local(moment):%Y-%m-%d %H:%M}"
