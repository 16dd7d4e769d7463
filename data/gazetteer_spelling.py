"""Spell Ukrainian and Russian place names in Latin letters and in each other's orthography.

The build scripts need it to give each settlement its name in three languages. It is a build tool:
reading articles uses ``geo.toponyms.names``, which compares spellings instead of producing them.
"""

from __future__ import annotations

import difflib
import re
import unicodedata

UK_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ь": "", "ю": "iu", "я": "ia", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
UK_LATIN_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
RU_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
RU_VOWELS = "аеёиоуыэюяьъ"
CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")
UKRAINIAN_LETTERS = re.compile(r"[ІіЇїЄєҐґ]")
RUSSIAN_LETTERS = re.compile(r"[ЫыЭэЁёЪъ]")


def plain(name: str) -> str:
    """Return ``name`` without stress marks and odd apostrophes, in one Unicode form.

    >>> plain("Степове́")
    'Степове'
    """
    decomposed = unicodedata.normalize("NFD", name)
    kept = "".join(c for c in decomposed if c not in "\u0301\u0300")
    kept = unicodedata.normalize("NFC", kept)
    return re.sub("[’ʼ`´‘]", "'", kept).strip()


def _copy_case(source: str, target: str) -> str:
    return target[:1].upper() + target[1:] if source.isupper() and target else target


def romanise_ukrainian(name: str) -> str:
    """Romanise by resolution 55 of 2010 of the Cabinet of Ministers.

    >>> romanise_ukrainian("Згурівка"), romanise_ukrainian("Ямпіль"), romanise_ukrainian("Нью-Йорк")
    ('Zghurivka', 'Yampil', 'Niu-York')
    """
    out = []
    previous = " "
    for letter in plain(name):
        low = letter.lower()
        initial = previous in " -"
        if low == "г" and previous.lower() == "з":
            latin = "gh"
        elif initial and low in UK_LATIN_INITIAL:
            latin = UK_LATIN_INITIAL[low]
        else:
            latin = UK_LATIN.get(low, letter)
        out.append(_copy_case(letter, latin))
        previous = letter
    return "".join(out)


def romanise_russian(name: str) -> str:
    """Romanise as the English press does, after BGN/PCGN without apostrophes.

    >>> romanise_russian("Щебекино"), romanise_russian("Евпатория"), romanise_russian("Нижний")
    ('Shchebekino', 'Yevpatoriya', 'Nizhny')
    """
    text = re.sub(r"(?<=[нлврдткгхсшчщ])([иы])й\b", "y", plain(name))
    out = []
    previous = " "
    for letter in text:
        low = letter.lower()
        latin = RU_LATIN.get(low, letter)
        if low == "е" and (previous in " -" or previous.lower() in RU_VOWELS):
            latin = "ye"
        out.append(_copy_case(letter, latin))
        previous = letter
    return "".join(out)


