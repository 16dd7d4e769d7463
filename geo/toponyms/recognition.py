"""Find the place names of an article and tell what each stands for.

The gazetteer says which words spell a name; the words around say whether a name is meant and in
which of the contract's uses. A village called like a common word needs evidence: a wrong village on
the map costs more than a missed one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Mention, Side, Use
from geo.toponyms.compounds import join_compounds
from geo.toponyms.cues import (
    LARGE_PLACE,
    SURE_MATCH,
    has_evidence,
    is_called_a_place,
    is_common_word,
    is_stop,
    is_word,
    names_airfield,
    opens_sentence,
)
from geo.toponyms.elided import find_elided, find_headed
from geo.toponyms.leanings import SURE_ADJECTIVE
from geo.toponyms.lexicon import Lexicon, load_lexicon
from geo.toponyms.named import Named, is_type_noun, names_plant
from geo.toponyms.persons import (
    PersonNames,
    Persons,
    find_persons,
    is_ranked,
    is_said_of,
    is_titled,
    is_voice,
    load_person_names,
    looks_like_surname,
)
from geo.toponyms.sectors import find_lowercase, is_elliptic
from geo.toponyms.spotting import find_peoples, spell_names
from geo.toponyms.unknown import find_unknown
from geo.toponyms.unlocated import load_unlocated
from geo.toponyms.uses import is_embedded, is_person, opens_title, stands_for
from geo.toponyms.words import words_of

if TYPE_CHECKING:
    from geo.models import Article, Parse
    from geo.settings import Settings
    from geo.toponyms.gazetteer import Gazetteer
    from geo.toponyms.words import Words

CITY = 300_000
"""Population below which a town is less in the news than a person whom the article has named."""

FUNCTION_LISTS = ("place_prepositions", "articles", "list_words", "between", "function_words")
"""Lists of words that are never names, whatever hamlet they spell."""

# "Bohdan, a medic", "Olena, 34, from Orikhiv", «Надія, яка»
_INTRODUCES = re.compile(r",\s(?:\d\d\b|an?\s|the\s|who\b|як(?:ий|а)\b|котор(?:ый|ая)\b)")

# «12 над Белгородской, 7 БПЛА — над Курской», «12 — над Белгородской и ещё семь над Курской»
_COUNTED = re.compile(
    r"[,;]?\s(?:(?:и|і|й|та|а также|а також)\s)?(?:[—–-]\s)?(?:[^\W_]+\s){0,3}(?:[—–-]\s)?"
    r"(?:над|в|во|на|у|по)\s"
)

# "in Kyiv, Ukraine, on Monday", "in Kyiv, Ukraine last week"
_GOES_ON = re.compile(
    r"\s?[^\w\s'’]|\n|$|\s(?:and|or|on|in|at|for|to|with|after|before|since|during|last|this|as|who|where|when|from"
    r"|by|near|over|[A-Z]\w*)\b"
)

_ACTS = re.compile(
    r"\s(?:would|will|could|can|may|might|must|should|has|had|is|was|wants|keeps|gets|does|did)\b"
)

_OPENING = frozenset('«“„"')
# «Білий янгол», «Новая почта»: an adjective with its noun in quotation marks is what something is called.
_ADJECTIVE_OF_TITLE = re.compile(r"(?:[ыи]й|[ыи]м|ого|ому|ій|ою|ої|ой|ом|ая|ую|ые|ие|[ыи]х|ими|і)\Z")
_NOUN_OF_TITLE = re.compile(r"\s(?!\w*(?:ся|сь|[нт]о|ли|ть|[еи]т|[аяую]ть)[»”\"])[а-яёіїєґ][\w'’-]+[»”\"]")
_REST_OF_TITLE = re.compile(r"(?:\s?-?[\dA-ZА-ЯІЇЄҐ]\w*){0,2}[»”“\"]")


def find_mentions(
    article: Article, gazetteer: Gazetteer, *, settings: Settings, parse: Parse | None = None
) -> tuple[Mention, ...]:
    """Return the mentions of ``article`` in text order, their use set, not yet resolved.

    A capitalised name after "the village of" that no gazetteer knows is a mention too. ``parse`` is
    what a parser read, if one is used: people called like towns, and places that no rule looks for.
    """
    lexicon = load_lexicon(article.language, data_dir=settings.data_dir)
    words = words_of(article)
    names = load_person_names(article.language, data_dir=settings.data_dir)
    persons = find_persons(words, lexicon, names)
    words.persons = persons.indices
    people, places = (parse.people, parse.places) if parse is not None else ((), ())
    unlocated = load_unlocated(gazetteer, data_dir=settings.data_dir)
    found = unlocated.add(spell_names(article, words, gazetteer, lexicon), words)
    found = join_compounds(found, words, gazetteer, lexicon)
    starts = {named.first for named in found}
    for named in found:
        named.is_person = _is_person(named, persons, words, lexicon) or _is_part_of(
            named, people, words, lexicon
        )
        named.is_part = opens_title(named.last, words, lexicon, starts)
        named.is_first_name = _is_first_name(named, names, words, lexicon)
    _judge(found, words, lexicon)
    taken = {index for named in found if named.use for index in range(named.first, named.last + 1)}
    if lexicon.language != "en":
        found += [named for named in find_lowercase(words, gazetteer, lexicon) if named.first not in taken]
        taken = {index for named in found if named.use for index in range(named.first, named.last + 1)}
    peoples = find_peoples(words, lexicon, taken)
    taken.update(index for named in peoples for index in range(named.first, named.last + 1))
    found += find_unknown(
        words, found, lexicon, taken, persons=persons, parsed=frozenset(start for start, _ in places)
    )
    found += peoples
    kept = sorted((named for named in found if named.use is not None), key=lambda named: named.start)
    return tuple(
        Mention(
            start=named.start,
            end=named.end,
            text=article.text[named.start : named.end],
            use=named.use,
            side=named.side,
        )
        for named in kept
        if named.use is not None
    )


def _is_person(named: Named, persons: Persons, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a person is named: by a first name, or by a surname that is no town's name."""
    if is_person(named.first, named.last, words):
        return True
    is_town = named.population >= LARGE_PLACE or named.has_feature("ADM1", "PCL", "RGN")
    if named.first != named.last or is_called_a_place(named, words, lexicon):
        return False
    word = words.items[named.first]
    if is_town:
        # "Iryna Halych packs. Halych will stay."
        is_known = named.population < CITY and persons.is_named(word.lower)
        return is_ranked(named.first, words, lexicon) or (
            is_known and words.before(named.first) not in lexicon["place_prepositions"]
        )
    if (
        persons.is_surname(word.lower)
        or is_titled(named.first, words, lexicon)
        or is_voice(named.first, words, lexicon)
    ):
        return True
    return looks_like_surname(word) and is_said_of(named.first, words, lexicon)


