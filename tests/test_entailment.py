"""A further check by a model for natural language inference: it only drops sentences, and says when it cannot load."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide import wording
from guide.__main__ import main
from guide.adapters.entailment import CrossEncoderEntailment
from guide.adapters.prompt_files import read_prompt
from guide.answering import Guide
from guide.errors import ModelUnavailable
from guide.language_model.rewording import Reworded, Rewording
from guide.language_model.sentence_checks import Problem
from guide.types import Question
from tests.model_calls import calls_to
from tests.stub_model import StubModel

QUESTION = "What are the priorities of the plan?"
LABELS = ("contradiction", "entailment", "neutral")


def nli_folder(folder: Path, verdict: str, labels: tuple[str, ...] = LABELS) -> Path:
    """Write a tiny CrossEncoder that gives every pair the same verdict; without one its weights are drawn."""
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    torch.manual_seed(8)
    folder.mkdir()
    words = folder / "vocab.txt"
    words.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "plan"]), encoding="utf-8")
    BertTokenizer(vocab=str(words)).save_pretrained(folder)
    model = BertForSequenceClassification(
        BertConfig(
            vocab_size=7,
            hidden_size=8,
            num_hidden_layers=1,
            num_attention_heads=1,
            intermediate_size=8,
            id2label=dict(enumerate(labels)),
            label2id={label: number for number, label in enumerate(labels)},
        )
    )
    if verdict:
        with torch.no_grad():
            model.classifier.weight.zero_()
            model.classifier.bias.copy_(torch.tensor([5.0 * (label == verdict) for label in labels]))
    model.save_pretrained(folder)
    CrossEncoder(str(folder), device="cpu", local_files_only=True).save_pretrained(str(folder / "saved"))
    return folder / "saved"


def reworded(guide: Guide, stub: StubModel, data: Path, model: Path | str) -> Reworded:
    service = Rewording(calls_to(stub, data), read_prompt("answer"), CrossEncoderEntailment(str(model)))
    return service.reword(guide.ask(Question(QUESTION)))


def test_what_follows_is_shown(guide: Guide, tmp_path: Path) -> None:
    with StubModel() as stub:
        found = reworded(guide, stub, tmp_path, nli_folder(tmp_path / "nli", "entailment"))
    assert found.sentences
    assert found.dropped == ()


@pytest.mark.parametrize("verdict", ["contradiction", "neutral"])
def test_what_does_not_follow_is_dropped_and_the_quotations_are_shown(
    verdict: str, guide: Guide, tmp_path: Path
) -> None:
    with StubModel() as stub:
        found = reworded(guide, stub, tmp_path, nli_folder(tmp_path / "nli", verdict))
    assert found.sentences == ()
    assert set(found.dropped) == {Problem.NOT_ENTAILED.value}
    assert found.notice.startswith(wording.MODEL_SET_ASIDE)


def test_a_model_with_drawn_weights_can_only_take_sentences_away(guide: Guide, tmp_path: Path) -> None:
    folder = nli_folder(tmp_path / "nli", "")
    with StubModel() as stub:
        found = reworded(guide, stub, tmp_path, folder)
    quotes = {each.quote for each in found.quoted.citations}
    follows = {quote for quote in quotes if CrossEncoderEntailment(str(folder)).entails(quote, quote)}
    assert {each.text for each in found.sentences} <= follows
    assert len(found.dropped) == len(quotes) - len(follows)


def test_it_lets_nothing_through_that_the_other_checks_drop(guide: Guide, tmp_path: Path) -> None:
    with StubModel(fault="invented number") as stub:
        found = reworded(guide, stub, tmp_path, nli_folder(tmp_path / "nli", "entailment"))
    assert found.sentences == ()
    assert found.dropped == (Problem.NOT_AS_QUOTED.value,)


def test_a_model_that_cannot_be_loaded_is_named_and_nothing_is_sent(guide: Guide, tmp_path: Path) -> None:
    with StubModel() as stub:
        found = reworded(guide, stub, tmp_path, tmp_path / "nowhere")
        assert stub.prompts == []
    assert found.notice == wording.MODEL_NOT_CHECKED
    assert "GUIDE_NLI_MODEL" in found.dropped[0]


def test_a_model_without_a_label_for_entailment_is_refused(tmp_path: Path) -> None:
    folder = nli_folder(tmp_path / "nli", "good", ("bad", "good"))
    with pytest.raises(ModelUnavailable, match="no label for entailment"):
        CrossEncoderEntailment(str(folder)).ready()


def test_doctor_says_that_the_model_cannot_be_loaded(
    shipped_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUIDE_INDEX", str(shipped_index))
    monkeypatch.setenv("GUIDE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GUIDE_CHAT_MODEL", "ollama:stub")
    monkeypatch.setenv("GUIDE_NLI_MODEL", str(tmp_path / "nowhere"))
    with StubModel() as stub:
        monkeypatch.setenv("GUIDE_CHAT_URL", stub.url("ollama"))
        assert main(["doctor"]) == 2
    assert "Entailment model: cannot be used" in capsys.readouterr().out
