import pytest

from geo.errors import ArticleError
from geo.reading.decoding import decode

UKRAINIAN = "Удари по Харкову тривали всю ніч. Їх відбито, – повідомив речник. Ґанок «згорів»."
RUSSIAN = "Обстрел села шёл всю ночь. Объекты разрушены, сообщил глава района."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251"])
@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN])
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).lstrip("\ufeff") == text


def test_quotation_marks_of_windows_in_english() -> None:
    assert decode("The mayor’s “house” – gone.".encode("cp1252")) == "The mayor’s “house” – gone."


@pytest.mark.parametrize("encoding", ["koi8_r", "cp866", "utf-16-le"])
def test_other_encodings_are_refused_not_guessed(encoding: str) -> None:
    with pytest.raises(ArticleError, match="save it as UTF-8"):
        decode(RUSSIAN.encode(encoding))


def test_broken_utf8_is_refused() -> None:
    with pytest.raises(ArticleError, match="no UTF-8 at byte 40"):
        decode(b"The village was shelled in the night. It" + b"\xff\xfe" + UKRAINIAN.encode())


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(ArticleError, match="breaks at byte"):
        decode(b"\xff\xfe" + "abc".encode("utf-16-le") + b"\x00")


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)), b"MZ\x00\x01"]
)
def test_binary_is_refused(content: bytes) -> None:
    with pytest.raises(ArticleError, match="is binary"):
        decode(content)


def test_latin_text_of_another_language_is_refused() -> None:
    with pytest.raises(ArticleError, match="no known encoding"):
        decode("Größere Verluste für die Städte, hieß es übereinstimmend.".encode("latin-1"))
