"""What a file is, told by its content: the five accepted kinds, archive bombs, picture limits, safe names.

Nothing here trusts the name or the declared type of an upload. Every refusal is a `FileRefused` with its sentence.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import PurePath

import puremagic
from defusedxml import ElementTree
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIXES = {PDF: "pdf", JPEG: "jpg", PNG: "png", DOCX: "docx", XLSX: "xlsx"}
IMAGES = frozenset({JPEG, PNG})

#: unpacked bytes, members and growth an office file may have; a page of text packs at about 1 : 10
ZIP_MAX_BYTES = 200 * 1024 * 1024
ZIP_MAX_MEMBERS = 5_000
ZIP_MAX_RATIO = 100
ZIP_RATIO_FROM = 1024 * 1024
IMAGE_MAX_PIXELS = 60_000_000
THUMBNAIL_SIDE = 320
NAME_MAX = 120
_CAMERA_TIME = re.compile(r"\d{4}:\d{2}:\d{2} \d{2}:\d{2}:\d{2}")

_MAIN_PARTS = {f"{DOCX}.main+xml": DOCX, f"{XLSX}.main+xml": XLSX}
_CONTENT_TYPES = "[Content_Types].xml"
_CONTENT_TYPES_MAX = 1024 * 1024


class FileRefused(ValueError):
    """A file that is not taken; the text is a sentence for the person who sent it."""


def media_type(data: bytes) -> str:
    """The accepted media type of `data`. Raises FileRefused naming what it really is, or that it does not open."""
    if data.startswith(b"PK"):
        return _office_type(data)
    found = {match.mime_type for match in _matches(data)}
    accepted = next((kind for kind in (PDF, JPEG, PNG) if kind in found), None)
    if accepted is None:
        raise wrong_type(_kind_name(data))
    return accepted


def wrong_type(kind: str) -> FileRefused:
    """The refusal that names what the file really is."""
    return FileRefused(_("只收PDF、JPG、PNG、DOCX、XLSX；这个文件实际是%(type)s") % {"type": kind})


def damaged() -> FileRefused:
    """The refusal of a file that cannot be opened."""
    return FileRefused(_("文件打不开，请重新导出"))


def too_many_pixels() -> FileRefused:
    """The refusal of a picture that would fill the memory once opened."""
    return FileRefused(_("图片像素过大，请缩小后上传"))


def _matches(data: bytes) -> Sequence[puremagic.PureMagicWithConfidence]:
    try:
        return puremagic.magic_string(data)
    except (puremagic.PureError, ValueError):
        return []


def _kind_name(data: bytes) -> str:
    suffix = next((match.extension for match in _matches(data) if match.extension and match.mime_type), "")
    if suffix:
        return suffix.lstrip(".").upper()
    try:
        data[:4096].decode("utf-8", "strict")
    except UnicodeDecodeError:
        return _("未知类型")
    return _("未知类型") if b"\0" in data[:4096] else _("纯文本")


def _office_type(data: bytes) -> str:
    with open_zip(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if _CONTENT_TYPES not in names:
            raise wrong_type("ZIP")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise wrong_type(_("带宏的办公文件"))
        parts = _content_types(archive)
    accepted = next((kind for part, kind in _MAIN_PARTS.items() if part in parts), None)
    if accepted is None:
        raise wrong_type(_("其他办公文件"))
    return accepted


def _content_types(archive: zipfile.ZipFile) -> set[str]:
    info = archive.getinfo(_CONTENT_TYPES)
    if info.file_size > _CONTENT_TYPES_MAX:
        raise damaged()
    try:
        tree = ElementTree.fromstring(archive.read(info))
    except (ElementTree.ParseError, ValueError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        raise damaged() from None
    return {element.get("ContentType", "") for element in tree}


def open_zip(file: io.BufferedIOBase) -> zipfile.ZipFile:
    """A zip archive after the bomb check, not yet unpacked. Raises FileRefused.

    Declared sizes are enough: the standard library never unpacks a member beyond its declared size.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged() from None
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > ZIP_MAX_MEMBERS or unpacked > ZIP_MAX_BYTES or _grows_too_much(unpacked, packed):
        raise FileRefused(_("文件解压后过大，请另存一份再上传"))
    if any(_leaves_its_folder(member.filename) or member.flag_bits & 0x1 for member in members):
        raise damaged()
    return archive


def _grows_too_much(unpacked: int, packed: int) -> bool:
    return unpacked > ZIP_RATIO_FROM and unpacked > packed * ZIP_MAX_RATIO


def _leaves_its_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in PurePath(name.replace("\\", "/")).parts


def thumbnail(data: bytes) -> bytes:
    """A JPEG of at most 320 pixels a side, upright, without the camera's metadata. Raises FileRefused."""
    return bare_picture(data, THUMBNAIL_SIDE, 80)


def bare_picture(data: bytes, side: int, quality: int) -> bytes:
    """A JPEG of at most `side` pixels a side, upright, without the camera's metadata. Raises FileRefused."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            width, height = picture.size
            if width * height > IMAGE_MAX_PIXELS:
                raise too_many_pixels()
            picture.draft("RGB", (side * 2, side * 2))
            upright = _eight_bit(ImageOps.exif_transpose(picture))
            upright.thumbnail((side, side))
            small = _on_white(upright)
    except FileRefused:
        raise
    except Image.DecompressionBombError:
        raise too_many_pixels() from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise damaged() from None
    out = io.BytesIO()
    small.save(out, "JPEG", quality=quality)
    return out.getvalue()


def taken_at(data: bytes) -> str:
    """When a picture says it was taken, as the camera wrote it (`2026:03:02 09:00:00`); empty where it does not say."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            written = picture.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")
    except (Image.DecompressionBombError, UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return ""
    return written if isinstance(written, str) and _CAMERA_TIME.fullmatch(written) else ""


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Sixteen-bit grey, which scanners write and Pillow does not scale, as eight-bit grey."""
    return picture.convert("I").point(lambda value: value / 256).convert("L") if picture.mode[0] == "I" else picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def safe_name(name: str, media: str) -> str:
    """The bare name of an upload, without folders, control and direction characters, ending as its content asks.

    Raises FileRefused for a name with a NUL byte.
    """
    if "\0" in name:
        raise FileRefused(_("文件名里有不能用的字符，请改名后上传"))
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(char for char in bare if unicodedata.category(char)[0] != "C" and char not in '"<>|:*?')
    suffix = SUFFIXES[media]
    stem, _dot, last = kept.strip(" .").rpartition(".")
    same = last.lower() == suffix or (suffix == "jpg" and last.lower() == "jpeg")
    stem = (stem if same else kept).strip(" .")
    return f"{stem[: NAME_MAX - len(suffix) - 1] or _('文件')}.{suffix}"
