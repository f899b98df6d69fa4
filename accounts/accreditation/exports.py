"""The officer's queue and the tracks of an edition as files."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, coded

APPLICATIONS = Export(
    "accreditation",
    _("Accreditation"),
    (
        Column("reference", _("Reference")),
        Column("organisation", _("Organisation"), "organisation.name"),
        Column("category", _("Category"), lambda application: coded(application.organisation.category)),
        Column("country", _("Country"), lambda application: coded(application.organisation.country, "iso3")),
        Column("track", _("Track"), "track.name"),
        Column("state", _("State")),
        Column("since", _("Since"), "status_since"),
        Column("submitted", _("Submitted"), "submitted_at"),
        Column("answer_by", _("Answer due")),
        Column("reason", _("Reason")),
    ),
    prepare=lambda applications: applications.select_related(
        "organisation__category", "organisation__country", "track", "edition"
    ),
)
TRACKS = Export(
    "tracks",
    _("Tracks"),
    (
        Column("name", _("Name")),
        Column("who", _("Who it is for")),
        Column("categories", _("Categories"), lambda track: [coded(each) for each in track.categories.all()]),
        Column("decided_by", _("Who decides")),
        Column("needs_application", _("Needs an application here")),
        Column("opens", _("Opens"), "opens_at"),
        Column("closes", _("Closes"), "closes_at"),
        Column("promised_answer_days", _("Days in which an answer is promised")),
    ),
)
