"""The network that is trained (`sitegen.annotate.names.network` is the same, for use), its gradients, and Adam."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.annotate.names.features import FLAGS, SHAPES
from sitegen.annotate.names.network import softmax
from sitegen.annotate.names.rules import LABELS
from sitegen.annotate.names.runs import CONTEXT_SIZE
from sitegen.annotate.names.words import BITS
from tools.names.arrays import Arrays, batch, batches

Array = NDArray[Any]

WORD, CONTEXT, HIDDEN, FIRST, SECOND, KINDS = 40, 24, 96, 160, 96, 4
NL = len(LABELS)
AROUND = ("self", "prev", "next", "prev2", "next2", "first", "last")
FIRST_LOSS, KIND_LOSS = 0.4, 0.3  # what pass 1 and the single occurrences count beside pass 2


class Segments:
    """Sums of rows by an index that need not be sorted."""

    def __init__(self, index: Array) -> None:
        self.order = np.argsort(index, kind="stable")
        ordered = index[self.order]
        self.borders = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        self.keys = ordered[self.borders]

    def add(self, rows: Array, size: int) -> Array:
        out = np.zeros((size, rows.shape[1]), np.float32)
        out[self.keys] = np.add.reduceat(rows[self.order], self.borders)
        return out


def relu(x: Array) -> Array:
    return np.maximum(x, 0, out=x)


class Net:
    """`P`: the weights by the names they have in the model file."""

    def __init__(self, words: int, contexts: int, endings: int, rng: np.random.Generator) -> None:
        def normal(*shape: int, scale: float | None = None) -> Array:
            return rng.normal(0, scale or 1 / np.sqrt(shape[0]), shape).astype(np.float32)

        def zeros(size: int) -> Array:
            return np.zeros(size, np.float32)

        self.P = {
            "E": normal(words, WORD, scale=0.1),
            "S": normal(endings, WORD, scale=0.1),
            "Sh": normal(SHAPES, WORD, scale=0.1),
            "G": normal(BITS, WORD, scale=0.1),
            "EC": normal(contexts, CONTEXT, scale=0.3),
            "PC": normal(CONTEXT_SIZE * CONTEXT, HIDDEN),
            "bc": zeros(HIDDEN),
            "pad": normal(2, WORD, scale=0.1),
            "W1": normal(7 * WORD + 2 * HIDDEN + FLAGS, FIRST),
            "b1": zeros(FIRST),
            "V1": normal(FIRST, NL),
            "c1": zeros(NL),
            "W2": normal(FIRST + 4 * NL + 2, SECOND),
            "b2": zeros(SECOND),
            "V2": normal(SECOND, NL),
            "c2": zeros(NL),
            "VO": normal(HIDDEN, KINDS),
            "cO": zeros(KINDS),
        }

    def forward(self, b: Arrays, rng: np.random.Generator | None = None) -> Arrays:
        """All that the gradients need; `p2` are the probabilities.  With `rng` a tenth of the features is dropped."""
        P, size = self.P, len(b["wid"])
        V = P["E"][b["wid"]] + P["S"][b["suf3"]] + P["S"][b["suf2"]] + P["Sh"][b["shape"]] + b["bits"] @ P["G"]
        f: Arrays = {}
        if rng is not None:
            f["drop"] = (rng.random(V.shape, np.float32) < 0.9).astype(np.float32) / np.float32(0.9)
            V *= f["drop"]
        V = np.concatenate([V, P["pad"]])
        f["e"] = P["EC"][b["ctx"]].reshape(len(b["occ"]), CONTEXT_SIZE * CONTEXT)
        f["h"] = relu(f["e"] @ P["PC"] + P["bc"])
        f["n"] = b["tcount"][:, None].astype(np.float32)
        f["mx"] = np.maximum.reduceat(f["h"], b["ob"])
        contexts = np.concatenate([np.add.reduceat(f["h"], b["ob"]) / f["n"], f["mx"]], 1)
        f["x"] = np.concatenate([*(V[b[k]] for k in AROUND), contexts[b["ttype"]], b["flags"]], 1)
        f["h1"] = relu(f["x"] @ P["W1"] + P["b1"])
        f["p1"] = softmax(f["h1"] @ P["V1"] + P["c1"])
        w = f["w"] = b["tw"][:, None]
        pw, own = f["p1"] * w, Segments(b["self"])
        s, c = own.add(pw, size + 2), own.add(w, size + 2)
        f["c"], f["oc"] = c, np.maximum(c[b["self"]] - w, 0)
        f["A"] = (s[b["self"]] - pw) / (f["oc"] + 0.5)
        everywhere = s / (c + 0.5)
        told = [
            f["h1"],
            f["p1"],
            f["A"],
            np.log1p(f["oc"]),
            f["oc"] > 0.01,
            everywhere[b["prev"]],
            everywhere[b["next"]],
        ]
        f["x2"] = np.concatenate(told, 1).astype(np.float32)
        f["h2"] = relu(f["x2"] @ P["W2"] + P["b2"])
        f["p2"] = softmax(f["h2"] @ P["V2"] + P["c2"])
        return f

    def learn(self, b: Arrays, rng: np.random.Generator) -> tuple[float, Arrays]:
        """The loss of a batch, and the gradients by the names of the weights."""
        f = self.forward(b, rng)
        y, m = b["lab"], b["lw"][:, None] / b["lw"].sum()
        loss = -float((m * y * (np.log(f["p2"] + 1e-9) + FIRST_LOSS * np.log(f["p1"] + 1e-9))).sum())
        G: Arrays = {}
        dh1, dp1 = self._second(b, f, G, y, m)
        dx = self._first(b, f, G, dh1, dp1, y, m)
        self._words(b, f, G, dx)
        self._contexts(b, f, G, dx)
        return loss, G

    def _second(self, b: Arrays, f: Arrays, G: Arrays, y: Array, m: Array) -> tuple[Array, Array]:
        P, size = self.P, len(b["wid"])
        d2 = m * (f["p2"] * y.sum(1, keepdims=True) - y)
        G["V2"], G["c2"] = f["h2"].T @ d2, d2.sum(0)
        dh2 = (d2 @ P["V2"].T) * (f["h2"] > 0)
        G["W2"], G["b2"] = f["x2"].T @ dh2, dh2.sum(0)
        dx2 = dh2 @ P["W2"].T
        dA = dx2[:, FIRST + NL : FIRST + 2 * NL] / (f["oc"] + 0.5)
        k = FIRST + 2 * NL + 2
        ds = Segments(b["self"]).add(dA, size + 2)
        dall = np.zeros((size + 2, NL), np.float32)
        dall += Segments(b["prev"]).add(dx2[:, k : k + NL], size + 2)
        dall += Segments(b["next"]).add(dx2[:, k + NL : k + 2 * NL], size + 2)
        ds += dall / (f["c"] + 0.5)
        return dx2[:, :FIRST], dx2[:, FIRST : FIRST + NL] + (ds[b["self"]] - dA) * f["w"]

    def _first(self, b: Arrays, f: Arrays, G: Arrays, dh1: Array, dp1: Array, y: Array, m: Array) -> Array:
        P, p1 = self.P, f["p1"]
        own_loss = FIRST_LOSS * m * (p1 * y.sum(1, keepdims=True) - y)
        d1 = p1 * (dp1 - (dp1 * p1).sum(1, keepdims=True)) + own_loss
        G["V1"], G["c1"] = f["h1"].T @ d1, d1.sum(0)
        dh1 = (dh1 + d1 @ P["V1"].T) * (f["h1"] > 0)
        G["W1"], G["b1"] = f["x"].T @ dh1, dh1.sum(0)
        return dh1 @ P["W1"].T

    def _words(self, b: Arrays, f: Arrays, G: Arrays, dx: Array) -> None:
        P, size = self.P, len(b["wid"])
        around = np.concatenate([b[k] for k in AROUND])
        dV = Segments(around).add(np.concatenate([dx[:, i * WORD : (i + 1) * WORD] for i in range(7)]), size + 2)
        G["pad"] = dV[size:]
        dV = dV[:size] * f["drop"]
        G["E"] = Segments(b["wid"]).add(dV, len(P["E"]))
        G["S"] = Segments(np.concatenate([b["suf3"], b["suf2"]])).add(np.concatenate([dV, dV]), len(P["S"]))
        G["Sh"] = Segments(b["shape"]).add(dV, SHAPES)
        G["G"] = b["bits"].T @ dV

    def _contexts(self, b: Arrays, f: Arrays, G: Arrays, dx: Array) -> None:
        P, h, forms = self.P, f["h"], b["occ"]
        dcv = np.add.reduceat(dx[:, 7 * WORD : 7 * WORD + 2 * HIDDEN], b["tb"])
        dh = (dcv[:, :HIDDEN] / f["n"])[forms] + dcv[:, HIDDEN:][forms] * (h >= f["mx"][forms])
        dq = softmax(h @ P["VO"] + P["cO"])  # what one occurrence alone says of its kind
        known = b["ocl"] >= 0
        dq[np.arange(len(forms))[known], b["ocl"][known]] -= 1
        dq *= (known * np.float32(KIND_LOSS / max(known.sum(), 1)))[:, None].astype(np.float32)
        G["VO"], G["cO"] = h.T @ dq, dq.sum(0)
        dh = (dh + dq @ P["VO"].T) * (h > 0)
        G["PC"], G["bc"] = f["e"].T @ dh, dh.sum(0)
        G["EC"] = Segments(b["ctx"].ravel()).add((dh @ P["PC"].T).reshape(-1, CONTEXT), len(P["EC"]))


class Adam:
    """Adam (Kingma and Ba 2015) with clipped gradients, a cosine schedule and a little decay."""

    def __init__(self, weights: Arrays, rate: float, steps: int) -> None:
        self.weights, self.rate, self.steps, self.step = weights, rate, steps, 0
        self.mean = {name: np.zeros_like(weight) for name, weight in weights.items()}
        self.square = {name: np.zeros_like(weight) for name, weight in weights.items()}

    def move(self, gradients: Arrays) -> None:
        norm = np.sqrt(sum(float(np.vdot(g, g)) for g in gradients.values()))
        clip = np.float32(min(1, 1 / (norm + 1e-9)))
        rate = self.rate * (0.03 + 0.97 * (1 + np.cos(np.pi * min(1, self.step / self.steps))) / 2)
        self.step += 1
        first, second = 1 - 0.9**self.step, 1 - 0.99**self.step
        scale, root, decay = np.float32(rate / first), np.float32(1 / np.sqrt(second)), np.float32(1 - 1e-4 * rate)
        for name, weight in self.weights.items():
            gradient, mean, square = gradients[name], self.mean[name], self.square[name]
            gradient *= clip
            mean *= np.float32(0.9)
            mean += np.float32(0.1) * gradient
            square *= np.float32(0.99)
            np.square(gradient, out=gradient)
            gradient *= np.float32(0.01)
            square += gradient
            np.sqrt(square, out=gradient)
            gradient *= root
            gradient += np.float32(1e-8)
            np.divide(mean, gradient, out=gradient)
            gradient *= scale
            weight *= decay
            weight -= gradient


def fit(arrays: Arrays, documents: Array | range, epochs: int, rate: float = 2e-3, seed: int = 0) -> Net:
    """Trains one network."""
    rng = np.random.default_rng(seed)
    net = Net(len(arrays["vt"]) + 1, len(arrays["vc"]) + 1, len(arrays["vs"]) + 1, rng)
    adam = Adam(net.P, rate, epochs * sum(1 for _ in batches(arrays, documents)))
    for epoch in range(epochs):
        losses = []
        for some in batches(arrays, rng.permutation(documents)):
            loss, gradients = net.learn(batch(arrays, some, rng), rng)
            losses.append(loss)
            adam.move(gradients)
        print(f"epoch {epoch}: loss {np.mean(losses):.4f}", flush=True)
    return net


def teach(arrays: Arrays, nets: Sequence[Net], share: float) -> Arrays:
    """Mixes what the networks say into the labels, `share` of each.  Labels that are known to be right stay."""
    labels = np.empty_like(arrays["lab"])
    ptr = arrays["ptr"]
    for some in batches(arrays, range(len(ptr) - 1), 30_000):
        b = batch(arrays, some)
        said = np.sum([net.forward(b)["p2"] for net in nets], 0) / len(nets)
        count = b["tcount"][b["ttype"]][:, None]
        start, end = ptr[some[0]][1], ptr[some[-1] + 1][1]
        votes, fixed = arrays["lab"][start:end], arrays["fixed"][start:end, None]
        silver = np.repeat(arrays["silver"][some], np.diff(ptr[some[0] : some[-1] + 2, 1]))[:, None]
        mixed = (1 - share) * votes + share * np.maximum(votes.sum(1, keepdims=True), 1) * said
        labels[start:end] = np.where(fixed, votes, np.where(silver, mixed, count * said))
    return {**arrays, "lab": labels}
