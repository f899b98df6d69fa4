"""Running an edition: making it, changing it, its stages, its copy; over HTTP."""

from datetime import date, timedelta
from typing import Any

import pytest

from forum.editions.models import Edition, EntryRule, Part, Role, RoleName, Space, Stage
from forum.history.models import Entry
from forum.history.verifier import faults
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def facts(**changes: Any) -> dict[str, Any]:
    given = {
        "slug": "new-forum",
        "code": "NF28",
        "short_title": "New Forum",
        "title": "A new forum",
        "start": "2028-05-01",
        "end": "2028-05-03",
        "timezone": "Africa/Accra",
        "place": "Accra",
        "mode": "in_person",
        "contact": "new@forum.example",
        "series": factories.make_series().pk,
    }
    return {**given, **changes}


def last_entry() -> Entry:
    return Entry.objects.order_by("-pk")[0]


def test_edition_is_begun_as_a_draft_with_its_maker_as_secretariat(cast: Cast) -> None:
    client = cast.client("secretariat")
    answer = client.post("/editions/new/", facts())
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/new-forum/manage/"
    edition = Edition.objects.get(slug="new-forum")
    assert edition.status == Stage.DRAFT
    assert Role.objects.filter(edition=edition, user=cast["secretariat"], role=RoleName.SECRETARIAT).exists()
    assert (last_entry().verb, last_entry().chain) == ("create", edition.pk)
    assert cast.client("anonymous").get("/new-forum/").status_code == 404
    assert client.get("/new-forum/manage/").status_code == 200


def test_edition_is_begun_by_secretariats_only(cast: Cast) -> None:
    assert cast.client("ngo").get("/editions/new/").status_code == 403
    assert cast.client("programme").post("/editions/new/", facts()).status_code == 403
    assert cast.client("anonymous").get("/editions/new/").status_code == 302


@pytest.mark.parametrize("slug", ["pledges", "desk", "accounts", "style", "here", "healthz", "static"])
def test_slug_that_collides_is_refused(cast: Cast, slug: str) -> None:
    answer = cast.client("secretariat").post("/editions/new/", facts(slug=slug))
    assert answer.status_code == 422
    assert not Edition.objects.filter(slug="new-forum").exists()
    assert "A new forum" in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"end": "2028-04-01"}, "The last day is before the first."),
        ({"timezone": "CET"}, "Select a valid choice"),
        ({"series": "999"}, "Select a valid choice"),
        ({"start": "someday"}, "Enter a valid date"),
        ({"code": "HERE"}, "already exists"),
    ],
)
def test_nonsense_is_answered_at_its_field(cast: Cast, wrong: dict[str, str], words: str) -> None:
    answer = cast.client("secretariat").post("/editions/new/", facts(**wrong))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def edited(edition: Edition, **changes: Any) -> dict[str, Any]:
    values = {name: getattr(edition, name) for name in ("short_title", "title", "place", "mode", "timezone", "contact")}
    days = {"start": edition.start.isoformat(), "end": edition.end.isoformat(), "series": edition.series_id}
    return {**values, **days, "version": edition.version, **changes}


def test_edit_of_dates_needs_a_reason_once_announced(cast: Cast) -> None:
    client, edition = cast.client("secretariat"), cast.edition
    later = (edition.end + timedelta(days=1)).isoformat()
    answer = client.post("/here/manage/edit/", edited(edition, end=later))
    assert answer.status_code == 409
    assert "Say why it changes." in answer.content.decode()
    answer = client.post("/here/manage/edit/", edited(edition, end=later, reason="The hall is free one day more"))
    assert answer.status_code == 302
    edition.refresh_from_db()
    assert edition.end.isoformat() == later
    assert last_entry().reason == "The hall is free one day more"


