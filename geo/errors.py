"""Errors a user can act on: each message says what is wrong, the value, and what to do."""


class GeoError(Exception):
    """Base of every error that Frontline raises on purpose."""


class ArticleError(GeoError, ValueError):
    """An article could not be read; the rest of the batch goes on."""


class GazetteerError(GeoError, LookupError):
    """The gazetteer is missing, damaged or could not be built."""


class LayerError(GeoError, ValueError):
    """A geographic layer lacks a column, has the wrong CRS or cannot be repaired."""


class WorkspaceError(GeoError, OSError):
    """The analyst's workspace file cannot be opened or written."""


class ExportError(GeoError, OSError):
    """A figure, map or data file could not be written."""
