"""A reference list as a file: the same columns for each of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export


def reference_export(kind: str, title: Any) -> Export:
    """Its rows are those of the page: `{entry, texts, unconfirmed}`."""
    return Export(
        kind,
        title,
        (
            Column("code", _("Code"), lambda row: row["entry"].code),
            Column("name", _("Name"), lambda row: str(row["entry"])),
            Column("texts", _("Texts"), lambda row: [str(text) for text in row["texts"]]),
            Column("basis", _("Basis"), lambda row: row["entry"].basis),
            Column("source", _("Source"), lambda row: row["entry"].source),
        ),
    )
