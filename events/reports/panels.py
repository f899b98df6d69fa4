"""The report on the public page of its session."""

from typing import Any

from django.http import HttpRequest

from events.reports.models import Report
from events.sessions.models import Session
from forum.taxonomy.models import Category


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    report = (
        Report.objects.filter(proposal__session=session)
        .select_related("proposal__organisation", "proposal__edition")
        .prefetch_related("lenses")
        .first()
    )
    if report is None:
        return None
    titles = {each.code: str(each) for each in Category.objects.filter(code__in=report.attendance)}
    people = sorted(report.attendance.items(), key=lambda row: -row[1])
    return {
        "template": "events/reports/_report.html",
        "report": report,
        "people": [{"label": titles.get(code, code), "value": number} for code, number in people],
    }
