"""Pages for who translates the texts of an edition."""

from copy import copy
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch
from forum.kit.answers import asked, attempt, posted, status_of
from forum.kit.exports import exported
from forum.translations import actions
from forum.translations.exports import TEXTS
from forum.translations.forms import TranslationForm
from forum.translations.reading import model_named, rows_of, totals

STATES = ("there", "missing", "stale")
LANGUAGES: dict[str, Any] = dict(settings.LANGUAGES)


@login_required
@require_safe
def translations(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "translate")
    language, state = asked(request, "language", LANGUAGES), asked(request, "state", STATES)
    every = rows_of(found)
    codes = [language] if language else list(LANGUAGES)
    chosen = [row for row in every if not state or any(row.cell(code).state == state for code in codes)]
    listed = [row.only(codes) for row in chosen]
    if file := exported(request, TEXTS, listed, about=edition):
        return file
    context = {
        "page": Paginator(listed, 50).get_page(request.GET.get("page")),
        "totals": totals(every),
        "languages_of_page": [(code, LANGUAGES[code]) for code in codes],
        "rows_are_chosen": bool(language or state),
        "found": len(chosen),
    }
    return render(
        request, "forum/translations/translations.html", edition_page(request, found, "manage-translations", **context)
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, edition: str, kind: str, pk: int, language: str) -> HttpResponse:
    found = edition_of(request, edition)
    model = model_named(kind)
    if model is None or language not in LANGUAGES:
        raise Http404(language)
    obj = fetch(request.user, "translate", model.to_translate(found.pk), pk=pk)
    form = TranslationForm(copy(obj), language, posted(request))
    if attempt(
        form,
        lambda: actions.translate(
            obj,
            by=request.user,
            language=language,
            texts=form.texts(),
            written_in=form.cleaned_data["written_in"],
            version=form.cleaned_data["version"],
        ),
    ):
        messages.success(
            request, _("%(name)s was saved in %(language)s.") % {"name": obj, "language": LANGUAGES[language]}
        )
        return redirect(f"{reverse('translations', args=[found.slug])}?language={language}")
    context = {"form": form, "object": obj, "language": language, "language_name": LANGUAGES[language]}
    page = edition_page(request, found, "manage-translations", original_language=obj.language, **context)
    return render(request, "forum/translations/translate.html", page, status=status_of(form))