def test_edit_of_a_stale_copy_is_refused(cast: Cast) -> None:
    client, edition = cast.client("secretariat"), cast.edition
    first = edited(edition, theme="One")
    assert client.post("/here/manage/edit/", first).status_code == 302
    answer = client.post("/here/manage/edit/", {**first, "theme": "Two"})
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile" in answer.content.decode()
    edition.refresh_from_db()
    assert edition.theme == "One"


def test_stages_follow_each_other_and_each_says_before_what_changes(cast: Cast) -> None:
    client = cast.client("secretariat")
    edition = factories.make_edition("stages", status=Stage.DRAFT, start=date(2026, 1, 5))
    factories.make_role(cast.people["secretariat"], edition, RoleName.SECRETARIAT)
    factories.make_space(edition)
    for verb, stage in (
        ("announce", Stage.ANNOUNCED),
        ("open-registration", Stage.REGISTRATION_OPEN),
        ("start", Stage.RUNNING),
        ("close", Stage.CLOSED),
        ("archive", Stage.ARCHIVED),
    ):
        address = f"/stages/manage/{verb}/"
        assert "Nobody is mailed." in client.get(address).content.decode()
        edition.refresh_from_db()
        assert client.post(address, {"version": edition.version}).status_code == 302
        edition.refresh_from_db()
        assert edition.status == stage
    assert Entry.objects.filter(chain=edition.pk).count() == 5
    assert not list(faults())


def test_stage_is_refused_while_something_is_missing(cast: Cast) -> None:
    client = cast.client("secretariat")
    edition = factories.make_edition("bare", status=Stage.DRAFT, contact="", place="")
    factories.make_role(cast.people["secretariat"], edition, RoleName.SECRETARIAT)
    answer = client.post("/bare/manage/announce/", {"version": 1})
    assert answer.status_code == 409
    assert "A contact address is missing." in answer.content.decode()
    assert client.post("/bare/manage/announce/", {"version": "x"}).status_code == 422


def test_clone_takes_the_structure_over(cast: Cast) -> None:
    edition, client = cast.edition, cast.client("secretariat")
    space = factories.make_space(edition, "hall", title="Hall", capacity=40)
    EntryRule.objects.create(space=space, category=factories.make_category("media"), allowed=False, reason="No room")
    Part.objects.create(edition=edition, slug="half", title="First half", start=edition.start, end=edition.start)
    milestone = factories.make_milestone(edition, owner_role=RoleName.PROGRAMME)
    given = {name: value for name, value in facts().items() if name not in ("timezone", "mode", "contact", "series")}
    assert client.post("/here/manage/clone/", given).status_code == 302
    new = Edition.objects.get(slug="new-forum")
    shift = new.start - edition.start
    assert (new.status, new.timezone, new.series) == (Stage.DRAFT, edition.timezone, edition.series)
    assert new.parts.get().start == edition.start + shift
    assert new.spaces.get().capacity == 40
    assert new.spaces.get().rules.get(allowed=False).reason == "No room"
    assert new.milestones.get().due_on == milestone.due_on + shift
    assert set(new.roles.values_list("role", flat=True)) == set(edition.roles.values_list("role", flat=True))


def test_space_is_added_with_rules_edited_and_never_below_who_is_approved(cast: Cast) -> None:
    client = cast.client("secretariat")
    factories.make_category("media")
    assert client.post("/here/manage/spaces/add/", {"title": "Plenary", "order": 1}).status_code == 302
    space = Space.objects.get(edition=cast.edition, slug="plenary")
    assert space.rules.filter(allowed=True).count() == space.rules.count() > 0
    assert client.post("/here/manage/spaces/add/", {"title": "Plenary", "order": 2}).status_code == 409
    Space.objects.filter(pk=space.pk).update(taken=5)
    address = f"/here/manage/spaces/{space.pk}/edit/"
    answer = client.post(address, {"title": "Plenary", "order": 1, "capacity": 4, "version": space.version})
    assert answer.status_code == 409
    assert "More people are approved than that." in answer.content.decode()
    good = {"title": "Plenary", "order": 1, "capacity": 5, "version": space.version}
    assert client.post(address, good).status_code == 302


