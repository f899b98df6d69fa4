import django.core.serializers.json
import django.db.models.deletion
import forum.editions.slugs
import forum.kit.clock
import forum.kit.translated
import forum.kit.zones
import forum.outcomes.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("post_office", "0014_alter_email_recipient_delivery_status_and_more"),
    ]

    operations = [
        migrations.CreateModel(
            name="Beat",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(null=True)),
                ("held_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("basis", models.CharField(blank=True, max_length=20, verbose_name="basis")),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "entry_basis",
                    models.CharField(
                        choices=[
                            ("delegation", "Entitled as a delegation"),
                            ("own_right", "In its own right"),
                            ("accreditation", "By accreditation"),
                            ("validated", "After its status is confirmed by an outside authority"),
                            ("invitation", "By invitation"),
                            ("press", "By press accreditation"),
                        ],
                        max_length=20,
                        verbose_name="way in",
                    ),
                ),
                ("access_notes", models.TextField(blank=True, verbose_name="notes on access")),
            ],
            options={
                "verbose_name_plural": "categories",
                "ordering": ["order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("basis", models.CharField(blank=True, max_length=20, verbose_name="basis")),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("AFRICA", "African States"),
                            ("ASIA_PACIFIC", "Asia-Pacific States"),
                            ("EASTERN_EUROPE", "Eastern European States"),
                            ("GRULAC", "Latin American and Caribbean States"),
                            ("WEOG", "Western European and other States"),
                        ],
                        max_length=20,
                        verbose_name="regional group",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ["name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Detail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("salt", models.CharField(blank=True, max_length=64)),
                ("before", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("after", models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, null=True)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("chain", "number"), name="history_detail_number")],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("path", models.CharField(max_length=300)),
                ("title", models.CharField(max_length=200)),
                ("fields", models.TextField()),
                ("saved_at", models.DateTimeField(default=forum.kit.clock.now)),
            ],
            options={
                "ordering": ["-saved_at"],
                "indexes": [models.Index(fields=["saved_at"], name="forum_draft_saved_a_25a7f5_idx")],
                "constraints": [models.UniqueConstraint(fields=("person", "path"), name="draft_of_person_and_page")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.BigIntegerField()),
                ("number", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("verb", models.CharField(max_length=60)),
                ("object_type", models.CharField(max_length=80)),
                ("object_id", models.BigIntegerField()),
                ("object_name", models.CharField(max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("detail_digest", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["object_type", "object_id"], name="forum_entry_object__2b08d2_idx"),
                    models.Index(fields=["actor_id"], name="forum_entry_actor_i_a4bed6_idx"),
                ],
                "constraints": [models.UniqueConstraint(fields=("chain", "number"), name="history_entry_number")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("chain", models.BigIntegerField(primary_key=True, serialize=False)),
                ("count", models.BigIntegerField(default=0)),
                (
                    "last_hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=64
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lens",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("basis", models.CharField(blank=True, max_length=20, verbose_name="basis")),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("definition", models.TextField(blank=True, verbose_name="definition")),
                ("question", models.TextField(blank=True, verbose_name="question")),
            ],
            options={
                "verbose_name_plural": "lenses",
                "ordering": ["order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("basis", models.CharField(blank=True, max_length=20, verbose_name="basis")),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                ("title", models.CharField(max_length=120, verbose_name="short title")),
                ("long_title", models.CharField(max_length=300, verbose_name="long title")),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 23)), name="objective_1_to_23"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Principle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("basis", models.CharField(blank=True, max_length=20, verbose_name="basis")),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="number")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("short_title", models.CharField(max_length=20, verbose_name="short title")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("outcome_binding", models.BooleanField(default=False, verbose_name="its outcomes may bind")),
            ],
            options={
                "verbose_name_plural": "series",
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("record_id", models.CharField(blank=True, editable=False, max_length=120, verbose_name="record")),
                ("imported_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="imported")),
                ("basis", models.CharField(blank=True, editable=False, max_length=20, verbose_name="basis")),
                ("source", models.TextField(blank=True, editable=False, verbose_name="source")),
                ("source_note", models.TextField(blank=True, editable=False, verbose_name="note on the source")),
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
                ("words", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="forum.series",
                        verbose_name="series",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="forum.edition",
                        verbose_name="part of",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=60,
                        unique=True,
                        validators=[forum.editions.slugs.validate_edition_slug],
                        verbose_name="address",
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True, verbose_name="prefix of references")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number")),
                ("short_title", models.CharField(max_length=40, verbose_name="short title")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("theme", models.CharField(blank=True, max_length=400, verbose_name="theme")),
                ("chair", models.CharField(blank=True, max_length=200, verbose_name="chair")),
                ("start", models.DateField(verbose_name="first day")),
                ("end", models.DateField(verbose_name="last day")),
                ("dates_known_to", models.CharField(default="day", editable=False, max_length=8)),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                ("venue", models.CharField(blank=True, max_length=200, verbose_name="venue")),
                (
                    "mode",
                    models.CharField(
                        choices=[("in_person", "In person"), ("virtual", "Online"), ("hybrid", "In person and online")],
                        default="in_person",
                        max_length=12,
                        verbose_name="mode",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        max_length=60, validators=[forum.kit.zones.validate_zone], verbose_name="time zone"
                    ),
                ),
                ("contact", models.EmailField(blank=True, max_length=254, verbose_name="contact address")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("announced", "Announced"),
                            ("registration_open", "Registration open"),
                            ("running", "Running"),
                            ("closed", "Closed"),
                            ("archived", "Archive"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("is_rehearsal", models.BooleanField(default=False, editable=False)),
                (
                    "outcome_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("progress_declaration", "Progress Declaration"),
                            ("declaration", "Declaration"),
                            ("chairs_summary", "Chair's summary"),
                            ("outcome_statement", "Outcome statement"),
                            ("joint_statement", "Joint statement"),
                        ],
                        max_length=24,
                        verbose_name="kind of outcome",
                    ),
                ),
                ("facts", models.JSONField(blank=True, default=dict, editable=False)),
            ],
            options={
                "ordering": ["-start", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "announced", "registration_open", "running", "closed", "archived"])
                        ),
                        name="edition_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))), name="edition_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome_kind__in",
                                [
                                    "",
                                    "progress_declaration",
                                    "declaration",
                                    "chairs_summary",
                                    "outcome_statement",
                                    "joint_statement",
                                ],
                            )
                        ),
                        name="edition_outcome_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            ("imported_at__isnull", False),
                            models.Q(("contact", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="edition_announced_has_contact",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="forum.edition"
                    ),
                ),
                ("object_type", models.CharField(blank=True, max_length=80)),
                ("object_id", models.BigIntegerField(default=0)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=300)),
                ("language", models.CharField(default="en", max_length=10)),
                (
                    "status",
                    models.CharField(choices=[("draft", "Draft"), ("frozen", "Frozen")], default="draft", max_length=8),
                ),
                ("blocks", models.JSONField(default=list)),
                ("translations", models.JSONField(default=dict)),
                ("code", models.CharField(blank=True, max_length=24)),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "frozen"])), name="document_status"
                    ),
                    models.UniqueConstraint(
                        fields=("edition", "object_type", "object_id", "number"), name="document_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), models.Q(("code", ""), _negated=True), _connector="OR"),
                        name="document_frozen_has_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="forum.document"
                    ),
                ),
                ("document_version", models.PositiveIntegerField()),
                ("format", models.CharField(choices=[("pdf", "PDF, tagged"), ("docx", "Word (DOCX)")], max_length=4)),
                ("language", models.CharField(max_length=10)),
                ("file", models.FileField(upload_to=forum.outcomes.models.place)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now)),
            ],
            options={
                "ordering": ["language", "-format"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "format", "language"), name="document_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["pdf", "docx"])), name="document_file_format"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("task", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=200)),
                ("arguments", models.JSONField(default=dict)),
                (
                    "edition",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="jobs", to="forum.edition"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Being made"),
                            ("done", "Done"),
                            ("failed", "Did not finish"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("touched_at", models.DateTimeField(auto_now=True)),
                ("result_url", models.CharField(blank=True, max_length=300)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("can_stop", models.BooleanField(default=False)),
                ("stop_asked", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="links", to="forum.edition"
                    ),
                ),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("feeds_into", "Feeds into"),
                            ("answers", "Answers"),
                            ("announced_at", "Announced at"),
                            ("evidence_for", "Evidence for"),
                        ],
                        max_length=20,
                        verbose_name="relation",
                    ),
                ),
                ("source_type", models.CharField(max_length=80)),
                ("source_id", models.BigIntegerField()),
                ("target_type", models.CharField(max_length=80)),
                ("target_id", models.BigIntegerField()),
                ("basis", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source_type", "source_id"], name="forum_link_source__7b200e_idx"),
                    models.Index(fields=["target_type", "target_id"], name="forum_link_target__b062d5_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relation", "source_type", "source_id", "target_type", "target_id"), name="link_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
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
                ("words", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="forum.edition"
                    ),
                ),
                ("slug", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preparation", "Preparation"),
                            ("submission", "Submission"),
                            ("decision", "Decision"),
                            ("delivery", "Delivery"),
                            ("report", "Report"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("due_at", models.DateTimeField(verbose_name="due")),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("is_public", models.BooleanField(default=False, verbose_name="shown to everybody")),
                (
                    "owner_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("secretariat", "Secretariat"),
                            ("accreditation_officer", "Accreditation officer"),
                            ("programme_officer", "Programme officer"),
                            ("reviewer", "Reviewer"),
                            ("rapporteur", "Rapporteur"),
                            ("co_chair", "Co-chair"),
                            ("pledge_officer", "Pledge officer"),
                            ("auditor", "Auditor"),
                            ("part_admin", "Admin of a part"),
                        ],
                        max_length=24,
                        verbose_name="who acts",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("object_type", models.CharField(blank=True, editable=False, max_length=80)),
                ("object_id", models.BigIntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["due_at", "pk"],
                "indexes": [models.Index(fields=["done_at", "due_at"], name="forum_miles_done_at_f2e65e_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "object_type", "object_id", "slug"), name="milestone_of_object"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("object_id", None)), fields=("edition", "slug"), name="milestone_of_edition"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("key", models.CharField(max_length=200, unique=True)),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="forum.edition",
                    ),
                ),
                ("object_type", models.CharField(blank=True, max_length=80)),
                ("object_id", models.BigIntegerField(null=True)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("context", models.JSONField(blank=True, default=dict)),
                ("milestone_id", models.BigIntegerField(blank=True, null=True)),
                ("offset", models.SmallIntegerField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("failed", "Not delivered"),
                            ("superseded", "Superseded"),
                            ("dropped", "Dropped"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("act_id", models.BigIntegerField(blank=True, db_index=True, null=True)),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "mail",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notification",
                        to="post_office.email",
                    ),
                ),
                ("error", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(fields=["status", "mail"], name="forum_notif_status_56f02e_idx"),
                    models.Index(fields=["milestone_id", "recipient"], name="forum_notif_milesto_8ac940_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "sent", "failed", "superseded", "dropped"])),
                        name="notification_status",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
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
                ("words", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="forum.edition"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, verbose_name="address")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("start", models.DateField(blank=True, null=True, verbose_name="first day")),
                ("end", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("edition", "slug"), name="part_slug")],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="forum.edition"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretariat", "Secretariat"),
                            ("accreditation_officer", "Accreditation officer"),
                            ("programme_officer", "Programme officer"),
                            ("reviewer", "Reviewer"),
                            ("rapporteur", "Rapporteur"),
                            ("co_chair", "Co-chair"),
                            ("pledge_officer", "Pledge officer"),
                            ("auditor", "Auditor"),
                            ("part_admin", "Admin of a part"),
                        ],
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admins",
                        to="forum.part",
                        verbose_name="part of the forum",
                    ),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "ordering": ["role", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "secretariat",
                                    "accreditation_officer",
                                    "programme_officer",
                                    "reviewer",
                                    "rapporteur",
                                    "co_chair",
                                    "pledge_officer",
                                    "auditor",
                                    "part_admin",
                                ],
                            )
                        ),
                        name="role_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part__isnull", False), ("role", "part_admin")),
                            models.Q(models.Q(("role", "part_admin"), _negated=True), ("part__isnull", True)),
                            _connector="OR",
                        ),
                        name="role_of_a_part_names_it",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends", None)), fields=("edition", "user", "role"), name="role_held_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("object_type", models.CharField(max_length=80)),
                ("object_id", models.BigIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="forum.edition"
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10)),
                ("title", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("url", models.CharField(max_length=400)),
                ("folded_title", models.TextField()),
                ("folded", models.TextField()),
            ],
            options={
                "verbose_name_plural": "search entries",
                "constraints": [models.UniqueConstraint(fields=("object_type", "object_id"), name="search_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="Space",
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
                ("words", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spaces", to="forum.edition"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, verbose_name="address")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whoever is admin of that part decides on its delegates too.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="spaces",
                        to="forum.part",
                        verbose_name="part of the forum that it opens",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True, help_text="Empty means no limit.", null=True, verbose_name="capacity"
                    ),
                ),
                ("taken", models.PositiveIntegerField(default=0, editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "slug"), name="space_slug"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__isnull", True), ("taken__lte", models.F("capacity")), _connector="OR"
                        ),
                        name="space_capacity_not_exceeded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="forum.space"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entry_rules", to="forum.category"
                    ),
                ),
                ("allowed", models.BooleanField(default=True, verbose_name="may enter")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason of a “no”")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("space", "category"), name="entry_rule_cell"),
                    models.CheckConstraint(
                        condition=models.Q(("allowed", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="entry_rule_no_has_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="space",
            name="categories",
            field=models.ManyToManyField(related_name="spaces", through="forum.EntryRule", to="forum.category"),
        ),
    ]
