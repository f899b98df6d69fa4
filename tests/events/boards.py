"""The selection board on a stage: a call of two places, four proposals that were scored, a draft of three."""

from typing import Any

from django.test import Client

from events.calls.models import Call
from events.models import Proposal, Selection
from events.selection import drafts
from forum.taxonomy.models import Country
from tests import factories
from tests.cast import Cast
from tests.events.side_events import make_call, scored, second_reviewer, submitted

BOARD = "/here/manage/side-events/board/"
REVIEWERS = "/here/manage/side-events/reviewers/"
AFRICA, ASIA = Country.Group.AFRICA, Country.Group.ASIA_PACIFIC
EACH_REGION = {
    "dimension": "region",
    "value": ASIA.value,
    "bound": "least",
    "number": 1,
    "percent": False,
    "level": "rule",
}
WOMEN = {"dimension": "gender", "value": "woman", "bound": "least", "number": 40, "percent": True, "level": "advice"}


def two_places(cast: Cast) -> Call:
    """A call with two places and two reviewers."""
    second_reviewer(cast.edition)
    return make_call(cast.edition, places=2)


def four_scored(cast: Cast, call: Call) -> dict[str, Proposal]:
    """Four proposals, scored 5, 4, 3 and 2; only the third is from Asia and the Pacific."""
    ghana = factories.make_country("gha", group=AFRICA)
    nepal = factories.make_country("npl", group=ASIA)
    found = {}
    for name, points, country in (("ngo", 5, ghana), ("city", 4, ghana), ("state", 3, nepal), ("agency", 2, ghana)):
        body = cast.organisations[name]
        type(body).objects.filter(pk=body.pk).update(country=country)
        found[name] = scored(submitted(call, body, cast[name], title=f"Event of {name}"), points, points)
    return found


def draft(cast: Cast, call: Call, name: str = "Balanced") -> Selection:
    return drafts.begin(Call.objects.select_related("edition").get(pk=call.pk), by=cast["programme"], name=name)


def again(selection: Selection) -> Selection:
    return Selection.objects.select_related("call__edition").get(pk=selection.pk)


def pick(client: Client, selection: Selection, proposal: Proposal, verb: str = "select", **more: Any) -> Any:
    sent = {"pick": f"{verb}:{proposal.pk}", "version": again(selection).version, **more}
    return client.post(f"{BOARD}{selection.pk}/pick/", sent)


def letters(selection: Selection, client: Client, **more: Any) -> dict[str, Any]:
    """What the form of the list carries."""
    form = client.get(f"{BOARD}{selection.pk}/letters/").context["form"]
    return {**{name: "" if form[name].value() is None else form[name].value() for name in form.fields}, **more}


def commit(selection: Selection, client: Client, **more: Any) -> Any:
    return client.post(f"{BOARD}{selection.pk}/commit/", letters(selection, client, **more))


def three_picked(cast: Cast, call: Call, field: dict[str, Proposal]) -> Selection:
    """The first two in the places, the third on the reserve."""
    selection, client = draft(cast, call), cast.client("programme")
    pick(client, selection, field["ngo"])
    pick(client, selection, field["city"])
    pick(client, selection, field["state"], "reserve")
    return again(selection)
