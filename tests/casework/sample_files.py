"""Small files made on the spot, good and bad."""

import io
import random
import struct
import zipfile
import zlib
from typing import Any

import openpyxl
from PIL import Image

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/a" ContentType="{}"/></Types>'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


class Upload(io.BytesIO):
    """What a form hands over: bytes with a name."""

    def __init__(self, data: bytes, name: str = "整改前.jpg") -> None:
        super().__init__(data)
        self.name = name


def noise(size: int) -> bytes:
    """Bytes that do not pack, the same every time."""
    return random.Random(7).randbytes(size)


def pdf(text: str = "x") -> bytes:
    return f"%PDF-1.4\n1 0 obj<<>>endobj\n% {text}\n%%EOF\n".encode()


def picture(
    kind: str, *, mode: str = "RGB", size: tuple[int, int] = (40, 30), noisy: bool = False, **options: Any
) -> bytes:
    made = Image.frombytes("RGB", size, noise(size[0] * size[1] * 3)) if noisy else Image.new(mode, size)
    out = io.BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return out.getvalue()


def office(content_type: str, extra: dict[str, bytes] | None = None) -> bytes:
    return archive({"[Content_Types].xml": _TYPES.format(content_type).encode(), **(extra or {})})


def docx(extra: dict[str, bytes] | None = None) -> bytes:
    return office(_WORD, extra)


def xlsx() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def encrypted_flag(data: bytes) -> bytes:
    """The archive with its first member marked as locked by a password."""
    start = data.index(b"PK\x01\x02")
    return data[: start + 8] + b"\x01\x00" + data[start + 10 :]


def claims_size(data: bytes, size: int) -> bytes:
    """The archive whose last member says it unpacks to `size` bytes."""
    start = data.rindex(b"PK\x01\x02")
    return data[: start + 24] + struct.pack("<I", size) + data[start + 28 :]


def claims_pixels(png: bytes, width: int, height: int) -> bytes:
    """The PNG whose header says it is that large, with a fitting checksum."""
    header = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + header + struct.pack(">I", zlib.crc32(header)) + png[33:]
