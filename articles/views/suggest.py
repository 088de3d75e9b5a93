"""Names to choose from while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from articles.filters.fields import LONGEST_VALUE, without_control_characters
from articles.filters.suggestions import suggestions
from articles.models import QUERY_KEYS


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Entities some name of which begins so, in any spelling and language, and which the asker can find articles of.

    `kind=person` asks for people alone; `form=opensearch` gives the list a browser's search field expects.
    """
    typed = without_control_characters(request.GET.get("q", ""))[:LONGEST_VALUE]
    kind = request.GET.get("kind", "")
    found = suggestions(typed, user=request.user, kind=kind if kind in QUERY_KEYS else "")
    if request.GET.get("form") == "opensearch":
        names = [one.entity.name for one in found]
        return JsonResponse([typed, names], safe=False, content_type="application/x-suggestions+json")
    return JsonResponse(
        {
            "suggestions": [
                {
                    "key": one.entity.key,
                    "kind": one.entity.kind,
                    "slug": one.entity.slug,
                    "name": one.entity.name,
                    "written": one.name,
                    "count": one.count,
                    "url": one.entity.get_absolute_url(),
                }
                for one in found
            ]
        },
        json_dumps_params={"ensure_ascii": False},
    )
