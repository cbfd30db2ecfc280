"""Pictures from people outside: what a camera wrote into them besides the picture is not kept.

Place, device and serial numbers are of no use to the matter and tell where somebody lives (§5.6); when a picture was
taken is of use, and is kept in words.
"""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from casework import attaching, filetypes
from casework.actor import Actor
from casework.files import read_limited
from casework.refusals import InvalidData

#: The field of the form, how many pictures at a time, their longest side in pixels, and the quality of the JPEG.
FIELD, MOST, SIDE, QUALITY = "photos", 6, 3200, 90


def attach(record: Any, uploads: Sequence[Any], *, actor: Actor, purpose: str) -> Any:
    """Place the pictures in the record, one event each; the record as it then is. Raises a `Refusal`, as `FIELD`."""
    if len(uploads) > MOST:
        raise InvalidData({FIELD: [_("一次最多%(n)d张照片，现在%(m)d张") % {"n": MOST, "m": len(uploads)}]})
    before = record.files.filter(purpose=purpose).count()
    for number, upload in enumerate(uploads, before + 1):
        title = _("反映人照片%(n)d") % {"n": number}
        try:
            picture, taken = _bare(upload, title)
            data = {"title": title, "purpose": purpose, "source_note": taken}
            record = attaching.attach(record, picture, actor=actor, data=data, expected_version=None).record
        except InvalidData as refused:
            raise InvalidData({FIELD: [str(w) for words in refused.errors.values() for w in words]}) from None
    return record


def _bare(upload: Any, title: str) -> tuple[SimpleUploadedFile, str]:
    data = read_limited(upload)
    try:
        if filetypes.media_type(data) not in filetypes.IMAGES:
            raise InvalidData({FIELD: [_("照片只收JPG、PNG；其他材料请交到窗口")]})
        picture = filetypes.bare_picture(data, SIDE, QUALITY)
    except filetypes.FileRefused as refused:
        raise InvalidData({FIELD: [str(refused)]}) from None
    taken = filetypes.taken_at(data)
    words = _("反映人在网上提交，照片记的拍摄时间%(taken)s") % {"taken": taken} if taken else _("反映人在网上提交")
    return SimpleUploadedFile(f"{title}.jpg", picture, content_type=filetypes.JPEG), words
