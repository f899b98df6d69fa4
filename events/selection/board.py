"""The selection at a glance: places, states, balance."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.urls import reverse

from events.calls.models import Call
from events.sessions.kinds import SessionStatus
from events.side_events.models import Proposal, ProposalStatus
from forum.taxonomy.models import Country

COUNTED = (
    ProposalStatus.SUBMITTED,
    ProposalStatus.CHANGES_REQUESTED,
    ProposalStatus.SELECTED,
    ProposalStatus.RESERVE,
    ProposalStatus.DECLINED,
    ProposalStatus.WITHDRAWN,
)


def address(call: Call, **query: Any) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('selection', args=[call.edition.slug])}{'?' if asked else ''}{asked}"


def states(call: Call) -> list[dict[str, Any]]:
    """How many stand in each state, each a link to its list."""
    found = dict(Proposal.objects.filter(call=call).values_list("status").annotate(n=Count("pk")).order_by())
    return [
        {"state": state, "count": found[state], "url": address(call, state=state.value)}
        for state in COUNTED
        if found.get(state)
    ]


def balance(call: Call) -> list[dict[str, Any]]:
    """Who is selected, by category and region, against who applied: shown before each decision, deciding nothing."""
    rows = (
        Proposal.objects.filter(call=call)
        .exclude(status__in=[ProposalStatus.DRAFT, ProposalStatus.WITHDRAWN])
        .values_list(
            "status",
            "organisation__category__code",
            "organisation__category__title",
            "organisation__country__group",
            "session__status",
        )
    )
    groups = dict(Country.Group.choices)
    applied: dict[str, Counter[tuple[str, str]]] = {"category": Counter(), "region": Counter()}
    chosen: dict[str, Counter[tuple[str, str]]] = {"category": Counter(), "region": Counter()}
    for status, code, title, group, in_programme in rows:
        keys = (
            {"category": (code, title), "region": (group, str(groups[group]))} if group else {"category": (code, title)}
        )
        for kind, key in keys.items():
            applied[kind][key] += 1
            chosen[kind][key] += status == ProposalStatus.SELECTED and in_programme != SessionStatus.CANCELLED
    return [
        {
            "kind": kind,
            "rows": [
                {
                    "label": title,
                    "value": chosen[kind][(code, title)],
                    "of": count,
                    "url": address(call, **{kind: code}),
                }
                for (code, title), count in applied[kind].most_common()
            ],
        }
        for kind in ("category", "region")
    ]
