"""How a proposal read each time it was sent, and what changed in between."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.side_events.contents import Version
from events.side_events.models import CoOrganiserState, Proposal

WORDS = re.compile(r"\s+|[^\s]+")


def said_by(proposal: Proposal) -> dict[str, str]:
    """Every part of it in words; of choices and records, in the language it was written in."""
    with override(proposal.language or "en"):
        parts: dict[str, Any] = {
            "title": proposal.title,
            "format": proposal.get_format_display(),
            "mode": proposal.get_mode_display(),
            "spoken": ", ".join(proposal.spoken),
            "interpretation": ", ".join(proposal.interpretation),
            "speakers": "\n".join([*map(speaker_words, proposal.panel.all()), proposal.speakers]).strip(),
            "co_organisers": "\n".join(
                f"{each.organisation}, {each.get_role_display()}"
                for each in proposal.co_organisers.select_related("organisation")
                if each.answer != CoOrganiserState.DECLINED
            ),
            "description": proposal.description,
            "objectives": "\n".join(str(each) for each in proposal.objectives.all()),
            "lenses": "\n".join(str(each) for each in proposal.lenses.all()),
            "policy_intervention": proposal.policy_intervention,
            "concept_note": proposal.concept_note_name,
            "windows": ", ".join(proposal.windows),
            "days": ", ".join(proposal.days),
            "place_wish": proposal.place_wish,
        }
        for each in proposal.answers.select_related("question__call"):
            parts[f"question.{each.question.code}"] = each.text
    return {name: str(text) for name, text in parts.items() if text}


def speaker_words(speaker: Any) -> str:
    return ", ".join(filter(None, [speaker.name, speaker.get_role_display(), speaker.organisation]))


def keep_version(proposal: Proposal) -> None:
    """A new version, unless it reads as the one before."""
    said = said_by(proposal)
    newest = proposal.versions.first()
    if newest is None or newest.said != said:
        last = proposal.versions.aggregate(last=Max("number"))["last"] or 0
        Version.objects.create(proposal=proposal, number=last + 1, said=said)


@dataclass(frozen=True)
class Change:
    """One part of a proposal: `pieces` are `(same, gone or new; text)`."""

    label: str
    pieces: list[tuple[str, str]]


WHO_APPLIES = ("co_organisers", "speakers", "concept_note")


def last_changes(proposal: Proposal, *, anonymous: bool = False) -> list[Change]:
    """Between the newest version and the one before it; `anonymous`: without who applies and who speaks."""
    versions = list(proposal.versions.all()[:2])
    if len(versions) < 2:
        return []
    new, old = versions
    names = [*new.said, *(name for name in old.said if name not in new.said)]
    return [
        Change(label_of(proposal, name), pieces(old.said.get(name, ""), new.said.get(name, "")))
        for name in names
        if old.said.get(name, "") != new.said.get(name, "") and not (anonymous and name in WHO_APPLIES)
    ]


def label_of(proposal: Proposal, name: str) -> str:
    if name == "co_organisers":
        return _("Co-organisers")
    if name.startswith("question."):
        asked = {each.code: str(each) for each in proposal.call.questions.all()}
        return asked.get(name.partition(".")[2], "")
    label = str(proposal._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    found = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(before[i1:i2])))
        else:
            found += [("gone", "".join(before[i1:i2])), ("new", "".join(after[j1:j2]))]
    return [(word, text) for word, text in found if text]
