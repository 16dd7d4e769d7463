"""The only module that chains the stages: articles in, an Extract out.

One Frontline holds what is costly to open (gazetteer, border, areas) and nothing that changes, so
the command line, the app and a notebook can share it.
"""

from __future__ import annotations

import dataclasses
import logging
from functools import cached_property
from typing import TYPE_CHECKING

from geo import __version__
from geo.geography.areas import Areas, load_areas
from geo.geography.border import Border, load_border
from geo.geography.shapes import shape_claims
from geo.kept_readings import open_kept, reading_key
from geo.models import Engine, Extract, Reading
from geo.reading.article import make_article
from geo.reading.files import read_articles
from geo.settings import Settings
from geo.toponyms.store import ensure_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from geo.claims.language_model import LanguageModel
    from geo.kept_readings import KeptReadings
    from geo.models import Article, Correction, Mention, Parse, Place, Published, Skipped
    from geo.parsing import Parser
    from geo.toponyms.gazetteer import Gazetteer
    from geo.toponyms.online import OnlineGazetteer

logger = logging.getLogger(__name__)


class Frontline:
    """The whole chain from text to claims with shapes.

    Parameters
    ----------
    settings
        Paths and thresholds; the defaults read the shipped data.
    keep
        Whether readings are kept in the cache, so that what was read before is not read again. Where the
        settings switch a service or a model on, nothing is kept: it may answer otherwise the next time.

    Examples
    --------
    >>> reading = Frontline().read_text("Russian forces shelled the village of Krasnopillia.", source="note")
    >>> [claim.kind.value for claim in reading.claims]
    ['strike']
    """

    def __init__(self, settings: Settings | None = None, *, keep: bool = False) -> None:
        """Take the settings; the data are opened when first needed."""
        self.settings = settings or Settings()
        given = self.settings
        asks = (given.online_geocoder, given.language_model_url, given.spacy_pipeline)
        self._keeps = keep and asks == (None, None, None)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, compiled from the shipped text on first use."""
        return ensure_gazetteer(self.settings)

    @cached_property
    def online(self) -> OnlineGazetteer | None:
        """The online geocoder, if the user's settings switch one on."""
        if self.settings.online_geocoder is None:
            return None
        from geo.toponyms.online import OnlineGazetteer  # noqa: PLC0415 - half a second, for a few

        return OnlineGazetteer.open(self.settings)

    @cached_property
    def language_model(self) -> LanguageModel | None:
        """The language model that adds claims to those of the rules, if the user switched one on."""
        if self.settings.language_model_url is None:
            return None
        from geo.claims.language_model import LanguageModel  # noqa: PLC0415 - the network, for a few

        return LanguageModel.open(self.settings)

    @cached_property
    def parser(self) -> Parser | None:
        """The spaCy pipeline that helps to read English, if the user switched one on."""
        if self.settings.spacy_pipeline is None:
            return None
        from geo.parsing import Parser  # noqa: PLC0415 - a second to load, for a few

        return Parser.open(self.settings)

    @cached_property
    def border(self) -> Border:
        """The recognised border."""
        return load_border(self.settings)

    @cached_property
    def areas(self) -> Areas:
        """The oblasts as polygons."""
        return load_areas(self.settings)

    @cached_property
    def _kept(self) -> KeptReadings | None:
        return open_kept(self.settings) if self._keeps else None

    @cached_property
    def engine(self) -> Engine:
        """What makes an extract, recorded in it."""
        if self._kept is not None and (known := self._kept.engine()) is not None:
            return known
        made = self._make_engine()
        if self._kept is not None:
            self._kept.keep_engine(made)
        return made

    def _make_engine(self) -> Engine:
        return Engine(
            version=__version__,
            gazetteer=f"{self.gazetteer.name} {self.gazetteer.content_hash}",
            border=f"{self.border.name} {self.border.content_hash}",
            language_model="; ".join(model.name for model in self._models) or None,
        )

    @property
    def _models(self) -> list[Parser | LanguageModel]:
        return [model for model in (self.parser, self.language_model) if model is not None]

    def extract(
        self,
        paths: Iterable[Path],
        *,
        published: Published | None = None,
        corrections: Sequence[Correction] = (),
        on_progress: Callable[[int, int, str], None] | None = None,
    ) -> Extract:
        """Read every article below ``paths`` and return what is reported in them.

        Parameters
        ----------
        paths
            Files and folders; what cannot be read is listed in ``skipped`` and the rest goes on.
        published
            Publication interval for files that state none.
        corrections
            An analyst's decisions about toponyms, applied before any rule.
        on_progress
            Called with the number done, the number in all and the source just read.
        """
        articles, skipped = read_articles(paths, settings=self.settings, published=published)
        return self.extract_articles(
            articles, skipped=skipped, corrections=corrections, on_progress=on_progress
        )

    def extract_articles(
        self,
        articles: Sequence[Article],
        *,
        skipped: Sequence[Skipped] = (),
        corrections: Sequence[Correction] = (),
        on_progress: Callable[[int, int, str], None] | None = None,
    ) -> Extract:
        """Return what is reported in ``articles``; an article given twice is read once."""
        unique = list({article.id: article for article in articles}.values())
        readings = []
        for number, article in enumerate(unique, start=1):
            readings.append(self.read_article(article, corrections=corrections))
            if on_progress is not None:
                on_progress(number, len(unique), article.source)
        return Extract(engine=self.engine, readings=tuple(readings), skipped=tuple(skipped))

    def read_text(
        self,
        text: str,
        *,
        source: str,
        title: str | None = None,
        published: Published | None = None,
        corrections: Sequence[Correction] = (),
    ) -> Reading:
        """Return what is reported in a pasted ``text``; ``source`` says where it is from."""
        article = make_article(text, source=source, title=title, published=published)
        return self.read_article(article, corrections=corrections)

    def read_article(self, article: Article, *, corrections: Sequence[Correction] = ()) -> Reading:
        """Return the mentions and the claims of one article."""
        if self._kept is None:
            return self._read_article(article, corrections)
        key = reading_key(article, corrections)
        reading = self._kept.find(key)
        if reading is None:
            reading = self._read_article(article, corrections)
            self._kept.keep(key, reading)
        return reading

    def _read_article(self, article: Article, corrections: Sequence[Correction]) -> Reading:
        from geo.claims.extraction import extract_claims  # noqa: PLC0415 - half a second, not to show what was read

        parse = None if self.parser is None else self.parser.parse(article)
        mentions = self.find_places(article, corrections=corrections, parse=parse)
        reported = extract_claims(article, mentions, settings=self.settings, parse=parse)
        if self.language_model is not None:
            from geo.claims.suggestions import add_suggested  # noqa: PLC0415 - as above

            reported = add_suggested(article, mentions, reported, self.language_model, settings=self.settings)
        claims = shape_claims(
            article, mentions, reported, border=self.border, areas=self.areas, settings=self.settings
        )
        return Reading(article=article, mentions=mentions, claims=claims)

    def find_places(
        self, article: Article, *, corrections: Sequence[Correction] = (), parse: Parse | None = None
    ) -> tuple[Mention, ...]:
        """Return the mentions of an article, resolved as far as the text allows."""
        from geo.toponyms.recognition import find_mentions  # noqa: PLC0415 - as above
        from geo.toponyms.resolution import resolve_mentions  # noqa: PLC0415 - as above

        return resolve_mentions(
            article,
            find_mentions(article, self.gazetteer, settings=self.settings, parse=parse),
            self.gazetteer,
            settings=self.settings,
            corrections=corrections,
            border_km=self._border_km,
            online=self.online,
        )

    def _border_km(self, places: Sequence[Place]) -> list[float]:
        """Return the distances of ``places`` to the border in kilometres."""
        return [position.distance_m / 1000 for position in self.border.positions(places)]

    def with_settings(self, **changes: object) -> Frontline:
        """Return a Frontline whose settings differ by ``changes``."""
        settings = dataclasses.replace(self.settings, **changes)  # type: ignore[arg-type]
        return Frontline(settings, keep=self._keeps)
