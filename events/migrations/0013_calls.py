"""The rules, questions and speakers of a call, and two proposals that become one."""

import hashlib
import json
from typing import Any

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils.text import slugify

import forum.kit.clock


def asked_as_records(apps: Any, schema_editor: Any) -> None:
    """Each line that a call asked becomes a question; what every call asks has been asked all along."""
    Call, Question = apps.get_model("events", "Call"), apps.get_model("events", "Question")
    for call in Call.objects.all():
        lines = [line.strip() for line in call.asked.splitlines() if line.strip()]
        rows = [("long", line[:300], False) for line in lines]
        if call.imported_at is None:
            rows += [("policy", "Which policy intervention do you expect?", True)]
            rows += [("lens", "Which inequality does the event look at?", False)]
        codes: list[str] = []
        for order, (kind, text, required) in enumerate(rows, 1):
            code = kind if kind in ("policy", "lens") else slugify(text)[:36] or f"question-{order}"
            code = f"{code}-{order}" if code in codes else code
            codes.append(code)
            Question.objects.create(call=call, code=code, kind=kind, text=text, is_required=required, order=order)
        for held in call.words.values():
            said = held.pop("questions", None)
            told = [line.strip() for line in said["text"].splitlines() if line.strip()] if said else []
            if len(told) == len(lines):
                for code, text, line in zip(codes, told, lines, strict=False):
                    mark = hashlib.sha256(json.dumps(line[:300], ensure_ascii=False).encode()).hexdigest()[:12]
                    held[f"question.{code}"] = {"text": text, "of": mark}
        call.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_person"),
        ("events", "0012_releases"),
        ("forum", "0006_jobs_stop"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000, verbose_name="answer")),
            ],
            options={
                "ordering": ["question__order"],
            },
        ),
        migrations.CreateModel(
            name="Merger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("texts", models.JSONField(default=dict)),
                ("word", models.TextField(blank=True, max_length=1000, verbose_name="why")),
                ("reply", models.TextField(blank=True, max_length=1000, verbose_name="a word to the other side")),
                ("kept_agreed_at", models.DateTimeField(blank=True, null=True)),
                ("joined_agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("proposed", "Waits for consent"),
                            ("agreed", "Agreed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("long", "Long text"),
                            ("short", "Short text"),
                            ("choice", "One of several answers"),
                            ("yes_no", "Yes or no"),
                            ("policy", "Expected policy intervention"),
                            ("lens", "Lenses"),
                        ],
                        default="long",
                        max_length=8,
                        verbose_name="kind of answer",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                ("help", models.CharField(blank=True, max_length=500, verbose_name="help")),
                ("options", models.JSONField(blank=True, default=list, verbose_name="answers to choose from")),
                ("is_required", models.BooleanField(default=False, verbose_name="must be answered")),
                ("is_public", models.BooleanField(default=False, verbose_name="the answer is shown in the programme")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("panellist", "Panellist"),
                            ("moderator", "Moderator"),
                            ("opening_speaker", "Opening speaker"),
                            ("keynote", "Keynote"),
                            ("discussant", "Discussant"),
                            ("expert_speaker", "Expert speaker"),
                            ("resource_person", "Resource person"),
                            ("rapporteur", "Rapporteur"),
                        ],
                        default="panellist",
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                (
                    "gender",
                    models.CharField(
                        choices=[("woman", "Woman"), ("man", "Man"), ("another", "Another"), ("not_said", "Not said")],
                        default="not_said",
                        max_length=10,
                        verbose_name="gender",
                    ),
                ),
                (
                    "stands_for",
                    models.CharField(
                        choices=[
                            ("state", "A State or a local government"),
                            ("migrant", "A migrant, or a migrant-led organisation"),
                            ("other", "Another stakeholder"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="speaks for",
                    ),
                ),
                ("has_agreed", models.BooleanField(default=False, verbose_name="has agreed")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=forum.kit.clock.now)),
                ("said", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.RenameField(model_name="call", old_name="questions", new_name="asked"),
        migrations.AddField(
            model_name="call",
            name="co_organisers_least",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="co-organisers, at least"),
        ),
        migrations.AddField(
            model_name="call",
            name="co_organisers_most",
            field=models.PositiveSmallIntegerField(
                default=20,
                validators=[django.core.validators.MaxValueValidator(20)],
                verbose_name="co-organisers, at most",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="description_least",
            field=models.PositiveSmallIntegerField(default=300, verbose_name="characters of the description, at least"),
        ),
        migrations.AddField(
            model_name="call",
            name="description_most",
            field=models.PositiveSmallIntegerField(
                default=3000,
                validators=[
                    django.core.validators.MinValueValidator(100),
                    django.core.validators.MaxValueValidator(10000),
                ],
                verbose_name="characters of the description, at most",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="edits_allowed",
            field=models.BooleanField(
                default=False,
                help_text="Reviewers see what changed.",
                verbose_name="a submitted proposal may change until the call closes",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="formats",
            field=models.JSONField(blank=True, default=list, verbose_name="formats"),
        ),
        migrations.AddField(
            model_name="call",
            name="languages",
            field=models.JSONField(blank=True, default=list, verbose_name="languages of the events"),
        ),
        migrations.AddField(
            model_name="call",
            name="levels",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="call",
            name="modes",
            field=models.JSONField(blank=True, default=list, verbose_name="how people take part"),
        ),
        migrations.AddField(
            model_name="call",
            name="objectives_least",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="objectives, at least"),
        ),
        migrations.AddField(
            model_name="call",
            name="objectives_most",
            field=models.PositiveSmallIntegerField(
                default=3,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(23)],
                verbose_name="objectives, at most",
            ),
        ),
        migrations.AddField(
            model_name="coorganiser",
            name="role",
            field=models.CharField(
                choices=[
                    ("co_organiser", "Co-organiser"),
                    ("co_sponsor", "Co-sponsor"),
                    ("host", "Host"),
                    ("co_host", "Co-host"),
                    ("partner", "Partner"),
                    ("funder", "Funder"),
                    ("lead_organiser", "Lead organiser"),
                ],
                default="co_organiser",
                max_length=24,
                verbose_name="role",
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="meanings",
            field=models.JSONField(blank=True, default=list, verbose_name="what each score means"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="interpretation",
            field=models.JSONField(blank=True, default=list, verbose_name="interpretation wished"),
        ),
        migrations.AddField(
            model_name="proposal",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined",
                to="events.proposal",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="part",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="forum.part",
                verbose_name="part of the forum",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="passed_rules",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
        migrations.AddField(
            model_name="proposal",
            name="spoken",
            field=models.JSONField(blank=True, default=list, verbose_name="languages of the event"),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="description",
            field=models.TextField(blank=True, max_length=10000, verbose_name="description"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="proposal_merged_says_into_which",
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="events.proposal"
            ),
        ),
        migrations.AddField(
            model_name="merger",
            name="joined",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mergers_into", to="events.proposal"
            ),
        ),
        migrations.AddField(
            model_name="merger",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mergers", to="events.proposal"
            ),
        ),
        migrations.AddField(
            model_name="merger",
            name="proposed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="events.call"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="events.question"
            ),
        ),
        migrations.AddField(
            model_name="speaker",
            name="country",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="forum.country",
                verbose_name="country",
            ),
        ),
        migrations.AddField(
            model_name="speaker",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="panel", to="events.proposal"
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="proposal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="events.proposal"
            ),
        ),
        migrations.AddConstraint(
            model_name="merger",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["proposed", "agreed", "declined", "withdrawn"])),
                name="merger_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="merger",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("joined")), _negated=True), name="merger_of_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="merger",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "agreed"), _negated=True),
                    models.Q(("joined_agreed_at__isnull", False), ("kept_agreed_at__isnull", False)),
                    _connector="OR",
                ),
                name="merger_agreed_by_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="merger",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "proposed")), fields=("kept", "joined"), name="merger_open_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("call", "code"), name="question_code"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["long", "short", "choice", "yes_no", "policy", "lens"])),
                name="question_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("proposal", "question"), name="answer_once_per_question"),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(("gender__in", ["woman", "man", "another", "not_said"])), name="speaker_gender"
            ),
        ),
        migrations.AddConstraint(
            model_name="speaker",
            constraint=models.CheckConstraint(
                condition=models.Q(("stands_for__in", ["state", "migrant", "other"])), name="speaker_stands_for"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("proposal", "number"), name="proposal_version_number"),
        ),
        migrations.RunPython(asked_as_records, migrations.RunPython.noop),
    ]
