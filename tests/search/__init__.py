"""Finding articles. The contract's assertions explain themselves like those of any test module."""

import pytest

pytest.register_assert_rewrite("tests.search.contract")
