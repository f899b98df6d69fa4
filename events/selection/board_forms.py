"""Drafts, targets, the list of decisions and the assignment of reviewers as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.forms import SometimesDate, SometimesText
from events.calls.models import Call
from events.selection.targets import TITLES, Bound, Level, values
from forum.kit.answers import VersionedForm
from forum.kit.fields import offer
from forum.kit.widgets import Date


class DraftForm(forms.Form):
    """`like`: another draft that this one begins as."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Name of the draft"), max_length=80, help_text=_("Such as “Balanced” or “By score”.")
    )
    like = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class TargetsForm(VersionedForm):
    use_required_attribute = False
    anonymous_review = forms.BooleanField(
        label=_("Reviewers do not learn who applies"),
        required=False,
        help_text=_("Organisations, people and files are hidden from them. Texts may still tell: say so in the call."),
    )
    confirm_days = forms.IntegerField(
        label=_("Days to confirm"),
        min_value=1,
        max_value=120,
        help_text=_("After a selection. A place that is not confirmed goes to the next on the reserve."),
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        names = ("anonymous_review", "confirm_days", "version")
        super().__init__(*args, initial={name: getattr(call, name) for name in names}, **kwargs)


def what_choices() -> list[Any]:
    """Each dimension as a group: each of its values by itself, or one of them."""
    groups: list[Any] = [("", gettext("No target"))]
    for dimension, title in TITLES.items():
        words = {"": gettext("each"), **values(dimension)}
        groups.append((str(title), [(f"{dimension}:{code}", f"{title}: {name}") for code, name in words.items()]))
    return groups


class TargetForm(forms.Form):
    use_required_attribute = False
    what = forms.ChoiceField(label=_("What"), required=False)
    bound = forms.ChoiceField(label=_("Bound"), choices=Bound.choices, required=False)
    number = forms.IntegerField(label=_("Number"), min_value=0, max_value=1000, required=False)
    percent = forms.BooleanField(label=_("Per cent of all"), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "what", what_choices())

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not found.get("what"):
            return found
        if found.get("number") is None and "number" not in self.errors:
            self.add_error("number", gettext("Write how many, or how many per cent."))
        if found.get("percent") and (found.get("number") or 0) > 100:
            self.add_error("number", gettext("A share is at most 100 per cent."))
        return found

    def row(self) -> dict[str, Any]:
        said = self.cleaned_data
        dimension, _between, value = said["what"].partition(":")
        return {
            "dimension": dimension,
            "value": value,
            "bound": said["bound"] or Bound.LEAST.value,
            "number": said["number"],
            "percent": said["percent"],
            "level": said["level"] or Level.ADVICE.value,
        }


Targets = forms.formset_factory(TargetForm, extra=2, max_num=30, absolute_max=30)


def targets_of(rows: forms.BaseFormSet) -> list[dict[str, Any]]:
    """A row without a dimension is no target: so one is taken away."""
    return [form.row() for form in rows.forms if form.cleaned_data.get("what")]


def initial_targets(call: Call) -> list[dict[str, Any]]:
    return [{**each, "what": f"{each['dimension']}:{each['value']}"} for each in call.targets]


class CommitForm(VersionedForm):
    """A reason to each letter, and the version of each proposal that the person looked at."""

    use_required_attribute = False
    confirm_by = SometimesDate(
        label=_("Leads confirm by"), widget=Date(), help_text=_("Stands in the letter of those selected.")
    )
    exception = SometimesText(
        label=_("Why a broken rule is right all the same"),
        help_text=_("Only where a rule of the targets is broken. It stands in the justification."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, letters: list[Any], selection: Any, keeps: bool = False, **kwargs: Any) -> None:
        initial = {"version": selection.version, **kwargs.pop("initial", {})}
        initial |= {f"reason_{each.entrant.pk}": each.reason for each in letters}
        initial |= {f"version_{each.entrant.pk}": each.entrant.version for each in letters}
        super().__init__(*args, initial=initial, **kwargs)
        for each in letters:
            needed = each.choice == "decline"
            self.fields[f"reason_{each.entrant.pk}"] = forms.CharField(
                label=gettext("Reason, sent in these words: %(reference)s") % {"reference": each.entrant.reference},
                max_length=3000,
                required=needed and not keeps,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"version_{each.entrant.pk}"] = forms.IntegerField(widget=forms.HiddenInput)
        if not keeps:
            self.fields["confirm_by"].required = any(each.choice == "select" for each in letters)

    def numbered(self, stem: str) -> dict[int, Any]:
        names = [name for name in self.fields if name.startswith(f"{stem}_") and name.rpartition("_")[2].isdigit()]
        return {int(name.rpartition("_")[2]): self.cleaned_data.get(name) for name in names}

    def reasons(self) -> dict[int, str]:
        return {pk: (text or "").strip() for pk, text in self.numbered("reason").items()}

    def versions(self) -> dict[int, int]:
        """Of all that were shown, also of what has left the list since."""
        sent = {name.removeprefix("version_"): self.data.get(name, "") for name in self.data}
        return {int(pk): int(said) for pk, said in sent.items() if pk.isdecimal() and str(said).isdecimal()}

    def hidden_versions(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("version")]


class AssignForm(VersionedForm):
    """How many reviewers each proposal gets; `code` is that of the plan which was shown."""

    use_required_attribute = False
    each = forms.IntegerField(label=_("Reviewers for each proposal"), min_value=1, max_value=9)
    code = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
