"""The values that the stages exchange, frozen so that a claim on the map can be traced and trusted.

Offsets count characters of ``Article.text``. Coordinates are WGS 84 degrees, named ``lon`` and
``lat``. Unknown is ``None``, never a default: no fallback date, no point at 0,0. The closed
vocabularies are those of the extract contract (``data/contract.schema.json``).
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shapely.geometry.base import BaseGeometry


class DateBasis(StrEnum):
    """How the publication date is known, best first."""

    FRONT_MATTER = "front_matter"
    GIVEN = "given"
    DATELINE = "dateline"
    URL = "url"
    INFERRED = "inferred"


class Use(StrEnum):
    """What a place name stands for in its sentence. Only ``PLACE`` may reach the map."""

    PLACE = "place"
    ACTOR = "actor"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"


class ResolutionStatus(StrEnum):
    """Whether one gazetteer entry was chosen for a mention."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


class Kind(StrEnum):
    """What is reported to have happened."""

    ADVANCE = "advance"
    WITHDRAWAL = "withdrawal"
    CAPTURE = "capture"
    CONTROL = "control"
    PRESENCE = "presence"
    GROUND_ATTACK = "ground_attack"
    REPELLED_ATTACK = "repelled_attack"
    CLASH = "clash"
    STRIKE = "strike"
    CASUALTIES = "casualties"
    PRISONERS = "prisoners"
    EQUIPMENT_LOSS = "equipment_loss"
    EVACUATION = "evacuation"
    BUILDUP = "buildup"
    DENIAL = "denial"
    OTHER = "other"


class Side(StrEnum):
    """A party to the war; ``None`` where the text does not say."""

    UA = "UA"
    RU = "RU"
    BOTH = "both"
    OTHER = "other"


class Status(StrEnum):
    """How sure the text says the claim is."""

    ASSERTED = "asserted"
    CLAIMED = "claimed"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    GEOLOCATED = "geolocated"
    DENIED = "denied"
    UNCONFIRMED = "unconfirmed"
    ASSESSED = "assessed"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


NOT_EVENTS = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
"""Statuses that are kept in the tables and never drawn as events."""


class Role(StrEnum):
    """Who the speaker of an attribution is."""

    MILITARY_OFFICIAL = "military_official"
    CIVIL_OFFICIAL = "civil_official"
    MINISTRY = "ministry"
    GENERAL_STAFF = "general_staff"
    MILBLOGGER = "milblogger"
    OSINT = "osint"
    THINK_TANK = "think_tank"
    WITNESS = "witness"
    MEDIA = "media"
    UNNAMED_OFFICIAL = "unnamed_official"
    OTHER = "other"


class Relation(StrEnum):
    """How a claim lies to a place it names."""

    AT = "at"
    IN = "in"
    NEAR = "near"
    TOWARD = "toward"
    BETWEEN = "between"
    ALONG = "along"
    FROM = "from"
    OFFSET = "offset"


class Measure(StrEnum):
    """What a quantity measures."""

    BORDER_DISTANCE = "border_distance"
    ADVANCE_DEPTH = "advance_depth"
    BORDER_LENGTH = "border_length"
    FRONT_LENGTH = "front_length"
    AREA = "area"
    SETTLEMENTS = "settlements"
    PERSONNEL = "personnel"
    VEHICLES = "vehicles"
    DRONES = "drones"
    MISSILES = "missiles"
    KILLED = "killed"
    WOUNDED = "wounded"
    PRISONERS = "prisoners"
    DISPLACED = "displaced"
    SHARE = "share"
    DURATION = "duration"
    OTHER = "other"


class Comparator(StrEnum):
    """How the written number bounds the true one."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    UP_TO = "up_to"
    VAGUE = "vague"


class GeometryKind(StrEnum):
    """What the geometry of a claim is; ``None`` for an unlocated claim."""

    PLACE = "place"
    OFFSET = "offset"
    AREA = "area"
    BORDER_STRETCH = "border_stretch"
    ISODISTANCE = "isodistance"
    DIRECTION = "direction"


class Consistency(StrEnum):
    """Whether a reported number can hold together with the computed geometry."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    CANNOT_TELL = "cannot_tell"


