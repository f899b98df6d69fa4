"""The admin of a part runs its sessions and its delegates, and nothing else (S44)."""

from typing import Any

import pytest

from accounts.models import Registration, SpaceRegistration
from events.models import Session
from forum.editions.models import Part, Role
from tests import factories
from tests.cast import Cast
from tests.events.stage import make_room, make_session, manage, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(cast: Cast) -> tuple[Part, Part]:
    """Two parts; the stranger of the cast is admin of the first."""
    own = Part.objects.create(edition=cast.edition, slug="civil", title="Civil Society Days", order=1)
    other = Part.objects.create(edition=cast.edition, slug="states", title="Government Days", order=2)
    said = {"email": "stranger@cast.example", "role": "part_admin"}
    secretariat = cast.client("secretariat")
    assert secretariat.post("/here/manage/roles/grant/", said).status_code == 409
    assert secretariat.post("/here/manage/roles/grant/", {**said, "part": own.pk}).status_code == 302
    assert (
        secretariat.post("/here/manage/roles/grant/", {**said, "role": "reviewer", "part": own.pk}).status_code == 409
    )
    factories.forget(cast.people["stranger"])
    return own, other


def test_it_edits_the_sessions_of_its_part_and_no_others(cast: Cast, parts: tuple[Part, Part]) -> None:
    own, other = parts
    make_room(cast)
    mine = publish(cast, make_session(cast, "Ours", part=own), 9)
    draft = make_session(cast, "Ours, a draft", part=own)
    theirs = publish(cast, make_session(cast, "Theirs", part=other), 14)
    admin = cast.client("stranger")
    for session in (mine, draft):
        assert admin.get(manage(session)).status_code == 200
        assert admin.get(manage(session, "edit")).status_code == 200
        assert admin.get(manage(session, "offer")).status_code == 200
    assert "Ours, a draft" in admin.get("/desk/").content.decode()
    for verb in ("", "edit", "offer", "reschedule", "cancel"):
        assert admin.get(manage(theirs, verb)).status_code == 403, verb
    for verb in ("publish", "seat", "invite"):
        assert admin.get(manage(mine, verb)).status_code == 403, verb
    for page in (
        "manage/programme/",
        "manage/side-events/",
        "manage/roles/grant/",
        "manage/accreditation/",
        "manage/edit/",
    ):
        assert admin.get(f"/here/{page}").status_code in (403, 404), page
    said = {"kind": "panel", "title": "Ours, better", "visibility": "public", "version": draft.version}
    assert admin.post(manage(draft, "edit"), {**said, "part": own.pk}).status_code == 302
    assert Session.objects.get(pk=draft.pk).title == "Ours, better"
    moved = {**said, "version": Session.objects.get(pk=draft.pk).version, "part": other.pk}
    assert admin.post(manage(draft, "edit"), moved).status_code == 403
    assert Session.objects.get(pk=draft.pk).part == own


def ask(cast: Cast, name: str, space: Any) -> SpaceRegistration:
    registration, _new = Registration.objects.get_or_create(
        edition=cast.edition,
        person_email=f"{name}@cast.example",
        defaults={
            "user": cast[name],
            "person_name": name.capitalize(),
            "organisation": cast.organisations[name],
            "made_by": cast[name],
        },
    )
    return SpaceRegistration.objects.create(
        registration=registration, space=space, edition=cast.edition, status="pre_confirmed"
    )


def test_it_decides_on_the_delegates_of_its_part_and_sees_no_others(cast: Cast, parts: tuple[Part, Part]) -> None:
    own, other = parts
    ours = factories.make_space(cast.edition, "ours", part=own)
    theirs = factories.make_space(cast.edition, "theirs", part=other)
    mine, not_mine = ask(cast, "ngo", ours), ask(cast, "city", theirs)
    both = ask(cast, "ngo", theirs)
    admin = cast.client("stranger")
    page = admin.get("/here/manage/registration/").content.decode()
    assert "Ngo" in page
    assert "City" not in page
    rows = admin.get("/here/manage/registration/?format=json").json()
    assert [(row["name"], row["space"]) for row in rows] == [("Ngo", "ours")]
    chosen = [f"{each.pk}:{each.version}" for each in (mine, not_mine, both)]
    admin.post("/here/manage/registration/approve/", {"chosen": chosen})
    states = dict(SpaceRegistration.objects.values_list("pk", "status"))
    assert states == {mine.pk: "approved", not_mine.pk: "pre_confirmed", both.pk: "pre_confirmed"}


def test_it_ends_with_the_role(cast: Cast, parts: tuple[Part, Part]) -> None:
    session = make_session(cast, "Ours", part=parts[0])
    held = Role.objects.get(user=cast["stranger"])
    cast.client("secretariat").post(f"/here/manage/roles/{held.pk}/end-role/", {"reason": ""})
    assert cast.client("stranger").get(manage(session)).status_code == 404
