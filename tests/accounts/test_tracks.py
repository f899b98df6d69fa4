"""The tracks of an edition."""

from datetime import datetime, timedelta

import pytest

from accounts.accreditation.tracks import clone
from accounts.models import Track
from forum.editions import actions as editions
from forum.editions.models import Edition
from forum.milestones.models import Milestone
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_tracks_are_kept_by_the_secretariat(cast: Cast) -> None:
    category = factories.make_category("media")
    base = f"{cast.edition.get_absolute_url()}manage/tracks/"
    values = {
        "name": "Press",
        "who": "Media",
        "categories": [category.code],
        "needs_application": "on",
        "opens_at": "2026-12-01T09:00",
        "closes_at": "2027-01-01T17:00",
        "documents": "Press card\nLetter of the editor ?",
        "order": 3,
    }
    assert cast.client("accreditation").post(f"{base}new/", values).status_code == 403
    client = cast.client("secretariat")
    assert client.post(f"{base}new/", {**values, "closes_at": "2026-11-01T17:00"}).status_code == 422
    assert client.post(f"{base}new/", values).status_code == 302
    assert client.post(f"{base}new/", values).status_code == 422
    track = Track.objects.get()
    assert track.documents == [
        {"code": "press-card", "label": "Press card", "required": True},
        {"code": "letter-of-the-editor", "label": "Letter of the editor", "required": False},
    ]
    assert Milestone.objects.get(slug="closes").due_at == track.closes_at
    page = client.get(f"{base}{track.pk}/edit/").content.decode()
    assert 'value="2027-01-01T17:00"' in page
    edited = {**values, "name": "Press and radio", "version": track.version}
    assert client.post(f"{base}{track.pk}/edit/", edited).status_code == 302
    assert client.post(f"{base}{track.pk}/edit/", edited).status_code == 409


def test_hours_of_a_track_are_those_of_the_wall(cast: Cast) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(timezone="America/New_York")
    cast.edition.refresh_from_db()
    hours = {"opens_at": "2027-03-01T09:00", "closes_at": "2027-03-14T02:30"}
    values = {"name": "Press", "who": "Media", "documents": "Press card", "order": 3, **hours}
    refused = cast.client("secretariat").post(f"{cast.edition.get_absolute_url()}manage/tracks/new/", values)
    assert refused.status_code == 422
    assert "There is no such hour on this day in America/New_York" in refused.content.decode()
    track = world.make_track(cast, closes_at=datetime(2027, 3, 1, 17, tzinfo=cast.edition.zone))
    start = cast.edition.start + timedelta(days=100)
    later = factories.make_edition("east", start=start, timezone="Asia/Manila")
    clone(cast.edition, later, cast["secretariat"])
    copied = later.local(Track.objects.get(edition=later, name=track.name).closes_at)
    assert copied.replace(tzinfo=None) == datetime(2027, 6, 9, 17)


def test_a_copied_edition_has_the_tracks_moved_by_as_many_days(cast: Cast) -> None:
    track = world.make_track(cast)
    start = cast.edition.start + timedelta(days=100)
    new = editions.clone(
        cast.edition,
        by=cast["secretariat"],
        slug="next",
        code="NEXT",
        short_title="Next",
        title="Next",
        start=start,
        end=start + timedelta(days=2),
    )
    copy = Track.objects.get(edition=new)
    assert copy.closes_at == track.closes_at + timedelta(days=100)
    assert set(copy.categories.all()) == set(track.categories.all())
    assert copy.documents == track.documents
