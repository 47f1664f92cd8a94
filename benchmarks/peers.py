"""The peer that everybody knows: LangChain with Chroma, texts cut at 1000 characters, the same embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from guide.ports import Embedder

NEAREST = 10


class SameModel(Embeddings):
    """LangChain's view of the guide's own embedding model, so that both sides pay the same for encoding."""

    def __init__(self, embedder: Embedder) -> None:
        """Wrap an Embedder."""
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector per text."""
        return [list(map(float, vector)) for vector in _rows(self._embedder, texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return list(map(float, _rows(self._embedder, [text])[0]))


def _rows(embedder: Embedder, texts: Sequence[str]) -> list[Sequence[float]]:
    vectors = embedder.embed(texts)
    return [vectors[row] for row in range(len(texts))]


def build_peer(folder: Path, texts: Sequence[tuple[str, str]], embedder: Embedder) -> Chroma:
    """Index (source id, reading text) pairs the plain way and return the vector store."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    documents = splitter.create_documents(
        [text for _, text in texts], metadatas=[{"source": source} for source, _ in texts]
    )
    return Chroma.from_documents(documents, SameModel(embedder), persist_directory=str(folder))


def ask_peer(peer: Chroma, question: str) -> list[dict[str, object]]:
    """Return the nearest chunks as the contract writes hits."""
    found = peer.similarity_search(question, k=NEAREST)
    return [
        {
            "source_id": document.metadata["source"],
            "page": None,
            "headings": [],
            "text": document.page_content,
            "score": 1.0 / rank,
            "rank": rank,
        }
        for rank, document in enumerate(found, start=1)
    ]
