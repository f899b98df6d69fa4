"""What a call asks, and how strict it is."""

from datetime import timedelta

import pytest

from events.calls import actions as calls
from events.calls.kinds import question
from events.calls.models import Call
from events.models import CoOrganiser, Rulebook
from events.side_events import actions
from forum.kit import clock
from forum.kit.refusals import Refused
from tests import factories
from tests.cast import Cast
from tests.events.side_events import current, make_call, written

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


def test_what_a_call_asks_stands_in_public_and_can_be_translated(cast: Cast, travel) -> None:
    travel(factories.at("2026-11-22 10:00"))
    scale = "\r\n".join(["Nothing", "Little", "Some", "Enough", "Much", "All"])
    asked = {
        "criteria-0-meanings": scale,
        "questions-2-help": "Name groups.",
        "questions-2-is_required": "on",
        "objectives_most": "2",
        "languages": ["en", "fr"],
        "level_late": "warn",
    }
    assert cast.client("programme").post(PAGE, {**SENT, **asked}).status_code == 302
    call = Call.objects.get()
    assert [each.kind for each in call.questions.all()] == ["policy", "lens", "short"]
    public = cast.client("anonymous").get("/here/side-events/").content.decode()
    for words in ("Who will be in the room?", "1 to 2", "French", "Enough", "Submitted after the call closed"):
        assert words in public
    own = {"window.lunch": "Midi", "question.who-will-be-in-the-room": "Qui ?"}
    given = {"written_in": "en", "version": call.version, **own}
    assert (
        cast.client("secretariat").post(f"/here/manage/translations/call/{call.pk}/fr/translate/", given).status_code
        == 302
    )
    french = cast.client("anonymous").get("/here/side-events/?lang=fr").content.decode()
    assert "Midi" in french
    assert "Qui ?" in french


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"questions-1-kind": "long"}, "once for the policy intervention and once for the lenses"),
        ({"questions-2-kind": "choice", "questions-2-options": "One"}, "Write at least two answers"),
        ({"criteria-0-meanings": "One\nTwo"}, "These are 2 lines."),
        ({"objectives_least": "4"}, "This is less than the least."),
        ({"level_late": "perhaps"}, "Select a valid choice."),
    ],
)
def test_wrong_questions_and_limits_are_answered_with_the_cure(cast: Cast, wrong: dict, words: str) -> None:
    answer = cast.client("programme").post(PAGE, {**SENT, **wrong})
    assert answer.status_code in (409, 422)
    assert words in answer.content.decode()
    assert not Call.objects.exists()


def test_a_question_that_was_answered_stays_and_may_change_its_words(cast: Cast) -> None:
    call = make_call(cast.edition)
    rows = [*calls.questions_of(call), question("short", "Who will be there?")]
    kept = {"changes": {}, "may_apply": [], "criteria": calls.criteria_of(call)}
    calls.edit_call(call, by=cast["programme"], questions=rows, **kept)
    own = call.questions.get(kind="short")
    draft = written(call, cast.organisations["ngo"], cast["ngo"])
    actions.save(draft, by=cast["ngo"], answers={own.pk: "Everybody."})
    with pytest.raises(Refused, match="has been answered"):
        calls.edit_call(Call.objects.get(), by=cast["programme"], questions=rows[:2], **kept)
    calls.edit_call(
        Call.objects.get(), by=cast["programme"], questions=[*rows[:2], {**rows[2], "text": "Who comes?"}], **kept
    )
    assert [(each.question.text, each.text) for each in draft.answers.all()] == [("Who comes?", "Everybody.")]


def test_a_question_of_the_call_is_answered_in_the_form(cast: Cast) -> None:
    call = make_call(cast.edition)
    room = {"is_required": True, "options": ["Listen", "Write"]}
    rows = [*calls.questions_of(call), question("choice", "What will people do?", **room)]
    calls.edit_call(
        call, by=cast["programme"], changes={}, may_apply=[], criteria=calls.criteria_of(call), questions=rows
    )
    asked = call.questions.get(kind="choice")
    draft = written(call, cast.organisations["ngo"], cast["ngo"])
    address = f"/here/side-events/proposals/{draft.reference}/edit/"
    assert "What will people do?" in cast.client("ngo").get(f"{address}check/").content.decode()
    sent = {
        "version": current(draft).version,
        "description": draft.description,
        "policy_intervention": draft.policy_intervention,
        "objectives": [each.pk for each in draft.objectives.all()],
        "lenses": [each.pk for each in draft.lenses.all()],
    }
    assert cast.client("ngo").post(f"{address}content/", sent).status_code == 422
    sent |= {"version": current(draft).version, f"question_{asked.pk}": "Write"}
    assert cast.client("ngo").post(f"{address}content/", sent).status_code == 302
    assert draft.answers.get().text == "Write"


