"""Forms of organisations and their members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Invitation, JoinRequest, MemberRole, Organisation
from forum.kit.answers import VersionedForm
from forum.taxonomy.models import Category
from forum.taxonomy.reading import CountryField


class OrganisationForm(forms.ModelForm):
    """`aliases` is one name a line. `version` says which copy was edited."""

    aliases = forms.CharField(
        label=_("Other names"),
        help_text=_("One a line: earlier names, names in other languages."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = forms.URLField(label=_("Web page"), required=False, assume_scheme="https")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields = ["name", "acronym", "aliases", "category", "category_words", "country", "about"]
        field_classes = {"country": CountryField}
        widgets = {"about": forms.Textarea(attrs={"rows": 4, "maxlength": 1500})}

    field_order = ["name", "acronym", "aliases", "category", "category_words", "country", "website", "about"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].max_length = 1500  # type: ignore[attr-defined]
        self.fields["category"].empty_label = _("Choose one")  # type: ignore[attr-defined]
        self.fields["category"].help_text = _(
            "A State, the UN system or another intergovernmental body is entitled without applying;"
            " the secretariat confirms first that you are one."
        )
        self.fields["country"].empty_label = _("Not stated")  # type: ignore[attr-defined]
        self.fields["category_words"].help_text = _("Needed when the category is “Other”.")
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(self.instance.aliases)
            self.initial["version"] = self.instance.version
            self.initial["website"] = self.instance.website

    def clean_aliases(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]

    def clean_about(self) -> str:
        about = self.cleaned_data["about"]
        if len(about) > 1500:
            raise forms.ValidationError(_("%(count)s characters. Write at most 1500."), params={"count": len(about)})
        return about

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        category = data.get("category")
        if category and category.code == "other" and not data.get("category_words", "").strip():
            self.add_error("category_words", _("Say in your words what kind of organisation it is."))
        return data

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.field_order}


class CategoryForm(VersionedForm):
    """By the secretariat: what an organisation is."""

    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.all(), empty_label=None)
    reason = forms.CharField(
        label=_("Reason, sent in these words"),
        help_text=_("Needed when you set another category than the one stated."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DiffersForm(forms.Form):
    """Shown with the near-duplicates: how the new organisation is another one."""

    differs = forms.CharField(
        label=_("It is another: say how"),
        help_text=_("One sentence, for the secretariat: another country, another legal body, a branch of its own."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class InviteForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["email", "role"]

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def validate_unique(self) -> None:
        """The action says it in words."""


class JoinForm(forms.ModelForm):
    class Meta:
        model = JoinRequest
        fields = ["words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 2})}


class AnswerForm(forms.Form):
    accepted = forms.ChoiceField(
        label=_("Answer"), choices=[("yes", _("Let this person in")), ("no", _("Decline"))], widget=forms.RadioSelect
    )
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    reason = forms.CharField(
        label=_("Reason"), help_text=_("Needed to decline; sent in these words."), max_length=300, required=False
    )

    def clean_accepted(self) -> bool:
        return self.cleaned_data["accepted"] == "yes"


class RoleForm(VersionedForm):
    role = forms.ChoiceField(label=_("Role"), choices=MemberRole.choices)
