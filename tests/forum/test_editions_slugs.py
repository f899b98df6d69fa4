"""An edition's address stands at the root: it must not hide another one."""

import pytest
from django.core.exceptions import ValidationError

from forum.editions.models import Edition
from forum.editions.slugs import reserved_slugs, validate_edition_slug
from tests.routes import all_routes

pytestmark = pytest.mark.once


@pytest.mark.parametrize("slug", ["accounts", "healthz", "readyz", "pledges", "desk", "static", "api", "admin"])
def test_an_address_of_the_site_is_refused(slug: str) -> None:
    with pytest.raises(ValidationError, match="is an address of this site"):
        validate_edition_slug(slug)


@pytest.mark.parametrize("slug", ["imrf-2022", "rehearsal", "gfmd-2024"])
def test_any_other_address_is_free(slug: str) -> None:
    validate_edition_slug(slug)


def test_every_first_segment_of_a_route_is_reserved() -> None:
    firsts = {route.path.split("/")[1].split(".")[0] for route in all_routes()}
    assert {first for first in firsts if first and "<" not in first} <= reserved_slugs()


def test_the_field_itself_checks() -> None:
    edition = Edition(slug="pledges")
    with pytest.raises(ValidationError) as error:
        edition.clean_fields()
    assert "slug" in error.value.message_dict
