"""The guide's search inside a LangChain chain."""

from __future__ import annotations

import subprocess
import sys

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from guide.adapters.langchain_retriever import PassageRetriever
from guide.answering import Guide

QUESTION = "Which crime is a critical threat to London?"


@pytest.fixture
def retriever(guide: Guide) -> PassageRetriever:
    return PassageRetriever(embedder=guide.embedder, store=guide.store, limit=3)


def test_documents_come_best_first_with_their_places(guide: Guide, retriever: PassageRetriever) -> None:
    documents = retriever.invoke(QUESTION)
    assert len(documents) == 3
    assert [document.metadata["rank"] for document in documents] == [1, 2, 3]
    best = documents[0]
    assert "Fraud is a critical threat" in best.page_content
    text = guide.store.reading_text(best.metadata["source_id"])
    assert text[best.metadata["start"] : best.metadata["end"]] == best.page_content


def test_it_is_a_link_of_a_chain(retriever: PassageRetriever) -> None:
    def joined(documents: list[Document]) -> str:
        return "\n".join(document.page_content for document in documents)

    assert "Fraud is a critical threat" in (retriever | RunnableLambda(joined)).invoke(QUESTION)


def test_the_guide_itself_starts_without_langchain() -> None:
    script = (
        "import sys\n"
        "import guide.__main__, guide.wiring, guide.adapters.index_reader, ingest.__main__\n"
        "print(sorted({'langchain_core', 'torch', 'chromadb', 'bm25s'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
