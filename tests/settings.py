"""The archive's own settings over a data folder of the test run, so that no test touches anybody's archive."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "NEWSARCHIVE_DATA" not in os.environ:
    os.environ["NEWSARCHIVE_DATA"] = tempfile.mkdtemp(prefix="newsarchive-test-")
    atexit.register(shutil.rmtree, os.environ["NEWSARCHIVE_DATA"], ignore_errors=True)
# What collectstatic makes before the server starts; without it whitenoise warns at every request of a test.
Path(os.environ["NEWSARCHIVE_DATA"], "static").mkdir(parents=True, exist_ok=True)

from newsarchive.settings import *  # noqa: E402, F403  the test run differs in the few lines below

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Pages and rules are tested over the contract's reference; tests/search holds tantivy to the same contract.
SEARCH_ENGINES = {"default": {"ENGINE": "articles.search.backends.memory.MemoryEngine"}}
