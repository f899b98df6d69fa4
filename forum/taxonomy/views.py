"""Reference lists, which everybody reads and organisers edit, and the page of an objective."""

from copy import copy
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from forum.kit.access import fetch
from forum.kit.answers import attempt, posted, status_of
from forum.kit.dotted import load_all
from forum.kit.exports import exported
from forum.kit.provenance import BASES
from forum.pages.public import public_page
from forum.taxonomy import actions
from forum.taxonomy.countries import in_order
from forum.taxonomy.exports import reference_export
from forum.taxonomy.forms import form_for
from forum.taxonomy.models import Category, Country, Lens, Objective, Principle, Reference

LISTS: dict[str, tuple[Any, type[Reference]]] = {
    "objectives": (gettext_lazy("The 23 objectives"), Objective),
    "principles": (gettext_lazy("The 10 guiding principles"), Principle),
    "categories": (gettext_lazy("Stakeholder categories"), Category),
    "lenses": (gettext_lazy("Lenses"), Lens),
    "countries": (gettext_lazy("Member States and regional groups"), Country),
}


def list_of(kind: str) -> tuple[Any, type[Reference]]:
    if kind not in LISTS:
        raise Http404(kind)
    return LISTS[kind]


def describe(entry: Reference) -> dict[str, Any]:
    """One row: a name, what explains it, and how sure the wording is."""
    texts: dict[type[Reference], Any] = {
        Objective: lambda: [_(entry.long_title)],  # type: ignore[attr-defined]
        Category: lambda: [entry.get_entry_basis_display(), _(entry.access_notes)],  # type: ignore[attr-defined]
        Lens: lambda: [_(entry.definition), _(entry.question)],  # type: ignore[attr-defined]
        Country: lambda: [entry.get_group_display()],  # type: ignore[attr-defined]
    }
    found = texts[type(entry)]() if type(entry) in texts else []
    return {"entry": entry, "texts": [text for text in found if text], "unconfirmed": entry.basis == "unconfirmed"}


@public_page()
@require_safe
def reference_lists(request: HttpRequest) -> HttpResponse:
    rows = [
        {"kind": kind, "title": title, "count": model._default_manager.count()}
        for kind, (title, model) in LISTS.items()
    ]
    return render(request, "forum/taxonomy/lists.html", {"rows": rows})


@public_page("format")
@require_safe
def reference_list(request: HttpRequest, kind: str) -> HttpResponseBase:
    title, model = list_of(kind)
    found = model._default_manager.all()
    rows = [describe(entry) for entry in (in_order(found) if model is Country else found)]
    if file := exported(request, reference_export(kind, title), rows):
        return file
    context = {
        "kind": kind,
        "title": title,
        "rows": rows,
        "unconfirmed": sum(row["unconfirmed"] for row in rows),
        "may_edit": request.user.has_perm(f"forum.edit_{model._meta.model_name}"),
    }
    return render(request, "forum/taxonomy/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reference_edit(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    title, model = list_of(kind)
    entry = fetch(request.user, "edit", model._default_manager, code=code)
    form = form_for(model)(posted(request), instance=copy(entry), initial={"version": entry.version})
    if attempt(
        form,
        lambda: actions.edit(entry, by=request.user, changes=form.values(), version=form.cleaned_data["version"]),
    ):
        messages.success(request, _("Saved. Every page says it so from now on; frozen documents keep what they said."))
        return redirect("reference_list", kind=kind)
    context = {"kind": kind, "title": title, "entry": entry, "form": form}
    return render(request, "forum/taxonomy/edit.html", context, status=status_of(form))


@public_page()
@require_safe
def objective(request: HttpRequest, number: int) -> HttpResponse:
    """An objective and everything that carries it, from the apps."""
    found = fetch(request.user, "view", Objective.objects, number=number)
    panels = [panel for contribute in load_all(settings.OBJECTIVE_PANELS) if (panel := contribute(request, found))]
    context = {
        "objective": found,
        "strip": [number],
        "panels": panels,
        "basis": BASES.get(found.basis, ""),
        "previous": number - 1 if number > 1 else None,
        "next": number + 1 if number < 23 else None,
    }
    return render(request, "forum/taxonomy/objective.html", context)
