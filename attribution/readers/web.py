"""An address on the web → its bytes: fetched once, because it was typed, with limits of time and size; redirects are shown.

What it says about robots, and whether it may be read, is the user's business. Nothing else in this package reaches the network.
"""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attribution.errors import InputError, UsageError
from attribution.model import Warn
from attribution.readers.forms import Form, form_of, missing

if TYPE_CHECKING:
    import httpx

_SECONDS = 30.0  # for all of it, redirects too
_WAIT = 10.0  # for the next piece
_MOST = 20_000_000  # bytes, unpacked
_REDIRECTS = 5
_HEADERS = {"Accept-Encoding": "identity", "User-Agent": "claim-attribution (a reader's own request)"}
_VAGUE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address holds: the bytes, how to read them, the encoding that the server names, and what was odd."""

    data: bytes
    form: Form
    charset: str | None
    warnings: tuple[Warn, ...]


def fetch(address: str, save: str | None = None) -> Fetched:
    """Fetch an address, and keep its bytes in the folder `save`. Raises InputError where it cannot be had, UsageError for the folder."""
    try:
        import httpx
    except ImportError:
        raise missing(address, "an address on the web", "httpx", "web") from None
    if save is not None and not Path(save).is_dir():
        raise UsageError(f"--save {save}: there is no such folder; make it first")
    try:
        with httpx.Client(timeout=_WAIT, headers=_HEADERS, follow_redirects=False) as client:
            last, data, response = _answer(client, address)
    except httpx.TimeoutException:
        raise InputError(f"{address}: took too long to answer") from None
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise InputError(f"{address}: cannot be reached ({error or type(error).__name__})") from None
    told = [f"was redirected to {last}"] if last != address else []
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    form = form_of("page", None, media) if media not in _VAGUE else form_of(urlsplit(last).path, None, media)
    if save is not None:
        told.append(f"saved as {_save(Path(save), address, last, data, media, form)}")
    return Fetched(data, form, response.charset_encoding, tuple(Warn(message, 0) for message in told))


def _answer(client: httpx.Client, address: str) -> tuple[str, bytes, httpx.Response]:
    """The last address, its bytes, and the response."""
    deadline = time.monotonic() + _SECONDS
    here = address
    for _ in range(_REDIRECTS + 1):
        with client.stream("GET", here) as response:
            if response.next_request is None:
                if response.status_code != 200:
                    raise InputError(f"{address}: answers {response.status_code} {response.reason_phrase}".rstrip())
                return here, _bytes(address, response, deadline), response
            here = str(response.next_request.url)
    raise InputError(f"{address}: leads on to other addresses more than {_REDIRECTS} times, the last of them {here}")


def _bytes(address: str, response: httpx.Response, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > _MOST:
            raise InputError(f"{address}: is longer than {_MOST // 1_000_000} MB, or has no end; this is no article")
        if time.monotonic() > deadline:
            raise InputError(f"{address}: took longer than {_SECONDS:.0f} seconds")
        pieces.append(piece)
    return b"".join(pieces)


def _save(folder: Path, address: str, last: str, data: bytes, media: str, form: Form) -> Path:
    """Write the bytes, and beside them where and when they were fetched; the same bytes are written once."""
    digest = sha256(data).hexdigest()
    parts = urlsplit(last)
    stem = _UNSAFE.sub("-", f"{parts.hostname or ''}{parts.path}").strip("-.")[:80]
    target = folder / f"{stem}-{digest[:12]}{form.suffixes[0]}"
    target.write_bytes(data)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = {"address": address, "fetched_from": last, "time": now, "sha256": digest, "media_type": media}
    target.with_name(f"{target.name}.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return target
