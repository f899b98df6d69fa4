"""Forms of accreditation."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.models import Application, Track
from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.kit.fields import DateField, DateTimeField, ManyField, offer
from forum.kit.uploads import ALLOWED_WORDS
from forum.kit.widgets import Date, DateTime, Many, Outcomes
from forum.kit.zones import at_venue
from forum.taxonomy.models import Category


class SometimesMixin:
    """A field that some outcomes need: the hint says which, so it is not called optional, and the form checks it."""

    def validate(self, value: Any) -> None:
        """Nothing by itself."""


class SometimesText(SometimesMixin, forms.CharField):
    pass


class SometimesDate(SometimesMixin, DateField):
    pass


class BeginForm(forms.Form):
    """For which organisation, on which track."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    track = forms.ModelChoiceField(label=_("Track"), queryset=Track.objects.none(), widget=forms.RadioSelect)

    def __init__(self, *args: Any, edition: Edition, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = Organisation.objects.acted_for_by(user)
        tracks = Track.objects.filter(edition=edition, needs_application=True).open()
        offer(self, "organisation", organisations)
        self.fields["organisation"].empty_label = None  # type: ignore[attr-defined]
        offer(self, "track", tracks)
        self.fields["track"].empty_label = None  # type: ignore[attr-defined]
        self.fields["track"].label_from_instance = lambda track: f"{track}: {track.said.who}"  # type: ignore[attr-defined]


class ApplicationForm(forms.ModelForm):
    """The texts and one file for each document of the track. As a `draft` nothing is needed yet."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Application
        fields = ["prior_status", "head", "activities", "statement"]
        widgets = {"prior_status": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.held = {document.code: document for document in self.instance.documents.held()}
        for name in self.Meta.fields:
            self.fields[name].required = not draft
        for row in self.instance.track.documents:
            held = self.held.get(row["code"])
            hint = _("%(types)s, at most 25 MB.") % {"types": ALLOWED_WORDS}
            if held:
                hint = _("A new file takes the place of the one that is held. %(hint)s") % {"hint": hint}
            self.fields[f"document_{row['code']}"] = forms.FileField(
                label=row["label"],
                required=bool(row.get("required")) and not draft,
                help_text=hint,
                initial=held.file if held else None,
                widget=forms.FileInput,
            )

    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    def document_fields(self) -> list[tuple[forms.BoundField, Any]]:
        """Each with the file that is held."""
        return [(self[f"document_{row['code']}"], self.held.get(row["code"])) for row in self.instance.track.documents]

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def uploads(self) -> dict[str, Any]:
        """New files by the code of their document."""
        prefix = "document_"
        return {name.removeprefix(prefix): file for name, file in self.files.items() if name.startswith(prefix)}


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(forms.Form):
    """What an officer decides. The choices are the moves that the state allows."""

    HINTS = {
        "review": _("Mails the focal point that somebody is at it"),
        "accredit": _("Mails the focal point; its people can be registered at once"),
        "ask_changes": _("Mails the focal point with your reason and the date; the application goes back to them"),
        "decline": _("Mails the focal point with your reason; they may apply once more"),
    }
    WORDS = {
        "review": _("Take under review"),
        "accredit": _("Accredit"),
        "ask_changes": _("Ask for changes"),
        "decline": _("Decline"),
    }
    NEED_REASON = ("ask_changes", "decline")

    outcome = forms.ChoiceField(label=_("Outcome"), widget=Outcomes(hints=HINTS))
    reason = SometimesText(
        label=_("Reason, sent to the organisation in these words"),
        help_text=_("Needed for asking and declining. Say what is missing and how to cure it."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = SometimesDate(
        label=_("Answer by"), help_text=_("Needed for asking: the last day for the answer."), widget=Date()
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application
        moves = [verb for verb in self.WORDS if application.can_move(verb)]
        offer(self, "outcome", [(verb, self.WORDS[verb]) for verb in moves])
        self.initial.setdefault("version", application.version)

    @cached_property
    def today(self) -> date:
        return self.application.edition.today()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        outcome = data.get("outcome")
        if outcome in self.NEED_REASON and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why. The reason is kept and sent in these words."))
        due = data.get("answer_by")
        if outcome == "ask_changes" and "answer_by" not in self.errors and (due is None or due <= self.today):
            self.add_error("answer_by", _("Give a day after today by which the answer is due."))
        return data


class ActForm(forms.Form):
    """What the check page sends on: the decision that was looked at."""

    reason = forms.CharField(max_length=3000, required=False, widget=forms.HiddenInput)
    answer_by = DateField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)


class TrackForm(forms.ModelForm):
    """Dates are those of the venue; documents are one a line, those that may be left out end with “?”."""

    documents = forms.CharField(
        label=_("Documents asked for"),
        help_text=_("One a line. End a line with “?” when the document may be left out."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    categories = ManyField(
        label=_("Categories"), queryset=Category.objects.all(), to_field_name="code", required=False, widget=Many()
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Track
        fields = [
            "name",
            "who",
            "categories",
            "how",
            "decided_by",
            "needs_application",
            "opens_at",
            "closes_at",
            "promised_answer_days",
            "documents",
            "order",
        ]
        widgets = {
            "who": forms.Textarea(attrs={"rows": 2}),
            "how": forms.Textarea(attrs={"rows": 3}),
            "opens_at": DateTime(),
            "closes_at": DateTime(),
        }
        field_classes = {"opens_at": DateTimeField, "closes_at": DateTimeField}

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        if self.instance.pk:
            self.initial["version"] = self.instance.version
            lines = [row["label"] + ("" if row.get("required") else " ?") for row in self.instance.documents]
            self.initial["documents"] = "\n".join(lines)
            for name in ("opens_at", "closes_at"):
                if moment := getattr(self.instance, name):
                    self.initial[name] = edition.local(moment).replace(tzinfo=None)

    def clean_documents(self) -> list[dict[str, Any]]:
        """A known document keeps its code, so that what was uploaded stays with it."""
        known = {row["label"]: row["code"] for row in self.instance.documents}
        rows: list[dict[str, Any]] = []
        for line in filter(str.strip, self.cleaned_data["documents"].splitlines()):
            label = line.strip().rstrip("?").strip()
            code = known.get(label) or slugify(label)[:50] or f"document-{len(rows) + 1}"
            if code in {row["code"] for row in rows}:
                raise forms.ValidationError(_("“%(label)s” stands twice."), params={"label": label})
            rows.append({"code": code, "label": label, "required": not line.strip().endswith("?")})
        return rows

    def clean_opens_at(self) -> datetime | None:
        typed = self.cleaned_data["opens_at"]
        return at_venue(typed, self.edition.zone) if typed else None

    def clean_closes_at(self) -> datetime | None:
        typed = self.cleaned_data["closes_at"]
        return at_venue(typed, self.edition.zone) if typed else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("opens_at") and data.get("closes_at") and data["closes_at"] <= data["opens_at"]:
            self.add_error("closes_at", _("The track closes before it opens."))
        taken = Track.objects.filter(edition=self.edition, name=data.get("name", "")).exclude(pk=self.instance.pk)
        if taken.exists():
            self.add_error("name", _("This edition has a track of this name. Choose another."))
        return data

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "categories"}
