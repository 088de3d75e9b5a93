"""Events say what each report says and since when readers know of them; bookmarks, error reports, sample texts.

No release has stored events before this one, so that nothing is lost with a column of theirs.
"""

import articles.models.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_account_settings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bookmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'bookmark',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ErrorReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=500)),
                ('message', models.TextField()),
                ('contact', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'error report',
                'ordering': ['created_at', 'pk'],
            },
        ),
        migrations.AlterModelOptions(
            name='report',
            options={'ordering': ['article_id', 'start', 'pk']},
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='participation',
            name='participation_once_per_role',
        ),
        migrations.RemoveField(
            model_name='participation',
            name='countries',
        ),
        migrations.AddField(
            model_name='article',
            name='is_sample',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='event',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='event',
            name='date_inferred',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='event',
            name='public_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='public_date',
            field=articles.models.fields.PartialDateField(blank=True, default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='event',
            name='public_date_earliest',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='public_date_latest',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='public_date_phrase',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='event',
            name='public_date_inferred',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='event',
            name='public_place',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.entity'),
        ),
        migrations.AddField(
            model_name='event',
            name='public_quantity_value',
            field=models.DecimalField(blank=True, decimal_places=4, editable=False, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='public_quantity_about',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='event',
            name='public_quantity_unit',
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='participation',
            name='country',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='acted_for', to='articles.entity'),
        ),
        migrations.AddField(
            model_name='participation',
            name='report',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='articles.report'),
        ),
        migrations.AddField(
            model_name='report',
            name='date',
            field=articles.models.fields.PartialDateField(blank=True, default='', max_length=64),
        ),
        migrations.AddField(
            model_name='report',
            name='date_earliest',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='date_latest',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='date_phrase',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='report',
            name='method',
            field=models.CharField(default='editor', max_length=30),
        ),
        migrations.AddField(
            model_name='report',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.entity'),
        ),
        migrations.AddField(
            model_name='report',
            name='public_from',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='quantity_about',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='quantity_unit',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='report',
            name='quantity_value',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True),
        ),
        migrations.AlterField(
            model_name='decision',
            name='kind',
            field=models.CharField(choices=[('confirm', 'confirmed'), ('reject', 'rejected'), ('link', 'linked to another entity'), ('mark', 'marked in the text'), ('move', 'borders or kind changed'), ('create', 'new entity'), ('name', 'names changed'), ('edit', 'edited'), ('clean', 'cleaning undone'), ('review', 'way through the inbox'), ('publish', 'published'), ('embargo', 'embargoed'), ('withdraw', 'withdrawn'), ('return', 'back to draft or review'), ('trash', 'moved to the trash'), ('restore', 'taken out of the trash'), ('delete', 'deleted for good'), ('remove', 'removed'), ('merge', 'merged'), ('split', 'split'), ('source', 'source changed'), ('account', 'account changed'), ('undo', 'undone')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['-date_latest', '-id', 'date_earliest', 'status', 'score', 'public_from', 'type', 'mode'], name='event_newest'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('merged_into__isnull', True)), fields=['-public_date_latest', '-id', 'public_date_earliest', 'status', 'score', 'public_from', 'type', 'mode'], name='event_newest_public'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('public_date', ''), ('public_date_earliest__isnull', True), ('public_date_latest__isnull', True)), models.Q(models.Q(('public_date', ''), _negated=True), ('public_date_earliest__lte', models.F('public_date_latest')), ('public_date_earliest__isnull', False), ('public_date_latest__isnull', False)), _connector='OR'), name='event_public_date_bounds'),
        ),
        migrations.AlterField(
            model_name='event',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.event'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='event_joined'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(fields=['entity', 'event', 'status', 'report'], name='participation_of_entity'),
        ),
        migrations.AddIndex(
            model_name='participation',
            index=models.Index(fields=['country', 'event', 'status', 'report'], name='participation_of_country'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['confirm', 'reject', 'link', 'mark', 'move', 'create', 'name', 'edit', 'clean', 'review', 'publish', 'embargo', 'withdraw', 'return', 'trash', 'restore', 'delete', 'remove', 'merge', 'split', 'source', 'account', 'undo'])), name='decision_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('report', 'role', 'wording', 'country'), name='participation_once_per_role'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(condition=models.Q(('country__isnull', True)), fields=('report', 'role', 'wording'), name='participation_of_nobody_once'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('date', ''), ('date_earliest__isnull', True), ('date_latest__isnull', True)), models.Q(models.Q(('date', ''), _negated=True), ('date_earliest__lte', models.F('date_latest')), ('date_earliest__isnull', False), ('date_latest__isnull', False)), _connector='OR'), name='report_date_bounds'),
        ),
        migrations.AddField(
            model_name='bookmark',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='bookmark',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookmarks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='errorreport',
            name='article',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='errorreport',
            name='handled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='bookmark',
            constraint=models.UniqueConstraint(fields=('user', 'article'), name='bookmark_once'),
        ),
        migrations.AddIndex(
            model_name='errorreport',
            index=models.Index(condition=models.Q(('handled_at__isnull', True)), fields=['created_at'], name='error_report_open'),
        ),
        migrations.AddConstraint(
            model_name='errorreport',
            constraint=models.CheckConstraint(condition=models.Q(('message', ''), _negated=True), name='error_report_says_something'),
        ),
    ]
