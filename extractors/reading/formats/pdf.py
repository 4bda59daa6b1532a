"""PDF: one article a file, its lines joined to paragraphs; read by a process of its own (`extractors.paper`)."""

from collections.abc import Iterator

from extractors.paper.confine import Allowance, read_pdf
from extractors.reading.documents import document_article
from extractors.reading.raw import Limits, Problem, ReadingError, Source, Yielded, whole

_REASONS = {
    "broken": ("unreadable_file", "fetch it again; if a viewer shows it, print it to a new PDF and land that"),
    "locked": ("unreadable_file", "save it without its password and land that"),
    "scanned": ("missing_text", "recognise its text (OCR) and land the result: a scan is a picture of a text"),
    "unknown": ("undecodable", "land its original, or recognise its text (OCR): copying from it gives no text either"),
    "long": ("too_large", "split it into its reports"),
    "costly": ("too_large", "see whether it is what it claims to be; if it is, save its text and land that"),
}


def read(source: Source, limits: Limits) -> Iterator[Yielded]:
    """The file as one article; scripts, forms and embedded files in it are not looked at."""
    data = whole(source, limits)
    allowance = Allowance(limits.process_seconds, limits.process_bytes, limits.article_characters)
    told = read_pdf(data, allowance)
    if "problem" in told:
        reason, remedy = _REASONS[told["problem"]]
        raise ReadingError(Problem(reason=reason, message=told["message"], remedy=remedy, size=len(data)))
    yield document_article(**told, size=len(data))
