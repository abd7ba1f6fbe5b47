"""Tests that share something costly run in one process of pytest-xdist, so that it is made once."""

import os

import pytest


@pytest.mark.xdist_group("together")
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs all the tests")
def test_a_group_is_heard(request: pytest.FixtureRequest) -> None:
    """Otherwise the wheel, the letters for veraPDF and more would silently be made on every core."""
    assert request.node.nodeid.endswith("@together")
