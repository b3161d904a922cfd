"""Train the reader on groups of sentences, from four layers of all-MiniLM-L6-v2 (JAX, on the processor).

    python training/train.py GROUPS.jsonl BASE_FOLDER OUT.pkl --minutes 65 [--start EARLIER.pkl] [--narrow 1024]

A group is a question with five sentences, of which some answer, or none. The loss is a softmax over their scores and a
0 beside them, which wins where nothing answers: so "none of these" is learnt with it. The score is a small head over
the mean of the pair's vectors and over how alike question and sentence are, part by part, so that training starts from
what the base knows of likeness. Words' vectors stay as they are; Adam, warm-up, linear decay over the minutes given,
and the weights' moving mean is what is kept. `--start` goes on from earlier weights; `--narrow` first leaves out of
each layer's feed-forward units the ones that say least, for speed, which training then makes up for.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np
from base import read_safetensors
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYERS = (0, 2, 3, 5)  # of six: as alike to the base's likeness as all six; the first four were not (.48 against .36)
EACH = 5  # sentences of a group
LENGTHS = (40, 48, 56, 68, 96)  # pieces: a batch is padded to one of these
TOKENS = 3000  # of a batch, about
HEADS, WIDTH = 12, 384
RATE, WARM_UP, DROPPED = 1e-4, 80, 0.05
ASKS = 0.5  # the share of questions as members ask them
SEED = 2


def fresh_weights(base: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what is trained, and what stays as it is."""
    rng = np.random.default_rng(0)

    def linear(*names: str) -> dict[str, Any]:
        return {"w": jnp.concatenate([jnp.array(base[f"{name}.weight"].T) for name in names], 1),
                "b": jnp.concatenate([jnp.array(base[f"{name}.bias"]) for name in names])}  # fmt: skip

    def norm(name: str) -> dict[str, Any]:
        return {"g": jnp.array(base[f"{name}.weight"]), "b": jnp.array(base[f"{name}.bias"])}

    def new(*shape: int) -> Any:
        return jnp.array(rng.normal(0, 0.02, shape), jnp.float32)

    layers = []
    for number in LAYERS:
        at = f"encoder.layer.{number}"
        attention = (f"{at}.attention.self.{name}" for name in ("query", "key", "value"))
        layers.append({
            "qkv": linear(*attention), "o": linear(f"{at}.attention.output.dense"),
            "n1": norm(f"{at}.attention.output.LayerNorm"), "f1": linear(f"{at}.intermediate.dense"),
            "f2": linear(f"{at}.output.dense"), "n2": norm(f"{at}.output.LayerNorm"),
        })  # fmt: skip
    trained = {
        "types": jnp.array(base["embeddings.token_type_embeddings.weight"]), "norm": norm("embeddings.LayerNorm"),
        "layers": layers, "hidden": {"w": new(2 * WIDTH, WIDTH), "b": jnp.zeros(WIDTH)},
        "out": {"w": new(WIDTH, 1), "b": jnp.array([-2.0])}, "cos": jnp.array([5.0]),
    }  # fmt: skip
    words = {"words": "word_embeddings", "places": "position_embeddings"}
    return trained, {name: jnp.array(base[f"embeddings.{key}.weight"]) for name, key in words.items()}


def apply(part: dict[str, Any], x: Any) -> Any:
    """Apply a linear map."""
    return x @ part["w"] + part["b"]


def normed(part: dict[str, Any], x: Any) -> Any:
    """Apply a layer norm."""
    x -= x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12) * part["g"] + part["b"]


def dropped(x: Any, key: Any) -> Any:
    """Drop some values at random."""
    return jnp.where(jax.random.bernoulli(key, 1 - DROPPED, x.shape), x / (1 - DROPPED), 0.0)


def scores(trained: dict[str, Any], fixed: dict[str, Any], ids: Any, types: Any, key: Any) -> Any:
    """Score pairs, as `histbot.reader.network` does."""
    length = ids.shape[1]
    mask = (ids > 0).astype(jnp.float32)
    x = normed(trained["norm"], fixed["words"][ids] + fixed["places"][:length] + trained["types"][types])
    bias = ((1 - mask) * -1e4)[:, None, None, :]
    for layer, keys in zip(trained["layers"], jax.random.split(key, (len(LAYERS), 2)), strict=True):
        x, _ = _layer(layer, x, bias, keys)
    return _head(trained, x, mask, types)


