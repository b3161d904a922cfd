"""Turn what is no Markdown into articles: `histbot import`.

Every format has a file of its own in `formats/`, with a library that the extra `histbot[import]` brings. A source's own
words about itself go into the front matter; what it does not say is left out.
"""

from histbot.importing.found import Draft, Found, Reader, Wanted, titled
from histbot.importing.run import Imported, Report, import_sources
from histbot.importing.target import Target

__all__ = ["Draft", "Found", "Imported", "Reader", "Report", "Target", "Wanted", "import_sources", "titled"]
