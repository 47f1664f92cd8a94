"""The guide's search as a LangChain retriever, for a chain of somebody else's. Nothing of the guide imports this file.

retriever = PassageRetriever(embedder=guide.embedder, store=guide.store)
documents = retriever.invoke("What is done about online harms?")
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import SkipValidation

from guide.ports import Embedder, PassageStore
from guide.searching.retrieval import retrieve
from guide.types import Hit


class PassageRetriever(BaseRetriever):
    """Finds passages of documents by meaning and by words, best first.

    limit: how many. A Document holds the passage's own words; its metadata say where they stand.
    """

    embedder: SkipValidation[Embedder]
    store: SkipValidation[PassageStore]
    limit: int = 10

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        store = self.store.snapshot()
        found = retrieve(query, self.embedder.embed([query])[0], store, self.limit)
        return [_document(hit, store) for hit in found.hits]


def _document(hit: Hit, store: PassageStore) -> Document:
    passage = hit.passage
    metadata = {
        "source_id": passage.source_id,
        "title": store.source(passage.source_id).title,
        "page": passage.page,
        "headings": list(passage.headings),
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
        "rank": hit.rank,
    }
    return Document(id=passage.id, page_content=passage.text, metadata=metadata)
