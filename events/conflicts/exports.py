"""The list of conflicts as a file; the JSON file is what programs ask."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Coded, Column, Export

CONFLICTS = Export(
    "conflicts",
    _("Conflicts"),
    (
        Column("rule", _("Rule"), lambda each: Coded(each.rule.value, each.rule.label)),
        Column("level", _("Level"), lambda each: Coded(each.level.value, each.level.label)),
        Column("session", _("Session"), lambda each: each.first.reference),
        Column("title", _("Title"), lambda each: each.titles[0]),
        Column("other", _("Other session"), lambda each: each.second.reference if each.second else None),
        Column("other_title", _("Title of the other"), lambda each: each.titles[1]),
        Column("about", _("About"), lambda each: each.subject),
        Column("text", _("What is found"), lambda each: each.text),
        Column("starts_at", _("Start"), lambda each: each.sides[0].starts_at),
        Column("room", _("Room"), lambda each: each.sides[0].room),
        Column("settled", _("Settled"), lambda each: not each.is_open),
        Column("reason", _("Reason"), lambda each: each.override.reason if each.override else None),
    ),
)
