"""Automatic drafts as tests ask for them."""

from typing import Any

from events.conflicts.plan import load
from events.drafting import tasks
from events.drafting.models import AutomaticDraft
from events.drafting.wishes import usual
from events.models import Session
from forum.jobs.models import Job
from tests.cast import Cast

AT = "/here/manage/draft/"


def form(cast: Cast, **changed: Any) -> dict[str, Any]:
    wishes = usual(load(cast.edition)).as_json()
    weights = {f"weight_{name}": value for name, value in wishes.pop("weights").items()}
    return {**wishes, **weights, **changed}


def made(cast: Cast, **changed: Any) -> AutomaticDraft:
    """As the programme officer asks for it, and as a worker makes it."""
    answered = cast.client("programme").post(AT, form(cast, **changed))
    assert answered.status_code == 302, answered.content.decode()
    tasks.make(Job.objects.latest("pk").pk)
    return AutomaticDraft.objects.latest("pk")


def accept(cast: Cast, draft: AutomaticDraft, *, only: Any = None, **more: Any) -> Any:
    rows = draft.places.exclude(fate="none") if only is None else draft.places.filter(session__in=only)
    sent = {"version": draft.version, "places": [row.pk for row in rows], **more}
    return cast.client("programme").post(f"{draft.get_absolute_url()}accept/", sent, follow=True)


def page(cast: Cast, draft: AutomaticDraft, query: str = "") -> str:
    return cast.client("programme").get(f"{draft.get_absolute_url()}{query}").content.decode()


def places() -> dict[str, tuple[Any, Any]]:
    return {each.title: (each.room_id, each.starts_at) for each in Session.objects.all()}
