"""Articles in, records out: the public face of the extractors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from spacy.language import Language

from extractors import CODER_VERSION, identity
from extractors.analysis import analysis_of
from extractors.components import claims
from extractors.components.claims import RunStamp
from extractors.languages import pipeline_module
from extractors.records import (
    ActorMentionRow,
    ArticleToCode,
    CasualtyClaim,
    ControlClaim,
    ExtractionError,
    MaterielClaim,
    PlaceMentionRow,
)

_REMEDY = "read the message, mend the article or the rule, and code the day again; the other articles are coded"


@dataclass(slots=True, kw_only=True)
class CodedArticle:
    """The records of one article; `error` is set, and the lists are empty, where coding failed."""

    article_id: str
    casualties: list[CasualtyClaim] = field(default_factory=list)
    control: list[ControlClaim] = field(default_factory=list)
    materiel: list[MaterielClaim] = field(default_factory=list)
    actors: list[ActorMentionRow] = field(default_factory=list)
    places: list[PlaceMentionRow] = field(default_factory=list)
    error: ExtractionError | None = None


class Coder:
    """Codes articles with one spaCy pipeline per language, loaded at first need.

    `models` names another spaCy model for a language; `batch_size` articles go through a pipeline
    at a time.  The same article gives the same rows alone, in a batch, and in any order.
    """

    def __init__(
        self,
        *,
        run_id: str = "",
        arrival_date: date | None = None,
        models: dict[str, str] | None = None,
        batch_size: int = 32,
    ) -> None:
        now = datetime.now(UTC)
        self.stamp = RunStamp(run_id, CODER_VERSION, now, arrival_date or now.date())
        self._models = models or {}
        self._batch_size = batch_size
        self._pipelines: dict[str, Language] = {}

    def code(self, articles: Iterable[ArticleToCode]) -> Iterator[CodedArticle]:
        """Code articles one batch after another, in the order in which they come.

        An article that fails yields a CodedArticle with `error`; nothing is raised.
        """
        stream = iter(articles)
        while batch := list(islice(stream, self._batch_size)):
            coded: dict[int, CodedArticle] = {}
            for language in sorted({article.language for article in batch}):
                chosen = [(i, a) for i, a in enumerate(batch) if a.language == language]
                coded.update(
                    zip((i for i, _ in chosen), self._code_batch(language, [a for _, a in chosen]), strict=True)
                )
            yield from (coded[i] for i in range(len(batch)))

    def _code_batch(self, language: str, articles: list[ArticleToCode]) -> list[CodedArticle]:
        try:
            return self._run(language, articles)
        except Exception as error:  # noqa: BLE001 - one article must never stop the batch
            if len(articles) == 1:
                return [self.failed(articles[0], f"{language} pipeline", type(error).__name__, str(error))]
            return [self._code_batch(language, [article])[0] for article in articles]

    def _run(self, language: str, articles: list[ArticleToCode]) -> list[CodedArticle]:
        may_hold_claim = pipeline_module(language).may_hold_claim
        worth = {i for i, article in enumerate(articles) if may_hold_claim(article.text)}
        results = [CodedArticle(article_id=article.article_id) for article in articles]
        if not worth:
            return results
        nlp = self._pipeline(language)
        docs = nlp.pipe(self._docs(nlp, [articles[i] for i in sorted(worth)]), batch_size=self._batch_size)
        for i, doc in zip(sorted(worth), docs, strict=True):
            found, text = analysis_of(doc), articles[i].text
            results[i] = CodedArticle(
                article_id=articles[i].article_id,
                casualties=claims.casualty_claims(text, found, language, self.stamp),
                control=claims.control_claims(text, found, language, self.stamp),
                materiel=claims.materiel_claims(text, found, language, self.stamp),
                actors=claims.actor_rows(found, self.stamp),
                places=claims.place_rows(found, self.stamp),
            )
        return results

    def _docs(self, nlp: Language, articles: list[ArticleToCode]) -> Iterator[Any]:
        for article in articles:
            doc = nlp.make_doc(article.text)
            found = analysis_of(doc)
            found.article_id, found.version_id = article.article_id, article.version_id
            found.published = article.published
            found.publisher, found.title = article.publisher, article.title
            yield doc

    def _pipeline(self, language: str) -> Language:
        if language not in self._pipelines:
            self._pipelines[language] = pipeline_module(language).build(self._models.get(language))
        return self._pipelines[language]

    def failed(
        self, article: ArticleToCode, stage: str, kind: str, message: str, remedy: str = _REMEDY
    ) -> CodedArticle:
        """What is recorded of an article that could not be coded."""
        error = ExtractionError(
            error_id=identity.digest("error", article.article_id, kind, message),
            article_id=article.article_id,
            version_id=article.version_id,
            stage=stage,
            error_type=kind,
            message=message,
            remedy=remedy,
            **self.stamp.fields(),
        )
        return CodedArticle(article_id=article.article_id, error=error)
