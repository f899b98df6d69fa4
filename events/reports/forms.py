"""The report as a form: words, lenses, people and minutes by category."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.reports.models import OutcomeLine
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField, ManyField
from forum.kit.widgets import Date
from forum.taxonomy.models import Category, Lens

MOST_REQUESTS = 20
is_address = URLValidator(["https", "http"])


def long_text(label: Any, help_text: Any, *, most: int = 3000, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=required, widget=widget)


class PresenceFields(forms.Form):
    """People and minutes for each category. An empty field is not known, 0 is none."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {}
        for category in Category.objects.all():
            self.codes[category.code] = str(category)
            for name, words, most in (
                ("people", gettext("People: %(category)s"), 10000),
                ("minutes", gettext("Minutes spoken: %(category)s"), 2000),
            ):
                self.fields[f"{name}_{category.code}"] = forms.IntegerField(
                    label=words % {"category": category}, required=False, min_value=0, max_value=most
                )

    @property
    def presence_rows(self) -> list[dict[str, Any]]:
        return [
            {"category": title, "numbers": [self[f"people_{code}"], self[f"minutes_{code}"]]}
            for code, title in self.codes.items()
        ]

    @property
    def presence_has_errors(self) -> bool:
        return any(name.startswith(("people_", "minutes_")) for name in self.errors)

    def presence(self) -> dict[str, tuple[int | None, int | None]]:
        said = self.cleaned_data
        return {code: (said[f"people_{code}"], said[f"minutes_{code}"]) for code in self.codes}


class CountForm(PresenceFields, VersionedForm):
    pass


class LineForm(forms.ModelForm):
    class Meta:
        model = OutcomeLine
        fields = ["kind", "words", "actor", "organisation", "place", "due"]
        field_classes = {"due": DateField}
        widgets = {"words": forms.Textarea(attrs={"rows": 3, "maxlength": 1000}), "due": Date()}
        help_texts = {
            "kind": _("A commitment says who does it, where and by when."),
            "actor": _("In words, where it is no organisation of the list."),
        }

    def _post_clean(self) -> None:
        """The act writes, and says in words what a constraint would refuse."""

    def values(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        return said | ({"version": self.cleaned_data["version"]} if "version" in self.cleaned_data else {})


class RequestForm(LineForm):
    use_required_attribute = False

    class Meta(LineForm.Meta):
        fields = ["words", "actor", "place", "due"]
        widgets = {"words": forms.Textarea(attrs={"rows": 2, "maxlength": 1000}), "due": Date()}
        labels = {"words": _("What is requested"), "actor": _("Who is asked")}
        help_texts: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actor"].required = True


Requests = forms.formset_factory(RequestForm, extra=3, max_num=MOST_REQUESTS, absolute_max=MOST_REQUESTS)


class ReportForm(PresenceFields):
    key_messages = long_text(_("Key messages"), _("What everybody should remember. One a line."))
    policy_interventions = long_text(
        _("Policy interventions"),
        _("Measures that change an inequality, and who would take them. One a line; at least one."),
    )
    lenses = ManyField(
        label=_("Lenses"), queryset=Lens.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    questions_asked = forms.IntegerField(
        label=_("Questions asked"), required=False, min_value=0, max_value=999, help_text=_("Empty means not known.")
    )
    questions_answered = forms.IntegerField(
        label=_("Questions answered"), required=False, min_value=0, max_value=999, help_text=_("Empty means not known.")
    )
    recordings = long_text(_("Links to recordings"), _("One a line."), most=2000, rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.data if f"requests-{TOTAL_FORM_COUNT}" in self.data else None
        self.requests = Requests(rows, prefix="requests", initial=self.initial.get("requests", []))

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.requests.is_bound and not self.requests.is_valid():
            self.add_error(None, gettext("A request is not complete. Look there, or empty the row."))
            return False
        return valid

    def clean_recordings(self) -> str:
        links = self.cleaned_data["recordings"].split()
        for link in links:
            is_address(link)
        return "\n".join(links)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        asked, answered = found.get("questions_asked"), found.get("questions_answered")
        if answered and (asked is None or answered > asked):
            self.add_error("questions_answered", gettext("More answers than questions. Check both numbers."))
        return found

    def said(self) -> dict[str, Any]:
        """As the action `report` takes it."""
        counted = ("people_", "minutes_")
        words = {name: value for name, value in self.cleaned_data.items() if not name.startswith(counted)}
        rows = [form.cleaned_data for form in self.requests.forms] if self.requests.is_bound else []
        requests = [{**row, "due": row["due"].isoformat() if row["due"] else ""} for row in rows if row]
        return {**words, "requests": requests, "presence": self.presence()}


class AgainForm(VersionedForm, ReportForm):
    """The report once more, after changes were asked for."""

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in super().said().items() if name != "version"}


class AskForm(VersionedForm):
    reason = long_text(_("What should change"), _("The lead organiser reads these words."), most=1000)


class EditLineForm(VersionedForm, LineForm):
    pass