# Ukrainian roots whose Russian cognate differs by more than the letters below. Applied in this
# order to lower-case words; "^" binds to the start of a word or of a part after a hyphen.
_ROOTS: tuple[tuple[str, str], ...] = (
    (r"олександр", "александр"), (r"олексан", "алексан"), (r"олекс([іи]є|ії|і)", "алексе"),
    (r"олекс", "алекс"), (r"микол", "никол"), (r"микіл", "никол"), (r"микит", "никит"), (r"микиф", "никиф"),
    (r"((?<!алекс)андр|матв|тимоф|серг|авд|горд|євс)(ії|і)", r"\1е"), (r"^олен", "елен"),
    (r"(?<=ново)олен", "елен"), (r"^катерин", "екатерин"), (r"(?<=ново)катерин", "екатерин"),
    (r"^осип", "осип"), (r"^йосип", "иосиф"), (r"^ганн", "анн"), (r"(?<=ново)ганн", "анн"),
    (r"пилип", "филипп"), (r"^опанас", "афанас"), (r"семен", "семён"), (r"артем", "артём"),
    (r"федор", "фёдор"), (r"федір", "фёдор"), (r"юрі(?=ї)", "юрь"), (r"василі", "василе"),
    (r"григорі(?=ї)", "григорь"), (r"піль", "поль"), (r"піл(?=л)", "пол"), (r"поділ", "подол"),
    (r"гір(?=к|н|с)", "гор"), (r"бір(?=к|ч|\b)", "бор"), (r"двір", "двор"), (r"рів(?=н|ч|к|\b)", "ров"),
    (r"ріг\b", "рог"), (r"ріж", "рож"), (r"стіль", "столь"), (r"кін(?=н|с|ь)", "кон"), (r"хутір", "хутор"),
    (r"камін", "камен"), (r"кам'ян(?=ий|а\b|е\b|і\b)", "каменн"), (r"кам'ян", "камен"), (r"залізн", "железн"),
    (r"сіль", "соль"), (r"річ", "реч"), (r"рік", "рек"), (r"ліс", "лес"), (r"біл", "бел"), (r"слід", "след"),
    (r"світ", "свет"), (r"цвіт", "цвет"), (r"квіт", "цвет"), (r"міст", "мест"), (r"сіл", "сел"),
    (r"діл", "дел"), (r"дід", "дед"), (r"хліб", "хлеб"), (r"вір", "вер"), (r"сніг", "снег"),
    (r"сніж", "снеж"), (r"вітр", "ветр"), (r"вітер", "ветер"), (r"піщ", "песч"), (r"піс", "пес"),
    (r"звір", "звер"), (r"стріл", "стрел"), (r"сін", "сен"), (r"надії", "надежд"), (r"надіє", "надежд"),
    (r"^захід", "запад"), (r"^східн", "восточн"), (r"^північн", "северн"), (r"^південн", "южн"),
    (r"вільн", "вольн"), (r"вільх", "ольх"), (r"вівч", "овч"), (r"^від", "от"), (r"^під", "под"),
    (r"(?<=ново)під", "под"), (r"між", "меж"), (r"роз", "раз"), (r"вовч", "волч"), (r"вовк", "волк"),
    (r"довг", "долг"), (r"довж", "долж"), (r"товст", "толст"), (r"жовт", "жёлт"), (r"стовп", "столп"),
    (r"сонц", "солнц"), (r"соняч", "солнеч"), (r"гостр", "остр"), (r"вугл", "угл"), (r"вугіл", "уголь"),
    (r"щаст", "счаст"), (r"ведмед", "медвед"), (r"ведмеж", "медвеж"), (r"п'ят", "пят"), (r"^перш", "перв"),
    (r"^друг", "втор"), (r"^вели", "вели"), (r"чорн", "черн"), (r"зелен", "зелён"), (r"берез", "берёз"),
    (r"озер", "озёр"), (r"весел", "весёл"), (r"тепл", "тёпл"), (r"ивка\b", "ывка"), (r"риб", "рыб"),
    (r"висо", "высо"), (r"^вис", "выс"), (r"бистр", "быстр"), (r"бик", "бык"), (r"дим", "дым"),
    (r"ковил", "ковыл"), (r"сир(?=о|и)", "сыр"), (r"крим", "крым"), (r"зоря", "заря"), (r"оріх", "орех"),
    (r"дніпр", "днепр"), (r"дністр", "днестр"), (r"віщ", "вещ"), (r"шкіль", "школь"), (r"колодяз", "колодез"),
    (r"ньо", "не"), (r"(верх|ниж|серед|остан)ні\b", r"\1ние"), (r"мілк", "мелк"), (r"мілов", "мелов"),
    (r"кременч[уi]к", "кременчуг"), (r"погір", "погор"), (r"гніз", "гнез"), (r"хвіст", "хвост"),
    (r"глух[іо]в", "глухов"), (r"закіт", "закот"), (r"кіс(?=т)", "кос"), (r"оріль", "орель"),
    (r"балаклі", "балакле"), (r"балаклії", "балаклее"), (r"софії", "софие"), (r"марії", "марии"),
    (r"якимі", "акимо"), (r"риж", "рыж"), (r"ляхів", "ляхов"), (r"хрест", "крест"),
)  # fmt: skip
_ENDINGS: tuple[tuple[str, str], ...] = (
    (r"(?<=[сз])ьк", "к"), (r"цьк", "цк"), (r"([сц])ьке$", r"\1кое"), (r"([сц])ке$", r"\1кое"),
    (r"([сц])кий$", r"\1кий"), (r"ївськ", "евск"), (r"([жчшщй])івк", r"\1евк"), (r"івк", "овк"),
    (r"ївк", "евк"), (r"єєвк", "еевк"), (r"([жчшщц])івц", r"\1евц"), (r"івц", "овц"), (r"ївц", "евц"),
    (r"([жчшщц])івщ", r"\1евщ"), (r"івщ", "овщ"), (r"ївщ", "евщ"), (r"([жчшщц])івс", r"\1евс"),
    (r"івс", "овс"), (r"([жчшщц])ів(?=$|ч|н|к)", r"\1ев"), (r"ів(?=$|ч|н)", "ов"), (r"їв$", "ев"),
    (r"ця$", "ца"), (r"ець$", "ец"), (r"іні$", "ини"), (r"ці$", "цы"), (r"и$", "ы"),
    (r"(?<=[кгхжчшщ])ы$", "и"), (r"яни$", "яне"), (r"нє$", "нее"), (r"ня$", "няя"), (r"іє", "ие"),
    (r"иї", "ии"), (r"ії", "ии"), (r"ією", "ией"), (r"лля$", "лье"), (r"ття$", "тье"), (r"ння$", "нье"),
    (r"ддя$", "дье"), (r"ччя$", "чье"), (r"жжя$", "жье"), (r"сся$", "сье"), (r"ззя$", "зье"), (r"ццо$", "цо"),
    (r"'я$", "ье"),
)  # fmt: skip
_ORDINALS = {
    "перша": "первая", "перше": "первое", "перший": "первый", "перші": "первые", "друга": "вторая",
    "друге": "второе", "другий": "второй", "другі": "вторые",
}  # fmt: skip
_ADJECTIVE = {"а": "ая", "е": "ое", "і": "ые", "ий": "ый"}
_ADJECTIVE_STEM = re.compile(
    r"(н|ст|чорн|черн|бел|стар|мал|нов|велик|висок|высок|глибок|широк|крив|сух|тих|гол|лев|прав|весел|весёл|зелён|"
    r"красн|червон|добр|довг|долг|степ[оё]в|лес[оё]в|терн[оё]в|вишн[еёо]в|дуб[оё]в|лоз[оё]в|садов|лугов|ставков|вербов|калинов|кленов|"
    r"грушев|сосн[оё]в|ольхов|бузков|ров|мир|суш|гост|лип[оё]в|раев|озёров|озеров|кринич|солон|мокр|рябин|ряб|молод|"
    r"свят|кругл|остр|толст|золот|сер|синь|сер|куст|жёлт|зимов|криничеват|сосновоз|яров|боров)$"
)
_NOUN_OR_POSSESSIVE = re.compile(r"(ин[аеі]|ан[аі]|он[аі]|рова|лова|ева|шова)$")


