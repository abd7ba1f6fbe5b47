"""Locked case files: what opens them, and that nothing changed or cut short ever does."""

import base64
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.locked import Locked, is_locked, lock, require_strength, unlock
from mmfinance.case.reading import read_case
from mmfinance.errors import InputError, InvalidDocument, MissingEnvironment

TEXT = "as_of: 2026-11-24\npatient: {name: Avery Example}\n"
PASSPHRASE = "four plain words here"


@pytest.fixture(scope="module")
def made() -> Locked:
    return lock(TEXT, "Avery Example.yaml", PASSPHRASE)


def test_the_passphrase_opens_a_locked_case(made: Locked) -> None:
    assert unlock(made.content.decode(), "c.locked", PASSPHRASE) == ("case.yaml", TEXT)


def test_the_recovery_code_opens_it_however_it_is_typed(made: Locked) -> None:
    typed = made.recovery_code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert unlock(made.content.decode(), "c.locked", typed)[1] == TEXT


def test_nothing_of_the_case_or_its_name_stands_in_the_file(made: Locked) -> None:
    for word in (b"Avery", b"2026-11-24", base64.b64encode(b"Avery")[:6], made.recovery_code.encode()):
        assert word not in made.content


def test_locking_twice_gives_different_files(made: Locked) -> None:
    again = lock(TEXT, "case.yaml", PASSPHRASE)
    assert again.content != made.content
    assert again.recovery_code != made.recovery_code


def test_a_wrong_passphrase_is_a_clear_error(made: Locked) -> None:
    with pytest.raises(InputError, match="passphrase or recovery code is wrong"):
        unlock(made.content.decode(), "c.locked", "four plain words there")


def test_a_file_cut_short_is_a_clear_error(made: Locked) -> None:
    text = made.content.decode()
    for end in (len(text) // 3, len(text) - 40, len(text) - 3):
        with pytest.raises(InvalidDocument, match="cut short or damaged"):
            unlock(text[:end], "c.locked", PASSPHRASE)


@settings(max_examples=12)
@given(st.data())
def test_a_changed_case_never_opens(made: Locked, data: st.DataObject) -> None:
    head = json.loads(made.content)
    place = data.draw(
        st.sampled_from([("case",), ("passphrase", "salt"), ("passphrase", "key"), ("recovery_code", "key")])
    )
    holder = head if len(place) == 1 else head[place[0]]
    raw = bytearray(base64.b64decode(holder[place[-1]]))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    holder[place[-1]] = base64.b64encode(bytes(raw)).decode()
    with pytest.raises(InputError):
        unlock(json.dumps(head), "c.locked", PASSPHRASE)


@pytest.mark.parametrize(
    "change",
    [
        {"stretch": {"function": "argon2id", "memory_kib": 64_000_000, "passes": 3, "lanes": 4}},
        {"schema": "mmfinance/locked-case@9"},
        {"file": 3},
        {"passphrase": {"salt": "AAAA", "key": "AAAA"}},
        {"case": "AAAA"},
        {"case": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_file_never_says_how_hard_we_work(made: Locked, change: dict[str, object]) -> None:
    with pytest.raises(InvalidDocument):
        unlock(json.dumps(json.loads(made.content) | change), "c.locked", PASSPHRASE)


def test_the_name_inside_cannot_be_changed(made: Locked) -> None:
    changed = json.loads(made.content) | {"file": "case.json"}
    with pytest.raises(InvalidDocument, match="changed after it was locked"):
        unlock(json.dumps(changed), "c.locked", PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(InputError, match="12 characters"):
        require_strength("short")


def test_reading_asks_for_the_passphrase_of_a_locked_case_only(made: Locked, tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(file: str) -> str:
        asked.append(file)
        return PASSPHRASE

    plain, locked = tmp_path / "case.yaml", tmp_path / "case.yaml.locked"
    plain.write_text(TEXT)
    locked.write_bytes(made.content)
    assert read_case(plain, ask) == read_case(locked, ask)
    assert asked == ["case.yaml.locked"]
    with pytest.raises(InputError, match="is locked"):
        read_case(locked)


def test_a_plain_case_is_not_taken_for_a_locked_one() -> None:
    assert not is_locked(TEXT)
    assert not is_locked('{"schema": "mmfinance/case@1"}')


def test_without_the_package_the_command_that_mends_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(MissingEnvironment, match="pip install"):
        lock(TEXT, "case.yaml", PASSPHRASE)
