"""`{% history_panel object %}`: what was done to it, folded, for who is entitled to know."""

from typing import Any

from django import template
from django.db import models

from forum.history.panels import audit_address, history_of

register = template.Library()


@register.inclusion_tag("forum/history/panel.html", takes_context=True)
def history_panel(context: dict[str, Any], obj: models.Model | None) -> dict[str, Any]:
    request = context.get("request")
    acts = history_of(obj, request.user) if obj is not None and request is not None else []
    edition = context.get("edition")
    return {
        "acts": acts,
        "zone": edition.timezone if edition else "UTC",
        "audit_url": audit_address(obj, edition, request.user) if acts and obj is not None and request else "",
        "reader_zone": context.get("reader_zone", ""),
    }
