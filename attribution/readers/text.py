"""Plain text files: bytes to text without touching a character, and errors that say what to do."""

from __future__ import annotations

import codecs
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from attribution.errors import EncodingError, InputError, UsageError
from attribution.model import Span, Warn
from attribution.readers.binary import binary_kind, mostly_controls
from attribution.readers.lines import LineIndex

STDIN = "-"
_BYTE_ORDER_MARKS = (  # UTF-32 before UTF-16: the mark of the one begins with that of the other; what reads them, what writes behind them
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
_MOST = 256_000_000  # bytes of one file: the longest novels have four million; what is longer, or has no end, is no article
_PIECE = 1 << 20


@dataclass(frozen=True)
class Source:
    """One article as read. `text` is the file's, character for character: line breaks as they stand, the byte order mark left out.

    doc       the path as given, `-` for standard input
    encoding  the Python name that decodes `data` to `text`
    data      the bytes of the file
    warnings  what was odd about reading it
    """

    doc: str
    text: str = field(repr=False)
    encoding: str
    data: bytes = field(repr=False)
    warnings: tuple[Warn, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Digest of the bytes, in hexadecimal."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def lines(self) -> LineIndex:
        """The way from offsets to lines and columns."""
        return LineIndex(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column), both from 1, of a character offset."""
        return self.lines.position(offset)

    def line_span(self, line: int) -> Span:
        """Offsets of a line, its line break left out."""
        return self.lines.line_span(line)


def read_text(path: str, encoding: str | None = None) -> Source:
    """Read a text file, or standard input for `-`.

    UTF-8 unless a byte order mark or `encoding` says otherwise. An empty file is an empty text. Raises InputError where the file is
    missing, a folder, not readable, binary or in another encoding, UsageError where `encoding` is no encoding.
    """
    if encoding is not None:
        _check_encoding(encoding)
    return text_source(path, _read_stdin() if path == STDIN else read_bytes(path), encoding)


def text_source(path: str, data: bytes, encoding: str | None = None) -> Source:
    """A text that has been read already; raises what `read_text` raises for its bytes."""
    if encoding is not None:
        _check_encoding(encoding)
    shown = "standard input" if path == STDIN else path
    kind = binary_kind(data)
    if kind:
        raise InputError(f"{shown}: looks like a binary file ({kind[0]}), not text" + (f"; {kind[1]}" if kind[1] else ""))
    text, used = _decode(data, shown, encoding)
    if mostly_controls(text):
        raise InputError(f"{shown}: looks like a binary file (control characters all over), not text{_wide_hint(data)}")
    return Source(doc=path, text=text, encoding=used, data=data)


def _read_stdin() -> bytes:
    stream = sys.stdin
    if stream is None:
        raise InputError("standard input: is closed")
    return _all_of(stream.buffer, "standard input")


def _all_of(stream: BinaryIO, shown: str) -> bytes:
    """What a stream holds, or an InputError where it does not end in time: some devices never do."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > _MOST:
            raise InputError(f"{shown}: is longer than {_MOST // 1_000_000} MB, or has no end; split it, or name the file that was meant")
    return b"".join(pieces)


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or an InputError that says why there are none."""
    try:
        with Path(path).open("rb") as file:
            return _all_of(file, path)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file{_suggestion(path)}") from None
    except (IsADirectoryError, PermissionError) as error:
        if is_folder(path):  # Windows says "permission denied" of a folder
            raise InputError(f"{path}: is a folder, not a file; name the files in it, as in {Path(path) / '*.txt'}") from None
        raise InputError(f"{path}: may not be read ({error.strerror}); check its permissions") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from None
    except ValueError as error:  # a NUL in the name
        raise InputError(f"{path!r}: is not a file name ({error})") from None


def is_folder(path: str) -> bool:
    """Whether this is a folder, as far as anybody may know."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _suggestion(path: str) -> str:
    """What may have been meant by the name of a file that is not there."""
    from difflib import get_close_matches

    place = Path(path)
    if any(mark in path for mark in "*?["):
        return " (the shell found nothing that fits the pattern)"
    if not place.parent.is_dir():
        return f" (there is no folder {place.parent})"
    try:
        names = sorted(entry.name for entry in place.parent.iterdir())
    except OSError:
        return ""
    close = get_close_matches(place.name, names, n=3) or [name for name in names if Path(name).stem == place.name][:3]
    if not close:
        return ""
    return f" (did you mean {' or '.join(str(place.with_name(name)) for name in close)}?)"


def _check_encoding(encoding: str) -> None:
    """UsageError unless Python can decode text by this name."""
    try:
        b" ".decode(encoding)  # an empty string would not be looked at
    except UnicodeDecodeError:
        return
    except (LookupError, ValueError):
        raise UsageError(f"--encoding {encoding}: no such encoding; common ones are utf-8, cp1252, latin-1, utf-16, mac-roman") from None


def _decode(data: bytes, shown: str, encoding: str | None) -> tuple[str, str]:
    """The text and the encoding that gave it."""
    if encoding is None:
        encoding = next((name for mark, name, _ in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    elif codecs.lookup(encoding).name == "utf-8" and data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        survived = _with_surrogates(data, encoding)
        if survived is None:
            raise EncodingError(_wrong_encoding(data, shown, encoding, error.start)) from None
        text = survived
    except UnicodeError as error:
        raise InputError(f"{shown}: is not {encoding} ({error}); name its encoding with --encoding") from None
    return text.removeprefix("\ufeff"), encoding


def encode_like(source: Source, text: str) -> bytes:
    """Another text in the encoding of a source, with its byte order mark and in its byte order.

    Raises InputError where the encoding lacks a letter, or has several ways to write the text of the source itself, so that what nobody
    has touched would change.
    """
    if _encoded(source, source.text) != source.data:
        raise InputError(f"{source.doc}: cannot be written back in {source.encoding} byte for byte; save it as UTF-8 first")
    return _encoded(source, text)


def _encoded(source: Source, text: str) -> bytes:
    name = codecs.lookup(source.encoding).name
    for mark, _, exact in _BYTE_ORDER_MARKS:
        if source.data.startswith(mark) and name.startswith(exact[:6]):
            return mark + text.encode(exact, "surrogatepass")
    if name in ("utf-16", "utf-32"):  # read without a mark, in the byte order of this machine
        name += "-le" if sys.byteorder == "little" else "-be"
    try:
        return text.encode(name, "surrogatepass")
    except UnicodeEncodeError as error:
        line = source.text.count("\n", 0, min(error.start, len(source.text))) + 1
        lacks = f"{source.doc}: {source.encoding} has no letter {text[error.start]!r}, needed near line {line}"
        raise InputError(f"{lacks}; save the file as UTF-8 first") from None


def _with_surrogates(data: bytes, encoding: str) -> str | None:
    """The text where halves of surrogate pairs, which some programs write, are all that is wrong with it."""
    if not codecs.lookup(encoding).name.startswith("utf-"):
        return None
    try:
        return data.decode(encoding, "surrogatepass")
    except UnicodeError:
        return None


def _wrong_encoding(data: bytes, shown: str, encoding: str, offset: int) -> str:
    """Which byte does not fit, where it is, and which encoding may be the right one."""
    before = data[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    where = f"{shown}: byte 0x{data[offset]:02x} at offset {offset} (line {line})" if offset < len(data) else f"{shown}: the end"
    name = encoding.upper().removesuffix("-SIG")
    return f"{where} is not {name}; {_guess(data, encoding)}"


def _guess(data: bytes, encoding: str) -> str:
    """Advice on the encoding to name."""
    if wide := _wide_encoding(data):
        return f"it looks like UTF-16 without a byte order mark: try --encoding {wide}"
    tried = codecs.lookup(encoding).name
    for name in ("utf-8", "cp1252", "latin-1"):
        if codecs.lookup(name).name != tried:
            try:
                data.decode(name)
            except UnicodeDecodeError:
                continue
            return f"name the encoding it was saved in: try --encoding {name}"
    return "name the encoding it was saved in with --encoding"


def _wide_encoding(data: bytes) -> str | None:
    """The byte order of a text in which every other byte is NUL, as Latin letters are in UTF-16."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 2 < 0.6 * len(head) or len(head) < 4:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _wide_hint(data: bytes) -> str:
    wide = _wide_encoding(data)
    return f"; if it is UTF-16 without a byte order mark, try --encoding {wide}" if wide else ""
