"""Every behaviour a search engine owes, written once. A backend's test class brings `make_engine`."""

from tests.search.contract.answering import FacetContract, OrderContract, VisibilityContract
from tests.search.contract.asking import DateContract, FilterContract, WordContract
from tests.search.contract.base import document
from tests.search.contract.showing import ExtractContract, LikenessContract
from tests.search.contract.writing import WritingContract

__all__ = ["SearchEngineContract", "document"]


class SearchEngineContract(
    WordContract,
    FilterContract,
    DateContract,
    OrderContract,
    FacetContract,
    VisibilityContract,
    WritingContract,
    ExtractContract,
    LikenessContract,
):
    """All of it."""
