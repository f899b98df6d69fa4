"""Reference lists: records that an organiser may edit, never constants in code."""

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from forum.kit.moves import Versioned
from forum.taxonomy.countries import country_name
from forum.taxonomy.querysets import ReferenceQuerySet


class Reference(Versioned):
    """What every entry of a reference list has. `basis` says how sure its wording is."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    basis = models.CharField(_("basis"), max_length=20, blank=True)
    source = models.TextField(_("source"), blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order"]


class Objective(Reference):
    """One of the 23 objectives of the Global Compact for Migration."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("short title"), max_length=120)
    long_title = models.CharField(_("long title"), max_length=300)

    class Meta(Reference.Meta):
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=models.Q(number__gte=1, number__lte=23), name="objective_1_to_23")
        ]

    def __str__(self) -> str:
        return f"{self.number} {gettext(self.title)}"


class Principle(Reference):
    """One of the 10 guiding principles."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=120)

    class Meta(Reference.Meta):
        ordering = ["number"]

    def __str__(self) -> str:
        return gettext(self.title)


class Category(Reference):
    """What kind of actor an organisation is."""

    class Entry(models.TextChoices):
        DELEGATION = "delegation", _("Entitled as a delegation")
        OWN_RIGHT = "own_right", _("In its own right")
        ACCREDITATION = "accreditation", _("By accreditation")
        VALIDATED = "validated", _("After its status is confirmed by an outside authority")
        INVITATION = "invitation", _("By invitation")
        PRESS = "press", _("By press accreditation")

    title = models.CharField(_("title"), max_length=120)
    entry_basis = models.CharField(_("way in"), max_length=20, choices=Entry.choices)
    access_notes = models.TextField(_("notes on access"), blank=True)

    class Meta(Reference.Meta):
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return gettext(self.title)

    @property
    def is_entitled(self) -> bool:
        """States, observers, the UN system and other intergovernmental bodies take part without applying."""
        return self.entry_basis == self.Entry.DELEGATION


class Lens(Reference):
    """A cross-cutting view on inequality."""

    title = models.CharField(_("title"), max_length=120)
    definition = models.TextField(_("definition"), blank=True)
    question = models.TextField(_("question"), blank=True)

    class Meta(Reference.Meta):
        verbose_name_plural = "lenses"

    def __str__(self) -> str:
        return gettext(self.title)


class Country(Reference):
    """A Member State as a place; `code` is ISO 3166-1 alpha-3 in lower case."""

    class Group(models.TextChoices):
        AFRICA = "AFRICA", _("African States")
        ASIA_PACIFIC = "ASIA_PACIFIC", _("Asia-Pacific States")
        EASTERN_EUROPE = "EASTERN_EUROPE", _("Eastern European States")
        GRULAC = "GRULAC", _("Latin American and Caribbean States")
        WEOG = "WEOG", _("Western European and other States")

    name = models.CharField(_("name"), max_length=120)
    group = models.CharField(_("regional group"), max_length=20, choices=Group.choices)

    class Meta(Reference.Meta):
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        """In the reader's language; in English as the organisers have it."""
        language = get_language() or "en"
        return self.name if language == "en" else country_name(self.code, language) or self.name

    @property
    def iso3(self) -> str:
        return self.code.upper()
