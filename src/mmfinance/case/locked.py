"""Locked case files: encrypted with a key of their own, which a passphrase or a recovery code opens.

The case is encrypted with AES-256-GCM under a random key. The key lies in the file twice, wrapped by the passphrase and
by the recovery code, each stretched with Argon2id (RFC 9106, section 4, second recommended option: 64 MiB, 3 passes, 4
lanes). Everything but the two wrapped keys is authenticated together with the case, so a changed file never opens.
"""

import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mmfinance.errors import InputError, InvalidDocument, MissingEnvironment, Problem

LOCKED_SCHEMA = "mmfinance/locked-case@1"
ENDING = ".locked"
FEWEST_CHARACTERS = 12
_MEMORY_KIB, _PASSES, _LANES = 64 * 1024, 3, 4
_STRETCH = {"function": "argon2id", "memory_kib": _MEMORY_KIB, "passes": _PASSES, "lanes": _LANES}
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 32, 16, 12
# Crockford's base 32: no letter that is read as another one. 28 marks carry 140 bits.
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_GROUPS, _CODE_GROUP = 7, 4
_SLOTS = ("passphrase", "recovery_code")
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
AskPassphrase = Callable[[str], str]
"""Asks for the passphrase or the recovery code of the file named."""


@dataclass(frozen=True)
class Locked:
    """A case that was just locked: what to write, and the recovery code, which is stored nowhere."""

    content: bytes
    recovery_code: str


def is_locked(text: str) -> bool:
    """Whether a file's text is a locked case, whole or damaged."""
    return text.startswith("{") and f'"{LOCKED_SCHEMA}"' in text[:80]


def lock(text: str, file: str, passphrase: str) -> Locked:
    """Encrypt the text of a case file.

    Raises InputError for a passphrase of fewer than 12 characters, MissingEnvironment without `cryptography`.
    """
    require_strength(passphrase)
    code = _new_recovery_code()
    key = secrets.token_bytes(_KEY_BYTES)
    head: dict[str, Any] = {"schema": LOCKED_SCHEMA, "file": _inner_name(file), "stretch": _STRETCH}
    for slot, secret in zip(_SLOTS, (_plain(passphrase), _code(code)), strict=True):
        salt = secrets.token_bytes(_SALT_BYTES)
        head[slot] = {"salt": _text(salt), "key": _text(_encrypt(_stretched(secret, salt), key, b""))}
    head["case"] = _text(_encrypt(key, text.encode(), _authenticated(head)))
    return Locked(json.dumps(head, indent=1).encode() + b"\n", code)


def require_strength(passphrase: str) -> None:
    """Refuse a passphrase that is quickly guessed. Raises InputError."""
    if len(_plain(passphrase)) < FEWEST_CHARACTERS:
        raise InputError(
            f"the passphrase is too short: take {FEWEST_CHARACTERS} characters or more, such as four words"
        )


def unlock(text: str, file: str, secret: str) -> tuple[str, str]:
    """Decrypt a locked case with its passphrase or recovery code; give its file name and its text.

    Raises InvalidDocument for a file that is cut short or was changed, InputError for a wrong passphrase,
    MissingEnvironment without `cryptography`.
    """
    head, case = _parts(text, file)
    key = _key(head, file, secret)
    opened = _decrypt(key, case, _authenticated(head))
    if opened is None:
        raise _damaged(file, "was changed after it was locked, or is damaged")
    return str(head["file"]), opened.decode()


def _parts(text: str, file: str) -> tuple[dict[str, Any], bytes]:
    """The file's head and its encrypted case, checked for shape; a file never says how hard we work."""
    try:
        head = json.loads(text)
        case = b64decode(head.pop("case"), validate=True)
        salts = [b64decode(head[slot]["salt"], validate=True) for slot in _SLOTS]
        keys = [b64decode(head[slot]["key"], validate=True) for slot in _SLOTS]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged(file, "is cut short or damaged: this is not a whole locked case") from None
    if {len(salt) for salt in salts} != {_SALT_BYTES} or min(map(len, [*keys, case])) <= _NONCE_BYTES:
        raise _damaged(file, "is cut short or damaged: this is not a whole locked case")
    if head.get("schema") != LOCKED_SCHEMA or head.get("stretch") != _STRETCH or not isinstance(head.get("file"), str):
        raise _damaged(file, "was locked in a way that this version does not know, or was changed")
    return head, case


def _key(head: Mapping[str, Any], file: str, secret: str) -> bytes:
    for slot, plain in zip(_SLOTS, (_plain(secret), _code(secret)), strict=True):
        wrapped = head[slot]
        key = _decrypt(_stretched(plain, b64decode(wrapped["salt"])), b64decode(wrapped["key"]), b"")
        if key is not None:
            return key
    raise InputError(f"{file}: the passphrase or recovery code is wrong, or this part of the file was changed")


def _authenticated(head: Mapping[str, Any]) -> bytes:
    return json.dumps({name: value for name, value in head.items() if name != "case"}, sort_keys=True).encode()


def _damaged(file: str, message: str) -> InvalidDocument:
    return InvalidDocument([Problem(file, 0, "", message)])


def _inner_name(file: str) -> str:
    """The ending alone: it tells YAML from JSON, and a file's name may hold a person's."""
    return "case.json" if file.lower().endswith(".json") else "case.yaml"


def _new_recovery_code() -> str:
    groups = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_GROUP)) for _ in range(_CODE_GROUPS))
    return "-".join(groups)


def _plain(secret: str) -> bytes:
    return unicodedata.normalize("NFKC", secret).encode()


def _code(secret: str) -> bytes:
    """A recovery code however it was typed: small letters, O for 0, without dashes."""
    return secret.upper().translate(_LOOKALIKES).encode()


def _text(content: bytes) -> str:
    return b64encode(content).decode()


def _stretched(secret: bytes, salt: bytes) -> bytes:
    require_cryptography()
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    stretch = Argon2id(salt=salt, length=_KEY_BYTES, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return stretch.derive(secret)


def _encrypt(key: bytes, content: bytes, authenticated: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, authenticated)


def _decrypt(key: bytes, content: bytes, authenticated: bytes) -> bytes | None:
    """None where the key is wrong or anything was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], authenticated)
    except (InvalidTag, ValueError):
        return None


def require_cryptography() -> None:
    """Raise MissingEnvironment, with the command that mends it, where the package is missing."""
    try:
        import cryptography  # noqa: F401
    except ImportError:
        raise MissingEnvironment(
            "locked cases need the package `cryptography`: pip install 'mmfinance[locked]'"
        ) from None
