"""The milestones of an edition as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, choice

MILESTONES = Export(
    "milestones",
    _("Milestones"),
    (
        Column("title", _("Milestone")),
        Column("kind", _("Kind"), choice("kind")),
        Column("due", _("Due"), lambda milestone: milestone.edition.local(milestone.due_at)),
        Column("timezone", _("Time zone"), "edition.timezone"),
        Column("who_acts", _("Who acts"), choice("owner_role")),
        Column("met", _("Met"), "done_at"),
        Column("overdue", _("Overdue"), "is_late"),
        Column("public", _("Shown to everybody"), "is_public"),
    ),
    prepare=lambda milestones: milestones.select_related("edition"),
)