def _layer(layer: dict[str, Any], x: Any, bias: Any, keys: Any) -> tuple[Any, Any]:
    """Apply a layer; give its feed-forward units too."""
    size, length, _ = x.shape
    flat = x.reshape(size * length, WIDTH)
    q, k, v = apply(layer["qkv"], flat).reshape(size, length, 3, HEADS, -1).transpose(2, 0, 3, 1, 4)
    weights = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / (WIDTH / HEADS) ** 0.5 + bias, -1)
    attended = apply(layer["o"], (weights @ v).transpose(0, 2, 1, 3).reshape(size * length, WIDTH))
    flat = normed(layer["n1"], flat + dropped(attended, keys[0]))
    units = jax.nn.gelu(apply(layer["f1"], flat))
    return normed(layer["n2"], flat + dropped(apply(layer["f2"], units), keys[1])).reshape(size, length, WIDTH), units


def _head(trained: dict[str, Any], x: Any, mask: Any, types: Any) -> Any:
    def mean(weights: Any) -> Any:
        return (x * weights[:, :, None]).sum(1) / jnp.maximum(weights.sum(1), 1)[:, None]

    def unit(y: Any) -> Any:
        return y * jax.lax.rsqrt((y * y).sum(-1, keepdims=True) + 1e-6)

    alike = unit(mean(mask * (types == 0))) * unit(mean(mask * (types == 1)))
    hidden = jnp.tanh(apply(trained["hidden"], jnp.concatenate([mean(mask), alike * WIDTH**0.5], 1)))
    return apply(trained["out"], hidden)[:, 0] + trained["cos"][0] * alike.sum(-1)


def narrowed(trained: dict[str, Any], fixed: dict[str, Any], ids: Any, types: Any, units: int) -> dict[str, Any]:
    """Keep each layer's feed-forward units that say most over these pairs: mean size times the length they write."""
    mask, key, layers = ids > 0, jax.random.PRNGKey(SEED), []
    x = normed(trained["norm"], fixed["words"][ids] + fixed["places"][: ids.shape[1]] + trained["types"][types])
    bias = jnp.where(mask, 0.0, -1e4)[:, None, None, :]
    for layer in trained["layers"]:
        x, fired = _layer(layer, x, bias, jax.random.split(key))
        said = jnp.abs(fired[mask.reshape(-1)]).mean(0) * jnp.linalg.norm(layer["f2"]["w"], axis=1)
        best = jnp.sort(jnp.argsort(-said)[:units])
        first = {"w": layer["f1"]["w"][:, best], "b": layer["f1"]["b"][best]}
        layers.append(layer | {"f1": first, "f2": layer["f2"] | {"w": layer["f2"]["w"][best]}})
    return trained | {"layers": layers}


def loss(trained: dict[str, Any], fixed: dict[str, Any], key: Any, ids: Any, types: Any, real: Any, right: Any) -> Any:
    """Give the mean of -log P(a right one, or none where none is right)."""
    found = scores(trained, fixed, ids, types, key).reshape(-1, EACH) + (real - 1) * 1e4
    whole = jax.nn.logsumexp(jnp.concatenate([found, jnp.zeros((len(found), 1))], 1), 1)
    good = jnp.where(right.sum(1) > 0, jax.nn.logsumexp(found + (right - 1) * 1e4, 1), 0.0)
    return (whole - good).mean()


@jax.jit
def step(state: tuple[Any, ...], count: float, rate: float, fixed: dict[str, Any], key: Any, *batch: Any) -> Any:
    """Take one step of Adam (Kingma and Ba 2015), the slope's length bounded by 1."""
    trained, mean, square, kept = state
    value, slope = jax.value_and_grad(loss)(trained, fixed, key, *batch)
    size = jnp.sqrt(sum(jnp.sum(each * each) for each in jax.tree_util.tree_leaves(slope)))
    over = jax.tree_util.tree_map
    slope = over(lambda s: s * jnp.minimum(1.0, 1.0 / (size + 1e-6)), slope)
    mean = over(lambda m, s: 0.9 * m + 0.1 * s, mean, slope)
    square = over(lambda v, s: 0.999 * v + 0.001 * s * s, square, slope)

    def moved(w: Any, m: Any, v: Any) -> Any:
        return w - rate * ((m / (1 - 0.9**count)) / (jnp.sqrt(v / (1 - 0.999**count)) + 1e-8) + 0.01 * w)

    trained = over(moved, trained, mean, square)
    share = jnp.minimum(0.998, (1 + count) / (10 + count))
    return (trained, mean, square, over(lambda e, w: share * e + (1 - share) * w, kept, trained)), value


def typed_wrong(question: str, rnd: random.Random) -> str:
    """Make a typing error in a word."""
    words = question.split()
    place = rnd.randrange(len(words))
    word = words[place]
    if len(word) > 4:  # noqa: PLR2004  # a short word would become another
        at = rnd.randrange(1, len(word) - 1)
        middle = rnd.choice(("", word[at] * 2, word[at + 1] + word[at]))
        word = word[:at] + middle + word[at + (2 if len(middle) == 2 and middle[0] != middle[1] else 1) :]  # noqa: PLR2004
    words[place] = word
    return " ".join(words)


