"""Groups and contradictions over made-up articles in our own words."""

import datetime as dt
import itertools

import pytest

from geo.claims.grouping import Dispute, find_contradictions, group_claims
from geo.models import (
    Article,
    Attribution,
    Claim,
    Comparator,
    DateBasis,
    Kind,
    Measure,
    Mention,
    Place,
    PlaceRef,
    Published,
    Quantity,
    Reading,
    Relation,
    Resolution,
    ResolutionStatus,
    Role,
    Side,
    Status,
    TimeSpan,
    Use,
)
from tests.samples import make_place

DAY = dt.date(2025, 3, 30)
TORETSK = make_place("Toretsk", 37.85, 48.39)
LYMAN = make_place("Lyman", 37.81, 48.99)
STAFF = (Role.GENERAL_STAFF, Side.UA, "the General Staff")
MINISTRY = (Role.MINISTRY, Side.RU, "the Ministry of Defence")
_numbers = itertools.count()


def report(
    quote: str,
    kind: Kind,
    actor: Side | None,
    *,
    place: Place = TORETSK,
    voice: tuple[Role, Side, str] | None = None,
    day: dt.date | None = None,
    published: dt.date = DAY,
    count: tuple[Measure, int] | None = None,
    negated: bool = False,
    publisher: str | None = None,
    status: Status = Status.CLAIMED,
    relation: Relation = Relation.IN,
) -> Reading:
    """Return an article that makes one claim."""
    number = next(_numbers)
    text = f"{quote} {place.name}"
    mention = Mention(
        start=len(quote) + 1,
        end=len(text),
        text=place.name,
        use=Use.PLACE,
        resolution=Resolution(status=ResolutionStatus.RESOLVED, score=0.9, place=place),
    )
    quantities = ()
    if count is not None:
        measure, value = count
        quantities = (
            Quantity(
                start=0,
                end=1,
                as_written=str(value),
                measure=measure,
                value=value,
                low=value,
                high=value,
                unit=measure.value,
                comparator=Comparator.EXACT,
            ),
        )
    claim = Claim(
        id=f"claim{number}",
        article_id=f"article{number}",
        start=0,
        end=len(text),
        quote=text,
        kind=kind,
        actor=actor,
        target=None,
        status=status,
        negated=negated,
        attribution=Attribution(speaker=voice[2], role=voice[0], side=voice[1], cue="said", start=0, end=1)
        if voice
        else None,
        places=(PlaceRef(mention=0, relation=relation),),
        quantities=quantities,
        time=TimeSpan(as_written="then", start=day, end=day) if day else None,
    )
    article = Article(
        id=f"article{number}",
        source=f"{number}.txt",
        text=text,
        publisher=publisher,
        published=Published(start=published, end=published, basis=DateBasis.GIVEN),
    )
    return Reading(article=article, mentions=(mention,), claims=(claim,))


def test_outlets_that_repeat_one_general_staff_are_one_origin() -> None:
    quotes = ("Six assaults beaten off in", "Defenders stopped them six times at", "Enemy thrown back from")
    readings = [
        report(q, Kind.REPELLED_ATTACK, Side.UA, voice=STAFF, publisher=f"Paper {n}")
        for n, q in enumerate(quotes)
    ]
    (group,) = group_claims(readings)
    assert len(group.claims) == 3
    assert len(group.origins) == 1
    assert group.reason == "3 articles report this of Toretsk; they go back to one origin."


def test_ministry_and_staff_and_an_outlet_are_three_origins() -> None:
    readings = [
        report("The town was taken, it said:", Kind.CAPTURE, Side.RU, voice=MINISTRY),
        report("Our units left, and they hold", Kind.CAPTURE, Side.RU, voice=STAFF),
        report("Reporters saw the flag raised over", Kind.CAPTURE, Side.RU, publisher="Paper"),
    ]
    (group,) = group_claims(readings)
    assert [len(origin.claim_ids) for origin in group.origins] == [1, 1, 1]


def test_one_text_in_two_outlets_is_one_origin() -> None:
    text = "Shells fell on the market of the mining town of"
    readings = [report(text, Kind.STRIKE, Side.RU, publisher=name) for name in ("One", "Two")]
    (group,) = group_claims(readings)
    assert len(group.origins) == 1


def test_one_person_in_two_scripts_is_one_origin() -> None:
    readings = [
        report("A drone hit a bus in", Kind.STRIKE, Side.UA, voice=(Role.CIVIL_OFFICIAL, Side.RU, name))
        for name in ("Governor Vyacheslav Gladkov", "Гладков")
    ]
    (group,) = group_claims(readings)
    assert len(group.origins) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"place": LYMAN},
        {"kind": Kind.ADVANCE},
        {"actor": Side.UA},
        {"day": dt.date(2025, 3, 1)},
        {"negated": True},
    ],
)
def test_other_place_kind_actor_or_day_is_no_group(other: dict[str, object]) -> None:
    first = report("Taken on that day:", Kind.CAPTURE, Side.RU, day=DAY)
    given = {"kind": Kind.CAPTURE, "actor": Side.RU, "day": DAY} | other
    second = report("It fell, they say:", **given)  # type: ignore[arg-type]
    assert group_claims([first, second]) == ()


