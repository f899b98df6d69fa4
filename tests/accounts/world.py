"""What the tests of accounts share: a track, files, applications on their way."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.accreditation import actions
from accounts.models import Application, Track
from forum.kit import clock
from tests.cast import Cast

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
STATUTES = [{"code": "statutes", "label": "Statutes", "required": True}]
TEXTS = {"prior_status": "None", "head": "A. Person", "activities": "Advice on arrival", "statement": "To be heard"}


def pdf(name: str = "statutes.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def make_track(cast: Cast, **values: Any) -> Track:
    given = {
        "name": "Special accreditation",
        "who": "Everybody else",
        "documents": STATUTES,
        "opens_at": clock.now() - timedelta(days=30),
        "closes_at": clock.now() + timedelta(days=30),
        "promised_answer_days": 20,
    }
    track = Track.objects.create(**{"edition": cast.edition, **given, **values})
    track.categories.set({each.category for each in cast.organisations.values() if not each.category.is_entitled})
    return track


def make_draft(cast: Cast, name: str = "ngo", track: Track | None = None) -> Application:
    return actions.add(
        edition=cast.edition,
        organisation=cast.organisations[name],
        track=track or Track.objects.filter(edition=cast.edition).first() or make_track(cast),
        by=cast[name],
    )


def make_complete(cast: Cast, name: str = "ngo", track: Track | None = None) -> Application:
    application = make_draft(cast, name, track)
    actions.edit(application, by=cast[name], changes=TEXTS)
    for row in application.track.documents:
        actions.attach(application, row["code"], pdf(), by=cast[name])
    return application


def make_submitted(cast: Cast, name: str = "ngo", track: Track | None = None) -> Application:
    application = make_complete(cast, name, track)
    actions.submit(application, by=cast[name])
    return application


def make_accredited(cast: Cast, name: str = "ngo", track: Track | None = None) -> Application:
    application = make_submitted(cast, name, track)
    actions.accredit(application, by=cast["accreditation"])
    return application
