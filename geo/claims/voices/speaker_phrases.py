"""The words that name a speaker, cut out before or behind a word of saying.

A speaker's phrase ends where a comma, a quotation or another clause does; when and where he speaks, to
whom, and what he says, are not of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View

MAX_SPEAKER = 90
"""Longest speaker phrase in letters; a longer one is a clause that was misread."""

EDGE = re.compile(r"[,;:()“”\"«»—–]")
# The quotation marks of a name in a speaker's phrase: «речник угруповання «Хортиця» Віктор Трегубов»
# and those that doubt a word: «окупаційна «влада» заявила».
_NAMED = re.compile(r"[«“\"](?=[A-ZА-ЯІЇЄҐЁ]|[\w'’-]+[»”\"])([^«»“”\",.:;]{2,30})[»”\"](?=[\s,.]|$)")
# An abbreviation behind a name: the Ministry of Defense (MoD).
_SHORT = re.compile(r"\(((?=\w*[A-ZА-ЯІЇЄҐ]{2}|\w[a-z]\w)\w{2,6})\)")
# The hour of an item on a live page: its colon ends no clause.
_CLOCK = re.compile(r"^(\s*\d{1,2}):(?=\d\d\s)")
_DAYS = (
    r"(?:(?:понед|вторн|вівтор|сред|серед|четвер|п['’]?ятниц|суббот|субот|воскрес|неділ)\w*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_MONTHS = (
    r"(?:січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд|янв|фев|март|апр|ма[яй]|июн|июл|авг"
    r"|сент|окт|нояб|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
)
_HOURS = (
    r"уночі|вночі|ночью|утром|вранці|уранці|ввечері|увечері|вечером|днём|днем|вдень|сьогодні|сегодня|вчора|учора"
    r"|вчера|накануне|напередодні|today|yesterday|tonight"
)
_TRIM = re.compile(
    r"^(?:[•▪*–—-](?=\s)"
    r"|[A-Z]{3,}(?: \(\w+\))? [—–-]"  # KYIV (Reuters) -
    r"|\d{1,2}[:.]\d\d"  # a live page
    rf"|(?:(?:в|во|у|on) )?(?:{_DAYS}|\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}},?)"
    rf"|(?:{_HOURS})(?: \d{{1,2}} {_MONTHS})?"
    rf"|(?:в|у) {_MONTHS}"
    # «В ночь на 20 сентября жители сообщили»
    rf"|(?:(?:в|во|у|уночі|вночі) )?(?:ночь|ніч) (?:на|с|со|з|із) (?:\d{{1,2}} {_MONTHS}|{_DAYS})"
    # «Написал в телеграме глава города»
    r"|(?:в|во|у) (?:(?:сво\w+|официальн\w+|офіційн\w+) )?"
    r"(?:telegram|телеграм|тг-канал|соцсет|соцмереж|facebook|фейсбук)[\w-]*"
    r"|.*\b(?:тем временем|тим часом|между тем)"  # «В Херсоне тем временем администрация»
    r"|(?:у|в) (?:\w+ )?(?:ефірі|эфире)(?: \w+марафону)?"
    r"|в|во|у|ув|and|but|however|meanwhile|also|later|earlier|while|although|as|still"
    r"|on the \d{1,2}(?:st|nd|rd|th)|on \w+"
    r"|наступного (?:дня|ранку)|того (?:ж|самого) (?:дня|вечора|ранку)|тоді ж|цього разу|незабаром"
    r"|(?:на|в) (?:следующий|тот же|этот же) (?:день|вечер)|тогда же|(?:на|в) этот раз|вскоре"
    r"|now|this time|soon|what|how|in return|in turn|though|хотя|хоча|хоч|тогда как|тоді як|at the time"
    r"|(?:the )?(?:previous|same|next) (?:day|night|evening)"
    r"|by (?:evening|morning|noon|midday|night|\w+day)"
    r"|(?:a|an|one|two|three|hours?|days?|\w+day) (?:hours? |days? |weeks? )?(?:later|earlier)"
    r"|(?:днем|днём|неделей|часом|годом|месяцем) (?:ранее|раньше|позже)"
    r"|(?:днем|тижнем|годиною|роком|місяцем) (?:раніше|пізніше)"
    r"|та|і|а|але|також|также|однако|и|но|ранее|раніше|тим часом|водночас|до этого|до цього|перед этим|позже"
    r"|проте|однак|втім|утім|тепер|теперь|нині|сейчас|зараз|потім|потом"
    r"|згодом|пізніше|накануне|напередодні|previously|separately|additionally|in addition"
    r"|(?:this|last|the same|that) (?:week|month|morning|afternoon|evening|night|year)"
    r"|for (?:his|her|its|their) part),?\s+",
    re.IGNORECASE,
)
# "Reported the governor Ivan Petrov by video link on Friday": a name ends who speaks.
_BEHIND_A_NAME = re.compile(
    r"^ (?:в|во|у|на|по|під|при|після|после|во время|on|in|at|during|to|late|via|through|by|after"
    rf"|{_HOURS}|{_DAYS}|\d)\b.*"
)
A_NAME = re.compile(r"[A-ZА-ЯІЇЄҐЁ][\w'’-]+ [A-ZА-ЯІЇЄҐЁ][\w'’-]+(?= |$)")
# "Governor X on Telegram", "the ISW previously": where and when he speaks is not who he is.
TAIL = re.compile(
    r"(?:,? writing\b.*"
    r"|,? for (?:his|her|its|their) part,?"
    r"|,? (?:напротив|наоборот|навпаки|в свою очередь|у свою чергу|своєю чергою|со своей стороны"
    r"|зі свого боку),?"
    r"|\s+(?:previously|also|still|now|again|twice|first|initially|himself|herself|itself|themselves|earlier|later|recently"
    r"|separately|additionally|further|meanwhile|ранее|раніше|уже|вже|официально|офіційно|також|также|ещё|еще|накануне|напередодні|наконец|нарешті|снова"
    r"|журналистам|журналістам|агентству|изданию|виданню|телеканалу|газете|газеті|нам|корреспонденту"
    r"|двічі|тричі|неодноразово|дважды|трижды|неоднократно"
    r"|знову|не|впервые(?: \w+)?|вперше(?: \w+)?|(?:это|этого|эт[иу] \w+|це|цього|ц[юі] \w+)(?: вс[её])?"
    r"|(?:on|in|via|through) (?:(?:his|her|its|their|a|the) )?(?:\w+ )?"
    r"(?:telegram|facebook|x|twitter|statement|post|interview|update|report|message|briefing|comment)\b.*"
    rf"|(?:(?:в|во|у|on) )?{_DAYS}\b.*"
    rf"|(?:{_HOURS})\b.*"
    rf"|(?:on )?(?:\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}})\b.*"
    r"|(?:в|у|на) (?:(?:сво\w+|офіційн\w+|официальн\w+|ефірі|эфире) )?"
    r"(?:telegram|телеграм|тг-|фейсбук|facebook|соцмереж|соцсет|мессендж|месендж)\S*.*))$",
    re.IGNORECASE,
)
# A live page: "12:30 General Staff: …"; the name of a channel has marks of its own: «Канал «Рыбарь»: …»
BEFORE_COLON = re.compile(
    r"(?:\d{1,2}[:.]\d\d\.?\s(?:[—–-]\s)?)?"
    r"((?:[\w'’.-]+\s){0,5}(?:[\w'’.-]+|(?<=\s)[«“\"][\w'’. -]{2,30}[»”\"])):\s"
)
# "By Kyiv's account", «за українськими оцінками»
BY_COUNT = re.compile(
    r"\bby (?!its|his|her|their|our|some|any|all|most|rough|early|official|the)"
    r"(?P<en>[a-z][\w-]+(?: [a-z][\w-]+)?)(?:'s|s')?"
    r" (?:estimates?|account|count|reckoning|figures|calculations|data)\b"
    r"|(?<!\w)(?:за|по) "
    r"(?P<cyrillic>(?:укра[їи]нськ|украинск|російськ|российск|київськ|киевск|московськ|московск)\w+)"
    r" (?:оцінк|даним|данн|підрахунк|оценк|подсч[её]т|расч[её]т)\w+"
)
# «Москва эти цифры не комментировала», «Её, говорят, достал»: nobody says anything.
NOBODY = re.compile(
    r"(?:.*\s)?(?:не|ни|ні)|nothing|nobody|no one|none|little|(?:е[её]|его|их|його|її|їх|нашою)"
    r"|добр(?:ое|ого|ий|ый)\s(?:утр[оа]|ран(?:ок|ку)|день|дня|вечер|вечера|вечір|вечора)",
    re.IGNORECASE,
)
# "According to DeepState it now occupies several villages"
RUNS_ON = re.compile(r"(?<=\w)\s(?:it|they|he|she|there|we)\s.*\Z")
_ADVERB = re.compile(r"[a-z]+ly")
_AUXILIARY = re.compile(
    r"\s+(?:(?:has|have|had|is|was|were) (?:sought|tried|begun|expected|said|reported) to"
    r"|has|have|had|is|was|were|did|does|do|will|would|could|may|might|can|cannot"
    r"|(?:seem|appear|refuse)s? to|(?:has been|was|were|is|are) (?:quoted|cited) as)"
    r"(?:\s+(?:not|never|only|once more|for the first time))?(?:\s+\w+ly)?$"
)
LEAST_OF_A_CLAUSE = 4
"""Words behind a verb of saying that may be a clause of their own."""

MOST_OF_PEOPLE = 5
"""Words of a phrase without a name that may be somebody who says something."""

# "The acting mayor", whose letters look like words that end a phrase.
_ACTING = re.compile(r"^\s*(?:и|в|т\.\s?в)\.\s?о\.\s")
_DETERMINERS = frozenset(
    {"a", "an", "the", "one", "two", "three", "some", "many", "several", "most", "both", "another", "other"}
    | {"his", "her", "their", "our", "my"}
)
_NO_NOUN = re.compile(
    r"(?:в|у|во|на|к|по|за|из|із|з|от|від|до|с|об|о|про|при|над|под|під|не|ни|ні|как|як|что|що|это|це|он[аио]?|він"
    r"|вон[аи]|тогда|тоді|уже|вже|ещё|еще|ще|там|тут|также|також|ранее|раніше|теперь|тепер|только|лише|тільки"
    r"|я|ми|мы|их|їх|его|його|её|її|так|потом|потім|сам[аио]?)$"
)

_RELATIVE = re.compile(r"who|which|як|котор")
# "Declared on 26 April": what follows the verb is no speaker.
_NO_SUBJECT = re.compile(
    r"(?:on|in|at|to|by|during|from|after|before|for|with|about|of|as|late|early|over|against|it|there|\d"
    r"|про|о|об|обо|из|с|под|за|до|после|після|щодо|від|от)\b"
)
# "This was told to journalists by the head": to whom it is told, he does not tell.
_ADDRESSED = re.compile(
    r"(?:^|\s)(?:журналистам|журналістам|агентству|изданию|виданню|суспільному|телеканалу|каналу|корреспонденту"
    r"|президенту|читателям|читачам|нам|ему|йому|им|їм|ей|їй)(?=\s|$)"
)
# «Призвал жителей уехать»: whom he calls upon does not speak.
_CALLED_UPON = re.compile(
    r"(?:всех |всіх |местных |місцевих )?(?:жителей|людей|граждан|земляков|мешканців|жителів|громадян)\b"
)
# "Said one person was injured": a clause is what is said.
_CLAUSE = re.compile(r"\w\W+(?:was|were|is|are|has|have|had|will|would|could|did|does|may|might|must|can)\b")
# "The governor spoke of a fire and said": he does both.
_AND = re.compile(
    r"(.*?\w) (?:(?:\w+ly|also) )?(?:\w{3,}ed|spoke|wrote|gave|made|put|showed|went|told|thanked)\b.* and$"
)
# "Admitted an officer on condition of anonymity"; «написав у Фейсбуці»: how and where he speaks.
_UNNAMED = re.compile(r" (?:на умовах анонімності|на условиях анонимности|on condition of anonymity)$")
_MEDIUM = re.compile(
    r"(?:сво\w+ )?(?:фейсбу|facebook|телеграм|telegram|твіт|твит|соцмереж|соцсет|інстаграм|инстаграм)\w*",
    re.IGNORECASE,
)
# «Інформацію про прорив у бригаді спростували»: who is in the brigade says so.
_RUMOUR = re.compile(
    r"^(?:\w+ )?(?:інформаці|дан|повідомлен|чутк|заяв|вкид|информаци|сообщени|слух)\w+ (?:про|о|об|щодо)\s"
    r".*\s(?:у|в|во)\s(?=(?:\S+ )?(?:бригад|корпус|батальйон|батальон|полк|угрупован|группировк|штаб"
    r"|міноборон|минобороны|генштаб|ова\b|зсу|всу|дпсу|сил|адміністрац|администрац|командуван|командован))",
    re.IGNORECASE,
)
# «Генштаб потерю города не подтвердил»: what is denied stands between who denies it and the verb.
_OBJECT = re.compile(
    r"(?<=\w)\s(?:(?:категорически|категорично|официально|офіційно)\s)?"
    r"(?:заявлени[ея]|сообщени[ея]|информацию|слухи|утверждени[ея]|факт|заяв[уи]|повідомлення|інформацію|чутки"
    r"|твердження|потер[юи]|утрату|взятие|захват|окружение|падение|прорыв|продвижение|отход|уход|втрату|взяття"
    r"|захоплення|оточення|падіння|прорив|просування|відхід|вихід|удары?|атаку|наступление|наступ)(?=\s|\Z).*",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"^(?:заяв[уи]|заявлени[ея]|сообщени[ея]|информацию|інформацію|повідомлення|слухи|чутки|захват|захоплення|взятие"
    r"|взяття|потерю|втрату|утрату)\s.*\s(?=(?:генштаб|мін|мин|київ|киев|москва|кремл|всу|зсу|штаб|командуван|командован"
    r"|бригад|угрупован|группировк|влад|власт|адміністрац|администрац)\w*(?:\s\S+){0,2}\Z)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"^(?:об этом|про це|про таке|о чём|про що|об этих|так(?:ие|і) (?:данные|дані|цифр[ыи])|так$|thus$)(?!\w)"
    r"|^(?:после|після|кроме|крім|при|перед|до) (?:этого|того|этом|том|цього|цьому|тому|этим|тем|цим|тим)$"
    r"|^(?:про|о|об|обо) [а-яіїєґё]"
)
# "A marine who spoke to us": he is the subject.
_WHO = re.compile(r",?\s+(?:who|который|которая|який|яка)$")
_CAPITAL = re.compile(r"[A-ZА-ЯІЇЄҐЁ]")
_INANIMATE = re.compile(
    r"^(?:раніше|ранее|як|как|there|this|that|these|which|who|to|has|have|had|was|were|is|be|been|not"
    rf"|{_HOURS}|{_DAYS}"
    r"|also|a|an|the|and|so|as|е[её]|его|их|ей|ему|їх|її|його|йому|їй|нас|вас|нам|вам)$"
)


def find_speaker_before(view: View, at: int, lexicon: ClaimLexicon) -> str | None:
    """Return the noun phrase right before the verb, back to the last comma, quote or clause."""
    # "The service, SBU, was claiming": the auxiliary is of the verb.
    before = _WHO.sub("", _AUXILIARY.sub("", view.text[:at].rstrip()))
    pieces = [match.end() for match in EDGE.finditer(unquote(before))]
    trailing = before.endswith(",")
    start = pieces[-1] if pieces and not trailing else 0
    if trailing and len(pieces) > 1:
        # "Oleh Hryhorov, the head of the region, told": the name stands before the apposition.
        start = pieces[-3] if len(pieces) > 2 and len(before) - pieces[-3] < MAX_SPEAKER else 0
    speaker = before[start:].strip(" ,")
    for word in lexicon["speaker_stop"].finditer(speaker.lower()):
        if trailing and word.start() > 3 and _RELATIVE.match(word.group()):
            # "X, whom Moscow installed as governor, said": the clause between tells of X.
            speaker = speaker[: word.start()].strip(" ,")
            break
        if word.group() == "who" and word.start() > 1:
            # "A marine who fought there said": the clause tells which.
            speaker = speaker[: word.start()].strip()
            break
        if word.group() not in {"and", "та", "і", "и"}:
            speaker = speaker[word.end() :].strip()
            break
    speaker = _DENIED.sub("", _RUMOUR.sub("", trim(speaker)))
    if (both := _AND.match(speaker)) is not None:
        speaker = both.group(1)
    is_of_this = _THIS.match(speaker.lower()) is not None  # «про це», which has a tail of its own
    speaker = TAIL.sub("", _AUXILIARY.sub("", _OBJECT.sub("", speaker)))
    if is_of_this or NOBODY.fullmatch(speaker) or _ADDRESSED.fullmatch(speaker.lower()):
        return None
    if not speaker or len(speaker) > MAX_SPEAKER or _INANIMATE.match(speaker.lower()):
        return None
    if tells_a_deed_itself(speaker, lexicon):
        return None
    return speaker


def trim(speaker: str) -> str:
    """Return a speaker without the words before him that only tell when: "on Friday the ministry"."""
    speaker = speaker.lstrip("•▪●⚡◾◆* \ufe0f")
    while (early := _TRIM.match(speaker)) is not None:
        speaker = speaker[early.end() :]
    return speaker


def unquote(words: str) -> str:
    """Return ``words``, as long as before, without the marks around short names and abbreviations."""
    return _CLOCK.sub(r"\1.", _SHORT.sub(r"'\1'", _NAMED.sub(r"'\1'", words)))


def find_speaker_behind(view: View, at: int, lexicon: ClaimLexicon) -> str | None:
    """Return the speaker of "…, said governor X" and «повідомив голова X»."""
    rest = _ACTING.sub("", view.text[at:])
    edge = EDGE.search(unquote(rest))
    speaker = rest[: edge.start() if edge else len(rest)].strip(" .")
    stop = lexicon["speaker_stop"].search(speaker.lower())
    if stop is not None:
        speaker = speaker[: stop.start()].strip()
    speaker = RUNS_ON.sub("", speaker)
    name = A_NAME.search(speaker)
    if name is not None:
        speaker = speaker[: name.end()] + _BEHIND_A_NAME.sub("", speaker[name.end() :])
    is_object = (_NO_SUBJECT.match(speaker.lower()) or _CALLED_UPON.match(speaker.lower())) is not None
    if is_object or _CLAUSE.search(speaker) or tells_a_deed_itself(speaker, lexicon):
        return None
    opening = speaker.split(" ", maxsplit=1)[0]
    if lexicon["pronouns"].fullmatch(opening.lower()):
        return opening  # "he told CNN"
    addressed = _ADDRESSED.match(speaker.lower())
    if addressed is not None:
        speaker = speaker[addressed.end() :].strip()
    speaker = _UNNAMED.sub("", trim(speaker))
    words = speaker.split()
    if any(pattern.fullmatch(speaker) for pattern in (_ADVERB, NOBODY, _MEDIUM)):
        return None  # "could not be confirmed independently"
    if speaker.lower() in {"reports", "claims", "сообщения", "повідомлення"}:
        return None  # "denied reports that": what is denied speaks for nobody
    if not words or len(words) > 9 or len(speaker) > MAX_SPEAKER:
        return None
    return speaker if _CAPITAL.search(speaker) or len(words) <= 4 else None


def tells_a_deed_itself(speaker: str, lexicon: ClaimLexicon) -> bool:
    """Tell whether words by a verb of saying are what is said: "said his soldiers drove them out".

    "A brigade operating near X" is one who may say it.
    """
    if len(speaker.split()) < LEAST_OF_A_CLAUSE:
        return False
    return any(
        trigger.mode == "act" and not speaker[start:end].split(maxsplit=1)[0].endswith("ing")
        for start, end, trigger in lexicon.find_triggers(speaker)
    )


def is_of_people(speaker: str, lexicon: ClaimLexicon) -> bool:
    """Tell whether a phrase without a name can be people who say something: "an engineer"."""
    words = speaker.lower().split()
    if not 0 < len(words) <= MOST_OF_PEOPLE or any(map(str.isdecimal, speaker)):
        return False
    if lexicon.language == "en":
        return words[0] in _DETERMINERS or len(words) == 1
    return _NO_NOUN.match(words[0]) is None
