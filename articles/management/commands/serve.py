"""`manage.py serve`: the whole archive under one process; what `make run` calls."""

from __future__ import annotations

import errno
import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.urls import reverse

from articles.management.first_start import EDITOR, make_first_editor, prepare_archive
from articles.management.supervisor import GRACE, Child, ChildKeepsDying, Supervisor

_MANAGE = Path(settings.BASE_DIR) / "manage.py"
# Two processes use two cores; threads wait for the disk and for slow readers. More processes cost memory each.
_FEWEST_PROCESSES, _MOST_PROCESSES = 2, 4
_THREADS = 8
# The most gunicorn takes: a query of 512 Korean characters is 4,608 bytes once it is escaped.
_LONGEST_ADDRESS = 8190


class Command(BaseCommand):
    help = "Prepares the data folder, then runs the web server and the worker until Ctrl-C."
    # On a first start they would complain of all that this command is about to make.
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        # First of all, so that a second start ends at once; from here on browsers are kept waiting, not turned away.
        listener = _listen(settings.HOST, settings.PORT)
        prepare_archive(self._say)
        password = make_first_editor()
        # Children make their own connections.
        connections.close_all()
        web = Child("web", _web_command(listener.fileno()), inherits=(listener.fileno(),))
        worker = Child("worker", [sys.executable, str(_MANAGE), "work", "--skip-checks"], niceness=5)
        try:
            Supervisor([web, worker]).run(ready=lambda: self._welcome(password))
        except ChildKeepsDying as error:
            raise CommandError(str(error)) from error
        self._say("Stopped.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _welcome(self, password: str | None) -> None:
        host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
        address = f"http://{host}:{settings.PORT}"
        self._say(f"The archive is at {address}/ (Ctrl-C stops it).")
        if password:
            self._say(
                f"Editors sign in at {address}{reverse('sign_in')} – name: {EDITOR}, password: {password}\n"
                "This password is shown once and has to be replaced at the first sign-in."
            )
        else:
            self._say(f"Editors sign in at {address}{reverse('sign_in')}.")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"Port {port} is in use, perhaps by an archive that is running already. "
                "Stop it, or choose another port with NEWSARCHIVE_PORT."
            ) from error
        raise CommandError(f"Cannot listen at {host}, port {port}: {error.strerror or error}.") from error
    listener.set_inheritable(True)
    return listener


def _web_command(listener: int) -> list[str]:
    processes = min(max(os.cpu_count() or _FEWEST_PROCESSES, _FEWEST_PROCESSES), _MOST_PROCESSES)
    return [
        *(sys.executable, "-m", "gunicorn", "newsarchive.wsgi:application"),
        *("--chdir", str(settings.BASE_DIR)),
        *("--bind", f"fd://{listener}"),
        *("--worker-class", "gthread", "--workers", str(processes), "--threads", str(_THREADS)),
        # Loaded once and forked: the start takes one import of the application, not one for each process.
        "--preload",
        *("--timeout", "60", "--graceful-timeout", str(int(GRACE) - 5), "--keep-alive", "5"),
        *("--limit-request-line", str(_LONGEST_ADDRESS)),
        # Nobody tells the server by a header where the site begins or how it was reached. By default whoever comes from
        # this computer may, and so may the clients of a proxy here: `SCRIPT_NAME: //evil.example` wrote links.
        *("--forwarded-allow-ips", ""),
        *("--log-level", "warning", "--no-control-socket"),
    ]
