"""What the programme editor keeps of a session: its wanted length, who is expected, whether it may be moved."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0005_presence"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="duration_minutes",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(5),
                    django.core.validators.MaxValueValidator(1440),
                ],
                verbose_name="wanted length in minutes",
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="expected",
            field=models.PositiveIntegerField(
                blank=True, help_text="Empty means not known.", null=True, verbose_name="expected attendance"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="is_pinned",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
