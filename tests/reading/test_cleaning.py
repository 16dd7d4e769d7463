import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.characters import normalise, one_line
from geo.reading.cleaning import clean_text

BODY = "Shells fell on the village all night and two houses burned down, the mayor said."
BODY_UK = "Уночі снаряди падали на село, згоріли два будинки, повідомив староста громади."


@pytest.mark.parametrize(
    "line",
    [
        "Post a Comment",
        "Comments",
        "1 Comment",
        "Related Sources:",
        "Loading 1 comment...",
        "Loading comments…",
        "4 months ago",
        "Updated 2 hours ago",
        "25",
        "12,345",
        "1.2K views",
        "Views: 340",
        "3 min read",
        "Pingback: Somebody else's headline - Some Site",
        "Share this:",
        "Share on Facebook",
        "Click to share on X (Opens in new window)",
        "Read more",
        "Read more »",
        "Read also: Something else happened in another town",
        "Advertisement",
        "Follow us on Telegram and never miss a thing",
        "We use cookies to improve your experience. By continuing you accept our policy.",
        "© 2025 Some Site",
        "All rights reserved.",
        "Tags: war, drones, border",
        "Sign up for our newsletter",
        "If you find a mistake, select it and press Ctrl+Enter",
        "https://news.example/other",
        "Читайте також: Інша новина про інше місто",
        "Коментарі",
        "Коментарі (3)",
        "Поділитися",
        "Поділитися у Facebook",
        "2 години тому",
        "Переглядів: 120",
        "Підписуйтесь на наш Telegram-канал",
        "Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter",
        "Ми використовуємо файли cookie, щоб зробити сайт зручнішим",
        "Реклама",
        "Теги: війна, дрони",
        "Читать далее",
        "Читайте также: Другая новость о другом городе",
        "Комментарии",
        "Оставить комментарий",
        "Поделиться",
        "5 минут назад",
        "Просмотров: 77",
        "Подписывайтесь на наш канал",
        "Все права защищены",
        "Дізнавайтеся першими новини міста – підписуйтеся на наш Telegram-канал.",
        "Джерело: https://t.me/channel/17445",
        "ілюстративне фото: з відкритих джерел",
        "Свежие комментарии",
        "Comments 0",
        "відео дня",
        "UA | RU",
        "Сайт использует файлы cookie. Продолжая, вы соглашаетесь с этим.",
    ],
)
def test_furniture_goes_and_the_article_stays(line: str) -> None:
    assert clean_text(f"{BODY}\n\n{line}\n\n{BODY_UK}").text == f"{BODY}\n\n{BODY_UK}"


@pytest.mark.parametrize(
    "line",
    [
        "Comments by the mayor were not available.",
        "Fighting goes on",
        "Two months ago the army left the village.",
        "2024",
        "Read more widely, the report shows a pattern of raids.",
        "Share of losses rises",
        "Поділитися даними розвідки погодилися троє союзників.",
        "Реклама зброї з'явилася на вулицях міста.",
        "The officer said: no comment.",
        "Follow-up strikes hit the depot.",
        "Фото наслідків удару оприлюднила обласна прокуратура.",
    ],
)
def test_lines_of_an_article_stay(line: str) -> None:
    assert line in clean_text(f"{BODY}\n{line}\n{BODY_UK}").text.split("\n\n")


def test_readers_comments_are_cut_off_at_the_end_only() -> None:
    article = "\n".join(f"{BODY} It was night {number}." for number in range(8))
    cut = clean_text(
        f"12 Comments\n{article}\n2 Comments\nBob says:\nThey took Kyiv!!!\nReply\nNo, Odesa." + " Why?" * 99
    )
    assert cut.text.split("\n\n") == article.split("\n")
    assert cut.notices == ("Left out 6 lines of page furniture.",)


def test_titles_of_other_articles_go_with_their_heading() -> None:
    text = f"{BODY}\nRead also:\nOther towns were hit\nA third headline\n{BODY_UK}"
    assert clean_text(text).text == f"{BODY}\n\n{BODY_UK}"