def test_one_article_alone_is_no_group() -> None:
    assert group_claims([report("Taken:", Kind.CAPTURE, Side.RU)]) == ()


def test_differing_casualty_counts_are_no_group_and_never_summed() -> None:
    readings = [
        report("Some died in", Kind.CASUALTIES, Side.RU, count=(Measure.KILLED, n), day=DAY, voice=voice)
        for n, voice in ((3, STAFF), (7, MINISTRY))
    ]
    assert group_claims(readings) == ()
    (contradiction,) = find_contradictions(readings)
    assert contradiction.dispute is Dispute.COUNT
    assert [[q.value for c in side for q in c.quantities] for side in contradiction.sides] == [[3], [7]]
    assert contradiction.reason == (
        "the General Staff gives killed at Toretsk as '3', the Ministry of Defence as '7'."
    )


@pytest.mark.parametrize(
    ("kind", "relation", "words"),
    [
        (Kind.REPELLED_ATTACK, Relation.NEAR, "repelled attacks on it"),
        (Kind.CONTROL, Relation.AT, "controls it"),
    ],
)
def test_captured_against_held(kind: Kind, relation: Relation, words: str) -> None:
    taken = report("It was taken:", Kind.CAPTURE, Side.RU, voice=MINISTRY, day=DAY)
    held = report("All is ours at", kind, Side.UA, voice=STAFF, relation=relation)
    (found,) = find_contradictions([taken, held])
    assert found.dispute is Dispute.HOLDER
    assert found.sides == (taken.claims, held.claims)
    assert words in found.reason


def test_control_by_both_sides() -> None:
    readings = [
        report("Held by us:", Kind.CONTROL, side, voice=voice)
        for side, voice in ((Side.RU, MINISTRY), (Side.UA, STAFF))
    ]
    # The two quotes share their words: an origin of its own is told by the speaker alone.
    readings[1] = report("The town stays under our flag:", Kind.CONTROL, Side.UA, voice=STAFF)
    (found,) = find_contradictions(readings)
    assert [claim.actor for claim in found.claims] == [Side.RU, Side.UA]


def test_assertion_against_denial() -> None:
    said = report("Troops took", Kind.CAPTURE, Side.RU, voice=MINISTRY)
    denied = report("Troops took", Kind.CAPTURE, Side.RU, voice=STAFF, negated=True, status=Status.DENIED)
    (found,) = find_contradictions([said, denied])
    assert found.dispute is Dispute.OCCURRENCE
    assert found.claims == (*said.claims, *denied.claims)
    assert "the General Staff denies" in found.reason


@pytest.mark.parametrize(
    "readings",
    [
        # Lost one day and held on a much later one.
        [
            ("Taken then:", Kind.CAPTURE, Side.RU, {"voice": MINISTRY, "day": dt.date(2025, 3, 1)}),
            ("Ours again now:", Kind.CONTROL, Side.UA, {"voice": STAFF, "day": DAY}),
        ],
        # Two captures without a day follow each other.
        [
            ("They seized it:", Kind.CAPTURE, Side.UA, {}),
            ("We took it back:", Kind.CAPTURE, Side.RU, {"voice": MINISTRY}),
        ],
        # One origin does not contradict itself.
        [
            ("Taken today:", Kind.CAPTURE, Side.RU, {"voice": STAFF}),
            ("Held for long:", Kind.CONTROL, Side.UA, {"voice": STAFF}),
        ],
        # What is planned is no event.
        [
            ("To be stormed:", Kind.CAPTURE, Side.RU, {"voice": MINISTRY, "status": Status.PLANNED}),
            ("Held for long:", Kind.CONTROL, Side.UA, {"voice": STAFF}),
        ],
        # Beaten off by both sides: each may attack.
        [
            ("Stopped them:", Kind.REPELLED_ATTACK, Side.RU, {"voice": MINISTRY}),
            ("Threw them back:", Kind.REPELLED_ATTACK, Side.UA, {"voice": STAFF}),
        ],
        # Articles of different months.
        [
            ("Taken now:", Kind.CAPTURE, Side.RU, {"voice": MINISTRY, "published": dt.date(2024, 6, 1)}),
            ("Held for long:", Kind.CONTROL, Side.UA, {"voice": STAFF}),
        ],
        # Another place.
        [
            ("Taken now:", Kind.CAPTURE, Side.RU, {"voice": MINISTRY, "place": LYMAN}),
            ("Held for long:", Kind.CONTROL, Side.UA, {"voice": STAFF}),
        ],
    ],
)
def test_what_can_both_hold_is_no_contradiction(readings: list[tuple[str, Kind, Side, dict]]) -> None:
    assert find_contradictions([report(q, k, side, **more) for q, k, side, more in readings]) == ()


def test_open_bound_excludes_no_count() -> None:
    few = report("Died in", Kind.CASUALTIES, Side.RU, count=(Measure.KILLED, 3), voice=STAFF)
    more = report("More died in", Kind.CASUALTIES, Side.RU, count=(Measure.KILLED, 3), voice=MINISTRY)
    assert find_contradictions([few, more]) == ()
