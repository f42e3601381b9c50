"""What the tests share: where the clone is."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def clone():
    return Path(__file__).resolve().parents[3]
