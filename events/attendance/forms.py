"""Inviting, targets by category, and who came, as forms."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from events.attendance.models import Invited
from events.sessions.models import Session
from forum.kit.answers import VersionedForm
from forum.kit.fields import ManyField, offer
from forum.kit.widgets import Many
from forum.taxonomy.models import Category


class InviteForm(forms.Form):
    categories = ManyField(
        label=_("Everybody of these categories"),
        queryset=Category.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every organisation of the category for which somebody acts here."),
    )
    organisations = ManyField(
        label=_("And these organisations"), queryset=Organisation.objects.none(), required=False, widget=Many()
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Invited.objects.filter(session=session).values("organisation")
        acted = Organisation.objects.filter(
            pk__in=Organisation.objects.filter(memberships__ends=None, memberships__isnull=False).values("pk")
        )
        offer(self, "organisations", acted.exclude(pk__in=known))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not (found.get("categories") or found.get("organisations")):
            raise forms.ValidationError(gettext("Choose a category or an organisation."))
        return found

    def chosen(self) -> list[Organisation]:
        said = self.cleaned_data
        offered = self.fields["organisations"].queryset  # type: ignore[attr-defined]
        picked = [each.pk for each in said["organisations"]]
        return list(offered.filter(Q(category__in=said["categories"]) | Q(pk__in=picked)))


class TargetsForm(VersionedForm):
    """A number and a day for each category. An empty number is no target."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = {category.code: str(category) for category in Category.objects.all()}
        for code, title in self.codes.items():
            self.fields[f"wanted_{code}"] = forms.IntegerField(
                label=gettext("Organisations wanted: %(category)s") % {"category": title},
                required=False,
                min_value=1,
                max_value=1000,
            )
            self.fields[f"days_{code}"] = forms.IntegerField(
                label=gettext("Warn so many days before: %(category)s") % {"category": title},
                required=False,
                min_value=1,
                max_value=90,
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [
            {"category": title, "numbers": [self[f"wanted_{code}"], self[f"days_{code}"]]}
            for code, title in self.codes.items()
        ]

    def wanted(self) -> dict[str, tuple[int, int]]:
        said = self.cleaned_data
        return {
            code: (said[f"wanted_{code}"], said[f"days_{code}"] or 7) for code in self.codes if said[f"wanted_{code}"]
        }


class PresentForm(VersionedForm):
    present = ManyField(
        label=_("Who came"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of those invited. Who is not ticked did not come."),
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Organisation.objects.filter(invited_to__session=session)
        offer(self, "present", asked)
        self.initial = {
            "version": session.version,
            "present": asked.filter(invited_to__session=session, invited_to__was_present=True),
        }


class DeclineForm(VersionedForm):
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        help_text=_("The organisers read it. It is not public."),
    )
