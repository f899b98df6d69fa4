"""Scores, decisions, reviewers, room and time."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.forms import SometimesDate, SometimesText
from accounts.people.models import User
from events.calls.models import Criterion
from events.side_events.models import Proposal
from events.side_events.reviewers import free_reviewers
from events.side_events.reviews import Review
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit.access import may
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateTimeField, offer
from forum.kit.widgets import Date, DateTime, Outcomes
from forum.kit.zones import at_venue

POINTS = [(str(number), str(number)) for number in range(6)]


def points_field(criterion: Criterion) -> forms.TypedChoiceField:
    """Where the call says what each score means, all of it can be read beside the scores."""
    meant = dict(criterion.scale)
    words = gettext("Weight %(weight)s.") % {"weight": criterion.weight} if criterion.weight else ""
    return forms.TypedChoiceField(
        label=str(criterion),
        choices=[(value, f"{value}: {meant[int(value)]}") for value, _word in POINTS]
        if meant
        else [("", "–"), *POINTS],
        coerce=int,
        help_text=words,
        widget=forms.RadioSelect if meant else forms.Select,
    )


def reason_field(label: Any, help_text: Any, *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=3000, required=required, widget=widget)


class ScoreForm(VersionedForm):
    """One row of points for each criterion, and a comment."""

    use_required_attribute = False

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        held = list(review.scores.all())
        given = {f"criterion_{each.criterion_id}": str(each.points) for each in held}
        given |= {f"words_{each.criterion_id}": each.comment for each in held}
        kwargs["initial"] = {"version": review.version, "comment": review.comment, **given}
        super().__init__(*args, **kwargs)
        self.criteria = list(review.proposal.call.criteria.all())
        for criterion in self.criteria:
            self.fields[f"criterion_{criterion.pk}"] = points_field(criterion)
            self.fields[f"words_{criterion.pk}"] = forms.CharField(
                label=gettext("Comment on %(criterion)s") % {"criterion": criterion},
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["comment"] = reason_field(
            _("Comment"),
            _("For who decides: what is strong, what is missing. The applicant does not see it."),
            required=True,
        )

    def points(self) -> dict[int, int]:
        return {each.pk: self.cleaned_data[f"criterion_{each.pk}"] for each in self.criteria}

    def words(self) -> dict[int, str]:
        return {each.pk: self.cleaned_data[f"words_{each.pk}"] for each in self.criteria}


class ConflictForm(VersionedForm):
    use_required_attribute = False
    words = forms.CharField(
        label=_("What ties you to it"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A few words for the officers; the applicant does not see them."),
    )


class DecisionForm(VersionedForm):
    """What may be decided now, with the consequence of each. The page after it shows the mail."""

    use_required_attribute = False
    outcome = forms.ChoiceField(label=_("Decision"), widget=Outcomes)
    reason = SometimesText(
        label=_("Reason, sent to the organisers in these words"),
        help_text=_("Needed for asking for changes and for declining. Say what is missing and how to cure it."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = SometimesDate(label=_("Answer by"), widget=Date(), help_text=_("Needed for asking for changes."))

    def __init__(self, *args: Any, proposal: Proposal, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = proposal.call.places_left
        places = ngettext("%(left)s place is left", "%(left)s places are left", left) % {"left": left}
        rows = {
            "select": (_("Select"), gettext("Takes a place: %(places)s. Mails all organisers.") % {"places": places}),
            "reserve": (_("Put on the reserve"), _("Takes no place. Mails all organisers; it may be selected later.")),
            "ask_changes": (_("Ask for changes"), _("Mails all organisers; the proposal goes back to the lead.")),
            "decline": (_("Decline"), _("Mails all organisers with your reason. It is final.")),
        }
        possible = [verb for verb in rows if proposal.can_move(verb) and may(user, verb, proposal)]
        field: Any = self.fields["outcome"]
        field.choices = [(verb, rows[verb][0]) for verb in possible]
        field.widget.hints = {verb: rows[verb][1] for verb in possible}
        self.fields["version"].initial = proposal.version
        self.possible = possible

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        verb = found.get("outcome")
        if verb in ("ask_changes", "decline") and not found.get("reason", "").strip():
            self.add_error("reason", gettext("Say why. The reason is kept and sent in these words."))
        if verb == "ask_changes" and not found.get("answer_by") and "answer_by" not in self.errors:
            self.add_error("answer_by", gettext("Choose the day until which you wait for the answer."))
        return found


class ReviewerForm(forms.Form):
    """Gives a proposal to another reviewer."""

    instead_of = forms.ModelChoiceField(
        label=_("Instead of"),
        queryset=Review.objects.none(),
        required=False,
        empty_label=_("Nobody: one more reviewer"),
    )
    reviewer = forms.ModelChoiceField(label=_("Reviewer"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instead, reviewer = self.fields["instead_of"], self.fields["reviewer"]
        instead.queryset = proposal.reviews.due().select_related("reviewer")  # type: ignore[attr-defined]
        instead.label_from_instance = lambda review: str(review.reviewer)  # type: ignore[attr-defined]
        held = {each.reviewer_id for each in proposal.reviews.all()}
        free = [each.pk for each in free_reviewers(proposal) if each.pk not in held]
        reviewer.queryset = User.objects.filter(pk__in=free)  # type: ignore[attr-defined]


class ScheduleForm(VersionedForm):
    """Room and hours in the zone of the venue."""

    use_required_attribute = False
    room = forms.ModelChoiceField(label=_("Room or link"), queryset=Room.objects.none(), empty_label=None)
    starts_at = DateTimeField(label=_("Start"), widget=DateTime(), help_text=_("In the time of the venue."))
    ends_at = DateTimeField(label=_("End"), widget=DateTime(), help_text=_("In the time of the venue."))
    reason = reason_field(
        _("Reason"), _("Only if a rule of the call is passed, a person is in two places, or a published event moves.")
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        offer(self, "room", Room.objects.filter(edition=edition))

    def clean_starts_at(self) -> datetime:
        return at_venue(self.cleaned_data["starts_at"], self.edition.zone)

    def clean_ends_at(self) -> datetime:
        return at_venue(self.cleaned_data["ends_at"], self.edition.zone)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("starts_at") and found.get("ends_at") and found["ends_at"] <= found["starts_at"]:
            raise ValidationError({"ends_at": gettext("The end is not after the start. Set a later end.")})
        return found
