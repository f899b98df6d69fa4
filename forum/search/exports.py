"""What a question finds, as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Coded, Column, Export, address, coded
from forum.search.kinds import word_of

RESULTS = Export(
    "search",
    _("Search"),
    (
        Column("kind", _("Kind"), lambda entry: Coded(entry.kind, word_of(entry.kind))),
        Column("title", _("Title")),
        Column("language", _("Language of the text")),
        Column("edition", _("Edition"), lambda entry: coded(entry.edition, "slug")),
        Column("address", _("Address"), address),
    ),
    prepare=lambda entries: entries.select_related("edition"),
)
