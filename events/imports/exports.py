"""What a file would change, as a file."""

from django.utils.translation import gettext_lazy as _

from events.imports.comparing import Step
from forum.kit.exports import Column, Export


def changes(step: Step) -> str:
    return "; ".join(
        f"{what}: {before} → {after}" if before else f"{what}: {after}" for what, before, after in step.changes
    )


STEPS = Export(
    "import",
    _("What the file would change"),
    (
        Column("where", _("In the file"), lambda step: step.row["where"]),
        Column("title", _("Title"), lambda step: step.row["title"]),
        Column("act", _("What happens"), "act"),
        Column("session", _("Session"), lambda step: step.session.reference if step.session else None),
        Column("changes", _("Changes"), changes),
        Column("why", _("Why not"), lambda step: step.done or step.text),
    ),
)
