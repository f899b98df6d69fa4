"""One joint event of two proposals: asked for on the page of one, consented to on a page of both."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.side_events.joining import OPEN, agree, decline_merger, suggest, withdraw_merger
from events.side_events.likeness import alike
from events.side_events.mergers import CHOSEN, Merger, MergerState
from events.side_events.models import Proposal
from events.side_events.permissions import decides, is_tied, reads, side_of
from events.side_events.proposing import PROPOSALS, proposal_of
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import VersionedForm, attempt, posted, posted_version, status_of

SIDES = [("kept", gettext_lazy("Of this proposal")), ("joined", gettext_lazy("Of the other one"))]
MERGERS = Merger.objects.select_related(
    *("kept__edition__series", "kept__call__edition", "kept__organisation"),
    *("joined__edition__series", "joined__call__edition", "joined__organisation"),
    "proposed_by",
).prefetch_related("kept__co_organisers__organisation", "joined__co_organisers__organisation")


def side(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=SIDES, initial="kept", widget=forms.RadioSelect)


class MergeForm(VersionedForm):
    use_required_attribute = False
    other = forms.ModelChoiceField(
        label=gettext_lazy("The other proposal"), queryset=Proposal.objects.none(), to_field_name="reference"
    )
    title = side(gettext_lazy("Title"))
    description = side(gettext_lazy("Description"))
    policy_intervention = side(gettext_lazy("Expected policy intervention"))
    word = forms.CharField(
        label=gettext_lazy("Why the two belong together"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The other side reads it."),
    )

    def __init__(self, *args: Any, others: "QuerySet[Proposal]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = others
        field.label_from_instance = lambda each: f"{each.reference} {each.name} ({each.organisation})"

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in CHOSEN}


class ReplyForm(VersionedForm):
    use_required_attribute = False
    mark = forms.CharField(required=False, widget=forms.HiddenInput)
    reply = forms.CharField(
        label=gettext_lazy("A word to the other side"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed to decline."),
    )


def candidates(user: Any, proposal: Proposal) -> "QuerySet[Proposal]":
    """A lead asks those that are like its own; an officer may suggest any two that wait for a decision."""
    others = Proposal.objects.filter(call=proposal.call_id, status__in=OPEN).exclude(pk=proposal.pk)
    if not (decides(user, proposal) and not is_tied(user, proposal)):
        others = others.filter(reference__in=[each.reference for each in alike(proposal, most=30)])
    return others.select_related("organisation").order_by("reference")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_merge(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    proposal = proposal_of(request, "merge", edition, reference)
    others = candidates(request.user, proposal)
    initial = {"version": proposal.version, "other": request.GET.get("with", "")[:40]}
    form = MergeForm(posted(request), others=others, initial=initial)

    def act() -> None:
        said = form.cleaned_data
        other = PROPOSALS.get(pk=said["other"].pk)
        suggest(proposal, other, by=request.user, word=said["word"], texts=form.texts(), version=said["version"])

    if attempt(form, act):
        messages.success(request, _("Asked. Both leads consent, or it stays as it is."))
        return redirect("proposal" if may(request.user, "edit", proposal) else "selection_proposal", edition, reference)
    context = edition_page(
        request,
        proposal.edition,
        "side-events",
        proposal=proposal,
        form=form,
        others=others,
        open=proposal.status in OPEN,
        leads=may(request.user, "edit", proposal),
    )
    return render(request, "events/side_events/merge.html", context, status=status_of(form))


@login_required
@require_safe
def merger(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = fetch(request.user, "view", MERGERS, pk=pk, kept__edition__slug=edition)
    return shown(request, found, ReplyForm(initial={"version": found.version, "mark": found.mark}))


def text_of(merger: Merger, name: str, mine: set[str], is_officer: bool) -> dict[str, Any]:
    """Who asks reads the texts of the other side when that has consented: asking alone discloses nothing of it."""
    side = merger.texts.get(name, "kept")
    proposal = getattr(merger, side)
    is_open = is_officer or side in mine or getattr(merger, f"{side}_agreed_at")
    return {
        "label": Proposal._meta.get_field(name).verbose_name,  # type: ignore[union-attr]
        "text": getattr(proposal, name),
        "language": proposal.language,
        "of": proposal.reference,
        "withheld": name != "title" and not is_open and any(map(merger.asked_by, mine)),
    }


def shown(request: HttpRequest, found: Merger, form: ReplyForm) -> HttpResponse:
    mine = side_of(request.user, found)
    waiting = found.answer == MergerState.PROPOSED
    asked = {side for side in ("kept", "joined") if getattr(found, f"{side}_agreed_at")}
    texts = [text_of(found, name, mine, reads(request.user, found)) for name in CHOSEN]
    context = edition_page(
        request,
        found.kept.edition,
        "side-events",
        merger=found,
        form=form,
        texts=texts,
        may_answer=waiting and bool(mine - asked),
        may_withdraw=waiting and (found.proposed_by_id == request.user.pk or bool(mine & asked)),
        sides=[
            {"proposal": getattr(found, side), "agreed_at": getattr(found, f"{side}_agreed_at")}
            for side in ("kept", "joined")
        ],
    )
    return render(request, "events/side_events/merger.html", context, status=status_of(form))


@login_required
@require_POST
def merger_answer(request: HttpRequest, edition: str, pk: int, verb: str) -> HttpResponse:
    found = fetch(request.user, verb, MERGERS, pk=pk, kept__edition__slug=edition)
    form = ReplyForm(request.POST)

    def act() -> None:
        said = dict(form.cleaned_data)
        mark = said.pop("mark")
        if verb == "agree":
            agree(found, by=request.user, mark=mark, **said)
        else:
            decline_merger(found, by=request.user, **said)

    if not attempt(form, act):
        found = fetch(request.user, "view", MERGERS, pk=pk, kept__edition__slug=edition)
        form.data = {**request.POST.dict(), "version": found.version, "mark": found.mark}
        return shown(request, found, form)
    facts = {
        MergerState.AGREED: _("The two are one joint proposal now."),
        MergerState.DECLINED: _("Declined. The other side is told by mail."),
    }
    messages.success(request, facts.get(found.state, _("Your consent is kept. The other side is still to answer.")))
    return redirect(found)


@login_required
@require_POST
def merger_withdraw(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = fetch(request.user, "withdraw", MERGERS, pk=pk, kept__edition__slug=edition)
    withdraw_merger(found, by=request.user, version=posted_version(request))
    messages.success(request, _("Taken back. Both proposals stay as they are."))
    return redirect(found)
