import json

import pytest

from geo.claims.kinds.trigger_index import TriggerIndex, compile_trigger, openings
from geo.settings import Settings

TEXTS = {
    "en": "Troops advanced near Sudzha, shelled two villages; drones struck a depot, killing two. It captur",
    "uk": "Наші захисники відбили атаки, дрони вдарили по складу. Двоє загинули, противник просунувся, зби",
    "ru": "Войска продвинулись к селу и обстреляли два дома. Дроны атаковали склад, погибли двое, сби",
}


@pytest.mark.parametrize("language", TEXTS)
def test_matches_are_those_of_the_whole_patterns(language: str) -> None:
    path = Settings().data_dir / "lexicon" / f"claims_{language}.json"
    patterns = [pattern for _, _, pattern in json.loads(path.read_text(encoding="utf-8"))["triggers"]]
    expected = {
        (number, *match.span())
        for number, pattern in enumerate(patterns)
        for match in compile_trigger(pattern).finditer(TEXTS[language])
        if match.group()
    }
    assert len(expected) > 3
    assert set(TriggerIndex(patterns).find(TEXTS[language])) == expected


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("took", {"took"}),
        ("retaken", {"retake"}),
        ("(?:re)?took", {"retook", "took"}),
        ("(?:re-?)?took", {"re-too", "retook", "took"}),
        ("[cs]eized?", {"ceize", "ceized", "seize", "seized"}),
        ("fell(?: back)?", {"fell", "fell b"}),
        (r"\w+ed", {""}),
        ("in.*", {"in"}),
        ("a{0,2}?bc", {"a", "bc"}),
        ("Up(?=stream)|on", {"up", "on"}),
        ("(?:dron|missile)s", {"drons", "missil"}),
        ("(?:is|are) (?:now )?(?:in|under)", {"is now", "is in", "is und", "are no", "are in", "are un"}),
        ("(?:(?<=the )|(?<=an ))(?:left|quit)", {"left", "quit"}),
        (r"[—-] [\d.]+", {"- ", "— "}),
        ("(?:a|be)gan", {"agan", "began"}),
    ],
)
def test_a_match_begins_with_one_of_the_openings(pattern: str, found: set[str]) -> None:
    assert openings(pattern) == found


def test_a_text_may_end_within_the_letters_looked_at() -> None:
    assert list(TriggerIndex(["up|upstream"]).find("go up")) == [(0, 3, 5)]
