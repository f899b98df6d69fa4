"""Every mail of the pledges, as it goes: who, what, the next act, an address; plain words in every language."""

import pytest

from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TOLD = {
    "title": "Cards & “counters” <b>",
    "who": "City of Port Meridian",
    "former": "A card for all",
    "reason": "Say who pays.",
    "reference": "HERE-P-0001",
    "partner": "Youth Assembly",
    "organisation": "Rights Commission",
    "text": "Two counters were visited.",
}
KINDS = {
    "pledge_submitted": {},
    "pledge_ask_changes": {"says": "Say who pays."},
    "pledge_published": {"says": "HERE-P-0001"},
    "pledge_amended": {"says": "A card for all"},
    "pledge_withdrawn": {"says": "Say who pays."},
    "partner_invited": {"says": "City of Port Meridian"},
    "partner_answered": {"answer": "confirmed", "says": "Youth Assembly stands behind your pledge"},
    "update_checked": {"outcome": "verified", "says": "Rights Commission has verified"},
    "check_replied": {"says": "Two counters were visited."},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_says_what_happened(cast: Cast, kind: str) -> None:
    given = dict(KINDS[kind])
    says = given.pop("says", "")
    notice = Notification(
        recipient=cast.people["city"], kind=kind, edition=cast.edition, url="/pledges/1/", context={**TOLD, **given}
    )
    texts = rendered(notice)
    assert texts
    subject, body = texts
    assert TOLD["title"] in subject
    assert TOLD["title"] in body
    assert says in body
    assert "/pledges/1/" in body
    assert not {"{{", "{%", "&amp;", "&lt;"} & {
        mark for mark in ("{{", "{%", "&amp;", "&lt;") if mark in subject + body
    }


@pytest.mark.parametrize(("answer", "word"), [("declined", "does not take part"), ("left", "no longer stands behind")])
def test_a_partner_that_goes_is_named(cast: Cast, answer: str, word: str) -> None:
    context = {**TOLD, "answer": answer}
    notice = Notification(recipient=cast.people["city"], kind="partner_answered", url="/pledges/1/", context=context)
    assert word in (rendered(notice) or ("", ""))[1]
