"""What all that is made for other programs has in common: refusing what was half understood, and rows as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from itertools import chain, islice
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

# Excel takes a file without this mark for Windows-1252 and shows КНДР as garbage; everybody else skips it.
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Filters = TypeVar("Filters")
Answer = HttpResponse | StreamingHttpResponse
Export = Callable[[HttpRequest, Filters], Answer]


def refusing_half_understood(
    read: Callable[[HttpRequest], Filters], mistakes: Callable[[Filters], Sequence[str]]
) -> Callable[[Export[Filters]], Callable[[HttpRequest], Answer]]:
    """A page shows what fits and says so; a program would take the answer to another question for its own."""

    def refusing(export: Export[Filters]) -> Callable[[HttpRequest], Answer]:
        @require_safe
        @wraps(export)
        def view(request: HttpRequest) -> Answer:
            filters = read(request)
            if reasons := mistakes(filters):
                return JsonResponse({"error": " ".join(reasons)}, status=400)
            return export(request, filters)

        return view

    return refusing


def streamed(lines: Iterator[str], *, content_type: str, filename: str, total: int, most: int) -> StreamingHttpResponse:
    """A file sent as its *lines* are read: *most* of *total* rows, which the headers say."""
    # The first line and the first row are read before anything is sent: with the database away the answer is 503, not
    # half a file.
    begun = list(islice(lines, 2))
    response = StreamingHttpResponse(chain(begun, lines), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Total"] = str(total)
    response["X-Row-Limit"] = str(most)
    return response


def csv_lines(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table as spreadsheets read it, line by line."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + _written(writer, columns)
    for row in rows:
        yield _written(writer, (guarded(cell) for cell in row))


def guarded(cell: str) -> str:
    """A cell a spreadsheet shows and does not calculate: "=HYPERLINK(…)" in a headline is text, not a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


class _Line:
    """What csv.writer writes to: hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _written(writer: Any, cells: Iterable[str]) -> str:
    return str(writer.writerow(cells))
