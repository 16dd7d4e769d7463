"""Made-up readings for picture tests: claims at villages that do not exist, in our own words."""

import datetime as dt
import random
from collections.abc import Sequence

from shapely import Point

from geo.models import (
    Article,
    Claim,
    DateBasis,
    Engine,
    Extract,
    GeometryKind,
    Kind,
    Mention,
    Place,
    PlaceRef,
    Published,
    Reading,
    Relation,
    Resolution,
    ResolutionStatus,
    Shape,
    Side,
    Status,
    Use,
)

ENGINE = Engine(version="0", gazetteer="sample", border="UA-RU recognised border 1 (sample)")
SIDES = (Side.UA, Side.RU, Side.BOTH, None)
KINDS = tuple(Kind)


def make_place(name: str, lon: float, lat: float, *, uncertainty_m: float = 1500.0) -> Place:
    return Place(
        id=f"fl:{name}",
        name=name,
        name_uk="Вигадане",
        name_ru="Выдуманное",
        feature_code="PPL",
        country="UA",
        admin1="Sumy",
        lon=lon,
        lat=lat,
        uncertainty_m=uncertainty_m,
        source="sample",
    )


def make_reading(
    place: Place, *, number: int = 0, title: str = "A note", status: Status = Status.REPORTED
) -> Reading:
    text = f"Fighting was reported in {place.name}, note {number}."
    start = text.index(place.name)
    mention = Mention(
        start=start,
        end=start + len(place.name),
        text=place.name,
        use=Use.PLACE,
        resolution=Resolution(status=ResolutionStatus.RESOLVED, score=0.9, place=place),
    )
    claim = Claim(
        id=f"claim{number}",
        article_id=f"{number:016x}",
        start=0,
        end=len(text) - 1,
        quote=text[:-1],
        kind=KINDS[number % len(KINDS)],
        actor=SIDES[number % len(SIDES)],
        target=None,
        status=status,
        places=(PlaceRef(mention=0, relation=Relation.IN),),
        shape=Shape(
            geometry=Point(place.lon, place.lat),
            kind=GeometryKind.PLACE,
            uncertainty_m=place.uncertainty_m,
            method="settlement",
        ),
    )
    day = dt.date(2025, 3, 1) + dt.timedelta(days=number % 28)
    published = Published(start=day, end=day, basis=DateBasis.GIVEN)
    article = Article(
        id=f"{number:016x}", source=f"note{number}.txt", text=text, title=title, published=published
    )
    return Reading(article=article, mentions=(mention,), claims=(claim,))


def make_extract(readings: Sequence[Reading]) -> Extract:
    return Extract(engine=ENGINE, readings=tuple(readings))


def scattered(count: int, *, seed: int = 7, name: str = "Vyhadane") -> Extract:
    """Return ``count`` claims scattered over the border of Sumy and Kursk, the same for a seed."""
    dice = random.Random(seed)  # noqa: S311 - a picture test, not a secret
    places = [
        make_place(f"{name} {number}", dice.uniform(34.0, 36.6), dice.uniform(50.6, 51.9))
        for number in range(count)
    ]
    return make_extract([make_reading(place, number=number) for number, place in enumerate(places)])