@pytest.mark.parametrize(("level", "status"), [("refuse", "draft"), ("warn", "submitted")])
def test_a_rule_refuses_or_lets_pass_with_a_mark(cast: Cast, level: str, status: str) -> None:
    call = make_call(cast.edition, levels={"co_organisers": level, "late": level}, co_organisers_least=2)
    draft = written(call, cast.organisations["ngo"], cast["ngo"])
    Call.objects.update(closes_at=clock.now() - timedelta(hours=1))
    address = f"/here/side-events/proposals/{draft.reference}/"
    page = cast.client("ngo").get(f"{address}edit/check/").content.decode()
    assert "The call asks for 2 to 20 co-organisers." in page
    cast.client("ngo").post(f"{address}submit/", {"version": current(draft).version})
    assert current(draft).status == status
    if status == "submitted":
        assert set(current(draft).passed_rules) == {"late", "co_organisers"}
        page = cast.client("programme").get(f"/here/manage/side-events/{draft.reference}/").content.decode()
        assert "Submitted after the call closed" in page


def test_speakers_are_rows_that_nobody_sees_in_public(cast: Cast) -> None:
    call = make_call(cast.edition)
    draft = written(call, cast.organisations["ngo"], cast["ngo"])
    sent = {
        "version": draft.version,
        **{name: getattr(draft, name) for name in ("title", "format", "mode", "speakers")},
        "panel-TOTAL_FORMS": "2",
        "panel-INITIAL_FORMS": "0",
        "panel-0-name": "Amina Sample",
        "panel-0-role": "moderator",
        "panel-0-gender": "woman",
        "panel-0-stands_for": "migrant",
        "panel-1-role": "panellist",
        "panel-1-gender": "not_said",
        "panel-1-stands_for": "other",
    }
    address = f"/here/side-events/proposals/{draft.reference}/"
    assert cast.client("ngo").post(f"{address}edit/title/", sent).status_code == 302
    assert list(draft.panel.values_list("name", "role", "gender")) == [("Amina Sample", "moderator", "woman")]
    assert "Amina Sample" in cast.client("ngo").get(address).content.decode()
    assert "Amina Sample" not in cast.client("anonymous").get("/here/side-events/").content.decode()


def test_the_form_is_looked_at_before_the_call_opens(cast: Cast) -> None:
    later = clock.now() + timedelta(days=3)
    make_call(cast.edition, opens_at=later, closes_at=later + timedelta(days=5), scores_by=None, results_by=None)
    page = cast.client("programme").get(f"{PAGE}preview/").content.decode()
    for words in ("Who organises", "Which policy intervention do you expect?", "Lunch", "<fieldset disabled>"):
        assert words in page
    assert cast.client("ngo").get(f"{PAGE}preview/").status_code == 403


def test_a_call_begins_with_an_earlier_one_of_another_series(cast: Cast) -> None:
    series = factories.make_series("imrf")
    before = factories.make_edition("before", series=series, start=cast.edition.start - timedelta(days=365))
    earlier = make_call(before, who_words="Everybody who works in a port.")
    client = cast.client("programme")
    page = client.get(f"{PAGE}clone/?source={earlier.pk}")
    assert "Everybody who works in a port." in page.content.decode()
    assert not Call.objects.filter(edition=cast.edition).exists(), "looking makes nothing"
    form = page.context["form"]
    sent = {each.html_name: each.field.widget.format_value(each.value()) for each in form if each.name != "source"}
    assert client.post(f"{PAGE}clone/", {**sent, "source": earlier.pk}).status_code == 302
    call = Call.objects.get(edition=cast.edition)
    assert call.closes_at - earlier.closes_at < timedelta(days=366)
    assert (call.windows, call.criteria.count(), call.questions.count()) == (earlier.windows, 2, 2)
    assert client.post(f"{PAGE}clone/", {**sent, "source": earlier.pk}).status_code == 409, "there is one now"


def test_a_call_without_dates_asks_for_them(cast: Cast) -> None:
    source = factories.make_edition("old", start=cast.edition.start - timedelta(days=700))
    call = Call.objects.create(edition=source, places=20, imported_at=clock.now())
    answer = cast.client("programme").post(f"{PAGE}clone/", {"source": call.pk})
    assert answer.status_code == 422
    assert not Call.objects.filter(edition=cast.edition).exists()


def test_rules_for_time_and_place_stand_among_the_rules_for_conflicts(cast: Cast, travel) -> None:
    travel(factories.at("2026-11-22 10:00"))
    cast.client("programme").post(PAGE, {**SENT, "level_parallel": "refuse"})
    assert Rulebook.objects.get(edition=cast.edition).levels["parallel"] == "refuse"


def test_the_mark_of_a_silent_co_organiser_goes_when_it_has_answered(cast: Cast) -> None:
    call = make_call(cast.edition)
    draft = written(call, cast.organisations["ngo"], cast["ngo"])
    asked = CoOrganiser.objects.create(proposal=draft, organisation=cast.organisations["city"])
    cast.client("ngo").post(
        f"/here/side-events/proposals/{draft.reference}/submit/", {"version": current(draft).version}
    )
    page = f"/here/manage/side-events/{draft.reference}/"
    assert b"A co-organiser has not answered yet" in cast.client("programme").get(page).content
    actions.answer(asked, "confirm", by=cast["city"])
    assert b"A co-organiser has not answered yet" not in cast.client("programme").get(page).content
