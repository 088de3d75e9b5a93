"""What every test can rely on: its own data folder, and PostgreSQL where the run asks for it."""

from __future__ import annotations

import os
import tempfile

# Before Django reads its settings: no test may touch the archive of whoever runs it.
os.environ["NEWSARCHIVE_DATA"] = tempfile.mkdtemp(prefix="newsarchive-test-")
