"""The closed room in which templates run: sandboxed, escaped, strict about names, and spoken in one language."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mmfinance.errors import InputError
from mmfinance.letters.formats import formats
from mmfinance.letters.languages import require_language, translations

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_MOST_SENTENCES = 2_000
_STACKED_MARKS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")


@cache
def environment(templates: Path, language: str) -> ImmutableSandboxedEnvironment:
    """The Jinja2 environment of a template directory in one language. Raises UnknownName for an unknown language."""
    require_language(language)
    env = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    env.globals["gettext"] = env.globals["_"] = _said_safely(translations(language).gettext)
    env.filters.update(formats(language))
    return env


def _said_safely(gettext: Callable[[str], str]) -> Callable[..., Markup]:
    """Jinja2's own gettext for escaped templates, but each sentence is looked up once: it is half of filling one in."""

    @lru_cache(maxsize=_MOST_SENTENCES)
    def sentence(text: str) -> Markup:
        return Markup(gettext(text))

    @lru_cache(maxsize=_MOST_SENTENCES)
    def without_values(text: str) -> Markup:
        return sentence(text) % {}

    def said(text: str, /, **values: Any) -> Markup:
        return sentence(text) % values if values else without_values(text)

    return said


def fill(env: ImmutableSandboxedEnvironment, template: str, context: dict[str, Any]) -> str:
    """Fill in a template and tidy the result. Raises InputError naming the template and what is wrong with it."""
    try:
        return tidy(env.get_template(template).render(context))
    except TemplateNotFound as error:
        raise InputError(f"there is no template {error.name}") from None
    except TemplateError as error:
        where = f"{getattr(error, 'name', None) or template}:{getattr(error, 'lineno', None) or ''}".rstrip(":")
        raise InputError(f"the template {where} cannot be filled in: {error.message}") from None
    except OverflowError as error:
        raise InputError(f"the template {template} cannot be filled in: {error}") from None


def tidy(text: str) -> str:
    """Compose characters (NFC), drop control and direction marks, and keep at most two combining marks in a row."""
    return _STACKED_MARKS.sub(r"\1", _CONTROLS.sub("", unicodedata.normalize("NFC", text)))
