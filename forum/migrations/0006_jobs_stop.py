"""Long work that can be stopped."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0005_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="job",
            name="can_stop",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="job",
            name="stop_asked",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="job",
            name="status",
            field=models.CharField(
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
    ]
