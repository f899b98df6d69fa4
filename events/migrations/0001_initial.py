import datetime
import django.core.validators
import django.db.models.deletion
import events.outputs.models
import events.side_events.models
import forum.kit.clock
import forum.kit.translated
import forum.kit.zones
import uuid
from django.conf import settings
from django.db import migrations, models


def exclude_one_room_twice(apps, schema_editor):
    """PostgreSQL refuses two active sessions in one room at one time; SQLite has triggers (events.sessions.models)."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE events_session ADD CONSTRAINT session_room_once EXCLUDE USING gist "
            "(int8range(room_id, room_id, '[]') WITH &&, tstzrange(starts_at, ends_at, '[)') WITH &&) "
            "WHERE (room_id IS NOT NULL AND starts_at IS NOT NULL AND ends_at IS NOT NULL "
            "AND status IN ('scheduled', 'published', 'held', 'reported'))"
        )


def allow(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE events_session DROP CONSTRAINT session_room_once")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_organisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("forum", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="forum.edition"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agenda_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("ar", "Arabic"),
                            ("en", "English"),
                            ("es", "Spanish"),
                            ("fr", "French"),
                            ("ru", "Russian"),
                            ("zh-hans", "Chinese"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("edition", "user"), name="agenda_link_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AutomaticDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="automatic_drafts", to="forum.edition"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("wishes", models.JSONField(default=dict)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("begun_at", models.DateTimeField(default=forum.kit.clock.now)),
                (
                    "job",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="forum.job"
                    ),
                ),
                ("made_at", models.DateTimeField(null=True)),
                ("seconds", models.FloatField(default=0)),
                ("by_solver", models.BooleanField(default=False)),
                ("was_stopped", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("edition", "number"), name="automatic_draft_number")],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="call", to="forum.edition"
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                ("scores_by", models.DateField(blank=True, null=True, verbose_name="scores due")),
                ("results_by", models.DateField(blank=True, null=True, verbose_name="results by")),
                ("who_words", models.CharField(blank=True, max_length=300, verbose_name="who may apply, in words")),
                (
                    "notice",
                    models.TextField(
                        blank=True, help_text="What applicants must know, in a few sentences.", verbose_name="notice"
                    ),
                ),
                ("places", models.PositiveIntegerField(default=0, verbose_name="places")),
                ("selected_count", models.PositiveIntegerField(default=0, editable=False)),
                ("last_number", models.PositiveIntegerField(default=0, editable=False)),
                ("windows", models.JSONField(blank=True, default=list, verbose_name="windows")),
                (
                    "parallel_allowed",
                    models.BooleanField(default=False, verbose_name="side events may run in parallel"),
                ),
                (
                    "place_rule",
                    models.CharField(
                        choices=[
                            ("any", "Any room or link"),
                            ("virtual", "Online only"),
                            ("physical", "In a room only"),
                        ],
                        default="any",
                        max_length=10,
                        verbose_name="place",
                    ),
                ),
                ("place_words", models.CharField(blank=True, max_length=200, verbose_name="place, in words")),
                (
                    "max_per_lead",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="proposals by one lead organiser",
                    ),
                ),
                ("levels", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "edits_allowed",
                    models.BooleanField(
                        default=False,
                        help_text="Reviewers see what changed.",
                        verbose_name="a submitted proposal may change until the call closes",
                    ),
                ),
                (
                    "co_organisers_least",
                    models.PositiveSmallIntegerField(default=0, verbose_name="co-organisers, at least"),
                ),
                (
                    "co_organisers_most",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[django.core.validators.MaxValueValidator(20)],
                        verbose_name="co-organisers, at most",
                    ),
                ),
                ("objectives_least", models.PositiveSmallIntegerField(default=1, verbose_name="objectives, at least")),
                (
                    "objectives_most",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(23),
                        ],
                        verbose_name="objectives, at most",
                    ),
                ),
                (
                    "description_least",
                    models.PositiveSmallIntegerField(
                        default=300, verbose_name="characters of the description, at least"
                    ),
                ),
                (
                    "description_most",
                    models.PositiveSmallIntegerField(
                        default=3000,
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                        verbose_name="characters of the description, at most",
                    ),
                ),
                ("languages", models.JSONField(blank=True, default=list, verbose_name="languages of the events")),
                ("formats", models.JSONField(blank=True, default=list, verbose_name="formats")),
                ("modes", models.JSONField(blank=True, default=list, verbose_name="how people take part")),
                ("reviewers_per_proposal", models.PositiveSmallIntegerField(default=2, editable=False)),
                ("anonymous_review", models.BooleanField(default=False, editable=False)),
                ("confirm_days", models.PositiveSmallIntegerField(default=10, editable=False)),
                ("targets", models.JSONField(blank=True, default=list, editable=False)),
                (
                    "may_apply",
                    models.ManyToManyField(
                        blank=True,
                        help_text="None chosen means every category.",
                        related_name="calls",
                        to="forum.category",
                        verbose_name="who may apply",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("selected_count__lte", models.F("places"))), name="call_places_not_exceeded"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("imported_at__isnull", False),
                            models.Q(("closes_at__gt", models.F("opens_at")), ("opens_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="call_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="events.call"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("label", models.CharField(max_length=120, verbose_name="criterion")),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="weight",
                    ),
                ),
                ("meanings", models.JSONField(blank=True, default=list, verbose_name="what each score means")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("call", "code"), name="criterion_code")],
            },
        ),
        migrations.CreateModel(
            name="Embedding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="embedding", to="forum.edition"
                    ),
                ),
                (
                    "sites",
                    models.TextField(
                        blank=True,
                        help_text="One a line, such as https://example.org. Empty means that no other site may.",
                        max_length=2000,
                        validators=[events.outputs.models.validate_sites],
                        verbose_name="sites that may show the programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EquipmentKind",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="equipment_kinds", to="forum.edition"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [models.UniqueConstraint(fields=("edition", "code"), name="equipment_code_in_edition")],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="forum.edition"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("sheet", "Table"),
                            ("schedule_xml", "schedule.xml of another system"),
                            ("schedule_json", "schedule.json of another system"),
                        ],
                        max_length=16,
                    ),
                ),
                ("kind", models.CharField(default="panel", max_length=24)),
                ("rooms", models.JSONField(default=list)),
                ("sessions", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("done", models.JSONField(default=dict)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("applied_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ["sheet", "schedule_xml", "schedule_json"])),
                        name="import_format",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Output",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="outputs", to="forum.edition"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("language", models.CharField(max_length=10)),
                ("mark", models.CharField(max_length=24)),
                ("digest", models.CharField(max_length=24)),
                ("content", models.BinaryField()),
                ("untranslated", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "name", "language"), name="output_of_edition")
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="events.call"
                    ),
                ),
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
                "constraints": [
                    models.UniqueConstraint(fields=("call", "code"), name="question_code"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["long", "short", "choice", "yes_no", "policy", "lens"])),
                        name="question_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="resources", to="forum.edition"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("interpretation", "Interpretation team"), ("technician", "Technician")],
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("languages", models.JSONField(blank=True, default=list, editable=False)),
                ("begins", models.TimeField(blank=True, null=True, verbose_name="works from")),
                ("finishes", models.TimeField(blank=True, null=True, verbose_name="works until")),
                (
                    "longest_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Without a pause. Empty means no limit.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1440)],
                        verbose_name="longest stretch in minutes",
                    ),
                ),
                (
                    "pause_minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(480)],
                        verbose_name="pause in minutes",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "kind", "name"), name="resource_name_in_edition"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["interpretation", "technician"])), name="resource_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Room",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="forum.edition"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("physical", "In a building"), ("virtual", "Online")],
                        default="physical",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True, help_text="Empty means not known.", null=True, verbose_name="seats"
                    ),
                ),
                ("layouts", models.JSONField(blank=True, default=dict, editable=False)),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where it is")),
                ("building", models.CharField(blank=True, max_length=80, verbose_name="building")),
                (
                    "floor",
                    models.SmallIntegerField(
                        blank=True, help_text="0 is the ground floor.", null=True, verbose_name="floor"
                    ),
                ),
                ("equipment", models.JSONField(blank=True, default=list, editable=False)),
                (
                    "booths",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Empty means not known.", null=True, verbose_name="interpretation booths"
                    ),
                ),
                ("booth_languages", models.JSONField(blank=True, default=list, editable=False)),
                ("step_free", models.BooleanField(blank=True, null=True, verbose_name="step-free way in")),
                ("streaming", models.BooleanField(blank=True, null=True, verbose_name="can be shown live on the web")),
                (
                    "turnaround_minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(480)],
                        verbose_name="minutes to turn it around",
                    ),
                ),
                ("hours", models.JSONField(blank=True, default=dict, editable=False)),
                ("closed", models.JSONField(blank=True, default=list, editable=False)),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="link to join")),
                (
                    "link_minutes",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[django.core.validators.MaxValueValidator(1440)],
                        verbose_name="link shown so many minutes before",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
            ],
            options={
                "ordering": ["order", "name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "name"), name="room_name_in_edition"),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["physical", "virtual"])), name="room_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rulebook", to="forum.edition"
                    ),
                ),
                ("levels", models.JSONField(blank=True, default=dict, editable=False)),
                ("apart", models.JSONField(blank=True, default=dict, editable=False)),
                ("day_opens", models.TimeField(blank=True, null=True, verbose_name="official hours from")),
                ("day_closes", models.TimeField(blank=True, null=True, verbose_name="official hours until")),
                ("night_from", models.TimeField(default=datetime.time(22, 0), verbose_name="night from")),
                ("night_until", models.TimeField(default=datetime.time(7, 0), verbose_name="night until")),
                (
                    "place_by",
                    models.DateField(
                        blank=True,
                        help_text="Empty means two weeks before the first day.",
                        null=True,
                        verbose_name="all placed by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Selection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="selections", to="events.call"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now)),
                ("saved_at", models.DateTimeField(default=forum.kit.clock.now)),
                ("committed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "committed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("record", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("call", "name"), name="selection_name")],
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="forum.edition"
                    ),
                ),
                ("serial", models.PositiveIntegerField(editable=False)),
                ("reference", models.CharField(editable=False, max_length=30, unique=True, verbose_name="reference")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plenary", "Plenary"),
                            ("general_debate", "General debate"),
                            ("opening", "Opening"),
                            ("closing", "Closing"),
                            ("hearing", "Multi-stakeholder hearing"),
                            ("policy_debate", "Policy debate"),
                            ("round_table", "Round table"),
                            ("side_event", "Side event"),
                            ("related_side_event", "Related side event"),
                            ("common_space", "Common Space"),
                            ("civil_society_session", "Civil society session"),
                            ("panel", "Panel"),
                            ("exchange", "Exchange"),
                            ("big_table", "Big Table"),
                            ("special_session", "Special session"),
                            ("closed_session", "Closed session"),
                            ("thematic_meeting", "Thematic meeting"),
                            ("preparatory_meeting", "Preparatory meeting"),
                            ("regional_review", "Regional review"),
                            ("workshop", "Workshop"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("statements", "Statements"),
                            ("panel", "Panel and discussion"),
                            ("interactive", "Interactive discussion"),
                            ("exchange", "Exchange: questions and answers, no statements"),
                            ("big_table", "Big Table: timed rounds, no formal statements"),
                            ("breakouts", "Breakouts and reporting plenary"),
                            ("workshop", "Workshop"),
                        ],
                        max_length=16,
                        verbose_name="format",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, help_text="As text, such as 3.3.", max_length=12, verbose_name="number"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("title_is_subject", models.BooleanField(default=False, editable=False)),
                ("summary", models.TextField(blank=True, max_length=3000, verbose_name="what it is about")),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="forum.part",
                        verbose_name="part of the forum",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="events.room",
                        verbose_name="room",
                    ),
                ),
                ("date", models.DateField(blank=True, editable=False, null=True)),
                ("end_date", models.DateField(blank=True, editable=False, null=True)),
                (
                    "date_precision",
                    models.CharField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")],
                        default="day",
                        editable=False,
                        max_length=5,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="start")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="end")),
                ("timezone", models.CharField(max_length=60, validators=[forum.kit.zones.validate_zone])),
                (
                    "duration_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="wanted length in minutes",
                    ),
                ),
                (
                    "expected",
                    models.PositiveIntegerField(
                        blank=True, help_text="Empty means not known.", null=True, verbose_name="expected attendance"
                    ),
                ),
                ("is_pinned", models.BooleanField(default=False, editable=False)),
                ("as_printed", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "In person"), ("virtual", "Online"), ("hybrid", "In person and online")],
                        max_length=12,
                        verbose_name="mode",
                    ),
                ),
                ("livestream", models.BooleanField(blank=True, null=True, verbose_name="shown live on the web")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("public", "Open to everybody"),
                            ("registered", "For registered participants"),
                            ("closed", "Closed: only its title, date and questions are shown"),
                        ],
                        default="public",
                        max_length=10,
                        verbose_name="who may come",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("published", "Published"),
                            ("held", "Held"),
                            ("reported", "Reported"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("changed_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("outcome", models.TextField(blank=True, max_length=5000, verbose_name="what came of it")),
                ("notes", models.JSONField(blank=True, default=dict, editable=False)),
                (
                    "lenses",
                    models.ManyToManyField(blank=True, related_name="sessions", to="forum.lens", verbose_name="lenses"),
                ),
            ],
            options={
                "ordering": ["edition", "serial"],
                "indexes": [
                    models.Index(fields=["edition", "date"], name="events_sess_edition_d476f7_idx"),
                    models.Index(fields=["starts_at", "ends_at"], name="events_sess_starts__1e4981_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "scheduled", "published", "held", "reported", "cancelled"])
                        ),
                        name="session_status",
                    ),
                    models.UniqueConstraint(fields=("edition", "serial"), name="session_serial"),
                    models.UniqueConstraint(
                        condition=models.Q(("record_id", ""), _negated=True),
                        fields=("record_id",),
                        name="session_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("starts_at", None),
                            ("ends_at__gt", models.F("starts_at")),
                            _connector="OR",
                        ),
                        name="session_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "cancelled"]),
                            ("imported_at__isnull", False),
                            models.Q(
                                ("date__isnull", False),
                                ("ends_at__isnull", False),
                                ("room__isnull", False),
                                ("starts_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="session_scheduled_has_room_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["published", "held", "reported"]), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="session_published_has_instant",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Composition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="composition", to="events.session"
                    ),
                ),
                ("decided_by", models.CharField(max_length=200, verbose_name="who set it")),
                ("decided_on", models.DateField(verbose_name="on")),
                ("how", models.TextField(max_length=2000, verbose_name="how")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", ""), _negated=True), models.Q(("how", ""), _negated=True)
                        ),
                        name="composition_says_who_and_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="events.automaticdraft"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.session"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "room",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.room"
                    ),
                ),
                ("starts_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "old_room",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="events.room"
                    ),
                ),
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
            ],
            options={
                "ordering": [models.OrderBy(models.F("starts_at"), nulls_last=True), "room__order", "session"],
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "session"), name="draft_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("fate__in", ["proposed", "accepted", "left", "none"])),
                        name="draft_place_fate",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imported_key", to="events.session"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="forum.edition"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("edition", "key"), name="imported_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Input",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.edition"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inputs", to="events.session"
                    ),
                ),
                (
                    "source_session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="events.session",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "source_edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="forum.edition",
                        verbose_name="regional review",
                    ),
                ),
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
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
            ],
            options={
                "ordering": ["session", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "accepted", "used", "not_used"])),
                        name="input_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_session__isnull", False),
                            ("source_edition__isnull", False),
                            models.Q(("title", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="input_has_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "not_used"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="input_not_used_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_session__isnull", False)),
                        fields=("session", "source_session"),
                        name="input_of_session_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("source_edition__isnull", False), ("title", "")),
                        fields=("session", "source_edition"),
                        name="input_of_edition_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invited",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invited", to="events.session"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invited_to",
                        to="accounts.organisation",
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("invited", "Invited, no reply"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("was_present", models.BooleanField(blank=True, null=True, verbose_name="came")),
            ],
            options={
                "ordering": ["organisation__name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["invited", "confirmed", "declined"])), name="invited_status"
                    ),
                    models.UniqueConstraint(fields=("session", "organisation"), name="invited_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Needs",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="events.session"
                    ),
                ),
                (
                    "layout",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("theatre", "Theatre: rows of chairs"),
                            ("classroom", "Classroom: rows of tables"),
                            ("boardroom", "Boardroom: one table"),
                            ("horseshoe", "Horseshoe: tables open to one side"),
                            ("rounds", "Rounds: tables of eight to ten"),
                            ("standing", "Standing"),
                        ],
                        max_length=10,
                        verbose_name="layout",
                    ),
                ),
                ("equipment", models.JSONField(blank=True, default=list, editable=False)),
                ("languages", models.JSONField(blank=True, default=list, editable=False)),
                ("step_free", models.BooleanField(default=False, verbose_name="needs a step-free way in")),
                ("streaming", models.BooleanField(default=False, verbose_name="is to be shown live on the web")),
                ("technician", models.BooleanField(default=False, verbose_name="needs a technician")),
                ("heads", models.BooleanField(default=False, verbose_name="heads of delegation are expected")),
                (
                    "resources",
                    models.ManyToManyField(
                        blank=True,
                        related_name="needs",
                        to="events.resource",
                        verbose_name="interpretation teams and technicians",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "needs",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="events.session"
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
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_lines",
                        to="accounts.organisation",
                        verbose_name="organisation that acts",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
            ],
            options={
                "ordering": ["session", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["recommendation", "tool", "request", "commitment"])),
                        name="outcome_line_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="outcome_line_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "commitment"), _negated=True),
                            models.Q(
                                models.Q(
                                    models.Q(("actor", ""), _negated=True),
                                    ("organisation__isnull", False),
                                    _connector="OR",
                                ),
                                models.Q(("place", ""), _negated=True),
                                ("due__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="outcome_line_commitment_is_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="overrides", to="events.session"
                    ),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("room_time", "Two sessions in one room"),
                            ("person", "A person in two places"),
                            ("organiser", "An organisation beside itself"),
                            ("head_of_delegation", "Heads of delegation split"),
                            ("interpretation", "Interpretation"),
                            ("technician", "Technicians"),
                            ("capacity", "More people than seats"),
                            ("equipment", "Equipment missing"),
                            ("access", "Access needs not met"),
                            ("buffer", "Too little time between"),
                            ("objective", "Objectives kept apart"),
                            ("lens", "Lenses kept apart"),
                            ("official_hours", "Outside the official hours"),
                            ("remote_night", "At night for who joins from afar"),
                            ("availability", "Room closed"),
                            ("unplaced", "No room and time yet"),
                            ("window", "Outside the windows of the call"),
                            ("duration", "Longer than its window"),
                            ("parallel", "Beside another side event"),
                            ("place", "Off the place rule of the call"),
                        ],
                        max_length=20,
                        verbose_name="rule",
                    ),
                ),
                ("subject", models.CharField(blank=True, editable=False, max_length=120)),
                ("mark", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="events.session",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField(default=forum.kit.clock.now)),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="override_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rule__in",
                                [
                                    "room_time",
                                    "person",
                                    "organiser",
                                    "head_of_delegation",
                                    "interpretation",
                                    "technician",
                                    "capacity",
                                    "equipment",
                                    "access",
                                    "buffer",
                                    "objective",
                                    "lens",
                                    "official_hours",
                                    "remote_night",
                                    "availability",
                                    "unplaced",
                                    "window",
                                    "duration",
                                    "parallel",
                                    "place",
                                ],
                            )
                        ),
                        name="override_rule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presence", to="events.session"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forum.category",
                        verbose_name="category",
                    ),
                ),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="people")),
                ("minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes spoken")),
            ],
            options={
                "ordering": ["session", "category"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "category"), name="presence_once"),
                    models.CheckConstraint(
                        condition=models.Q(("people__isnull", False), ("minutes__isnull", False), _connector="OR"),
                        name="presence_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
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
                    "edition",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="forum.edition",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="events.call",
                    ),
                ),
                ("reference", models.CharField(editable=False, max_length=24, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("changes_requested", "Changes asked for"),
                            ("selected", "Selected"),
                            ("reserve", "Reserve"),
                            ("declined", "Declined"),
                            ("merged", "Merged"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="accounts.organisation",
                        verbose_name="lead organiser",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("statements", "Statements"),
                            ("panel", "Panel and discussion"),
                            ("interactive", "Interactive discussion"),
                            ("exchange", "Exchange: questions and answers, no statements"),
                            ("big_table", "Big Table: timed rounds, no formal statements"),
                            ("breakouts", "Breakouts and reporting plenary"),
                            ("workshop", "Workshop"),
                        ],
                        max_length=16,
                        verbose_name="format",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[("in_person", "In person"), ("virtual", "Online"), ("hybrid", "In person and online")],
                        max_length=12,
                        verbose_name="how people take part",
                    ),
                ),
                ("speakers", models.TextField(blank=True, max_length=2000, verbose_name="speakers")),
                ("description", models.TextField(blank=True, max_length=10000, verbose_name="description")),
                (
                    "policy_intervention",
                    models.TextField(blank=True, max_length=2000, verbose_name="expected policy intervention"),
                ),
                (
                    "concept_note",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=events.side_events.models.place_of_file,
                        verbose_name="concept note",
                    ),
                ),
                ("concept_note_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("concept_note_size", models.PositiveIntegerField(default=0, editable=False)),
                ("windows", models.JSONField(blank=True, default=list, verbose_name="windows that suit you")),
                ("days", models.JSONField(blank=True, default=list, verbose_name="days that suit you")),
                ("place_wish", models.CharField(blank=True, max_length=300, verbose_name="wishes for the place")),
                ("spoken", models.JSONField(blank=True, default=list, verbose_name="languages of the event")),
                ("interpretation", models.JSONField(blank=True, default=list, verbose_name="interpretation wished")),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forum.part",
                        verbose_name="part of the forum",
                    ),
                ),
                ("passed_rules", models.JSONField(blank=True, default=list, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="events.proposal",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="events.session",
                    ),
                ),
                ("decision_reason", models.TextField(blank=True, editable=False)),
                ("answer_by", models.DateField(blank=True, editable=False, null=True)),
                ("reserve_order", models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                ("confirm_by", models.DateField(blank=True, editable=False, null=True)),
                ("confirmed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("decided_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("saved_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "objectives",
                    models.ManyToManyField(blank=True, to="forum.objective", verbose_name="objectives it serves"),
                ),
                ("lenses", models.ManyToManyField(blank=True, to="forum.lens", verbose_name="lenses")),
            ],
            options={
                "ordering": ["reference"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "submitted",
                                    "changes_requested",
                                    "selected",
                                    "reserve",
                                    "declined",
                                    "merged",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="proposal_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "declined"), _negated=True),
                            models.Q(("decision_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="proposal_declined_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "selected"), ("session__isnull", False)),
                            models.Q(models.Q(("status", "selected"), _negated=True), ("session__isnull", True)),
                            _connector="OR",
                        ),
                        name="proposal_selected_owns_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("status", "merged")),
                            models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="proposal_merged_says_into_which",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="events.proposal"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="events.question"
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="answer")),
            ],
            options={
                "ordering": ["question__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "question"), name="answer_once_per_question")
                ],
            },
        ),
        migrations.CreateModel(
            name="CoOrganiser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="co_organisers", to="events.proposal"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_organised",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "role",
                    models.CharField(
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
                (
                    "answer",
                    models.CharField(
                        choices=[("invited", "Invited"), ("confirmed", "Confirmed"), ("declined", "Declined")],
                        default="invited",
                        max_length=12,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "organisation"), name="co_organiser_once"),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["invited", "confirmed", "declined"])),
                        name="co_organiser_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mergers", to="events.proposal"
                    ),
                ),
                (
                    "joined",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mergers_into", to="events.proposal"
                    ),
                ),
                ("texts", models.JSONField(default=dict)),
                ("word", models.TextField(blank=True, max_length=1000, verbose_name="why")),
                ("reply", models.TextField(blank=True, max_length=1000, verbose_name="a word to the other side")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["proposed", "agreed", "declined", "withdrawn"])),
                        name="merger_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("joined")), _negated=True), name="merger_of_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "agreed"), _negated=True),
                            models.Q(("joined_agreed_at__isnull", False), ("kept_agreed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="merger_agreed_by_both",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "proposed")), fields=("kept", "joined"), name="merger_open_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "selection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="picks", to="events.selection"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="picks", to="events.proposal"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[("select", "Selected"), ("reserve", "Reserve"), ("decline", "Declined")], max_length=8
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, max_length=3000)),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("selection", "proposal"), name="pick_once"),
                    models.CheckConstraint(
                        condition=models.Q(("choice__in", ["select", "reserve", "decline"])), name="pick_choice"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleasedSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="released", to="events.session"
                    ),
                ),
                ("data", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("since", models.DateTimeField(default=forum.kit.clock.now)),
                ("organisations", models.ManyToManyField(related_name="released_sessions", to="accounts.organisation")),
                ("people", models.ManyToManyField(related_name="released_sessions", to=settings.AUTH_USER_MODEL)),
                ("objectives", models.ManyToManyField(related_name="released_sessions", to="forum.objective")),
                ("lenses", models.ManyToManyField(related_name="released_sessions", to="forum.lens")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "sequence"), name="released_session_sequence")
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="forum.edition"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="what changed")),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("code", models.CharField(max_length=16)),
                ("sessions", models.ManyToManyField(related_name="releases", to="events.releasedsession")),
            ],
            options={
                "ordering": ["edition", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "number"), name="release_number_in_edition")
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
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
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report", to="events.proposal"
                    ),
                ),
                ("key_messages", models.TextField(max_length=3000, verbose_name="key messages")),
                ("policy_interventions", models.TextField(max_length=3000, verbose_name="policy interventions")),
                ("questions_asked", models.PositiveIntegerField(blank=True, null=True, verbose_name="questions asked")),
                (
                    "questions_answered",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="questions answered"),
                ),
                ("recordings", models.TextField(blank=True, max_length=2000, verbose_name="links to recordings")),
                (
                    "requests",
                    models.JSONField(blank=True, default=list, verbose_name="requests that came out of it"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("changes_requested", "Changes asked for"),
                            ("published", "Published"),
                        ],
                        default="submitted",
                        max_length=20,
                    ),
                ),
                ("asked", models.TextField(blank=True, max_length=1000, verbose_name="what was asked for")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("lenses", models.ManyToManyField(blank=True, to="forum.lens", verbose_name="lenses")),
            ],
            options={
                "verbose_name": "report on a side event",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["submitted", "changes_requested", "published"])),
                        name="report_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("policy_interventions", ""), _negated=True),
                            models.Q(("key_messages", ""), _negated=True),
                        ),
                        name="report_names_policy_intervention",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("questions_answered", None),
                            ("questions_answered__lte", models.F("questions_asked")),
                            _connector="OR",
                        ),
                        name="report_answers_within_questions",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="events.proposal"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="comment")),
                ("conflict", models.TextField(blank=True, editable=False, max_length=500)),
                ("mean", models.FloatField(editable=False, null=True)),
                ("assigned_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("scored_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("set_aside_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "reviewer"), name="review_once_per_reviewer")
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundTable",
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
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="round_table", to="events.session"
                    ),
                ),
                ("guiding_questions", models.JSONField(blank=True, default=list, verbose_name="guiding questions")),
            ],
            options={
                "ordering": ["session__number", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="events.review"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="events.criterion"
                    ),
                ),
                ("points", models.PositiveSmallIntegerField()),
                ("comment", models.TextField(blank=True, max_length=1000)),
            ],
            options={
                "ordering": ["criterion__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "criterion"), name="score_once_per_criterion"),
                    models.CheckConstraint(condition=models.Q(("points__lte", 5)), name="score_0_to_5"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seats",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="events.session"
                    ),
                ),
                (
                    "own",
                    models.PositiveIntegerField(
                        blank=True, help_text="Empty means as many as the room has.", null=True, verbose_name="seats"
                    ),
                ),
                ("places", models.PositiveIntegerField(editable=False)),
                ("taken", models.PositiveIntegerField(default=0, editable=False)),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="sign-up closes")),
                (
                    "categories",
                    models.ManyToManyField(
                        blank=True,
                        help_text="None chosen means every category.",
                        related_name="+",
                        to="forum.category",
                        verbose_name="only for these categories",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("taken__lte", models.F("places"))), name="seats_not_exceeded"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionObjective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="session_objectives",
                        to="events.session",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_objectives",
                        to="forum.objective",
                    ),
                ),
                ("inferred", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["objective__number"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "objective"), name="session_objective_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="session",
            name="objectives",
            field=models.ManyToManyField(
                related_name="sessions",
                through="events.SessionObjective",
                to="forum.objective",
                verbose_name="objectives",
            ),
        ),
        migrations.CreateModel(
            name="SessionRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="events.session"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("co_chair", "Co-chair"),
                            ("facilitator", "Facilitator"),
                            ("co_facilitator", "Co-facilitator"),
                            ("rapporteur", "Rapporteur"),
                            ("grand_rapporteur", "Grand rapporteur"),
                            ("gender_rapporteur", "Gender rapporteur"),
                            ("moderator", "Moderator"),
                            ("opening_speaker", "Opening speaker"),
                            ("keynote", "Keynote"),
                            ("panellist", "Panellist"),
                            ("discussant", "Discussant"),
                            ("expert_speaker", "Expert speaker"),
                            ("presenter", "Presenter"),
                            ("resource_person", "Resource person"),
                            ("lead_organiser", "Lead organiser"),
                            ("organiser", "Organiser"),
                            ("co_organiser", "Co-organiser"),
                            ("co_sponsor", "Co-sponsor"),
                            ("host", "Host"),
                            ("co_host", "Co-host"),
                            ("coordinating_partner", "Coordinating partner"),
                            ("official_partner", "Official partner"),
                            ("partner", "Partner"),
                            ("government_team", "Government team member"),
                            ("preparation_lead", "Lead of the preparation"),
                            ("technical_support", "Technical support"),
                            ("paper_author", "Paper author"),
                            ("paper_section_author", "Author of a section of the paper"),
                            ("input", "Input"),
                            ("funder", "Funder"),
                            ("advisory", "Advisory body member"),
                            ("seconding_agency", "Seconding agency"),
                            ("observer", "Observer"),
                            ("participant", "Participant"),
                        ],
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_roles",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=250, verbose_name="name")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
                ("is_private", models.BooleanField(default=False, verbose_name="not shown in public")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "status",
                    models.CharField(
                        choices=[("offered", "To be confirmed"), ("confirmed", "Confirmed"), ("declined", "Declined")],
                        default="offered",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["offered", "confirmed", "declined"])),
                        name="session_role_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "chair",
                                    "co_chair",
                                    "facilitator",
                                    "co_facilitator",
                                    "rapporteur",
                                    "grand_rapporteur",
                                    "gender_rapporteur",
                                    "moderator",
                                    "opening_speaker",
                                    "keynote",
                                    "panellist",
                                    "discussant",
                                    "expert_speaker",
                                    "presenter",
                                    "resource_person",
                                    "lead_organiser",
                                    "organiser",
                                    "co_organiser",
                                    "co_sponsor",
                                    "host",
                                    "co_host",
                                    "coordinating_partner",
                                    "official_partner",
                                    "partner",
                                    "government_team",
                                    "preparation_lead",
                                    "technical_support",
                                    "paper_author",
                                    "paper_section_author",
                                    "input",
                                    "funder",
                                    "advisory",
                                    "seconding_agency",
                                    "observer",
                                    "participant",
                                ],
                            )
                        ),
                        name="session_role_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", False),
                            ("user__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="session_role_has_holder",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("status", "declined"), _negated=True), ("user__isnull", False)),
                        fields=("session", "role", "user"),
                        name="session_role_person_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("status", "declined"), _negated=True),
                            ("organisation__isnull", False),
                            ("user", None),
                        ),
                        fields=("session", "role", "organisation"),
                        name="session_role_organisation_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "seats",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sign_ups", to="events.seats"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_ups",
                        to="accounts.organisation",
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[("seated", "Has a seat"), ("waiting", "Waiting list"), ("withdrawn", "Withdrawn")],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["seats", "status"], name="events_sign_seats_i_0d19cd_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["seated", "waiting", "withdrawn"])), name="sign_up_status"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "withdrawn"), _negated=True),
                        fields=("seats", "user"),
                        name="sign_up_person_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="panel", to="events.proposal"
                    ),
                ),
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
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forum.country",
                        verbose_name="country",
                    ),
                ),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("gender__in", ["woman", "man", "another", "not_said"])),
                        name="speaker_gender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stands_for__in", ["state", "migrant", "other"])), name="speaker_stands_for"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeakerPage",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="speaker_pages", to="forum.edition"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speaker_pages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "is_shown",
                    models.BooleanField(default=False, verbose_name="show a page with my name and all my sessions"),
                ),
                ("about", models.TextField(blank=True, max_length=1000, verbose_name="about you")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("edition", "user"), name="speaker_page_once")],
            },
        ),
        migrations.CreateModel(
            name="Star",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stars", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stars", to="events.session"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "session"), name="star_once")],
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
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
                    "round_table",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="summary", to="events.roundtable"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=10000, verbose_name="summary")),
                ("key_messages", models.JSONField(blank=True, default=list, verbose_name="key messages")),
                ("recommendations", models.JSONField(blank=True, default=list, verbose_name="recommendations")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("agreed", "Agreed"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("saved_at", models.DateTimeField(editable=False, null=True)),
                ("asked", models.TextField(blank=True, editable=False)),
            ],
            options={
                "verbose_name": "summary of a round table",
                "verbose_name_plural": "summaries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "submitted", "agreed", "published"])),
                        name="summary_status",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "summary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="events.summary"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="events.sessionrole"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField(default=forum.kit.clock.now)),
            ],
            options={
                "ordering": ["at"],
                "constraints": [models.UniqueConstraint(fields=("summary", "role"), name="agreement_once")],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="events.session"
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="forum.category",
                        verbose_name="category",
                    ),
                ),
                ("wanted", models.PositiveIntegerField(verbose_name="organisations wanted")),
                ("warn_days", models.PositiveSmallIntegerField(default=7, verbose_name="warn so many days before")),
            ],
            options={
                "ordering": ["category"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "category"), name="target_once"),
                    models.CheckConstraint(condition=models.Q(("wanted__gte", 1)), name="target_wants_somebody"),
                    models.CheckConstraint(condition=models.Q(("warn_days__lte", 90)), name="target_warns_in_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="venue_plan", to="forum.edition"
                    ),
                ),
                (
                    "floor_minutes",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="minutes to another floor",
                    ),
                ),
                (
                    "building_minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="minutes to another building",
                    ),
                ),
                ("walking", models.JSONField(blank=True, default=dict, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="events.proposal"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=forum.kit.clock.now)),
                ("said", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("proposal", "number"), name="proposal_version_number")],
            },
        ),
        migrations.RunPython(exclude_one_room_twice, allow),
    ]
