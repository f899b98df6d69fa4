"""Automatic drafts of the programme and the places they propose."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import forum.kit.clock


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0014_call_questions"),
        ("forum", "0006_jobs_stop"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AutomaticDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField()),
                ("wishes", models.JSONField(default=dict)),
                ("begun_at", models.DateTimeField(default=forum.kit.clock.now)),
                ("made_at", models.DateTimeField(null=True)),
                ("seconds", models.FloatField(default=0)),
                ("by_solver", models.BooleanField(default=False)),
                ("was_stopped", models.BooleanField(default=False)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="automatic_drafts", to="forum.edition"
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="forum.job"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="DraftPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("old_starts_at", models.DateTimeField(null=True)),
                ("old_ends_at", models.DateTimeField(null=True)),
                ("reasons", models.JSONField(default=list)),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("left", "Left as it was"),
                            ("none", "No place found"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("why_left", models.TextField(blank=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="events.automaticdraft"
                    ),
                ),
                (
                    "old_room",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="events.room"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.room"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.session"
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("starts_at"), nulls_last=True), "room__order", "session"],
            },
        ),
        migrations.AddConstraint(
            model_name="automaticdraft",
            constraint=models.UniqueConstraint(fields=("edition", "number"), name="automatic_draft_number"),
        ),
        migrations.AddConstraint(
            model_name="draftplace",
            constraint=models.UniqueConstraint(fields=("draft", "session"), name="draft_place_once"),
        ),
        migrations.AddConstraint(
            model_name="draftplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("fate__in", ["proposed", "accepted", "left", "none"])), name="draft_place_fate"
            ),
        ),
        migrations.AddConstraint(
            model_name="draftplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fate", "none"), ("room", None), ("starts_at", None)),
                    models.Q(
                        models.Q(("fate", "none"), _negated=True),
                        ("ends_at__gt", models.F("starts_at")),
                        ("starts_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="draft_place_is_a_place",
            ),
        ),
    ]
