"""The composition of a policy debate: on its page, and as a form."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from events.round_tables.composing import set_composition
from events.round_tables.models import Composition
from events.sessions.kinds import SessionKind
from events.sessions.models import Session
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, status_of
from forum.kit.fields import DateField


class CompositionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    decided_by = forms.CharField(
        label=gettext_lazy("Who set it"),
        max_length=200,
        help_text=gettext_lazy("The body or the person that decided who sits in the debate."),
    )
    decided_on = DateField(label=gettext_lazy("When"))
    how = forms.CharField(
        label=gettext_lazy("How"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 2000}),
        help_text=gettext_lazy("Who was asked, what was weighed. It stands on the page of the debate."),
    )

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0  # no row has 0: whom another was faster to log it is told so


def panel(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    if session.kind != SessionKind.POLICY_DEBATE or session.is_archive:
        return None
    return {
        "template": "events/round_tables/_composition.html",
        "composition": Composition.objects.filter(session=session).first(),
        "may_set": may(request.user, "set_composition", session),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_set_composition(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    sessions = Session.objects.select_related("edition__series")
    session = fetch(request.user, "set_composition", sessions, edition__slug=edition, reference=reference)
    held = Composition.objects.filter(session=session).first()
    names = ("version", "decided_by", "decided_on", "how")
    form = CompositionForm(
        posted(request), initial={name: getattr(held, name) for name in names} if held else {"version": 0}
    )
    form.fields["version"].required = held is not None
    if attempt(form, lambda: set_composition(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is logged who set the composition. The debate may be released."))
        return redirect(session)
    context = edition_page(request, session.edition, "manage-programme", session=session, form=form)
    return render(request, "events/round_tables/composition.html", context, status=status_of(form))
