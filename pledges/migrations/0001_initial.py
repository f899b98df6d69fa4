import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import forum.kit.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_organisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("forum", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="commitments", to="forum.edition"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="paragraph")),
                ("subject", models.CharField(max_length=300, verbose_name="subject")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("reaffirmation", "Reaffirmation"),
                            ("new_measure", "New measure"),
                            ("request", "Request"),
                        ],
                        max_length=16,
                        verbose_name="type",
                    ),
                ),
                (
                    "addressee",
                    models.CharField(
                        choices=[
                            ("member_states", "Member States"),
                            ("secretary_general", "Secretary-General"),
                            ("president_of_the_general_assembly", "President of the General Assembly"),
                        ],
                        max_length=40,
                        verbose_name="addressee",
                    ),
                ),
                ("due", models.CharField(blank=True, max_length=20, verbose_name="due")),
                ("due_date", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("under_way", "Under way"),
                            ("done", "Done"),
                            ("superseded", "Superseded"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("objectives", models.ManyToManyField(related_name="commitments", to="forum.objective")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "under_way", "done", "superseded"])),
                        name="commitment_status",
                    ),
                    models.UniqueConstraint(fields=("edition", "number"), name="commitment_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("record_id", ""), _negated=True),
                        fields=("record_id",),
                        name="commitment_record",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counter",
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
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record_id", models.CharField(blank=True, editable=False, max_length=120, verbose_name="record")),
                ("imported_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="imported")),
                ("basis", models.CharField(blank=True, editable=False, max_length=20, verbose_name="basis")),
                ("source", models.TextField(blank=True, editable=False, verbose_name="source")),
                ("source_note", models.TextField(blank=True, editable=False, verbose_name="note on the source")),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="declaration", to="forum.edition"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("chapter", models.CharField(blank=True, max_length=200, verbose_name="chapter")),
                ("at_least", models.PositiveSmallIntegerField(null=True, verbose_name="commitments it has at least")),
                ("absences", models.JSONField(default=list)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pledge",
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="forum.edition"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="accounts.organisation",
                    ),
                ),
                ("actor_name", models.CharField(blank=True, editable=False, max_length=250)),
                (
                    "category",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledges",
                        to="forum.category",
                    ),
                ),
                ("reference", models.CharField(blank=True, editable=False, max_length=24, verbose_name="reference")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language of the text")),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("individual", "Individual"),
                            ("common", "Common"),
                            ("partnership", "In partnership"),
                            ("matching", "Matching"),
                        ],
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("financial", "Financial"),
                            ("human_resource", "Human resource"),
                            ("process", "Process-oriented"),
                            ("policy", "Policy-oriented"),
                        ],
                        max_length=16,
                        verbose_name="nature",
                    ),
                ),
                (
                    "compacts",
                    models.CharField(
                        choices=[
                            ("gcm", "Global Compact for Migration"),
                            ("both", "Migration and refugees (mirror pledge)"),
                            ("gcr", "Global Compact on Refugees"),
                        ],
                        default="gcm",
                        max_length=4,
                        verbose_name="compacts",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="the promise")),
                ("places", models.CharField(blank=True, max_length=300, verbose_name="places")),
                ("is_global", models.BooleanField(default=False, verbose_name="worldwide")),
                ("indicator", models.CharField(blank=True, max_length=300, verbose_name="what is measured")),
                ("means", models.CharField(blank=True, max_length=300, verbose_name="means")),
                (
                    "rights_effect",
                    models.TextField(blank=True, max_length=1000, verbose_name="effect on the rights of migrants"),
                ),
                ("start_date", models.DateField(blank=True, null=True, verbose_name="begins")),
                ("target_date", models.DateField(blank=True, null=True, verbose_name="to be done by")),
                (
                    "matched",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches",
                        to="pledges.pledge",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("submitted_on", models.DateField(editable=False, null=True)),
                ("amount_eur", models.PositiveBigIntegerField(editable=False, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("changes_requested", "Changes asked for"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                    ),
                ),
                ("status_reason", models.TextField(blank=True, editable=False)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planning", "Planning stage"),
                            ("in_progress", "In progress"),
                            ("on_hold", "On hold"),
                            ("fulfilled", "Fulfilled"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("stage_since", models.DateTimeField(editable=False, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("saved_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "principles",
                    models.ManyToManyField(blank=True, to="forum.principle", verbose_name="guiding principles"),
                ),
                (
                    "lenses",
                    models.ManyToManyField(blank=True, related_name="pledges", to="forum.lens", verbose_name="lenses"),
                ),
                (
                    "countries",
                    models.ManyToManyField(
                        blank=True, related_name="pledges", to="forum.country", verbose_name="countries"
                    ),
                ),
            ],
            options={
                "ordering": ["reference", "pk"],
                "indexes": [models.Index(fields=["edition", "status"], name="pledges_ple_edition_cf5614_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "submitted", "changes_requested", "published", "withdrawn"])
                        ),
                        name="pledge_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage", ""),
                            ("stage__in", ["planning", "in_progress", "on_hold", "fulfilled"]),
                            _connector="OR",
                        ),
                        name="pledge_stage",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("reference",),
                        name="pledge_reference",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("record_id", ""), _negated=True),
                        fields=("record_id",),
                        name="pledge_record",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            models.Q(("reference", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pledge_published_has_reference",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["changes_requested", "withdrawn"]), _negated=True),
                            models.Q(("status_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pledge_return_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(("reference", ""), ("status", "withdrawn")),
                            ("imported_at__isnull", False),
                            models.Q(
                                django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length("description"), 300
                                ),
                                django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("description"), 3000
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="pledge_description_length",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(("reference", ""), ("status", "withdrawn")),
                            ("imported_at__isnull", False),
                            models.Q(
                                ("target_date__isnull", False),
                                models.Q(("type", ""), _negated=True),
                                models.Q(("nature", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pledge_is_time_bound",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(("reference", ""), ("status", "withdrawn")),
                            ("imported_at__isnull", False),
                            models.Q(("type", "matching"), _negated=True),
                            ("matched__isnull", False),
                            _connector="OR",
                        ),
                        name="pledge_matching_names_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "draft"),
                            models.Q(("reference", ""), ("status", "withdrawn")),
                            ("imported_at__isnull", False),
                            models.Q(("compacts", "gcr"), _negated=True),
                            _connector="OR",
                        ),
                        name="pledge_not_refugees_alone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", False),
                            models.Q(("imported_at__isnull", False), models.Q(("actor_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="pledge_has_actor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_date", None),
                            ("target_date", None),
                            ("target_date__gte", models.F("start_date")),
                            _connector="OR",
                        ),
                        name="pledge_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="pledges.pledge"
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("target_date", models.DateField(null=True)),
                ("reason", models.TextField(max_length=1000)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="pledge_amendment_has_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pledge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachment", to="pledges.pledge"
                    ),
                ),
                ("file", models.FileField(max_length=120, upload_to="")),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="pledges.pledge"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("position", models.CharField(blank=True, max_length=150, verbose_name="position")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
            ],
            options={
                "ordering": ["order"],
                "constraints": [models.UniqueConstraint(fields=("pledge", "order"), name="pledge_contact_order")],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("status_since", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="partners", to="pledges.pledge"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledge_partnerships",
                        to="accounts.organisation",
                    ),
                ),
                ("name", models.CharField(blank=True, editable=False, max_length=250)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("left", "Left"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["invited", "confirmed", "declined", "left"])),
                        name="pledge_partner_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("organisation__isnull", False), models.Q(("name", ""), _negated=True), _connector="OR"
                        ),
                        name="pledge_partner_has_name",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["invited", "confirmed"])),
                        fields=("pledge", "organisation"),
                        name="pledge_partner_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeObjective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pledge_objectives",
                        to="pledges.pledge",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pledge_objectives",
                        to="forum.objective",
                    ),
                ),
                ("inferred", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["objective__number"],
                "constraints": [models.UniqueConstraint(fields=("pledge", "objective"), name="pledge_objective_once")],
            },
        ),
        migrations.AddField(
            model_name="pledge",
            name="objectives",
            field=models.ManyToManyField(
                related_name="pledges", through="pledges.PledgeObjective", to="forum.objective"
            ),
        ),
        migrations.CreateModel(
            name="Update",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="updates", to="pledges.pledge"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("planning", "Planning stage"),
                            ("in_progress", "In progress"),
                            ("on_hold", "On hold"),
                            ("fulfilled", "Fulfilled"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("narrative", models.TextField(max_length=2000, verbose_name="what happened")),
                ("evidence", models.TextField(blank=True, max_length=1000, verbose_name="evidence")),
                ("evidence_url", models.URLField(blank=True, verbose_name="address of the evidence")),
                ("attachment", models.FileField(blank=True, editable=False, max_length=120, upload_to="")),
                ("attachment_name", models.CharField(blank=True, editable=False, max_length=200)),
                ("attachment_size", models.PositiveIntegerField(default=0, editable=False)),
                ("language", models.CharField(blank=True, editable=False, max_length=10)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["planning", "in_progress", "on_hold", "fulfilled"])),
                        name="update_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("narrative", ""), _negated=True), name="update_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "fulfilled"), _negated=True),
                            models.Q(("evidence", ""), _negated=True),
                            models.Q(("evidence_url", ""), _negated=True),
                            models.Q(("attachment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="update_fulfilled_has_evidence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "update_checked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="pledges.update"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks_made",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("verified", "Verified"), ("commented", "Commented")],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what you found")),
                ("language", models.CharField(blank=True, editable=False, max_length=10)),
                ("made_at", models.DateTimeField(default=forum.kit.clock.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reply", models.TextField(blank=True, max_length=2000, verbose_name="reply")),
                ("replied_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["verified", "commented"])), name="check_outcome"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="check_says_something"
                    ),
                    models.UniqueConstraint(fields=("update_checked", "organisation"), name="check_once"),
                ],
            },
        ),
    ]
