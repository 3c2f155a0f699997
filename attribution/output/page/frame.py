"""What all pages share: one file each that needs nothing but itself, its text escaped, and a policy that forbids all else."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attribution.errors import UsageError
from attribution.output.width import printable

_BREAK = re.compile(r"[\r\n](?:\s*[\r\n])?")
_SURROGATE = re.compile("[\ud800-\udfff]")


def rendered(template: str, styles: Sequence[str], scripts: Sequence[str], **values: Any) -> Iterator[bytes]:
    """The page in UTF-8, piece by piece; `styles` and `scripts` name the files beside this one that it is made with.

    Raises UsageError where Jinja2 is not installed.
    """
    style, script = ("".join(map(_asset, names)) for names in (styles, scripts))
    allowed = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    page = _environment().get_template(template).generate(policy=policy, style=style, script=script, **values)
    for piece in page:
        yield _SURROGATE.sub("\ufffd", piece).encode("utf-8")


def _digest(text: str) -> str:
    import hashlib

    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@cache
def _environment() -> Any:
    try:
        import jinja2
    except ImportError:
        raise UsageError("--format html: needs Jinja2; install it with: pip install 'claim-attribution[html]'") from None
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    environment.filters |= _FILTERS
    return environment


def _percent(share: float) -> str:
    """
    >>> _percent(0.004), _percent(0), _percent(0.126)
    ('<1%', '0%', '13%')
    """
    return "<1%" if 0 < share < 0.01 else f"{share:.0%}"


def _clean(text: str) -> str:
    """Text that HTML may hold: controls made visible, line ends as spaces."""
    return printable(text)


def _clean_lines(text: str) -> str:
    """The same, empty lines left out and the breaks between others kept.

    >>> _clean_lines("He said:\\n \\nNo.\\x1b ")
    'He said:\\nNo.␛ '
    """
    return "\n".join(printable(line) for line in _BREAK.split(text))


_FILTERS: Mapping[str, Callable[..., str]] = {"percent": _percent, "clean": _clean, "clean_lines": _clean_lines}