class Decision(StrEnum):
    """What an analyst decided about a toponym."""

    PLACE = "place"
    MOVE = "move"
    NOT_A_PLACE = "not_a_place"
    ACCEPT = "accept"


def content_id(*parts: object) -> str:
    """Return 16 hex digits of SHA-256 over ``parts``, so that reruns agree on ids.

    >>> content_id("a", 1) == content_id("a", 1)
    True
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The closed interval of days in which an article was published, and how it is known."""

    start: dt.date | None = None
    end: dt.date | None = None
    basis: DateBasis = DateBasis.INFERRED

    def __post_init__(self) -> None:
        """Refuse an interval that ends before it starts."""
        if self.start is not None and self.end is not None and self.start > self.end:
            msg = f"publication interval {self.start}..{self.end} ends before it starts"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence or a heading, by its span in the article text."""

    start: int
    end: int
    is_heading: bool = False
    paragraph: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """What a grammatical parser read in an article, as spans of its text.

    ``speakers`` holds the subject of a verb by the offset of the verb's first letter.
    """

    people: tuple[tuple[int, int], ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    speakers: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A cleaned article. ``text`` is what every offset of every other value refers to.

    ``notices`` are one-line remarks for the user, such as furniture that was dropped.
    """

    id: str
    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    published: Published = field(default_factory=Published)
    sentences: tuple[Sentence, ...] = ()
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse sentences outside the text."""
        for sentence in self.sentences:
            _check_span(sentence.start, sentence.end, self.text)


def _check_span(start: int, end: int, text: str) -> None:
    if not 0 <= start < end <= len(text):
        msg = f"span {start}:{end} lies outside a text of {len(text)} characters"
        raise ValueError(msg)


def _check_position(lon: float | None, lat: float | None) -> None:
    if lon is None or lat is None or not (-180 <= lon <= 180 and -90 <= lat <= 90):
        msg = f"lon {lon!r}, lat {lat!r} is no position; is the order lon, lat?"
        raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input that could not be read: where, and one line saying what to do."""

    source: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry.

    ``uncertainty_m`` is the radius of the circle around ``lon, lat`` that holds the whole place:
    large for an oblast, never 0. ``country`` is an ISO 3166 alpha-2 code. ``admin1`` is the
    English name of the oblast without the word Oblast. ``basis`` tells where the coordinate is from.
    ``is_settlement`` marks a populated place, which may be drawn as a point; ``is_area`` a country, an
    oblast or a raion, which never is.
    """

    id: str
    name: str
    feature_code: str
    country: str | None
    admin1: str | None
    lon: float
    lat: float
    uncertainty_m: float
    source: str
    admin2: str | None = None
    population: int | None = None
    name_uk: str | None = None
    name_ru: str | None = None
    basis: str | None = None
    is_settlement: bool = field(init=False, repr=False, compare=False)
    is_area: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse coordinates outside the globe and an uncertainty of nothing."""
        _check_position(self.lon, self.lat)
        if not self.uncertainty_m > 0:
            msg = f"uncertainty_m of {self.name!r} must be positive, not {self.uncertainty_m!r}"
            raise ValueError(msg)
        # Asked a thousand times an article, so told once.
        object.__setattr__(self, "is_settlement", self.feature_code.startswith("PPL"))
        object.__setattr__(self, "is_area", self.feature_code.startswith(("ADM", "PCL")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a mention may mean, with its score in 0..1 and the reason in words."""

    place: Place
    score: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The choice made for a mention. ``place`` is set only when ``status`` is resolved."""

    status: ResolutionStatus
    score: float | None = None
    reason: str = ""
    place: Place | None = None
    candidates: tuple[Candidate, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a place without a decision, and a decision without a place."""
        if (self.status is ResolutionStatus.RESOLVED) != (self.place is not None):
            msg = f"a resolution that is {self.status} {'has' if self.place else 'lacks'} a place"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An analyst's decision about a toponym, for one article or for every later one.

    ``toponym`` is as written; whoever applies it compares folded names. ``article_id`` of ``None``
    means every article; ``context_admin1`` limits it to articles that name that oblast (English,
    without the word Oblast). ``PLACE`` and ``ACCEPT`` carry the ``place`` meant (another one, or
    the one that was already chosen), ``MOVE`` a position of the analyst's own. Of several that
    fit, the latest wins among those of the article itself, then among the others.
    """

    id: str
    toponym: str
    decision: Decision
    made_at: dt.datetime
    article_id: str | None = None
    context_admin1: str | None = None
    place: Place | None = None
    lon: float | None = None
    lat: float | None = None
    uncertainty_m: float | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a decision without what it needs, and a moment without a time zone."""
        if not self.toponym.strip():
            msg = "a correction needs the toponym as written"
            raise ValueError(msg)
        if self.made_at.tzinfo is None:
            msg = f"made_at {self.made_at!r} has no time zone"
            raise ValueError(msg)
        if (self.decision in (Decision.PLACE, Decision.ACCEPT)) != (self.place is not None):
            msg = f"a correction of {self.decision} {'has' if self.place else 'lacks'} a place"
            raise ValueError(msg)
        has_position = self.lon is not None and self.lat is not None
        if (self.decision is Decision.MOVE) != has_position:
            msg = f"a correction of {self.decision} {'has' if has_position else 'lacks'} a position"
            raise ValueError(msg)
        if has_position:
            _check_position(self.lon, self.lat)
        if self.uncertainty_m is not None and not self.uncertainty_m > 0:
            msg = f"uncertainty_m of {self.toponym!r} must be positive, not {self.uncertainty_m!r}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A toponym at a span of an article.

    ``resolution`` is ``None`` for demonyms and embedded names. ``side`` tells for an actor or a
    demonym whose it is, so that claims need not look the name up again.
    """

    start: int
    end: int
    text: str
    use: Use
    resolution: Resolution | None = None
    side: Side | None = None

    @property
    def place(self) -> Place | None:
        """The place chosen, if the name stands for the ground and one place was chosen."""
        if self.use is not Use.PLACE or self.resolution is None:
            return None
        return self.resolution.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as written and as read. An open bound is ``None``; ``value`` is ``None`` when vague."""

    start: int
    end: int
    as_written: str
    measure: Measure
    value: float | None
    low: float | None
    high: float | None
    unit: str
    comparator: Comparator
    si_value: float | None = None
    si_unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A closed interval of days read from an expression; ``None`` where the text allows no bound."""

    as_written: str
    start: dt.date | None
    end: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to say it: the speaker as written, and the cue ("reported") at ``start:end``."""

    speaker: str
    role: Role
    side: Side | None
    cue: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A claim's link to a mention, by its index in the article's mentions.

    ``distance_m`` and ``bearing_deg`` (clockwise from north) are set for an offset only.
    """

    mention: int
    relation: Relation
    distance_m: float | None = None
    bearing_deg: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The geometry of a claim in EPSG:4326, what it is, and a word for how it was made."""

    geometry: BaseGeometry
    kind: GeometryKind
    uncertainty_m: float | None
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What geometry says, kept apart from what was reported.

    ``border_distance_m`` is geodesic to the recognised border, ``border_side`` the country whose
    recognised territory holds the place. ``note`` is one sentence for the reader.
    """

    border_distance_m: int | None = None
    border_side: Side | None = None
    consistency: Consistency = Consistency.CANNOT_TELL
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that an article says was done, by whom, where, how much, when, according to whom.

    ``places`` are ordered: the first is the place the claim is about. ``inferences`` name the
    fields that no word states (such as the striking side, inferred from who owns the target).
    ``restated`` holds the spans of the same claim said again in the same article.
    """

    id: str
    article_id: str
    start: int
    end: int
    quote: str
    kind: Kind
    actor: Side | None
    target: Side | None
    status: Status
    negated: bool = False
    attribution: Attribution | None = None
    places: tuple[PlaceRef, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    time: TimeSpan | None = None
    shape: Shape | None = None
    computed: Computed | None = None
    inferences: tuple[str, ...] = ()
    restated: tuple[tuple[int, int], ...] = ()

    @property
    def is_event(self) -> bool:
        """Whether the claim may be drawn as something that happened."""
        return self.status not in NOT_EVENTS and not self.negated


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article with all that was found in it."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What made an extract: versions and content hashes, so that it can be made again."""

    version: str
    gazetteer: str
    border: str
    language_model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """All that was found in a batch of articles, and what could not be read."""

    engine: Engine
    readings: tuple[Reading, ...] = ()
    skipped: tuple[Skipped, ...] = ()
