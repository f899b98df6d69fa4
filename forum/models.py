"""The tables of `forum`, from its areas."""

from forum.drafts.models import Draft
from forum.editions.models import Edition, EntryRule, Part, Role, Series, Space
from forum.history.models import Detail, Entry, Head
from forum.jobs.models import Job
from forum.links.models import Link
from forum.milestones.models import Milestone
from forum.notifications.models import Beat, Notification
from forum.outcomes.models import Document, DocumentFile
from forum.search.models import SearchEntry
from forum.taxonomy.models import Category, Country, Lens, Objective, Principle

__all__ = [
    "Beat",
    "Category",
    "Country",
    "Detail",
    "Document",
    "DocumentFile",
    "Draft",
    "Edition",
    "Entry",
    "EntryRule",
    "Head",
    "Job",
    "Lens",
    "Link",
    "Milestone",
    "Notification",
    "Objective",
    "Part",
    "Principle",
    "Role",
    "SearchEntry",
    "Series",
    "Space",
]
