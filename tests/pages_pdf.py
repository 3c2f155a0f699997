"""The smallest PDF documents: lines of Helvetica at given places."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, str]  # points from the left edge and from the upper edge, words


def pdf(*pages: Sequence[Placed], size: float = 10, height: float = 800) -> bytes:
    """A document of these pages."""
    kids = " ".join(f"{4 + 2 * k} 0 R" for k in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for k, lines in enumerate(pages):
        shown = " ".join(f"BT /F1 {size} Tf {x} {height - y} Td ({_escaped(words)}) Tj ET" for x, y, words in lines)
        box = f"/MediaBox [0 0 600 {height}] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * k} 0 R >>")
        objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}\nendstream")
    out = b"%PDF-1.4\n"
    places = []
    for number, words in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{words}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size_of = len(objects) + 1
    tail = f"xref\n0 {size_of}\n0000000000 65535 f \n{table}trailer << /Size {size_of} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode()


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def column(left: float, top: float, *lines: str) -> list[Placed]:
    """Lines under each other."""
    return [(left, top + 12 * k, words) for k, words in enumerate(lines)]
