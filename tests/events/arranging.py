"""What tests of the programme editor ask and send, as the script of its page does."""

from typing import Any

from django.http import HttpResponse

from events.models import Session
from forum.history.models import Entry
from tests.cast import Cast
from tests.events.stage import make_room

EDITOR = "/here/manage/editor/"
DATA = f"{EDITOR}data.json"


def one(session: Session, verb: str = "") -> str:
    return f"{EDITOR}{session.reference}/{verb + '/' if verb else ''}"


def fresh(session: Session) -> Session:
    return Session.objects.select_related("edition", "room").get(pk=session.pk)


def put(cast: Cast, session: Session, at: str = "10:00", *, who: str = "programme", **more: Any) -> HttpResponse:
    """As the page's script sends it, with the version that is current unless another is given."""
    sent = {
        "room": make_room(cast).pk,
        "day": cast.edition.start.isoformat(),
        "start": at,
        "length": 60,
        "reason": "",
        "version": fresh(session).version,
        **more,
    }
    return cast.client(who).post(one(session), sent, headers={"Accept": "application/json"})


def act(cast: Cast, address: str, who: str = "programme", **sent: Any) -> HttpResponse:
    return cast.client(who).post(address, sent, headers={"Accept": "application/json"})


def data(cast: Cast, who: str = "programme", since: str = "") -> dict[str, Any]:
    found: dict[str, Any] = cast.client(who).get(f"{DATA}?since={since}" if since else DATA).json()
    return found


def take_back(cast: Cast, who: str = "programme", verb: str = "undo") -> HttpResponse:
    step = data(cast, who)[verb]
    return act(cast, f"{EDITOR}{verb}/", who, number=step["number"] if step else 0)


def card(cast: Cast, session: Session) -> dict[str, Any]:
    return next(each for each in data(cast)["sessions"] if each["ref"] == session.reference)


def where(session: Session) -> tuple[Any, ...]:
    now = fresh(session)
    return now.status, now.room_id, now.starts_at, now.ends_at, now.is_pinned


def verbs(session: Session) -> list[str]:
    return list(Entry.objects.of(session).order_by("number").values_list("verb", flat=True))
