"""Entry point for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

from newsarchive.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
application = get_wsgi_application()
settle()
