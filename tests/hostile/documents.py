"""
Make the hostile documents of this folder: ``python tests/hostile/documents.py``. The same bytes each time.

`SMALL` are kept beside this file; `LARGE` are made when a test asks for them. All but the empty ones hold a table with
the header Name | Job and one row, so that a reader that gets as far as that has something to give.
"""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["LARGE", "SMALL"]

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TABLE = b"""BT /F1 11 Tf 72 700 Td (Name) Tj 200 0 Td (Job) Tj ET
BT /F1 11 Tf 72 680 Td (Ann Other) Tj 200 0 Td (Registrar) Tj ET
"""
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >> /Contents 4 0 R >>"
)
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_MB = 2**20

Objects = dict[int, bytes]


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def _flate(data: bytes, entries: bytes = b"") -> bytes:
    return _stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)


def _objects(content: bytes = _TABLE, resources: bytes = b"", **entries: bytes) -> Objects:
    """Return the objects of a document of one page; *entries* go into its catalog."""
    catalog = b"".join(b" /%s %s" % (name.encode(), value) for name, value in entries.items())
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R%s >>" % catalog,
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: _PAGE % resources,
        4: _stream(content),
        5: _FONT,
    }


def _pdf(objects: Mapping[int, bytes], trailer: bytes = b"", start: int | None = None) -> bytes:
    """Return a PDF file; *start* is where it claims that its table of objects stands."""
    out = bytearray(_HEADER)
    offsets = {}
    for number, content in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begins = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    trailer = trailer.replace(b"@BEGINS@", b"%d" % begins)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (max(objects) + 1, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % (begins if start is None else start)
    return bytes(out)


def _good() -> bytes:
    return _pdf(_objects())


# Encryption: the standard handler with RC4 of 40 bits, which needs no more than this.

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = bytes(range(16))


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _encrypted(user: bytes, owner: bytes) -> bytes:
    padded = (user + _PADDING)[:32]
    of_owner = _rc4(hashlib.md5((owner + _PADDING)[:32], usedforsecurity=False).digest()[:5], padded)
    allowed = -44
    key = hashlib.md5(padded + of_owner + struct.pack("<i", allowed) + _ID, usedforsecurity=False).digest()[:5]
    of_user = _rc4(key, _PADDING)
    own_key = hashlib.md5(key + (4).to_bytes(3, "little") + b"\x00\x00", usedforsecurity=False).digest()[:10]
    objects = _objects()
    objects[4] = _stream(_rc4(own_key, _TABLE))
    objects[6] = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
        of_owner.hex().encode(), of_user.hex().encode(), allowed,
    )  # fmt: skip
    identity = _ID.hex().encode()
    return _pdf(objects, b"/Encrypt 6 0 R /ID [<%s> <%s>]" % (identity, identity))


# Trees and tables of objects that lead nowhere, or back.


