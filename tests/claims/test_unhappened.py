"""What is spoken of and has not happened is no event, wherever in its clause the words stand that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "The two sides agreed to exchange 500 prisoners near Chernihiv.",
        "Moscow insists on the withdrawal of Ukrainian troops from Kherson.",
        "Howitzers placed in Siversk could reach Sloviansk.",
        "The loss of Lyman opens the way to Sloviansk.",
        "Not a single Russian soldier crossed the river at Dvorichna.",
        "A flag does not mean that Toretsk has been captured.",
        "Evacuation from Kurakhove has been impossible for weeks.",
        "The sappers prevented an explosion in Kharkiv.",
        "Another 300 people are to leave Izium on Monday.",
        "The head of the region asked families to leave Kupiansk.",
        "Near Brest troops rehearsed an assault on a town.",
        "The embassy warned of a missile strike on Kyiv.",
        "In 2014 Russian troops captured Sloviansk.",
        "The battle for Kramatorsk lies ahead.",
        "To pull Russian reserves away from Sumy.",
        "Russian troops don't hold Pokrovsk.",
        "No settlement in the region is known to be under Russian control near Sumy.",
        "Втрата Лимана відкрила б росіянам дорогу на Ізюм.",
        "Жоден російський солдат не перейшов річку біля Дворічної.",
        "Російська група мала підірвати міст під Харковом.",
        "Виїхати з Ізюма мають ще 300 людей.",
        "Кремль наполягає на виведенні українських військ із Херсона.",
        "Сапери запобігли вибуху в Харкові.",
        "Евакуація з Курахового більше неможлива.",
        "Перекидання російських резервів до Лимана поки ніхто не зафіксував.",
        "У 2014 році російські війська захопили Слов'янськ.",
        "Ворог готує нові наступальні дії на двох напрямках: Запорізькому і Покровському.",
        "Видео не доказывает, что россияне захватили Степногорск.",
        "Стороны договорились обменять 500 пленных у Чернигова.",
        "Потеря Лимана открывает россиянам путь на Славянск.",
        "Командиры обсуждают отход украинских войск из Мирнограда.",
        "Путин пригрозил новыми ударами по Киеву.",
    ],
)
def test_what_has_not_happened_is_no_event(read: Read, text: str) -> None:
    assert not [claim for claim in read(text).claims if claim.is_event]


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian forces had no choice but to leave Avdiivka.",
        "Russian forces captured Toretsk without a fight.",
        "Russian forces failed to hold Kupiansk and withdrew from the city.",
        "Kyiv denied this and stated that Ukrainian forces hold Toretsk.",
        "Російські війська без втрат захопили Торецьк.",
        "Росіяни не втримали Куп'янськ і відійшли з міста.",
        "Якщо вірити Генштабу, російські війська захопили Торецьк.",
        "Дрони б'ють по Харкову.",
        "Форсувати Вовчу біля Вовчанська росіяни пробують щоночі.",
        "Если верить Генштабу, российские войска заняли Торецк.",
        "Российские войска без потерь заняли Торецк.",
        "Контратаки вынудили российские войска отойти из Купянска.",
    ],
)
def test_words_that_only_look_like_a_doubt_leave_an_event(read: Read, text: str) -> None:
    assert [claim for claim in read(text).claims if claim.is_event]


def test_a_loss_that_is_not_confirmed_is_not_denied(read: Read) -> None:
    (claim,) = read("The General Staff has not confirmed the loss of Toretsk.").claims
    assert claim.status == "unconfirmed"
    assert not claim.negated


@pytest.mark.parametrize(
    "text",
    [
        "Toretsk, on the approaches to Pokrovsk, could not be taken so far.",
        "The Russians did not manage to advance north of Kupiansk.",
        "Russian attempts to advance towards Toretsk have been unsuccessful so far.",
        "An attempt to storm Toretsk cannot be ruled out, he said.",
    ],
)
def test_what_was_not_managed_is_no_event(read: Read, text: str) -> None:
    assert not any(claim.is_event for claim in read(text).claims)
