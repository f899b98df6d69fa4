import accounts.accreditation.models
import accounts.organisations.models
import django.db.models.deletion
import forum.kit.clock
import forum.kit.translated
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("forum", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
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
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="address")),
                ("name", models.CharField(max_length=250, verbose_name="name")),
                ("folded_name", models.CharField(db_index=True, editable=False, max_length=250)),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="other names")),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="forum.category", verbose_name="category"
                    ),
                ),
                ("category_confirmed", models.BooleanField(default=False, editable=False)),
                (
                    "category_words",
                    models.CharField(blank=True, max_length=120, verbose_name="what kind, in your words"),
                ),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="forum.country",
                        verbose_name="country",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="web page")),
                ("about", models.TextField(blank=True, verbose_name="what it does")),
                ("is_fictional", models.BooleanField(default=False, editable=False)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="accounts.organisation",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "Head"),
                            ("focal_point", "Focal point"),
                            ("deputy", "Deputy"),
                            ("member", "Member"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=accounts.organisations.models.new_token, editable=False, max_length=40, unique=True
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("accepted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["head", "focal_point", "deputy", "member"])),
                        name="invitation_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("cancelled_at", None)),
                        fields=("organisation", "email"),
                        name="invitation_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="join_requests",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="join_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("words", models.CharField(max_length=300, verbose_name="what you do there")),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("answered_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("accepted", models.BooleanField(editable=False, null=True)),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("organisation", "user"),
                        name="join_request_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted", None),
                            ("accepted", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="join_request_no_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("head", "Head"),
                            ("focal_point", "Focal point"),
                            ("deputy", "Deputy"),
                            ("member", "Member"),
                        ],
                        default="member",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("starts", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "ordering": ["role", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["head", "focal_point", "deputy", "member"])),
                        name="membership_role",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends", None)), fields=("organisation", "user"), name="membership_held_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferenceCounter",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="forum.edition",
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="forum.edition"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("person_name", models.CharField(max_length=150, verbose_name="full name")),
                ("person_email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="accounts.organisation",
                        verbose_name="organisation",
                    ),
                ),
                ("function", models.CharField(blank=True, max_length=150, verbose_name="function")),
                (
                    "access_needs",
                    models.TextField(
                        blank=True,
                        help_text="Step-free ways, captions, diet. Read by who runs registration and by your focal point.",
                        max_length=600,
                        verbose_name="what you need to take part",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "person_email"), name="registration_person_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SpaceRegistration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="spaces", to="accounts.registration"
                    ),
                ),
                (
                    "space",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="forum.space"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forum.edition"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("pre_confirmed", "Confirmed by the focal point"),
                            ("approved", "Approved"),
                            ("waiting", "Waiting list"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000, verbose_name="reason")),
            ],
            options={
                "ordering": ["space__order", "pk"],
                "indexes": [models.Index(fields=["space", "status"], name="accounts_sp_space_i_70a50e_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["submitted", "pre_confirmed", "approved", "waiting", "declined", "withdrawn"],
                            )
                        ),
                        name="space_registration_status",
                    ),
                    models.UniqueConstraint(fields=("registration", "space"), name="space_registration_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="space_registration_no_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Track",
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tracks", to="forum.edition"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("who", models.TextField(max_length=600, verbose_name="who it is for")),
                ("how", models.TextField(blank=True, max_length=1000, verbose_name="how it works")),
                ("decided_by", models.CharField(blank=True, max_length=300, verbose_name="who decides")),
                ("needs_application", models.BooleanField(default=True, verbose_name="needs an application here")),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                (
                    "promised_answer_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="days in which an answer is promised"
                    ),
                ),
                ("documents", models.JSONField(blank=True, default=list, verbose_name="documents asked for")),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "categories",
                    models.ManyToManyField(
                        blank=True, related_name="tracks", to="forum.category", verbose_name="categories"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "name"), name="track_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at", None),
                            ("closes_at", None),
                            ("closes_at__gt", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="track_closes_after_opening",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="forum.edition"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "track",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="accounts.track",
                        verbose_name="track",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("changes_requested", "Changes asked for"),
                            ("under_review", "Under review"),
                            ("on_list", "On the list"),
                            ("accredited", "Accredited"),
                            ("declined", "Declined"),
                            ("suspended", "Suspended"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("reference", models.CharField(blank=True, editable=False, max_length=30)),
                (
                    "prior_status",
                    models.TextField(
                        blank=True,
                        help_text="Consultative status, an earlier accreditation, or “none”.",
                        max_length=600,
                        verbose_name="status you already hold",
                    ),
                ),
                (
                    "head",
                    models.CharField(
                        blank=True,
                        help_text="Name and function. Not published.",
                        max_length=200,
                        verbose_name="head of the organisation",
                    ),
                ),
                (
                    "activities",
                    models.TextField(
                        blank=True,
                        help_text="One line each; say what concerns migration.",
                        max_length=3000,
                        verbose_name="main activities of the last two years",
                    ),
                ),
                ("statement", models.TextField(blank=True, max_length=3000, verbose_name="why you want to take part")),
                ("reason", models.TextField(blank=True, max_length=3000, verbose_name="reason")),
                ("answer_by", models.DateTimeField(blank=True, null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications_taken",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="accounts.application",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["submitted_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "submitted",
                                    "changes_requested",
                                    "under_review",
                                    "on_list",
                                    "accredited",
                                    "declined",
                                    "suspended",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="application_status",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["declined", "withdrawn"]), _negated=True),
                        fields=("edition", "organisation"),
                        name="application_one_alive",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("reference",),
                        name="application_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["declined", "changes_requested"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_no_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "withdrawn"]),
                            models.Q(("reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="application_submitted_has_reference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="accounts.application"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("file", models.FileField(upload_to=accounts.accreditation.models.document_path)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=10)),
                ("size", models.PositiveBigIntegerField()),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("uploaded_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                ("removed_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("application", "code"),
                        name="application_document_code",
                    )
                ],
            },
        ),
    ]
