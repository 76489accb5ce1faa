"""Small PDFs, written by hand so that each can be as wrong as a test wants it."""

import io

from pypdf import PdfWriter

_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
)


def pdf(*pages: str | tuple[bytes, bytes]) -> bytes:
    """One page for each text; a page given as (filter, content) is written as it is."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, page in enumerate(pages):
        encoding, content = page if isinstance(page, tuple) else (b"", _content(page))
        objects.append(_PAGE % (5 + 2 * index))
        objects.append(b"<< /Length %d %s >> stream\n%s\nendstream" % (len(content), encoding, content))
    return _file(objects)


def locked(data: bytes, key: str = "secret") -> bytes:
    writer, out = PdfWriter(io.BytesIO(data)), io.BytesIO()
    writer.encrypt(key, "owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def _content(text: str) -> bytes:
    lines = b" ".join(b"(%s) Tj T*" % line.encode("cp1252") for line in text.splitlines())
    return b"BT /F 12 Tf 14 TL 72 700 Td %s ET" % lines if lines else b""


def _file(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (len(objects) + 1, table, end)
