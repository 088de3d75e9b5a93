"""Renews data/country_facts.tsv: python -m articles.authority.build_country_facts CODES FACTBOOK.

CODES holds one JSON object a line with the keys code, alpha3 and qid (opensanctions/rigour). Which state is sovereign
the World Factbook says, and official languages come from CLDR, through Babel.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from articles.authority.factbook import read_factbook
from articles.authority.tables import DATA, read_table
from articles.text.country_names import all_codes

COLUMNS = ("code", "iso2", "iso3", "wikidata", "languages", "sovereign", "description_de", "description_en", "source")
SOURCE = "opensanctions/rigour 8f4044d (MIT); CIA World Factbook 8662a8b (public domain); Unicode CLDR"


def country_fact_rows(lines: Iterator[str], factbook: Iterator[str]) -> list[tuple[str, ...]]:
    former = {row["rigour"]: row for row in read_table(DATA / "former_states.tsv")}
    sovereign = {country.code for country in read_factbook(factbook) if country.sovereign}
    rows = []
    for line in lines:
        fact = json.loads(line)
        code = fact["code"].upper()
        if gone := former.get(fact["code"]):
            # A state that is gone has no ISO code any more; the code it had while it stood is only our key.
            described = (gone["description_de"], gone["description_en"])
            rows.append((gone["code"], "", "", fact["qid"] or "", "", "", *described, SOURCE))
        elif code in all_codes():
            alpha3 = (fact["alpha3"] or "").upper()
            state = "yes" if code in sovereign else ""
            rows.append((code, code, alpha3, fact["qid"] or "", " ".join(_languages(code)), state, "", "", SOURCE))
    return sorted(rows)


def _languages(code: str) -> list[str]:
    """Official languages for which CLDR has names of countries."""
    known = []
    for language in get_official_languages(code, regional=False, de_facto=True):
        try:
            if Locale.parse(language).territories.get(code):
                known.append(language.replace("_", "-"))
        except (UnknownLocaleError, ValueError):
            continue
    return known


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        raise SystemExit("Name two files, one JSON object a line each: the codes of rigour, and the World Factbook.")
    with open(arguments[0], encoding="utf-8") as codes, open(arguments[1], encoding="utf-8") as factbook:
        rows = country_fact_rows(codes, factbook)
    target = DATA / "country_facts.tsv"
    target.write_text("".join("\t".join(row) + "\n" for row in (COLUMNS, *rows)), encoding="utf-8")
    print(f"{len(rows)} countries in {target.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
