"""Bytes to characters: as a file says of itself, else UTF-8, else Windows-1252 with a remark, else a refusal."""

import codecs

from timeline.extracting.extracted import ExtractionProblem, refuse_misread

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a page may call its encoding, by Python's names; Python knows others, among them compression.
_DECLARABLE = {
    *("utf-8", "koi8-r", "koi8-u", "mac-roman", "gbk", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
    *(f"cp125{number}" for number in range(9)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
}
# Browsers read these so (encoding.spec.whatwg.org).
_READ_AS = {
    **{"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gbk"},
    **{"utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8"},
}
# A text in a Latin alphabet has few letters beyond ASCII; Cyrillic or Greek taken for Windows-1252 has hardly others.
_MOST_FOREIGN = 0.25


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text with remarks on how it was read. Raises ExtractionProblem rather than guess wildly."""
    text, remarks = _decoded(data)
    refuse_misread(text)
    return text, remarks


def decode_declared(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    """As `decode`, for a file that names its encoding itself ("" if it names none)."""
    if not declared or any(data.startswith(mark) for mark, _ in _MARKS):
        return decode(data)
    codec = _codec(declared)
    if codec != "utf-8" and _is_beyond_ascii_in_utf8(data):
        text, remark = data.decode(), f"It says it is {declared}, but it is UTF-8 and was read so."
    else:
        text, remark = _strictly(data, codec, declared), ""
    refuse_misread(text)
    return text, (remark,) if remark else ()


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec, codec.upper().removesuffix("-SIG")), ()
    try:
        return data.decode(), ()
    except UnicodeDecodeError as problem:
        _refuse_damaged(data, problem)
    text = _strictly(data, "cp1252", "Windows-1252")
    letters = [letter for letter in text if letter.isalpha()]
    if sum(not letter.isascii() for letter in letters) > _MOST_FOREIGN * len(letters):
        raise ExtractionProblem("It is not UTF-8, and its encoding cannot be told: save it as UTF-8.")
    return text, ("It is not UTF-8 and was read as Windows-1252: compare its accents and quotation marks.",)


def _refuse_damaged(data: bytes, problem: UnicodeDecodeError) -> None:
    """UTF-8 with one wrong byte would turn into “â€™” all over if it were read as anything else."""
    if any("\x7f" < letter < "\ud800" for letter in data.decode("utf-8", "surrogateescape")):
        raise ExtractionProblem(f"It is UTF-8, but damaged at byte {problem.start + 1}: save it again as UTF-8.")


def _codec(declared: str) -> str:
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        name = ""
    name = _READ_AS.get(name, name)
    if name not in _DECLARABLE:
        raise ExtractionProblem(f"It says its encoding is “{declared[:40]}”, which is not known: save it as UTF-8.")
    return name


def _is_beyond_ascii_in_utf8(data: bytes) -> bool:
    try:
        return not data.decode().isascii()
    except UnicodeDecodeError:
        return False


def _strictly(data: bytes, codec: str, called: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as problem:
        raise ExtractionProblem(f"It is not {called}, at byte {problem.start + 1}: save it again as UTF-8.") from None
