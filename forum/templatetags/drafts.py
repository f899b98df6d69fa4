"""Drafts: `{% keep_draft _("Words for the desk") form %}` before a form, `{{ draft.attributes }}` in its tag."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from forum.drafts.models import Draft

register = template.Library()


def singles(forms: tuple[Any, ...]) -> Iterator[Any]:
    for form in forms:
        yield from getattr(form, "forms", [form])


@register.simple_tag(takes_context=True)
def keep_draft(
    context: dict[str, Any], what: Any, *forms: Any, of: Any = "", page: str = "", mark: bool = True
) -> SafeString:
    """Fills the form with the reader's draft, unless it was just sent. `of` names what it is about, `page` is the
    address of the form's own page, where it is also shown at another."""
    request, path = context["request"], page or context["request"].path
    sent = any(form.is_bound for form in forms)
    draft = None if sent else Draft.objects.filter(person=request.user, path=path).first()
    moved = False
    for form in singles(forms):
        if draft is not None:
            draft.restore(form)
            moved = moved or ("version" in form.fields and not draft.is_of(form["version"].value()))
    title = gettext("%(what)s: %(of)s") % {"what": what, "of": of} if of else what
    query = urlencode({"page": path, "title": title})
    keep, forget = f"{reverse('draft_keep')}?{query}", f"{reverse('draft_forget')}?{query}"
    context["draft"] = {"attributes": format_html(' id="draft-form" data-autosave-url="{}"', keep)}
    shown = {
        "draft": draft,
        "moved": moved,
        "keep": keep,
        "forget": forget,
        "mark": mark,
        "reader_zone": context.get("reader_zone", ""),
    }
    return render_to_string("components/draft.html", shown, request=request)
