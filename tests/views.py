"""The first sentence of a text as the rules of claims see it."""

from geo.claims.language.lexicon import load_claim_lexicon
from geo.claims.language.sentence_view import View, make_views
from geo.pipeline import Frontline
from geo.reading.article import make_article


def view_of(text: str, frontline: Frontline) -> View:
    article = make_article(text, source="note")
    lexicon = load_claim_lexicon(article.language, data_dir=frontline.settings.data_dir)
    return make_views(article, frontline.find_places(article), lexicon)[0]
