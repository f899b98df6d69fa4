"""Accreditation for applicants: the public page, the draft, its own page, its files."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.accreditation import actions
from accounts.accreditation.forms import ApplicationForm, BeginForm, WithdrawForm
from accounts.accreditation.models import Application, ApplicationDocument, Track
from accounts.accreditation.presentation import documents, next_words, steps, timeline
from accounts.accreditation.statistics import by_category
from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.history.reads import note_read
from forum.kit import clock, dates
from forum.kit.access import fetch, may
from forum.kit.refusals import Refused
from forum.kit.uploads import download
from forum.undo.offers import say


def find_edition(request: HttpRequest, slug: str) -> Edition:
    return fetch(request.user, "view", Edition.objects.select_related("series"), slug=slug)


def find_application(request: HttpRequest, verb: str, edition: Edition, pk: int) -> Application:
    related = Application.objects.select_related("edition", "organisation__category", "track__edition")
    return fetch(request.user, verb, related, pk=pk, edition=edition)


@require_safe
def accreditation(request: HttpRequest, edition: str) -> HttpResponse:
    """The tracks with their deadlines, which one is yours, and how many were accredited."""
    held = find_edition(request, edition)
    tracks = list(Track.objects.filter(edition=held).select_related("edition").prefetch_related("categories"))
    context = {"tracks": tracks, "mine": standing_of(request, held, tracks), "rows": by_category(held)}
    return render(
        request, "accounts/accreditation/accreditation.html", edition_page(request, held, "accreditation", **context)
    )


def standing_of(request: HttpRequest, edition: Edition, tracks: list[Track]) -> list[dict[str, Any]]:
    """For each organisation of the reader: its live application, or the track of its category."""
    if not request.user.is_authenticated:
        return []
    organisations = Organisation.objects.acted_for_by(request.user).select_related("category")
    live = {
        application.organisation_id: application
        for application in Application.objects.filter(edition=edition, organisation__in=organisations).order_by("pk")
    }
    return [
        {
            "organisation": organisation,
            "application": live.get(organisation.pk),
            "tracks": [
                track for track in tracks if organisation.category in track.categories.all() and track.needs_application
            ],
        }
        for organisation in organisations
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_add(request: HttpRequest, edition: str) -> HttpResponse:
    held = find_edition(request, edition)
    initial = {name: request.GET[name] for name in ("organisation", "track") if request.GET.get(name, "").isdecimal()}
    form = BeginForm(request.POST or None, edition=held, user=request.user, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                application = actions.add(edition=held, by=request.user, **form.cleaned_data)
            except Refused as error:
                form.add_error(error.field if error.field in form.fields else None, str(error.message))
                status = error.status
            else:
                messages.success(request, _("Draft begun. It is kept until you submit it."))
                return redirect("application_edit", held.slug, application.pk)
    context = edition_page(request, held, "accreditation", form=form)
    return render(request, "accounts/accreditation/begin.html", context, status=status)


@login_required
@require_safe
def application_page(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = find_edition(request, edition)
    application = find_application(request, "view", held, pk)
    mine = may(request.user, "edit", application)
    context = {
        "application": application,
        "next": next_words(application),
        "steps": steps(application),
        "documents": documents(application),
        "entries": timeline(application),
        "may_edit": mine and application.is_editable,
        "may_withdraw": mine and application.can_move("withdraw"),
    }
    return render(
        request, "accounts/accreditation/application.html", edition_page(request, held, "accreditation", **context)
    )


def form_page(request: HttpRequest, application: Application, form: ApplicationForm, status: int = 200) -> HttpResponse:
    context = {
        "application": application,
        "form": form,
        "next": next_words(application),
        "documents": documents(application),
    }
    page = edition_page(request, application.edition, "accreditation", **context)
    return render(request, "accounts/accreditation/form.html", page, status=status)


def open_form(request: HttpRequest, edition: str, pk: int, *, draft: bool) -> tuple[Application, ApplicationForm]:
    """The application and its form, bound to a copy so that what was typed does not touch the record."""
    application = find_application(request, "edit", find_edition(request, edition), pk)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return application, ApplicationForm(*data, instance=copy(application), draft=draft)


def keep(request: HttpRequest, application: Application, form: ApplicationForm) -> None:
    """Saves the texts and the files of a valid form as one."""
    with transaction.atomic():
        actions.edit(application, by=request.user, changes=form.texts(), version=form.cleaned_data["version"])
        for code, file in form.uploads().items():
            actions.attach(application, code, file, by=request.user)


def kept(request: HttpRequest, application: Application) -> ApplicationForm:
    """The form as it was sent, over what was just saved from it and with its version."""
    data = request.POST.copy()
    data["version"] = str(application.version)
    form = ApplicationForm(data, instance=copy(application), draft=False)
    form.is_valid()
    return form


def refuse(form: ApplicationForm, error: Refused) -> None:
    form.add_error(error.field if error.field in form.fields else None, str(error.message))


def keep_files(request: HttpRequest, application: Application, form: ApplicationForm) -> None:
    """The good files stay when something else is wrong: a browser does not send a file again."""
    application.refresh_from_db()
    if form.cleaned_data.get("version") != application.version:
        return
    for code, file in form.uploads().items():
        if f"document_{code}" not in form.errors:
            try:
                actions.attach(application, code, file, by=request.user)
            except Refused as error:
                refuse(form, error)
    form.held = {document.code: document for document in application.documents.held()}  # type: ignore[attr-defined]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_edit(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    application, form = open_form(request, edition, pk, draft=request.method == "POST")
    if not application.is_editable:
        return redirect(application)
    if request.method != "POST":
        return form_page(request, application, form)
    if not form.is_valid():
        return form_page(request, application, form, 422)
    try:
        keep(request, application, form)
    except Refused as error:
        refuse(form, error)
        return form_page(request, application, form, error.status)
    messages.success(request, _("Draft saved."))
    return redirect("application_edit", application.edition.slug, pk)


@login_required
@require_POST
def application_autosave(request: HttpRequest, edition: str, pk: int) -> JsonResponse:
    """Saves the texts alone; files go with the button."""
    application, form = open_form(request, edition, pk, draft=True)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        actions.edit(application, by=request.user, changes=form.texts(), version=form.cleaned_data["version"])
    except Refused as error:
        return JsonResponse({"errors": {"__all__": [str(error.message)]}}, status=error.status)
    zone = request.user.timezone or application.edition.timezone
    return JsonResponse({"saved_at": dates.clock(clock.now(), zone), "version": application.version})


@login_required
@require_POST
def application_submit(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Saves what was typed first: a refused submission stays a draft."""
    application, form = open_form(request, edition, pk, draft=False)
    if not form.is_valid():
        keep_files(request, application, form)
        return form_page(request, application, form, 422)
    try:
        keep(request, application, form)
        form = kept(request, application)
        actions.submit(application, by=request.user)
    except Refused as error:
        refuse(form, error)
        keep_files(request, application, form)
        return form_page(request, application, form, error.status)
    time = dates.at(clock.now(), application.edition.timezone)
    say(request, _("Application submitted, %(time)s.") % {"time": time}, application, next_words(application))
    return redirect(application)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_withdraw(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = find_edition(request, edition)
    application = find_application(request, "withdraw", held, pk)
    form = WithdrawForm(request.POST or None, initial={"version": application.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.withdraw(application, by=request.user, **form.cleaned_data)
            except Refused as error:
                form.add_error(None, str(error.message))
                status = error.status
            else:
                say(request, _("Application withdrawn."), application)
                return redirect(application)
    context = edition_page(request, held, "accreditation", application=application, form=form)
    return render(request, "accounts/accreditation/withdraw.html", context, status=status)


@login_required
@require_safe
def application_document(request: HttpRequest, edition: str, pk: int) -> FileResponse:
    held = find_edition(request, edition)
    document = fetch(request.user, "view", ApplicationDocument.objects, pk=pk, application__edition=held)
    note_read(document.application, by=request.user, what=f"document {document.code}")
    return download(document.file, document.name)
