"""Linking a published pledge to what it answers and to where it was announced."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from forum.history.acts import permit, record
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.links.models import Link, Relation
from forum.links.reading import link as make
from pledges.pledges.choices import PledgeStatus
from pledges.pledges.models import Pledge


def link(pledge: Pledge, relation: Relation, target: models.Model, *, by: Any) -> Entry:
    permit("link", pledge, by)
    if pledge.status != PledgeStatus.PUBLISHED:
        raise Refused(_("Only a published pledge is linked."))
    with transaction.atomic():
        make(pledge, relation, target, edition_id=pledge.edition_id)
        after = {"relation": relation, "target": f"{target._meta.label_lower} {target.pk}"}
        return record("link", pledge, by=by, organisation_id=pledge.organisation_id, after=after)


def links_from(pledge: Pledge) -> models.QuerySet[Link]:
    return Link.objects.filter(source_type=pledge._meta.label_lower, source_id=pledge.pk)


def unlink(pledge: Pledge, link_id: int, *, by: Any) -> Entry:
    permit("link", pledge, by)
    held = links_from(pledge).filter(pk=link_id).first()
    if held is None:
        raise ChangedMeanwhile
    with transaction.atomic():
        before = {"relation": held.relation, "target": f"{held.target_type} {held.target_id}"}
        held.delete()
        return record("unlink", pledge, by=by, organisation_id=pledge.organisation_id, before=before)
