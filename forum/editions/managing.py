"""Pages for who runs an edition: the hub, its facts, a copy of it, its stages."""

from copy import copy
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from forum.editions import actions
from forum.editions.forms import CloneForm, EditEditionForm, NewEditionForm
from forum.editions.models import Edition, Stage
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import may
from forum.kit.answers import VersionedForm, attempt, posted, status_of
from forum.kit.lists import listed

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
STAGES = {
    "announce": gettext_lazy("Announce"),
    "open_registration": gettext_lazy("Open the registration"),
    "start": pgettext_lazy("what one does", "Start"),
    "close": gettext_lazy("Close"),
    "archive": pgettext_lazy("what one does", "Archive"),
}


def next_stage(edition: Edition) -> str | None:
    return next((verb for verb in STAGES if edition.can_move(verb) and not edition.is_archive), None)


def effects(edition: Edition, verb: str) -> list[str]:
    """What a move to the next stage changes, said before it is done."""
    shown = edition.milestones.filter(is_public=True, object_id=None).count()
    spaces = listed(edition.spaces.all()) or _("none")
    return {
        "announce": [
            _("Everybody can read the edition's pages."),
            _("Public milestones shown: %(count)s.") % {"count": shown},
        ],
        "open_registration": [_("People may register for these spaces: %(spaces)s.") % {"spaces": spaces}],
        "start": [_("The edition is shown as running.")],
        "close": [_("The edition is shown as closed. What is still due stays on people's desks.")],
        "archive": [_("The edition stands in the archive. Its pages and files stay readable at their addresses.")],
    }[verb]


@login_required
@permission_required("forum.add_edition", raise_exception=True)
@read_or_write
def edition_new(request: HttpRequest) -> HttpResponse:
    form = NewEditionForm(posted(request))
    made: list[Edition] = []
    if attempt(form, lambda: made.append(actions.add(by=request.user, **form.values()))):
        messages.success(request, _("The edition was made as a draft. You are its secretariat; only its staff see it."))
        return redirect("edition_manage", edition=made[0].slug)
    return render(request, "forum/editions/new.html", {"form": form, "nav": "editions"}, status=status_of(form))


@login_required
@require_safe
def edition_manage(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "enter")
    verb = next_stage(found)
    manages = may(request.user, "manage", found)
    context = {
        "manages": manages,
        "audits": may(request.user, "audit", found),
        "stages": [{"title": stage.label, "state": step_state(stage, found.state), "note": ""} for stage in Stage],
        "next_verb": STAGES[verb] if verb and manages else "",
        "next_url": f"edition_{verb}",
        "counts": {
            "parts": found.parts.count(),
            "spaces": found.spaces.count(),
            "milestones": found.milestones.open().filter(object_id=None).count(),
            "people": found.roles.current().count(),
        },
    }
    return render(request, "forum/editions/manage.html", edition_page(request, found, "manage", **context))


def step_state(stage: Stage, current: Stage) -> str:
    order = list(Stage)
    if stage == current:
        return "now"
    return "done" if order.index(stage) < order.index(current) else "todo"


@login_required
@read_or_write
def edition_edit(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "edit")
    form = EditEditionForm(posted(request), instance=copy(found), initial={"version": found.version})
    if attempt(
        form,
        lambda: actions.edit(
            found,
            by=request.user,
            changes=form.values(),
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        ),
    ):
        messages.success(request, _("Saved. Milestones and sessions keep their own dates: see that they still fit."))
        return redirect("edition_manage", edition=found.slug)
    context = edition_page(request, found, "manage", form=form)
    return render(request, "forum/editions/edit.html", context, status=status_of(form))


@login_required
@read_or_write
def edition_clone(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "clone")
    form = CloneForm(posted(request))
    made: list[Edition] = []
    if attempt(form, lambda: made.append(actions.clone(found, by=request.user, **form.values()))):
        messages.success(
            request, _("The copy was made as a draft. Its milestones stand as far from its first day as before.")
        )
        return redirect("edition_manage", edition=made[0].slug)
    context = edition_page(request, found, "manage", form=form)
    return render(request, "forum/editions/clone.html", context, status=status_of(form))


@login_required
@read_or_write
def edition_stage(request: HttpRequest, edition: str, verb: str) -> HttpResponse:
    """One move from stage to stage: first what it changes, then the act."""
    found = edition_of(request, edition, verb)
    if not found.can_move(verb):
        messages.warning(request, _("The edition is at another stage meanwhile. This is where it stands."))
        return redirect("edition_manage", edition=found.slug)
    form = VersionedForm(posted(request), initial={"version": found.version})
    act = partial(getattr(actions, verb), found, by=request.user)
    if attempt(form, lambda: act(version=form.cleaned_data["version"])):
        messages.success(request, _("Done. Stage: %(stage)s.") % {"stage": found.state.label})
        return redirect("edition_manage", edition=found.slug)
    context: dict[str, Any] = {"form": form, "act": STAGES[verb], "effects": effects(found, verb)}
    page = edition_page(request, found, "manage", **context)
    return render(request, "forum/editions/stage.html", page, status=status_of(form))
