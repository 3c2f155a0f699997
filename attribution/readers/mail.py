"""Mail messages (.eml) → the body, the subject as headline; attachments are told, not read. Read with the standard library (RFC 5322)."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape

from attribution.errors import InputError
from attribution.readers.paragraphed import paragraphed
from attribution.readers.readable import Readable
from attribution.readers.text import Source

_TOLD = (("author", "From"), ("date", "Date"), ("title", "Subject"))


def read_mail(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read a mail message. Raises InputError where it has no text."""
    from attribution.readers.html import read_fragment

    try:
        message = message_from_bytes(data, policy=default)
        found = _body(message)
        about = tuple((key, " ".join(str(message[header]).split())) for key, header in _TOLD if message[header])
        others = [filename for part in message.walk() if (filename := part.get_filename())]
    except Exception as error:  # whatever damaged messages make the parser raise
        raise InputError(f"{name}: cannot be read as a mail message ({error})") from None
    if found is None:
        raise InputError(f"{name}: is no mail message with a text, whatever its name says")
    words, is_html = found
    subject = dict(about).get("title", "")
    head = f"<h1>{escape(subject, quote=False)}</h1>\n" if subject else ""
    page = read_fragment(head + (words if is_html else _as_html(words)))
    told = [f"attachments are not read: {', '.join(others)}"] if others else []
    return paragraphed(name, replace(page, about=about), "eml", data, told)


def _body(message: EmailMessage) -> tuple[str, bool] | None:
    """The text, and whether it is HTML; None where there is none."""
    if not message.keys():
        return None
    part = message.get_body(("plain", "html"))
    if part is None:
        return None
    return str(part.get_content()), part.get_content_type() == "text/html"


def _as_html(words: str) -> str:
    """Plain text as paragraphs, without what is quoted of earlier messages."""
    from attribution.document.paragraphs import find_paragraphs

    lines = [line for line in words.replace("\r\n", "\n").split("\n") if not line.startswith(">")]
    text = "\n".join(lines)
    return "\n".join(f"<p>{escape(text[b:e], quote=False)}</p>" for b, e in find_paragraphs(text))
