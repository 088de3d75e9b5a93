from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of the cache all processes share, as createcachetable makes it; no model reads it."""

    dependencies = [
        ("articles", "0002_review_and_upload"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.CreateModel(
                    name="SharedCache",
                    fields=[
                        ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField(db_index=True)),
                    ],
                    options={"db_table": "shared_cache"},
                ),
            ],
        ),
    ]
