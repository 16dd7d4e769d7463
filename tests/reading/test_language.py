import pytest

from geo.reading.language import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Drones struck Kharkiv overnight", "en"),
        ("A raid on Щербаки was repelled", "en"),
        ("Удари по Харкову", "uk"),
        ("Удары по Харькову", "ru"),
        ("Удари по Харкову. Загинули двоє людей, повідомили в області.", "uk"),
        ("Бои под Покровском", "ru"),
        ("Бої під Покровськом", "uk"),
        ("На Сумщині тривають атаки", "uk"),
        ("Атака на Белгород", "ru"),
        ("Речник заявил, что «Сили оборони тримають село», и добавил, что бои идут.", "ru"),
        ("", "en"),
        ("12345", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert find_language(text) == language
