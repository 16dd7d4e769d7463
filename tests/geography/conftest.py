"""Named places and a claim builder for the geography tests; the border and oblasts are the shipped ones."""

from __future__ import annotations

import pytest

from geo.geography.areas import Areas, load_areas
from geo.geography.border import Border, load_border
from geo.geography.shapes import shape_claims
from geo.models import (
    Article,
    Claim,
    Kind,
    Mention,
    Place,
    PlaceRef,
    Quantity,
    Relation,
    Resolution,
    ResolutionStatus,
    Side,
    Status,
    Use,
)
from geo.settings import Settings


def settlement(name: str, lon: float, lat: float, **more: object) -> Place:
    values: dict[str, object] = {"country": "RU", "admin1": "Belgorod", "uncertainty_m": 2000.0} | more
    return Place(id=f"t:{name}", name=name, feature_code="PPL", lon=lon, lat=lat, source="test", **values)  # type: ignore[arg-type]


def oblast(name: str, country: str, lon: float, lat: float) -> Place:
    return Place(
        id=f"t:{name} Oblast",
        name=f"{name} Oblast",
        feature_code="ADM1",
        country=country,
        admin1=name,
        lon=lon,
        lat=lat,
        uncertainty_m=150_000,
        source="test",
    )


PLACES = {
    "Belgorod": settlement("Belgorod", 36.588, 50.597, uncertainty_m=6000.0),
    "Sudzha": settlement("Sudzha", 35.27, 51.19, admin1="Kursk", uncertainty_m=2500.0),
    "Demidovka": settlement("Demidovka", 35.3917, 50.9494),
    "Shebekino": settlement("Shebekino", 36.9022, 50.4111, uncertainty_m=4000.0),
    "Popovka": settlement("Popovka", 35.35, 50.953, uncertainty_m=3500.0),
    "Pokrovsk": settlement(
        "Pokrovsk", 37.1772, 48.2771, country="UA", admin1="Donetsk", uncertainty_m=5000.0
    ),
    "Udachne": settlement("Udachne", 36.9911, 48.2408, country="UA", admin1="Donetsk", uncertainty_m=1500.0),
    "Shcherbaky": settlement(
        "Shcherbaky", 35.5784, 47.5512, country="UA", admin1="Zaporizhzhia", uncertainty_m=1000.0
    ),
    "Belgorod Oblast": oblast("Belgorod", "RU", 37.4, 50.8),
    "Kursk Oblast": oblast("Kursk", "RU", 36.2, 51.7),
    "Poltava Oblast": oblast("Poltava", "UA", 33.7, 49.6),
    "Russia": Place(
        id="t:ru",
        name="Russia",
        feature_code="PCLI",
        country="RU",
        admin1=None,
        lon=40,
        lat=55,
        uncertainty_m=4e6,
        source="test",
    ),
    "Sea of Azov": Place(
        id="t:azov",
        name="Sea of Azov",
        feature_code="SEA",
        country=None,
        admin1=None,
        lon=36.6,
        lat=46.1,
        uncertainty_m=2e5,
        source="test",
    ),
}


class Scene:
    """Builds one claim about one sentence and shapes it."""

    def __init__(self, border: Border, areas: Areas, settings: Settings) -> None:
        self.border, self.areas, self.settings = border, areas, settings

    def __call__(
        self,
        text: str,
        *refs: tuple[str, Relation] | tuple[str, Relation, float, float | None],
        kind: Kind = Kind.CLASH,
        actor: Side | None = Side.UA,
        status: Status = Status.REPORTED,
        negated: bool = False,
        quantities: tuple[Quantity, ...] = (),
    ) -> Claim:
        mentions = []
        places = []
        for index, (name, relation, *offset) in enumerate(refs):
            place = PLACES.get(name)
            start = max(0, text.find(name.split(" ")[0]))
            status_of = ResolutionStatus.RESOLVED if place else ResolutionStatus.AMBIGUOUS
            mentions.append(
                Mention(
                    start=start,
                    end=start + len(name),
                    text=name,
                    use=Use.PLACE,
                    resolution=Resolution(status=status_of, place=place, score=0.9 if place else None),
                )
            )
            places.append(
                PlaceRef(
                    mention=index,
                    relation=relation,
                    distance_m=offset[0] if offset else None,
                    bearing_deg=offset[1] if offset else None,
                )
            )
        article = Article(id="a", source="test", text=text)
        claim = Claim(
            id="c",
            article_id="a",
            start=0,
            end=len(text),
            quote=text,
            kind=kind,
            actor=actor,
            target=None,
            status=status,
            negated=negated,
            places=tuple(places),
            quantities=quantities,
        )
        (shaped,) = shape_claims(
            article, tuple(mentions), (claim,), border=self.border, areas=self.areas, settings=self.settings
        )
        return shaped


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def border(settings: Settings) -> Border:
    return load_border(settings)


@pytest.fixture(scope="session")
def areas(settings: Settings) -> Areas:
    return load_areas(settings)


@pytest.fixture(scope="session")
def scene(border: Border, areas: Areas, settings: Settings) -> Scene:
    return Scene(border, areas, settings)


@pytest.fixture(scope="session")
def places() -> dict[str, Place]:
    return PLACES


@pytest.fixture
def quantity() -> type:
    return LengthMaker


class LengthMaker:
    """Makes a quantity for words in a text: ``LengthMaker.of(text, "10 km", measure, ...)``."""

    @staticmethod
    def of(
        text: str,
        words: str,
        measure: object,
        value: float | None,
        *,
        low: float | None = None,
        high: float | None = None,
        comparator: str = "exact",
        unit: str = "km",
    ) -> Quantity:
        from geo.models import Comparator, Measure  # noqa: PLC0415 - only the builder needs them

        start = text.index(words)
        given = Comparator(comparator)
        if given is Comparator.EXACT:
            low, high = value, value
        return Quantity(
            start=start,
            end=start + len(words),
            as_written=words,
            measure=Measure(str(measure)),
            value=value,
            low=low,
            high=high,
            unit=unit,
            comparator=given,
        )