def _is_part_of(named: Named, people: tuple[tuple[int, int], ...], words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a parser takes the name for part of a person's; of no large town, and none called one."""
    is_part = any(
        start <= named.start and named.end <= end and (start, end) != (named.start, named.end)
        for start, end in people
    )
    return is_part and named.population < LARGE_PLACE and not is_called_a_place(named, words, lexicon)


def _is_first_name(named: Named, names: PersonNames, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a first name stands where a person is brought in: "Bohdan, a medic from Lviv"."""
    word = words.items[named.first]
    if named.population >= CITY or word.lower not in names.first_names:
        return False
    if word.is_first or _INTRODUCES.match(words.text, named.end) is not None:
        return (
            named.population < LARGE_PLACE or words.before(named.first) not in lexicon["place_prepositions"]
        )
    return not lexicon.is_in_any(words.before(named.first), ("place_cues", "place_verbs"))


def _judge(names: list[Named], words: Words, lexicon: Lexicon) -> None:
    """Set the use of every name that is one; the others keep none."""
    present = sorted(names, key=lambda named: named.start)
    starts = {named.first for named in present if named.has_feature("ADM1", "PPLA", "PPLC")}
    previous: Named | None = None
    for named in present:
        if named.use is None:
            _judge_one(named, previous, words, lexicon, starts)
        previous = named
    _judge_backwards(present, words, lexicon)
    _judge_repeats(present, words, lexicon)


def _judge_backwards(present: list[Named], words: Words, lexicon: Lexicon) -> None:
    """Read lists again from their ends: "Popivka, Loknia and the town of Sudzha".

    A common word is a name only with a name on each side: «Петровку, Новое и Головчино».
    """
    for index in range(len(present) - 2, -1, -1):
        named, following = present[index], present[index + 1]
        is_word = words.text[named.end : following.start] == " " and not following.is_adjective
        if is_word and opens_sentence(named.first, words):
            # "Will Siversk hold?"
            continue
        if (
            named.use is not None
            or _is_function_word(named, words, lexicon)
            or following.use is not Use.PLACE
        ):
            continue
        if not _is_list(named, following, words, lexicon) and not _is_counted(named, following, words):
            continue
        before = present[index - 1] if index else None
        if is_stop(named, words, lexicon) and not (
            before is not None and before.use is Use.PLACE and _is_list(before, named, words, lexicon)
        ):
            continue
        named.use = _use_if_not_embedded(named, words, lexicon)


def _is_counted(first: Named, second: Named, words: Words) -> bool:
    """Tell whether drones are counted by oblasts, of which the last alone has its noun."""
    if not (first.is_adjective and first.has_feature("ADM1") and second.has_feature("ADM1")):
        return False
    is_sure = SURE_ADJECTIVE.search(words.items[first.last].lower) is not None
    return is_sure and _COUNTED.fullmatch(words.text, first.end, second.start) is not None


def _judge_repeats(present: list[Named], words: Words, lexicon: Lexicon) -> None:
    """Let a name that was a place once be one wherever nothing speaks against it, in any case form."""
    known = {match.place.id for n in present if n.use is Use.PLACE for match in n.matches}
    for named in present:
        if named.use is not None or named.is_adjective or is_common_word(named, words):
            continue
        if is_stop(named, words, lexicon):
            continue
        if _is_function_word(named, words, lexicon) or _is_quoted(named, words):
            continue
        is_known = any(match.place.id in known and match.quality >= SURE_MATCH for match in named.matches)
        if is_known and _use_if_not_embedded(named, words, lexicon) is Use.PLACE:
            named.use = Use.PLACE


def _use_if_not_embedded(named: Named, words: Words, lexicon: Lexicon) -> Use | None:
    if named.is_person:
        return None
    is_inside = named.is_part or is_embedded(named.first, named.last, words, lexicon)
    return Use.EMBEDDED if is_inside else Use.PLACE


def _judge_one(
    named: Named, previous: Named | None, words: Words, lexicon: Lexicon, starts: set[int]
) -> None:
    if _is_function_word(named, words, lexicon):
        return
    if named.is_person:
        return
    if _is_quoted(named, words):
        named.use = _use_in_quotes(named, words, lexicon)
        return
    if named.is_adjective:
        if (
            _continues_adjectives(named, previous, words)
            or _adjective_has_noun(named, words, lexicon)
            or is_elliptic(named.first, words, lexicon)
            or find_headed(named.first, words)
            or find_elided(named.first, named.last, words, lexicon)
        ):
            named.use = _use_if_not_embedded(named, words, lexicon)
        return
    if named.is_part or is_embedded(named.first, named.last, words, lexicon):
        named.use = Use.EMBEDDED if _is_toponym(named) else None
        return
    listed = previous if previous is not None and _is_list(previous, named, words, lexicon) else None
    if _is_power(named, words, lexicon):
        _judge_power(named, listed, words, lexicon, starts)
        return
    is_open = not is_stop(named, words, lexicon) and not is_word(named, words, lexicon)
    follows_place = listed is not None and listed.use is Use.PLACE and is_open
    if follows_place or has_evidence(named, words, lexicon):
        named.use = Use.PLACE


def _judge_power(
    named: Named, listed: Named | None, words: Words, lexicon: Lexicon, starts: set[int]
) -> None:
    """Set the use of a country or a capital, which is that of the name before it in a list."""
    possesses = words.text[named.end : named.end + 2] in {"'s", "’s"}
    speaks = words.after(named.last) in lexicon["speech_verbs"]
    is_subject = _is_country(named) and _opens_clause(named, listed, words)
    inherited = listed.use if listed is not None and not (possesses or speaks or is_subject) else None
    use = stands_for(named.first, named.last, words, lexicon, is_country=_is_country(named))
    if possesses and named.last + 2 in starts:
        # "Russia's Kursk" is where Kursk lies.
        use = Use.PLACE
    named.use = inherited or use
    if named.use is Use.ACTOR:
        named.side = _side_of(named)


def _opens_clause(named: Named, listed: Named | None, words: Words) -> bool:
    """Tell "In Kursk, Ukraine still sat" from "in Kyiv, Ukraine, on Monday": a verb follows, not a comma."""
    if listed is None or words.text[listed.end : named.start] not in {", ", " "}:
        return False
    is_headed = words.before(listed.first) in {"in", "across", "over"}
    if is_headed and _GOES_ON.match(words.text, named.end) is None:
        return True
    # "would leave Donetsk, Russia would keep Crimea"
    return _ACTS.match(words.text, named.end) is not None


def _use_in_quotes(named: Named, words: Words, lexicon: Lexicon) -> Use | None:
    """Tell the brigade «Хортиця» from a paper called like a hamlet, and both from the airfield «Оленья»."""
    if names_airfield(named.first, words, lexicon):
        return Use.PLACE
    return Use.EMBEDDED if _is_toponym(named) and not is_stop(named, words, lexicon) else None


def _is_toponym(named: Named) -> bool:
    """Tell a town or a river in a body's name from a hamlet there, which is a chance likeness."""
    return named.population >= LARGE_PLACE or named.has_feature("ADM", "PCL", "ISL", "STM", "SEA", "RGN")


def _continues_adjectives(named: Named, previous: Named | None, words: Words) -> bool:
    """Tell whether an adjective follows another: "32 over Bryansk oblast, 22 over Voronezh"."""
    if previous is None or previous.use is not Use.PLACE:
        return False
    if words.items[previous.last].sentence != words.items[named.first].sentence:
        return False
    return previous.is_adjective or previous.has_feature("ADM1")


def _is_country(named: Named) -> bool:
    return named.has_feature("PCL") or any(match.place.name == "Europe" for match in named.matches)


def _is_power(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the name may stand for a government: a country or a capital."""
    if _is_country(named):
        return True
    return words.items[named.first].lower in lexicon["capital_names"] and named.has_feature(
        "PPLC", "PPLA", "PPL"
    )


def _side_of(named: Named) -> Side:
    best = max(named.matches, key=lambda match: (match.place.population or 0, match.quality))
    countries = [m.place.country for m in named.matches if m.place.feature_code.startswith("PCL")]
    country = countries[0] if countries else best.place.country
    return {"UA": Side.UA, "RU": Side.RU}.get(country or "", Side.OTHER)


def _is_list(first: Named, second: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether nothing but a comma, an "and" and words like "the village of" parts two names."""
    if words.items[first.last].sentence != words.items[second.first].sentence:
        return False
    between = words.items[first.last + 1 : second.first]
    gap = words.text[first.end : second.start]
    if len(between) > 3 or re.search(r"[.;:()—–]", gap):
        return False
    return all(
        word.lower in lexicon["list_words"]
        or word.lower in lexicon["settlement_nouns"]
        or word.lower in lexicon["articles"]
        or word.lower in lexicon["place_prepositions"]
        or word.lower == "of"
        for word in between
    ) and ("," in gap or not between or any(word.lower in lexicon["list_words"] for word in between))


def _adjective_has_noun(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether an adjective such as "Сумській" stands by "області", "НПЗ" or in such a list."""
    if names_plant(named.last, words, lexicon):
        return True
    for step in range(1, 7):
        index = named.last + step
        if index >= len(words) or words.items[index].sentence != words.items[named.last].sentence:
            return False
        word = words.items[index].lower
        if lexicon.is_in_any(word, ("adm1_nouns", "adm2_nouns", "adm3_nouns", "direction_nouns")):
            return True
        between = word in lexicon["list_words"] or words.items[index].is_capital
        if not between and step > 1:
            return False
    return False


def _is_quoted(named: Named, words: Words) -> bool:
    """Tell whether the name alone is in quotation marks, as of units, ships and channels: "Kyiv 24"."""
    text = words.text
    if text[named.start - 1 : named.start] not in _OPENING:
        return False
    if _REST_OF_TITLE.match(text, named.end) is not None:
        return True
    is_adjective = _ADJECTIVE_OF_TITLE.search(words.items[named.last].lower) is not None
    return is_adjective and _NOUN_OF_TITLE.match(text, named.end) is not None


def _is_function_word(named: Named, words: Words, lexicon: Lexicon) -> bool:
    if named.first != named.last:
        return False
    word = words.items[named.first].lower
    return lexicon.is_in_any(word, FUNCTION_LISTS) or (
        words.items[named.first].is_first
        and (word in lexicon["settlement_nouns"] or is_type_noun(word, lexicon))
    )