def _page_tree_loop() -> bytes:
    return _pdf(_objects() | {2: b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"})


def _page_tree_endless() -> bytes:
    return _pdf(_objects() | {2: b"<< /Type /Pages /Kids [6 0 R] >>", 6: b"<< /Type /Pages /Kids [2 0 R] >>"})


def _page_tree_deep(levels: int = 5000) -> bytes:
    objects = _objects() | {2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>"}
    for level in range(levels):
        child = 3 if level == levels - 1 else 11 + level
        objects[10 + level] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (child, 9 + level or 2)
    return _pdf(objects)


def _null_kid() -> bytes:
    return _pdf(_objects() | {2: b"<< /Type /Pages /Kids [null 3 0 R 9 0 R] /Count 3 >>"})


def _count(number: int) -> Callable[[], bytes]:
    return lambda: _pdf(_objects() | {2: b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % number})


def _count_too_low() -> bytes:
    return _pdf(_objects() | {2: b"<< /Type /Pages /Kids [3 0 R 3 0 R 3 0 R] /Count 1 >>"})


def _zero_pages() -> bytes:
    return _pdf(_objects() | {2: b"<< /Type /Pages /Kids [] /Count 0 >>"})


def _xref_self() -> bytes:
    return _pdf(_objects(), b"/Prev @BEGINS@")


def _xref_loop() -> bytes:
    first = _pdf(_objects())
    begins = first.rindex(b"xref\n0 1")
    later = len(first)
    second = b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (begins, later)
    return first.replace(b"/Root 1 0 R ", b"/Root 1 0 R /Prev %d " % later) + second


def _xref_nowhere() -> bytes:
    return _pdf(_objects(), start=10**9)


def _object_stream_loop() -> bytes:
    inside = b"6 0 " + b"<< /Type /ObjStm >>"
    packed = _flate(inside, b"/Type /ObjStm /N 1 /First 4 /Extends 6 0 R")
    return _pdf(_objects() | {1: b"<< /Type /Catalog /Pages 2 0 R /Names 6 0 R >>", 6: packed, 7: b"7 0 R"})


def _length_lies() -> bytes:
    return _pdf(_objects() | {4: b"<< /Length 99999999 >>\nstream\n%s\nendstream" % _TABLE})


def _length_loop() -> bytes:
    return _pdf(_objects() | {4: b"<< /Length 4 0 R >>\nstream\n%s\nendstream" % _TABLE})


def _linearized_broken() -> bytes:
    first = b"9 0 obj\n<< /Linearized 1 /L 999999 /H [ 9 9 ] /O 77 /E 12345678 /N 400 /T 88888888 >>\nendobj\n"
    return _good().replace(_HEADER, _HEADER + first)


# Content that grows.


def _form(content: bytes, forms: Mapping[bytes, int]) -> bytes:
    named = b" ".join(b"/%s %d 0 R" % (name, number) for name, number in forms.items())
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject << %s >> >>" % named
    return _stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources)


def _form_self() -> bytes:
    objects = _objects(_TABLE + b"/X Do\n", b"/XObject << /X 6 0 R >>")
    return _pdf(objects | {6: _form(b"/X Do\n", {b"X": 6})})


def _form_bomb(levels: int = 8, draws: int = 10) -> bytes:
    objects = _objects(_TABLE + b"/X Do\n", b"/XObject << /X 6 0 R >>")
    for level in range(levels):
        objects[6 + level] = _form(b"/X Do\n" * draws, {b"X": 7 + level})
    objects[6 + levels] = _form(b"BT /F1 9 Tf 72 600 Td (more) Tj ET\n", {})
    return _pdf(objects)


def _form_bomb_silent() -> bytes:
    """Draw nothing, for ever: takes time, and no memory."""
    objects = _objects(_TABLE + b"/X Do\n", b"/XObject << /X 6 0 R >>")
    for level in range(9):
        objects[6 + level] = _form(b"/X Do\n" * 10, {b"X": 7 + level})
    objects[15] = _form(b" ", {})
    return _pdf(objects)


def _flate_bomb(gigabytes: int = 1) -> bytes:
    packer = zlib.compressobj(9)
    blank = b" " * _MB
    once = packer.compress(_TABLE) + b"".join(packer.compress(blank) for _ in range(1024 * gigabytes)) + packer.flush()
    return _pdf(_objects() | {4: _stream(zlib.compress(once, 9), b"/Filter [/FlateDecode /FlateDecode]")})


def _nested_content() -> bytes:
    return _pdf(_objects() | {4: _flate(_TABLE + b"[" * 100_000 + b"]" * 100_000 + b" TJ\n")})


def _nested_dictionaries() -> bytes:
    return _pdf(_objects() | {4: _flate(_TABLE + b"/A <</A " * 100_000 + b"BDC\n")})


def _nested_object() -> bytes:
    return _pdf(_objects(Names=b"6 0 R") | {6: b"[" * 100_000 + b"]" * 100_000})


def _saves() -> bytes:
    return _pdf(_objects() | {4: _flate(b"q " * 500_000 + _TABLE)})


def _rules() -> bytes:
    drawn = b"".join(b"%d %d m %d %d l S\n" % (n % 500, n % 800, n % 500 + 40, n % 800) for n in range(20_000))
    filled = b"".join(b"%d %d 30 9 re f\n" % (n % 490, n % 790) for n in range(20_000))
    return _pdf(_objects() | {4: _flate(_TABLE + drawn + filled)})


def _words(count: int) -> bytes:
    """Return a page with the table and *count* words in two columns, over and over."""
    lines = [
        b"1 0 0 1 %d %d Tm (word%d) Tj" % (72 if n % 2 == 0 else 272, 660 - 12 * (n // 2 % 50), n) for n in range(count)
    ]
    return _pdf(_objects() | {4: _flate(_TABLE + b"BT /F1 11 Tf\n" + b"\n".join(lines) + b"\nET\n")})


def _pages(count: int, content: bytes) -> bytes:
    objects = _objects(content)
    del objects[3]
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % number for number in range(10, 10 + count)), count,
    )  # fmt: skip
    return _pdf(objects | dict.fromkeys(range(10, 10 + count), _PAGE % b""))


def _pages_with_text(count: int) -> bytes:
    prose = b"".join(
        b"BT /F1 9 Tf 60 %d Td (%s) Tj ET\n" % (780 - 11 * n, b"some words of a report " * 4) for n in range(40)
    )
    return _pages(count, prose)


# Pages that are odd, but can be read.


def _image_only(count: int = 1) -> bytes:
    objects = _objects(b"q 595 0 0 842 0 0 cm /I Do Q\n", b"/XObject << /I 6 0 R >>")
    entries = b"/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * count, count)
    return _pdf(objects | {6: _flate(bytes(range(64)) * 64, entries)})


def _media_box(box: bytes) -> Callable[[], bytes]:
    return lambda: _pdf(_objects() | {3: (_PAGE % b"").replace(b"[0 0 595 842]", box)})


def _absurd_coordinates() -> bytes:
    far = (b"99999999999999999999 -99999999999999999999", b"-5000000 5000000", b"2147483648 -2147483649")
    odd = (*far, b"nan nan", b"inf -inf", b"-1e308 1e308", b"1.2.3 --4")
    shown = b"".join(b"BT /F1 11 Tf %s Td (nowhere) Tj ET\n" % at for at in far)
    shown += b"".join(b"%s m %s l S\n%s %s re f\n" % (at, at, at, at) for at in odd)
    sized = b"BT /F1 -99999999999 Tf 9 -99 Td (huge) Tj ET\nBT /F1 0 Tf 9 -99 Td (nothing) Tj ET\n0 0 0 0 0 0 cm\n"
    return _pdf(_objects(_TABLE + shown + sized))


def _cmap(text: bytes) -> bytes:
    return b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n%s\nendcmap\n" % text


def _cmap_loop() -> bytes:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding 7 0 R /ToUnicode 7 0 R /DescendantFonts [8 0 R] >>"
    return _pdf(
        _objects(_TABLE + b"BT /F2 9 Tf 72 500 Td <0041> Tj ET\n")
        | {
            3: (_PAGE % b"").replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R"),
            6: font,
            7: _stream(_cmap(b"/Own usecmap"), b"/Type /CMap /CMapName /Own /UseCMap 7 0 R"),
            8: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DescendantFonts [6 0 R] >>",
        }
    )


def _to_unicode_broken() -> bytes:
    text = _cmap(b"9 beginbfrange <00> <ffffffff> <0041> <41> <zz endbfrange 1 beginbfchar <41> endbfchar")
    font = _FONT.replace(b"/Helvetica", b"/Helvetica /ToUnicode 7 0 R")
    return _pdf(
        _objects() | {3: (_PAGE % b"").replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R"), 6: font, 7: _stream(text)}
    )


def _names_broken() -> bytes:
    info = b"<< /Title <feffd800d800> /Author <fffe00> /Producer (\\377\\376\\377) /#00#ff (x) /CreationDate (D:99999999) >>"
    return _pdf(_objects(Lang=b"<feffdc00>") | {6: info}, b"/Info 6 0 R")


def _script() -> bytes:
    action = b"<< /S /JavaScript /JS (app.alert\\('x'\\); while \\(true\\) {}) >>"
    launch = b"<< /S /Launch /F (/bin/sh) /Next << /S /URI /URI (http://example.org/) >> >>"
    return _pdf(_objects(OpenAction=action, AA=b"<< /WC %s >>" % launch))


def _no_contents() -> bytes:
    return _pdf(_objects() | {3: (_PAGE % b"").replace(b"/Contents 4 0 R", b"/Contents 99 0 R")})


def _noise(count: int) -> bytes:
    out, block = bytearray(), b"noise"
    while len(out) < count:
        block = hashlib.sha256(block).digest()
        out += block
    return bytes(out[:count])


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + bytes(8)) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
        archive.writestr(zipfile.ZipInfo("word/document.xml"), "<w:document>Name Job</w:document>")
    return buffer.getvalue()


SMALL: dict[str, Callable[[], bytes]] = {
    "encrypted_user.pdf": lambda: _encrypted(b"secret", b"owner"),
    "encrypted_owner.pdf": lambda: _encrypted(b"", b"owner"),
    "truncated_in_header.pdf": lambda: _good()[:12],
    "truncated_in_objects.pdf": lambda: _good()[:150],
    "truncated_in_content.pdf": lambda: _good()[: _good().index(b"Ann")],
    "truncated_no_xref.pdf": lambda: _good()[: _good().rindex(b"xref\n0 1")],
    "page_tree_loop.pdf": _page_tree_loop,
    "page_tree_endless.pdf": _page_tree_endless,
    "null_kid.pdf": _null_kid,
    "count_huge.pdf": _count(1_000_000),
    "count_negative.pdf": _count(-7),
    "count_too_high.pdf": _count(3),
    "count_too_low.pdf": _count_too_low,
    "zero_pages.pdf": _zero_pages,
    "xref_self.pdf": _xref_self,
    "xref_loop.pdf": _xref_loop,
    "xref_nowhere.pdf": _xref_nowhere,
    "object_stream_loop.pdf": _object_stream_loop,
    "length_lies.pdf": _length_lies,
    "length_loop.pdf": _length_loop,
    "linearized_broken.pdf": _linearized_broken,
    "form_self.pdf": _form_self,
    "form_bomb.pdf": _form_bomb,
    "form_bomb_silent.pdf": _form_bomb_silent,
    "flate_bomb.pdf": _flate_bomb,
    "nested_content.pdf": _nested_content,
    "nested_dictionaries.pdf": _nested_dictionaries,
    "saves.pdf": _saves,
    "image_only.pdf": _image_only,
    "image_only_many.pdf": lambda: _image_only(3),
    "empty_content.pdf": lambda: _pdf(_objects(b"")),
    "no_contents.pdf": _no_contents,
    "huge_media_box.pdf": _media_box(b"[-9999999999 -9999999999 9999999999 9999999999]"),
    "exponent_media_box.pdf": _media_box(b"[-1e30 -1e30 1e30 1e30]"),
    "empty_media_box.pdf": _media_box(b"[0 0 0 0]"),
    "media_box_of_words.pdf": _media_box(b"[/a (b) null 7]"),
    "absurd_coordinates.pdf": _absurd_coordinates,
    "unterminated_string.pdf": lambda: _pdf(_objects(_TABLE + b"BT /F1 9 Tf 9 9 Td (no end Tj ET\n")),
    "cmap_loop.pdf": _cmap_loop,
    "to_unicode_broken.pdf": _to_unicode_broken,
    "names_broken.pdf": _names_broken,
    "script.pdf": _script,
    "garbage_before.pdf": lambda: _noise(900) + _good(),
    "garbage_after.pdf": lambda: _good() + _noise(4000),
    "error_page.pdf": lambda: b"<!DOCTYPE html>\n<html><title>404</title><p>Name Job: not found</p></html>\n",
    "picture.pdf": _png,
    "word_processor.pdf": _docx,
    "word_processor.docx": _docx,
    "text.txt": lambda: b"Name  Job\nAnn Other  Registrar\n",
    "empty.pdf": lambda: b"",
    "header_alone.pdf": lambda: _HEADER,
    "noise.pdf": lambda: _HEADER + _noise(8000),
}

LARGE: dict[str, Callable[[], bytes]] = {
    "page_tree_deep.pdf": _page_tree_deep,
    "nested_object.pdf": _nested_object,
    "rules.pdf": _rules,
    "words_200000.pdf": lambda: _words(200_000),
    "words_1000000.pdf": lambda: _words(1_000_000),
    "pages_empty_5000.pdf": lambda: _pages(5_000, b""),
    "pages_text_5000.pdf": lambda: _pages_with_text(5_000),
    "pages_12000.pdf": lambda: _pages(12_000, _TABLE),
}


def main() -> None:
    """Write the small ones beside this file."""
    for name, make in SMALL.items():
        (Path(__file__).parent / name).write_bytes(make())


if __name__ == "__main__":
    main()
