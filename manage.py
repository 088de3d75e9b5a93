#!/usr/bin/env python
"""The archive's command line: `manage.py help` lists what it can do."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit("Django is not installed here. Run `make run`, which sets everything up.") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