def _word_to_russian(word: str) -> str:
    low = word.lower()
    if low in _ORDINALS:
        return _ORDINALS[low]
    for pattern, target in _ROOTS:
        low = re.sub(pattern.replace("^", r"(?<![а-яёіїєґ'])"), target, low)
    low = re.sub(r"([сц])ьк([ае])$", lambda m: m[1] + "ьк" + {"а": "ая", "е": "ое"}[m[2]], low)
    for ending in ("ий", "а", "е", "і"):
        stem = low.removesuffix(ending)
        if stem != low and _ADJECTIVE_STEM.search(stem) and not _NOUN_OR_POSSESSIVE.search(low):
            soft = re.search(r"[кгхжчшщ]$", stem)
            target = _ADJECTIVE[ending]
            low = stem + ({"ый": "ий", "ые": "ие"}.get(target, target) if soft else target)
            break
    else:
        low = re.sub(r"(ов|ев|єв|їв|ин|ін|їн)е$", r"\1о", low)
    for pattern, target in _ENDINGS:
        low = re.sub(pattern, target, low)
    low = re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])'(?=[яюєї])", "ь", low)
    return low.translate(str.maketrans({"і": "и", "ї": "и", "є": "е", "ґ": "г", "'": ""}))


def ukrainian_to_russian(name: str) -> str:
    """Spell a Ukrainian settlement name as Russian does, by rule.

    The result is a spelling to search by, not an attested name: of the names whose Russian form
    GeoNames attests the rules give two in three letter by letter, most others one letter off.

    >>> ukrainian_to_russian("Степове"), ukrainian_to_russian("Новоолександрівка")
    ('Степовое', 'Новоалександровка')
    """
    parts = re.split(r"([ -])", plain(name))
    return "".join(_word_to_russian(p).capitalize() if p not in " -" else p for p in parts)


