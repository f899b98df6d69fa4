"""Addresses of editions stand at the root, beside the product's own."""

from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils.translation import gettext_lazy as _

ALWAYS_RESERVED = {"static", "media", "admin", "api", "robots.txt", "favicon.ico"}


def reserved_slugs() -> set[str]:
    """The first segment of every address of the product that does not begin with an edition's slug."""
    found = set(ALWAYS_RESERVED)
    for pattern in get_resolver().reverse_dict.values():
        for possibility in pattern[0]:
            first = possibility[0].split("/")[0]
            if "%" not in first:
                found.add(first.split(".")[0])
    found.discard("")
    return found


def validate_edition_slug(slug: str) -> None:
    if slug in reserved_slugs():
        raise ValidationError(_("“%(slug)s” is an address of this site. Choose another."), params={"slug": slug})
