"""The commitments of an edition's outcome document, and the links of pledges to them and to sessions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch
from forum.kit.answers import asked, posted_number
from forum.kit.exports import exported
from forum.kit.refusals import Refused
from forum.pages.public import public_page
from pledges.commitments import actions
from pledges.commitments.answers import answers_to
from pledges.commitments.exports import COMMITMENTS
from pledges.commitments.forms import LinkForm
from pledges.commitments.models import Commitment, Declaration, Kind
from pledges.pledges.models import Pledge
from pledges.pledges.views import pledge_page, refuse


@public_page("type", "format")
@require_safe
def commitments(request: HttpRequest, edition: str) -> HttpResponseBase:
    forum = fetch(request.user, "view", Edition.objects.select_related("series"), slug=edition)
    kind = asked(request, "type", Kind.values)
    rows = list(Commitment.objects.filter(edition=forum).for_rows())
    answers = answers_to(rows)
    today = forum.today()
    listed = [
        {"commitment": row, "overdue": row.is_overdue(today), "answers": answers.get(row.pk, [])}
        for row in rows
        if kind in ("", row.type)
    ]
    if file := exported(request, COMMITMENTS, listed, about=edition):
        return file
    context = {
        "declaration": Declaration.objects.filter(edition=forum).first(),
        "rows": listed,
        "known": len(rows),
        "kinds": [(each, sum(row.type == each for row in rows)) for each in Kind],
        "chosen": kind,
        "overdue": sum(row.is_overdue(today) for row in rows),
    }
    return render(
        request, "pledges/commitments/commitments.html", edition_page(request, forum, "commitments", **context)
    )


def known(request: HttpRequest, pk: int) -> Pledge:
    return fetch(request.user, "link", Pledge.objects.select_related("edition__series", "organisation"), pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = known(request, pk)
    form = LinkForm(request.POST or None, pledge=pledge)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            relation, target = form.targets[form.cleaned_data["target"]]
            try:
                actions.link(pledge, relation, target, by=request.user)
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(request, _("Linked. Both pages show it."))
                return redirect(pledge)
    held = [(each.pk, each.get_relation_display(), each) for each in actions.links_from(pledge)]
    labels = {(type(t)._meta.label_lower, t.pk): str(t) for _relation, t in form.targets.values()}
    context = pledge_page(
        pledge,
        form=form,
        held=[(pk, word, labels.get((row.target_type, row.target_id), "")) for pk, word, row in held],
    )
    return render(request, "pledges/commitments/link.html", context, status=status)


@login_required
@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = known(request, pk)
    actions.unlink(pledge, posted_number(request, "link"), by=request.user)
    messages.success(request, _("The link is taken away."))
    return redirect("pledge_link", pledge.pk)
