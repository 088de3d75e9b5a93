"""The archive's own settings over a data folder of the test run, so that no test touches anybody's archive."""

import os
import tempfile

os.environ.setdefault("NEWSARCHIVE_DATA", tempfile.mkdtemp(prefix="newsarchive-test-"))

from newsarchive.settings import *  # noqa: F403  the test run differs in the few lines below

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Pages and rules are tested over the contract's reference; tests/search holds tantivy to the same contract.
SEARCH_ENGINES = {"default": {"ENGINE": "articles.search.backends.memory.MemoryEngine"}}