_TO_UKRAINIAN: tuple[tuple[str, str], ...] = (
    (r"([сц])кий$", r"\1ький"), (r"([сц])кая$", r"\1ька"), (r"([сц])кое$", r"\1ьке"),
    (r"([сц])кие$", r"\1ькі"), (r"ый$", "ий"), (r"ой$", "ий"), (r"ний$", "ній"), (r"(?<=[нвтрлдм])ая$", "а"),
    (r"(?<=[нвтрлдм])ое$", "е"), (r"[ыи]е$", "і"), (r"яя$", "я"), (r"ее$", "є"), (r"([сц])к$", r"\1ьк"),
    (r"ец$", "ець"), (r"([сц])к(?=-)", r"\1ьк"), (r"^и|(?<=-)и", "і"), (r"(?<=[жчшщц])и", "и!"), (r"ы", "и!"),
    (r"и(?!!)(?!й$)", "і"), (r"!", ""), (r"э", "е"), (r"(?<=[аеиоуіьъ])ё|^ё", "йо"), (r"(?<=[жчшщ])ё", "о"),
    (r"ё", "ьо"), (r"^е|(?<=[аеиоуіьъ-])е", "є"), (r"ъ", "'"),
)  # fmt: skip


def russian_to_ukrainian(name: str) -> str:
    """Spell a Russian place name as Ukrainian does, by rule; a spelling to search by.

    >>> russian_to_ukrainian("Старый Оскол"), russian_to_ukrainian("Сальск"), russian_to_ukrainian("Оренбург")
    ('Старий Оскол', 'Сальськ', 'Оренбург')
    """
    parts = []
    for part in re.split(r"([ -])", plain(name)):
        low = part.lower()
        for pattern, target in _TO_UKRAINIAN:
            low = re.sub(pattern, target, low)
        parts.append(low[:1].upper() + low[1:] if part[:1].isupper() else low)
    return "".join(parts)


def skeleton(name: str) -> str:
    """Return the consonants of a Cyrillic name, which Ukrainian and Russian mostly share.

    >>> skeleton("Оленівка") == skeleton("Оленевка")
    True
    """
    bare = re.sub(r"[аеёиоуыэюяіїєьъй' -]", "", plain(name).lower()).replace("ґ", "г").replace("щ", "шч")
    return re.sub(r"(.)\1+", r"\1", bare)


def similarity(first: str, second: str) -> float:
    """Return how alike two spellings are, 0 to 1."""
    return difflib.SequenceMatcher(None, first.lower(), second.lower()).ratio()