def groups(rows: list[dict[str, Any]], tokenizer: Tokenizer, rnd: random.Random) -> Iterator[Any]:
    """Give each question with some of its sentences, right and wrong, as numbers."""
    for row in rows:
        question, asks = row["question"], row["set"] == "asks"
        right = [each for each in row["rows"] if each["right"]]
        wrong = [each for each in row["rows"] if not each["right"]][:24]
        chosen = wrong[:4] + rnd.sample(wrong[4:], min(5, len(wrong[4:])))
        rnd.shuffle(chosen)
        if rnd.random() < (0.1 if asks else 0.35):
            question = question.lower().rstrip("?")
        if not asks and rnd.random() < 0.1:  # noqa: PLR2004
            question = typed_wrong(question, rnd)
        picked = []
        if right and rnd.random() > (0.05 if asks else 0.12):
            picked = rnd.sample(right[:4], min(len(right[:4]), 1 if rnd.random() < 0.7 else 2))  # noqa: PLR2004
        picked += [each for each in wrong if each.get("always")][:1]
        picked += chosen[: EACH - len(picked)]
        if picked:
            coded = tokenizer.encode_batch([(question, text(each)) for each in picked])
            yield [(one.ids, one.type_ids) for one in coded], [each["right"] for each in picked]


def text(row: dict[str, Any]) -> str:
    """Write a sentence as the reader reads it."""
    head = f"{row['title']}, {row['section']}" if row["section"] else row["title"]
    return f"{head}: {row['text']}"


def padded(batch: list[Any], length: int) -> tuple[Any, ...]:
    """Write a batch as arrays."""
    ids = np.zeros((len(batch) * EACH, length), np.int32)
    types, real = np.zeros_like(ids), np.zeros((len(batch), EACH), np.float32)
    right = np.zeros_like(real)
    for row, (items, good) in enumerate(batch):
        for place, (one, kinds) in enumerate(items):
            ids[row * EACH + place, : len(one)], types[row * EACH + place, : len(kinds)] = one, kinds
            real[row, place], right[row, place] = 1, good[place]
    return ids, types, real, right


def batches(rows: list[dict[str, Any]], tokenizer: Tokenizer, rnd: random.Random) -> Iterator[tuple[Any, ...]]:
    """Give batches without end, about as many tokens in each, asks and sets in their shares."""
    asks = [row for row in rows if row["set"] == "asks"]
    sets = [row for row in rows if row["set"] != "asks"]
    sets += [row for row in sets if row["set"] == "squad2"]  # nothing answers these: one sort of four in the sets
    waiting: dict[int, list[Any]] = {length: [] for length in LENGTHS}
    while True:
        mixed = asks + rnd.sample(sets, min(len(sets), int(len(asks) * (1 - ASKS) / ASKS)))
        rnd.shuffle(mixed)
        for group in groups(mixed, tokenizer, rnd):
            longest = max(len(one) for one, _ in group[0])
            length = next(length for length in LENGTHS if longest <= length)
            waiting[length].append(group)
            if len(waiting[length]) == TOKENS // length // EACH:
                yield padded(waiting[length], length)
                waiting[length] = []


def main() -> None:
    """Train for so many minutes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=65)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--narrow", type=int, metavar="UNITS")
    args = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LENGTHS[-1])
    rows = [json.loads(line) for line in args.groups.read_text(encoding="utf-8").splitlines()]
    trained, fixed = fresh_weights(read_safetensors(args.base / "model.safetensors"))
    if args.start:
        trained = jax.tree_util.tree_map(jnp.array, pickle.loads(args.start.read_bytes()))  # our own
    stream = batches(rows, tokenizer, random.Random(SEED))
    if args.narrow:
        trained = narrowed(trained, fixed, *next(stream)[:2], args.narrow)
    nothing = jax.tree_util.tree_map(jnp.zeros_like, trained)
    state, key, begun, recent = (trained, nothing, nothing, trained), jax.random.PRNGKey(SEED), time.time(), []
    for count, batch in enumerate(stream, 1):
        done = (time.time() - begun) / (args.minutes * 60)
        if done >= 1:
            break
        key, own = jax.random.split(key)
        rate = RATE * min(1, count / WARM_UP) * max(0.02, 1 - done)
        state, value = step(state, float(count), rate, fixed, own, *batch)
        recent.append(float(value))
        if count % 100 == 0:
            print(count, f"{done:.0%} loss {np.mean(recent[-100:]):.3f}", flush=True)
            args.out.write_bytes(pickle.dumps(jax.device_get(state[3])))
    args.out.write_bytes(pickle.dumps(jax.device_get(state[3])))


if __name__ == "__main__":
    main()
