"""Teach the model behind guide/adapters/message_reader.py: `python -m evaluation.train_reader`.

With --more it goes on from what was learned before, over every line with the new ones among them: minutes, not an hour.

With --held-out it leaves every fifth told line and every fifth of the near twins out, and says how it reads them: what
weighs its figures must be learned on lines that it never saw.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.reader_lines import NOT_ASKED, NOT_KNOWN, Line, lines_of, written
from evaluation.train_services import CORPUS
from guide.adapters.message_reader import WEIGHTS, Learned, MessageReader
from guide.adapters.pathway_file import read_pathways
from guide.adapters.sentence_embedder import SentenceEmbedder

if TYPE_CHECKING:
    from torch import Tensor

EPOCHS = 4.0
MORE_EPOCHS = 1.5
MORE_SLOWLY = 0.5
"""How often it goes over the lines, and how much of the usual rate it learns at, where it goes on."""

BATCH = 32
RATE = 1e-4
HEAD_RATE = 2e-3
DROPPED = 0.1
SMOOTHING = 0.05
DANGER_WEIGHT = 2.0
MOST_TOKENS = 96
WARM_UP = 60
LAST_RATE = 0.03
"""As is usual for so small a model; only the number of epochs was looked at (decision 0020)."""


class Teaching:
    """A copy of the packaged model with two heads, while it learns."""

    def __init__(self, embedder: SentenceEmbedder, services: Sequence[str], before: Learned | None = None) -> None:
        """embedder: of the packaged model, left as it is. before: what to go on from; its services must be the same."""
        import torch

        torch.manual_seed(0)
        self.model = embedder.copy_with({})
        self.services = tuple(services)
        transformer: Any = self.model[0]
        self.inner = transformer.auto_model
        self._before = {name: each.detach().clone() for name, each in self.inner.named_parameters()}
        for each in (*self.inner.embeddings.parameters(), *self.inner.pooler.parameters()):
            each.requires_grad = False
        self.learning = [each for each in self.inner.parameters() if each.requires_grad]
        self.service_head = torch.nn.Linear(384, len(services) + 1)
        self.danger_head = torch.nn.Linear(384, 2)
        if before is not None:
            self._take(before)

    def _take(self, before: Learned) -> None:
        """Go on from what was learned. Raises ValueError where that was for other services."""
        import torch

        if before.services != self.services:
            raise ValueError("what was learned before is for other services: teach it anew, without --more")
        parameters = dict(self.inner.named_parameters())
        with torch.no_grad():
            for name, difference in before.differences.items():
                parameters[name].add_(torch.from_numpy(difference))
            for head, learned in ((self.service_head, before.service_head), (self.danger_head, before.danger_head)):
                head.weight.copy_(torch.from_numpy(learned[:, :-1]))
                head.bias.copy_(torch.from_numpy(learned[:, -1]))

    def pooled(self, texts: Sequence[str]) -> Tensor:
        """Return the mean of the last layer over the tokens of each text, (n, 384)."""
        tokenizer: Any = self.model.tokenizer
        given = tokenizer(list(texts), padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
        hidden: Tensor = self.inner(**given).last_hidden_state
        is_text = given["attention_mask"][..., None].float()
        mean: Tensor = (hidden * is_text).sum(1) / is_text.sum(1)
        return mean

    def loss(self, lines: Sequence[Line]) -> Tensor:
        """Return how wrong both heads are on a batch."""
        from torch import nn, tensor

        pooled = nn.functional.dropout(self.pooled([each.text for each in lines]), DROPPED)
        told = [row for row, each in enumerate(lines) if each.service != NOT_ASKED]
        total = pooled.new_zeros(())
        if told:
            places = tensor([lines[row].service for row in told])
            wrong = nn.functional.cross_entropy(self.service_head(pooled[told]), places, label_smoothing=SMOOTHING)
            total = total + wrong * (len(told) / len(lines))
        danger = tensor([each.danger for each in lines])
        is_known = (danger != NOT_KNOWN).float()
        wrong = nn.functional.binary_cross_entropy_with_logits(
            self.danger_head(pooled), danger.clamp(min=0.0), weight=is_known, reduction="sum"
        )
        return total + DANGER_WEIGHT * wrong / is_known.numel()

    def learned(self) -> Learned:
        """Return the differences to the packaged model, and the heads."""
        import torch

        with torch.no_grad():
            differences = {
                name: (each - self._before[name]).numpy()
                for name, each in self.inner.named_parameters()
                if each.requires_grad
            }
            heads = [
                torch.cat((head.weight, head.bias[:, None]), dim=1).numpy().astype(np.float32)
                for head in (self.service_head, self.danger_head)
            ]
        return Learned(differences, self.services, *heads)


def teach(teaching: Teaching, lines: Sequence[Line], epochs: float = EPOCHS, slowly: float = 1.0) -> None:
    """Go over the lines so many times, at a rate that rises over the first steps and then falls.

    slowly: what share of the usual rate.
    """
    import torch

    drawn = random.Random(0)  # noqa: S311 - an order of lines is no secret
    heads = [*teaching.service_head.parameters(), *teaching.danger_head.parameters()]
    optimiser = torch.optim.AdamW([{"params": teaching.learning}, {"params": heads}], weight_decay=0.01)
    steps, step, began = int(epochs * len(lines) / BATCH), 0, time.monotonic()
    teaching.model.train()
    while step < steps:
        for batch in _batches(lines, drawn)[: steps - step]:
            rate = slowly * min(1.0, (step + 1) / WARM_UP) * max(LAST_RATE, 1.0 - step / steps)
            for group, most in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * most
            loss = teaching.loss(batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(teaching.learning, 1.0)
            optimiser.step()
            step += 1
            if step % 100 == 0 or step == steps:
                sys.stderr.write(
                    f"step {step} of {steps}, {time.monotonic() - began:.0f} s, loss {float(loss.detach()):.3f}\n"
                )
    teaching.model.eval()


def _batches(lines: Sequence[Line], drawn: random.Random) -> list[list[Line]]:
    """Return the lines in a new order, those of much the same length together: less padding."""
    order = list(lines)
    drawn.shuffle(order)
    stretch = 20 * BATCH
    batches = []
    for start in range(0, len(order), stretch):
        near = sorted(order[start : start + stretch], key=lambda each: len(each.text))
        batches += [near[place : place + BATCH] for place in range(0, len(near), BATCH)]
    drawn.shuffle(batches)
    return batches


def figures_of(reader: MessageReader, lines: Sequence[Line], services: Sequence[str]) -> str:
    """Return how lines that were left out are read: the right service first and among three, each danger's AUROC."""
    from sklearn.metrics import roc_auc_score

    readings = [
        reading
        for start in range(0, len(lines), BATCH)
        for reading in reader.read([each.text for each in lines[start : start + BATCH]])
    ]
    chances = np.asarray([[reading.services[service] for service in services] for reading in readings])
    none = np.asarray([reading.none for reading in readings])
    service = np.asarray([each.service for each in lines])
    served, told = (service >= 0) & (service < len(services)), service >= 0
    order = np.argsort(-chances[served], axis=1)
    right = service[served][:, None]
    said = [
        f"{int(served.sum())} told lines left out: the right service first {(order[:, :1] == right).mean():.3f}, "
        f"among three {(order[:, :3] == right).any(axis=1).mean():.3f}; "
        f"none of them AUROC {roc_auc_score(service[told] == len(services), none[told]):.3f}"
    ]
    for kind, name in enumerate(("emergency", "crisis")):
        judged = [row for row, each in enumerate(lines) if each.danger[kind] != NOT_KNOWN]
        is_kind = [lines[row].danger[kind] for row in judged]
        if len(set(is_kind)) > 1:
            said.append(f"{name} AUROC {roc_auc_score(is_kind, [readings[row].danger[kind] for row in judged]):.3f}")
    return ", ".join(said) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Teach, write what was learned and say how it reads what was left out."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.train_reader", description="Teach the message reader.")
    parser.add_argument("--held-out", action="store_true", help="leave lines out, and say how they are read")
    parser.add_argument("--more", type=Path, metavar="FILE", help="go on from what was learned before")
    parser.add_argument("--out", type=Path, default=None, help="where to write what was learned")
    given = parser.parse_args(arguments)
    if given.held_out and given.out is None:
        parser.error("--held-out needs --out: it must not take the place of what was learned from every line")
    services = tuple(record.id for record in read_pathways(CORPUS))
    embedder = SentenceEmbedder()
    kept, left = lines_of(services, embedder)
    lines = kept if given.held_out else [*kept, *left]
    if given.more:
        with np.load(given.more, allow_pickle=False) as stored:
            teaching = Teaching(embedder, services, Learned.of(stored))
        teach(teaching, lines, MORE_EPOCHS, MORE_SLOWLY)
    else:
        teaching = Teaching(embedder, services)
        teach(teaching, lines)
    learned = teaching.learned()
    np.savez_compressed(
        given.out or WEIGHTS,
        **learned.to_arrays(),
        embedder_sha256=np.asarray(embedder.digest),
        lines=np.asarray(written()),
    )
    sys.stdout.write(f"{len(lines)} lines learned\n")
    if given.held_out:
        sys.stdout.write(figures_of(MessageReader(embedder, learned), left, services))
    return 0


if __name__ == "__main__":
    sys.exit(main())
