"""Who is reminded of what: the applicant of an answer, the officer of a promise, drafts of the closing of a track."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.actions import ANSWER_DUE, PROMISE_DUE, manage_url
from accounts.accreditation.models import Application, ApplicationStatus, Track
from accounts.accreditation.people import officers_of
from accounts.organisations.people import acting_people, acting_since
from forum.milestones.duties import Duty
from forum.milestones.models import Milestone


def application_duty(milestone: Milestone) -> Duty | None:
    application = Application.objects.select_related("organisation", "edition").filter(pk=milestone.object_id).first()
    if application is None:
        return None
    if milestone.slug == ANSWER_DUE and application.status == ApplicationStatus.CHANGES_REQUESTED:
        return Duty(
            people=acting_people(application.organisation),
            title=_("Answer the accreditation officer"),
            why=application.reason,
            url=application.get_absolute_url(),
            button=_("Answer"),
        )
    if milestone.slug == PROMISE_DUE and application.status in (
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.UNDER_REVIEW,
    ):
        return Duty(
            people=officers_of(application),
            title=_("Decide on the application %(reference)s") % {"reference": application.reference},
            why=_("Its track promises an answer by this date."),
            url=manage_url(application),
            button=_("Open"),
        )
    return None


def track_duty(milestone: Milestone) -> Duty | None:
    """Who still has a draft when the track is about to close."""
    track = Track.objects.select_related("edition").filter(pk=milestone.object_id).first()
    if track is None or track.is_late:
        return None
    drafts = Application.objects.filter(track=track, status=ApplicationStatus.DRAFT)
    since = acting_since(drafts.values_list("organisation", "made_at"))
    return Duty(
        people=get_user_model().objects.filter(pk__in=since, is_active=True),
        title=_("Submit your application before the track closes"),
        why=_("Your draft is kept, but a draft is not an application."),
        url=reverse("accreditation", args=[track.edition.slug]),
        button=_("Open"),
        since=since,
    )