def test_access_of_a_space_needs_a_reason_for_each_no(cast: Cast) -> None:
    client = cast.client("secretariat")
    client.post("/here/manage/spaces/add/", {"title": "Plenary", "order": 1})
    space = Space.objects.get(edition=cast.edition, slug="plenary")
    address = f"/here/manage/spaces/{space.pk}/set-access/"
    rules = {f"allowed_{rule.category_id}": "on" for rule in space.rules.all()}
    closed = space.rules.first()
    assert closed is not None
    del rules[f"allowed_{closed.category_id}"]
    assert client.post(address, {**rules, "version": space.version}).status_code == 422
    with_reason = {**rules, f"reason_{closed.category_id}": "For delegations", "version": space.version}
    assert client.post(address, with_reason).status_code == 302
    assert "For delegations" in cast.client("anonymous").get("/here/access/").content.decode()
    assert last_entry().verb == "set_access"


def test_part_is_removed_with_an_entry(cast: Cast) -> None:
    client = cast.client("secretariat")
    assert client.post("/here/manage/parts/add/", {"title": "Half", "order": 1}).status_code == 302
    part = Part.objects.get()
    assert client.post(f"/here/manage/parts/{part.pk}/remove/", {"version": part.version}).status_code == 302
    assert not Part.objects.exists()
    assert last_entry().verb == "remove"


def test_milestone_is_set_in_the_zone_of_the_venue(cast: Cast) -> None:
    client = cast.client("secretariat")
    edition = cast.edition
    Edition.objects.filter(pk=edition.pk).update(timezone="Asia/Manila")
    given = {"title": "List closes", "kind": "submission", "due_at": "2027-02-01T17:00", "owner_role": "reviewer"}
    assert client.post("/here/manage/milestones/add/", given).status_code == 302
    milestone = edition.milestones.get()
    assert milestone.due_at.isoformat() == "2027-02-01T09:00:00+00:00"
    page = client.get(f"/here/manage/milestones/{milestone.pk}/edit/").content.decode()
    assert "2027-02-01T17:00" in page
    meet = f"/here/manage/milestones/{milestone.pk}/meet/"
    assert cast.client("programme").get(meet).status_code == 403
    assert cast.client("reviewer").post(meet, {"version": milestone.version}).status_code == 302
    milestone.refresh_from_db()
    assert milestone.done_at is not None


def test_roles_are_given_by_address_and_ended_but_never_the_last_secretariat(cast: Cast) -> None:
    client = cast.client("secretariat")
    address = "/here/manage/roles/grant/"
    assert client.post(address, {"email": "nobody@cast.example", "role": "auditor"}).status_code == 409
    assert client.post(address, {"email": "Stranger@cast.example", "role": "auditor"}).status_code == 302
    assert client.post(address, {"email": "stranger@cast.example", "role": "auditor"}).status_code == 409
    assert cast.client("stranger").get("/here/manage/history/").status_code == 200
    held = Role.objects.get(user=cast["stranger"], role="auditor")
    assert cast["stranger"].notifications.get().kind == "role_granted"
    assert client.post(f"/here/manage/roles/{held.pk}/end-role/", {"reason": "Done"}).status_code == 302
    assert cast.client("stranger").get("/here/manage/history/").status_code == 403
    last = Role.objects.get(edition=cast.edition, role="secretariat")
    answer = client.post(f"/here/manage/roles/{last.pk}/end-role/", {})
    assert answer.status_code == 409
    assert "the last member of the secretariat" in answer.content.decode()


def test_management_of_another_edition_is_closed(cast: Cast) -> None:
    for name in ("ngo", "elsewhere", "stranger"):
        for address in ("", "edit/", "structure/", "roles/grant/", "history/", "outbox/", "milestones/"):
            assert cast.client(name).get(f"/here/manage/{address}").status_code == 403, (name, address)
