"""The call: opened and kept in the browser, widened by an act, copied to the next edition; and the imported one."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override

from events.calls import actions as calls
from events.calls.models import Call
from events.models import Proposal, Session
from events.side_events.overlaps import overlaps
from forum.demo import building
from forum.history.acts import SYSTEM
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.dotted import load
from forum.kit.refusals import Refused
from forum.milestones.models import Milestone
from tests import factories
from tests.cast import Cast
from tests.events.side_events import current, make_call, scored, second_reviewer, submitted, written

PAGE = "/here/manage/call/"


SENT = {
    "opens_at": "2026-11-01T09:00",
    "closes_at": "2026-12-01T17:00",
    "scores_by": "2026-12-15",
    "results_by": "2027-01-15",
    "places": "16",
    "max_per_lead": "2",
    "place_rule": "any",
    "co_organisers_least": "0",
    "co_organisers_most": "5",
    "objectives_least": "1",
    "objectives_most": "3",
    "description_least": "300",
    "description_most": "3000",
    **dict.fromkeys(["level_late", "level_many", "level_co_organisers", "level_objectives", "level_length"], "refuse"),
    "level_answered": "warn",
    **dict.fromkeys(["level_window", "level_duration", "level_parallel", "level_place"], "reason"),
    "windows-TOTAL_FORMS": "2",
    "windows-INITIAL_FORMS": "0",
    "windows-0-label": "Lunch",
    "windows-0-not_before": "13:00",
    "windows-0-not_after": "15:00",
    "windows-0-per_day": "1",
    "windows-0-duration_minutes": "60",
    "criteria-TOTAL_FORMS": "2",
    "criteria-INITIAL_FORMS": "0",
    "criteria-0-label": "Concrete outcomes",
    "criteria-0-weight": "3",
    "questions-TOTAL_FORMS": "4",
    "questions-INITIAL_FORMS": "0",
    "questions-0-label": "Which policy intervention do you expect?",
    "questions-0-kind": "policy",
    "questions-1-label": "Which inequality does it look at?",
    "questions-1-kind": "lens",
    "questions-2-label": "Who will be in the room?",
    "questions-2-kind": "short",
    "questions-3-kind": "long",
}


def test_an_officer_opens_the_call_in_the_browser(cast: Cast, travel) -> None:
    travel(factories.at("2026-11-22 10:00"))
    assert cast.client("programme").post(PAGE, SENT).status_code == 302
    call = Call.objects.get()
    assert call.closes_at == factories.at("2026-12-01 17:00")  # Accra is at UTC
    assert call.windows[0] == {
        "code": "lunch",
        "label": "Lunch",
        "not_before": "13:00",
        "not_after": "15:00",
        "per_day": 1,
        "duration_minutes": 60,
    }
    assert [(each.code, each.weight) for each in call.criteria.all()] == [("concrete-outcomes", 3)]
    assert Milestone.objects.get(slug="closes").due_at == call.closes_at
    public = cast.client("anonymous").get("/here/side-events/").content.decode()
    for words in ("1 December 2026, 17:00 in Accra", "Propose a side event", "Concrete outcomes"):
        assert words in public


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_at": "2026-10-01T17:00"}, "The call closes before it opens."),
        ({"results_by": "2026-12-10"}, "Results are promised before scores are due."),
        ({"scores_by": "2026-11-30"}, "Scores are due before the call closes."),
        ({"closes_at": ""}, "This field is required."),
        ({"windows-1-label": "lunch"}, "Two rows have the same name."),
        ({"windows-0-not_before": "noon"}, "Enter a valid time."),
        ({"criteria-0-weight": "99"}, "less than or equal to 10"),
    ],
)
def test_a_wrong_call_is_answered_with_the_cure(cast: Cast, wrong: dict, words: str) -> None:
    answer = cast.client("programme").post(PAGE, {**SENT, **wrong})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Call.objects.exists()


def test_who_does_not_run_the_programme_keeps_out(cast: Cast) -> None:
    answers = {name: cast.client(name).get(PAGE).status_code for name in ("ngo", "reviewer", "auditor", "elsewhere")}
    assert set(answers.values()) == {403}


def test_what_is_shown_can_be_saved_again_unchanged(cast: Cast) -> None:
    call = make_call(cast.edition)
    page = cast.client("programme").get(PAGE)
    form, *sets = (page.context[name] for name in ("form", "windows", "criteria", "questions"))
    sent = {}
    for each in (form, *(row for rows in sets for row in rows), *(rows.management_form for rows in sets)):
        for bound in each:
            value = bound.value()
            if value is not None and value is not False and value != []:
                sent[bound.html_name] = bound.field.widget.format_value(value) or ""
    assert cast.client("programme").post(PAGE, sent).status_code == 302
    after = Call.objects.get()
    assert (after.closes_at.replace(second=0, microsecond=0), after.windows) == (
        call.closes_at.replace(second=0, microsecond=0),
        call.windows,
    )
    assert after.criteria.count() == 2


def test_criteria_stand_once_a_score_was_given(cast: Cast) -> None:
    second_reviewer(cast.edition)
    call = make_call(cast.edition)
    scored(submitted(call, cast.organisations["ngo"], cast["ngo"]), 3, 3)
    with pytest.raises(Refused, match="can no longer change"):
        calls.edit_call(call, by=cast["programme"], changes={}, may_apply=[], criteria=[])


@pytest.mark.parametrize(("places", "reason", "status"), [(3, "Why", 409), (9, "", 422), (9, "A second room.", 302)])
def test_places_are_raised_with_a_reason_and_never_lowered(cast: Cast, places: int, reason: str, status: int) -> None:
    call = make_call(cast.edition)
    answer = cast.client("programme").post(
        f"{PAGE}raise-places/", {"places": places, "reason": reason, "version": call.version}
    )
    assert answer.status_code == status
    call.refresh_from_db()
    assert call.places == (9 if status == 302 else 3)


def test_the_database_refuses_more_selected_than_places(cast: Cast) -> None:
    make_call(cast.edition)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.update(selected_count=4)


def test_a_copy_of_an_edition_has_the_call_with_later_dates(cast: Cast) -> None:
    call = make_call(cast.edition, may_apply=[factories.make_category("youth")])
    later = factories.make_edition("later", start=cast.edition.start + timedelta(days=365))
    calls.clone(cast.edition, later, SYSTEM)
    copy = Call.objects.get(edition=later)
    assert copy.closes_at - call.closes_at == timedelta(days=365)
    assert (copy.windows, copy.selected_count, copy.criteria.count()) == (call.windows, 0, 2)
    assert [each.code for each in copy.may_apply.all()] == ["youth"]


def test_a_copy_keeps_the_hour_of_the_wall_where_clocks_change_or_the_zone_is_another(cast: Cast) -> None:
    type(cast.edition).objects.filter(pk=cast.edition.pk).update(timezone="America/New_York")
    cast.edition.refresh_from_db()
    closes = datetime(2027, 2, 1, 17, tzinfo=cast.edition.zone)
    make_call(cast.edition, opens_at=closes - timedelta(days=30), closes_at=closes)
    start = cast.edition.start + timedelta(days=150)
    for slug, zone in (("summer", "America/New_York"), ("east", "Asia/Manila")):
        later = factories.make_edition(slug, start=start, timezone=zone)
        calls.clone(cast.edition, later, SYSTEM)
        there = later.local(Call.objects.get(edition=later).closes_at)
        assert there.replace(tzinfo=None) == datetime(2027, 7, 1, 17)


def test_moved_scores_move_the_reminders_of_who_has_not_scored(cast: Cast) -> None:
    second_reviewer(cast.edition)
    call = make_call(cast.edition)
    proposal = submitted(call, cast.organisations["ngo"], cast["ngo"])
    decided = scored(submitted(call, cast.organisations["city"], cast["city"]), 3, 3)
    later = call.scores_by + timedelta(days=5)
    changes = {"scores_by": later}
    calls.edit_call(call, by=cast["programme"], changes=changes, may_apply=[], criteria=calls.criteria_of(call))
    due = Milestone.objects.open().filter(object_type="events.review")
    assert {each.object_id for each in due} == set(proposal.reviews.values_list("pk", flat=True))
    assert {each.due_on for each in due} == {later}
    assert not due.filter(object_id__in=decided.reviews.values("pk")).exists()


def test_the_secretariat_copies_an_edition_with_its_call_in_the_browser(cast: Cast) -> None:
    make_call(cast.edition)
    start = cast.edition.start + timedelta(days=364)
    sent = {"slug": "next", "code": "NEXT", "short_title": "Next", "title": "Next forum", "start": start, "end": start}
    assert cast.client("secretariat").post("/here/manage/clone/", sent).status_code == 302
    assert Call.objects.get(edition__slug="next").places == 3


def test_who_still_has_a_draft_is_reminded_that_the_call_closes(cast: Cast) -> None:
    call = make_call(cast.edition)
    written(call, cast.organisations["ngo"], cast["ngo"])
    submitted(call, cast.organisations["city"], cast["city"])
    duty = load("events.side_events.reminders.call_duty")(Milestone.objects.get(slug="closes"))
    assert [each.email for each in duty.people] == ["ngo@cast.example"]


def test_a_reviewer_is_reminded_of_scores(cast: Cast) -> None:
    second_reviewer(cast.edition)
    proposal = submitted(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    milestone = Milestone.objects.get(object_type="events.review", object_id=review.pk)
    duty = load("events.side_events.reminders.review_duty")
    assert [each.pk for each in duty(milestone).people] == [cast.people["reviewer"].pk]
    scored(current(proposal), 3, 3)
    assert duty(milestone) is None


def test_the_home_page_says_until_when(cast: Cast) -> None:
    make_call(cast.edition)
    assert b"Call for side events" in cast.client("anonymous").get("/").content


@pytest.fixture
def archive(db: None) -> None:
    for step in building.settings.DEMO_ARCHIVE:
        load(step)()


def test_the_archive_knows_11_of_20_and_invents_nothing(archive: None, client) -> None:
    known = Session.objects.filter(edition__slug="imrf-2022").side_events()
    assert known.count() == 11
    assert known.filter(notes__listed_as_official=True).count() == 3
    assert not Proposal.objects.exists()
    call = Call.objects.get(edition__slug="imrf-2022")
    assert (call.places, call.closes_at, call.criteria.count()) == (20, None, 7)
    assert not call.criteria.exclude(weight=None).exists()
    assert not Milestone.objects.filter(object_type="events.call").exists()
    zurich = known.get(record_id="imrf-2022-side-event-07")
    assert (zurich.as_printed, zurich.timezone, zurich.starts_at.isoformat()) == (
        "14:30-16:00 CET",
        "Europe/Zurich",
        "2022-05-19T12:30:00+00:00",
    )
    undated = known.get(record_id="imrf-2022-side-event-04")
    assert (undated.date, undated.starts_at) == (None, None)
    assert "08:30 to 10:00 and no day" in undated.source_note
    evening = known.get(record_id="imrf-2022-side-event-05")
    assert (evening.date, evening.ends_at) == (date(2022, 5, 18), None)
    page = client.get("/imrf-2022/side-events/").content.decode()
    assert "11 of 20 side events are known." in page
    assert "No weights and no scores were published." in page


def test_the_archive_is_imported_once(archive: None) -> None:
    before = Entry.objects.count()
    load("events.side_events.archive.run")()
    assert Entry.objects.count() == before


def test_the_rehearsal_has_a_proposal_in_every_state(db: None, settings: Any) -> None:
    settings.DEMO = True
    call_command("demo", verbosity=0)
    found = set(Proposal.objects.values_list("status", flat=True))
    assert found == {"draft", "submitted", "changes_requested", "selected", "reserve", "declined", "withdrawn"}
    sessions = set(Proposal.objects.filter(status="selected").values_list("session__status", flat=True))
    assert sessions == {"draft", "published", "held", "reported"}
    call = Call.objects.get(edition__slug="rehearsal")
    assert (call.closes_at - clock.now()).days in (8, 9)
    assert call.selected_count == Proposal.objects.filter(status="selected").count()
    assert overlaps(call.edition), "two bodies on one objective in one country"
    with override("fr"):
        scales = [each.scale for each in call.criteria.all()]
    assert [len(scale) for scale in scales] == [6] * 6, "each score says what it means"
    assert {text.language for scale in scales for _score, text in scale} == {"fr"}
