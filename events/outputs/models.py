"""What organisers decide about the outputs of a programme."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.kit.moves import Versioned

SITE = RegexValidator(r"\Ahttps://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?\Z")


def validate_sites(text: str) -> None:
    for line in text.split():
        try:
            SITE(line)
        except ValidationError:
            raise ValidationError(
                _("“%(line)s” is no address of a site. Write it as https://example.org, without a path, one a line."),
                params={"line": line[:80]},
            ) from None


class Embedding(Versioned):
    """Which sites may show the programme inside their own pages. Without a row, or with an empty list: none."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="embedding")
    sites = models.TextField(
        _("sites that may show the programme"),
        max_length=2000,
        blank=True,
        validators=[validate_sites],
        help_text=_("One a line, such as https://example.org. Empty means that no other site may."),
    )

    def __str__(self) -> str:
        return f"{self.edition.slug}: embedding"