def test_run_of_other_headlines_goes_and_the_own_one_stays() -> None:
    article = "\n".join(
        f"{BODY_UK} Минуло {number} годин, і пожежу на складі загасили." for number in range(6)
    )
    others = [
        "Уряд змінив правила вступу до вищих навчальних закладів",
        "Президент Польщі прибув на зустріч міністрів фінансів",
        "Як школярам навчитися керувати кишеньковими грошима",
        "Команда лікарів врятувала хлопця зі складною хворобою",
    ]
    own = "Снаряди падали на село всю ніч, згоріли будинки"
    text = "\n".join([*others, own, article])
    assert clean_text(text).text.split("\n\n") == [own, *article.split("\n")]


def test_list_of_short_news_stays() -> None:
    news = [
        f"Drones hit a depot near town number {name} at night"
        for name in ("one", "two", "three", "four", "six")
    ]
    assert clean_text("\n".join(news)).text.split("\n\n") == news


def test_stamp_of_a_crawler_stands_on_its_own_line() -> None:
    text = f"date 2025-03-30 Village is hit\n{BODY}"
    assert clean_text(text).text.split("\n\n") == ["date 2025-03-30", "Village is hit", BODY]


def test_repeated_paragraphs_count_once() -> None:
    clean = clean_text(f"Village is hit\n\nVillage is hit\n{BODY}\n{BODY_UK}\n{BODY}\n{BODY_UK}")
    assert clean.text == f"Village is hit\n\n{BODY}\n\n{BODY_UK}"
    assert clean.notices == ("Left out 3 repeated paragraphs.",)


def test_short_heading_may_return() -> None:
    text = f"Losses\n{BODY}\nLosses\n{BODY_UK}"
    assert clean_text(text).text.split("\n\n") == ["Losses", BODY, "Losses", BODY_UK]


def test_headline_marks_are_taken_off_and_remembered() -> None:
    clean = clean_text(
        f"**Village is hit**\n\n{BODY}\n\n## The night\n\nThe **mayor** left.\n\nAfter\n-----\nOver."
    )
    assert clean.text.split("\n\n") == [
        "Village is hit",
        BODY,
        "The night",
        "The mayor left.",
        "After",
        "Over.",
    ]
    starts = [clean.text.index(heading) for heading in ("Village", "The night", "After")]
    assert clean.headings == frozenset(starts)


def test_markdown_links_and_emphasis_leave_their_words() -> None:
    text = "See [the map](https://a.example/x_(y)) of *Sumy* and _Kursk_. ![alt](b.png)<!-- no -->"
    assert clean_text(text, markdown=True).text == "See the map of Sumy and Kursk."


def test_hostile_text_is_kept_as_it_is() -> None:
    text = "</script> {{7*7}} ${x} ` <img src=x onerror=alert(1)> snake_case_name a*b*c"
    assert clean_text(text, markdown=True).text == text


def test_hard_wrapped_lines_are_joined_and_headlines_are_not() -> None:
    wrapped = (
        "Shells fell on the village all night and two\nhouses burned down, they said. Nobody fled.\nRain."
    )
    assert clean_text(f"Village is hit\n\n{wrapped}").text.split("\n\n") == [
        "Village is hit",
        wrapped.replace("\n", " "),
    ]
    assert clean_text("Village is hit\nShells fell on the village all night.").text.count("\n\n") == 1


def test_characters_are_normalised() -> None:
    assert normalise("a\r\nb\u2028c\u2029d\x0be") == "a\nb\nc\n\nd\ne"
    assert normalise("10\u00a0000\u202fkm\t\tSu\u00admy\u200b\ufeff\x00") == "10 000 km Sumy"
    assert normalise("\u202eKyiv\u202c \ud800") == "Kyiv \ufffd"
    assert normalise(unicodedata.normalize("NFD", "Їжак і йод")) == "Їжак і йод"
    assert one_line(" a\n\n b ") == "a b"


@given(st.text(max_size=200))
def test_cleaned_text_has_no_control_characters_and_stays_normal(text: str) -> None:
    clean = clean_text(text).text
    assert unicodedata.is_normalized("NFC", clean)
    assert not [c for c in clean if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert normalise(clean) == clean
