"""The index: one row for each object that can be found. It can be made anew from the objects at any time."""

from django.db import models

from forum.editions.models import Edition
from forum.search.querysets import EntryQuerySet


class SearchEntry(models.Model):
    """`folded` is what is searched, see `forum.kit.folding`; `title` and `text` are what is shown."""

    kind = models.CharField(max_length=20)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    edition = models.ForeignKey(Edition, null=True, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    text = models.TextField(blank=True)
    url = models.CharField(max_length=400)
    folded_title = models.TextField()
    folded = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [models.UniqueConstraint(fields=["object_type", "object_id"], name="search_entry_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url
