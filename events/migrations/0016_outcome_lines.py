import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import forum.kit.clock
import forum.kit.translated


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_person"),
        ("events", "0015_drafting"),
        ("forum", "0006_jobs_stop"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Composition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("decided_by", models.CharField(max_length=200, verbose_name="who set it")),
                ("decided_on", models.DateField(verbose_name="on")),
                ("how", models.TextField(max_length=2000, verbose_name="how")),
            ],
        ),
        migrations.CreateModel(
            name="Input",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title of the text")),
                ("url", models.URLField(blank=True, verbose_name="where it can be read")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="what it brings")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("used", "Used"),
                            ("not_used", "Not used"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="why it was not used")),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
            ],
            options={
                "ordering": ["session", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OutcomeLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ar", "Arabic"),
                            ("en", "English"),
                            ("es", "Spanish"),
                            ("fr", "French"),
                            ("ru", "Russian"),
                            ("zh-hans", "Chinese"),
                        ],
                        default=forum.kit.translated.writers_language,
                        max_length=10,
                        verbose_name="written in",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recommendation", "Recommendation"),
                            ("tool", "Tool endorsed"),
                            ("request", "Request"),
                            ("commitment", "Commitment"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("words", models.TextField(max_length=1000, verbose_name="what")),
                ("actor", models.CharField(blank=True, max_length=200, verbose_name="who acts")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
            ],
            options={
                "ordering": ["session", "pk"],
            },
        ),
        migrations.RenameField(model_name="report", old_name="recording", new_name="recordings"),
        migrations.AlterField(
            model_name="report",
            name="recordings",
            field=models.TextField(blank=True, max_length=2000, verbose_name="links to recordings"),
        ),
        migrations.AddField(
            model_name="report",
            name="asked",
            field=models.TextField(blank=True, max_length=1000, verbose_name="what was asked for"),
        ),
        migrations.AddField(
            model_name="report",
            name="status",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted"),
                    ("changes_requested", "Changes asked for"),
                    ("published", "Published"),
                ],
                default="published",
                max_length=20,
            ),
        ),
        migrations.AlterField(  # what was there was published at once
            model_name="report",
            name="status",
            field=models.CharField(
                choices=[
                    ("submitted", "Submitted"),
                    ("changes_requested", "Changes asked for"),
                    ("published", "Published"),
                ],
                default="submitted",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="status_since",
            field=models.DateTimeField(default=forum.kit.clock.now, editable=False),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["submitted", "changes_requested", "published"])),
                name="report_status",
            ),
        ),
        migrations.AddField(
            model_name="composition",
            name="session",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="composition", to="events.session"
            ),
        ),
        migrations.AddField(
            model_name="input",
            name="edition",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.edition"),
        ),
        migrations.AddField(
            model_name="input",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="input",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="inputs", to="events.session"
            ),
        ),
        migrations.AddField(
            model_name="input",
            name="source_edition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feeds",
                to="forum.edition",
                verbose_name="regional review",
            ),
        ),
        migrations.AddField(
            model_name="input",
            name="source_session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feeds",
                to="events.session",
                verbose_name="meeting",
            ),
        ),
        migrations.AddField(
            model_name="outcomeline",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="outcomeline",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcome_lines",
                to="accounts.organisation",
                verbose_name="organisation that acts",
            ),
        ),
        migrations.AddField(
            model_name="outcomeline",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="events.session"
            ),
        ),
        migrations.AddConstraint(
            model_name="composition",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("decided_by", ""), _negated=True), models.Q(("how", ""), _negated=True)),
                name="composition_says_who_and_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="input",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["proposed", "accepted", "used", "not_used"])), name="input_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="input",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source_session__isnull", False),
                    ("source_edition__isnull", False),
                    models.Q(("title", ""), _negated=True),
                    _connector="OR",
                ),
                name="input_has_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="input",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "not_used"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="input_not_used_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="input",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_session__isnull", False)),
                fields=("session", "source_session"),
                name="input_of_session_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="input",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_edition__isnull", False), ("title", "")),
                fields=("session", "source_edition"),
                name="input_of_edition_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["recommendation", "tool", "request", "commitment"])),
                name="outcome_line_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="outcome_line_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomeline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "commitment"), _negated=True),
                    models.Q(
                        models.Q(
                            models.Q(("actor", ""), _negated=True), ("organisation__isnull", False), _connector="OR"
                        ),
                        models.Q(("place", ""), _negated=True),
                        ("due__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="outcome_line_commitment_is_complete",
            ),
        ),
    ]
