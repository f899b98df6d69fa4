"""A panel that an app contributes: its template, given the page's context and the panel's own."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def show_panel(context: template.Context, panel: dict[str, Any]) -> SafeString:
    flat: dict[Any, Any] = context.flatten()
    return render_to_string(panel["template"], {**flat, **panel, "panel": panel})
