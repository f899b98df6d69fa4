"""The selection of the rehearsal: more proposals with their scores, targets, a conflict of interest, two drafts."""

from datetime import datetime, timedelta
from typing import Any

from accounts.organisations.rehearsal import organisation
from accounts.people.rehearsal import person
from events.calls.models import Call
from events.selection import drafts
from events.selection.actions import declare_conflict, score
from events.selection.pool import pool
from events.side_events import actions
from events.side_events.models import Proposal
from events.side_events.reviews import Review
from forum.editions.models import Edition
from forum.kit import clock
from forum.taxonomy.models import Lens, Objective

# lead, title, first sentence, format, mode, objectives, lenses, speakers (w woman, m man, n not said), points of two
STORIES: list[tuple[Any, ...]] = [
    (
        "faith",
        "A bed is not a plan",
        "Eight shelters compare what happened a year after a night with them.",
        "interactive",
        "in_person",
        (7, 15),
        ("income",),
        "wwm",
        (5, 4),
    ),
    (
        "press",
        "Who is quoted",
        "A newsroom counted its sources for a year and changed how it asks.",
        "panel",
        "hybrid",
        (3, 17),
        ("race",),
        "wmm",
        (4, 2),
    ),
    (
        "borders",
        "Waiting rooms",
        "What a queue of nine months does to work, school and health.",
        "workshop",
        "virtual",
        (4, 12),
        ("left-behind",),
        "wn",
        (3, 4),
    ),
    (
        "cochair2",
        "A contract that can be read",
        "Two ministries show a contract in pictures and what it changed at the airport.",
        "panel",
        "in_person",
        (6, 22),
        ("pathways",),
        "mmm",
        (4, 4),
    ),
    (
        "agency",
        "Numbers that harm nobody",
        "Offices of statistics agree on what they will not ask.",
        "workshop",
        "virtual",
        (1, 3),
        ("gender",),
        "wwmn",
        (5, 3),
    ),
    (
        "city",
        "The night bus",
        "How a bus line at four in the morning kept a hospital open.",
        "interactive",
        "hybrid",
        (15, 16),
        ("gender", "income"),
        "ww",
        (4, 5),
    ),
    (
        "fund",
        "What three years buy",
        "Grants of three years against grants of one: what stayed.",
        "panel",
        "hybrid",
        (19, 23),
        ("intersecting",),
        "wm",
        (2, 3),
    ),
]
GENDERS = {"w": "woman", "m": "man", "n": "not_said"}
TARGETS = [
    {"dimension": "category", "value": "", "bound": "most", "number": 1, "percent": False, "level": "rule"},
    {"dimension": "gender", "value": "woman", "bound": "least", "number": 40, "percent": True, "level": "advice"},
    {"dimension": "lens", "value": "gender", "bound": "least", "number": 1, "percent": False, "level": "rule"},
    {"dimension": "mode", "value": "virtual", "bound": "least", "number": 1, "percent": False, "level": "advice"},
]


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    call = Call.objects.select_related("edition").get(edition=edition)
    with clock.moved(day0 - timedelta(days=9)):
        proposals = [propose(call, story) for story in STORIES]
    with clock.moved(day0 - timedelta(days=6)):
        hand_back(call)
        for proposal, story in zip(proposals, STORIES, strict=True):
            give(proposal, story[-1])
    with clock.moved(day0 - timedelta(days=2)):
        compare(Call.objects.select_related("edition").get(pk=call.pk))


def propose(call: Call, story: tuple[Any, ...]) -> Proposal:
    lead, title, first, form, mode, numbers, lenses, speakers, _points = story
    by = person(lead)
    proposal = actions.start(call, organisation=organisation(lead), by=by)
    rest = (
        "We begin with three short accounts by people who live with the question, then work in small groups on what a "
        "town, a ministry and an employer could each change within a year. The groups write one page, read it aloud, "
        "and the room says which of it it would sign."
    )
    changes = {
        "title": title,
        "format": form,
        "mode": mode,
        "speakers": "",
        "description": f"{first} {rest}",
        "policy_intervention": "A rule that a council, a ministry or an employer can adopt within a year.",
        "spoken": ["en"],
        "windows": [each["code"] for each in call.windows][:1],
        "days": [call.edition.days[2].isoformat()],
    }
    actions.save(
        proposal,
        by=by,
        changes=changes,
        objectives=list(Objective.objects.filter(number__in=numbers)),
        lenses=list(Lens.objects.filter(code__in=lenses)),
        panel=[
            {
                "name": f"Speaker {number} of {title}",
                "gender": GENDERS[each],
                "stands_for": "migrant" if number == 1 else "other",
            }
            for number, each in enumerate(speakers, 1)
        ],
    )
    proposal = again(proposal)
    actions.submit(proposal, by=by)
    return again(proposal)


def again(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_related("call__edition", "edition", "organisation", "session").get(pk=proposal.pk)


def hand_back(call: Call) -> None:
    """One reviewer knows a speaker of one that waits; nobody else is free, so the officers are told."""
    review = Review.objects.to_score().filter(proposal__call=call, proposal__organisation=organisation("youth")).first()
    if review is not None:
        words = "I taught two of the speakers until last year."
        declare_conflict(review, by=person(review.reviewer.email.split("@")[0]), words=words)


def give(proposal: Proposal, points: tuple[int, int]) -> None:
    criteria = list(proposal.call.criteria.all())
    for review, mark in zip(Review.objects.filter(proposal=proposal).order_by("pk"), points, strict=False):
        name = review.reviewer.email.split("@")[0]
        every = {each.pk: max(min(mark + (-1 if place % 3 == 2 else 0), 5), 0) for place, each in enumerate(criteria)}
        words = {criteria[-1].pk: "The set-up invites people to speak."} if mark > 3 else {}
        said = "A clear measure, and people who can take it." if mark > 3 else "Who would take the measure stays open."
        score(again_review(review), by=person(name), points=every, words=words, comment=said)


def again_review(review: Review) -> Review:
    return Review.objects.select_related("proposal__call__edition", "proposal__edition").get(pk=review.pk)


def compare(call: Call) -> None:
    """One draft by score alone, one under the targets."""
    by = person("programme")
    plain = drafts.begin(call, by=by, name="By score")
    drafts.fill_by_rank(plain, pool(call, by), by=by)
    days = call.confirm_days
    drafts.set_targets(call, by=by, targets=TARGETS, anonymous_review=call.anonymous_review, confirm_days=days)
    balanced = drafts.begin(call, by=by, name="Balanced")
    drafts.fill_by_rank(balanced, pool(call, by), by=by)
