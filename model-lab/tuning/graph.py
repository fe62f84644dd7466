"""Writes a tuned encoder for ONNX Runtime: python3 graph.py PACKAGES CHECKPOINT PIECES OUTPUT

OUTPUT gets mail-encoder.onnx, mail-encoder-tokenizer.json and mail-encoder.heads.json. PIECES has
one bit per piece of the original vocabulary: set where the piece is kept.

The graph takes input_ids and attention_mask and gives `sentence`, float32 [batch, 1, 384], the mean
over the text's tokens, of unit length. Word pieces stay at 4 bits in blocks of 32 (each original
value exactly). Weights of layers are int8 per column with 7 bits, so that sums of 16 bits cannot
overflow on processors without VNNI. Inputs are quantised per text while it runs, and a few channels
reach ten times as far as the others: each channel is divided by how far it reaches, and its row of
weights multiplied (SmoothQuant, Xiao et al. 2023). Attention and GELU are operators of ONNX Runtime
itself, so nothing is fused when the graph is opened.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto, checker, helper, numpy_helper, save

from encoder import (ATTENTION_HEADS, BLOCK, EPSILON, LAYERS, PackedWeights, Tuned, WIDTH, encode, padded, tokenizer,
                     tokenizer_file, weights_file)
from texts import EMOTIONS, normalise, table

NAME = "mail-encoder"
MICROSOFT = "com.microsoft"
LARGEST = 2 ** 6 - 1
# How much of a channel's reach moves into its weights, and every how many of our own texts show it.
SMOOTHED, SHOWN = 0.7, 50
OWN_TEXTS = Path(__file__).resolve().parent.parent / "src/main/resources/io/mailpulse/lab/training/written-mails.tsv"
BLOCKS = WIDTH // BLOCK


class Graph:
    """Nodes and weights, each output named after its node."""

    def __init__(self, reach):
        self.nodes, self.weights, self.reach = [], [], reach

    def weight(self, name, array):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(self, kind, name, inputs, domain="", **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def normalised(self, name, x, scale, shift):
        return self.op("LayerNormalization", name, [x, self.weight(name + ".w", scale), self.weight(name + ".b", shift)],
                       axis=-1, epsilon=EPSILON)

    def product(self, name, x, matrix, bias):
        columns = matrix.T
        own = np.maximum(np.abs(columns).max(1), 1e-4)
        even = np.maximum(self.reach[name], 1e-4) ** SMOOTHED / own ** (1 - SMOOTHED)
        even /= np.exp(np.log(even).mean())
        x = self.op("Mul", name + ".even", [x, self.weight(name + ".t", (1 / even).astype(np.float32))])
        columns = columns * even[:, None]
        scale = np.maximum(np.abs(columns).max(0), 1e-12) / LARGEST
        whole = np.clip(np.round(columns / scale), -LARGEST, LARGEST).astype(np.int8)
        return self.op("DynamicQuantizeMatMul", name,
                       [x, self.weight(name + ".q", whole), self.weight(name + ".s", scale.astype(np.float32)),
                        self.weight(name + ".z", np.zeros(len(scale), np.int8)), self.weight(name + ".b", bias)],
                       domain=MICROSOFT)


def words(g, packed, kept):
    """Nibbles and scales of the text's pieces to vectors."""
    nibbles, scales = packed.blocks("emb.word")
    nibbles, scales = nibbles.reshape(-1, BLOCKS * 16)[kept], scales.reshape(-1, BLOCKS, 1)[kept]
    both = g.op("Cast", "bytes", [g.op("Gather", "rows", [g.weight("word.q", nibbles), "input_ids"])], to=TensorProto.FLOAT)
    upper = g.op("Floor", "upper", [g.op("Mul", "sixteenth", [both, g.weight("1/16", np.float32(1 / 16))])])
    lower = g.op("Sub", "lower", [both, g.op("Mul", "upper_16", [upper, g.weight("16", np.float32(16))])])
    shape = g.weight("blocks", np.array([0, 0, BLOCKS, BLOCK // 2], np.int64))
    values = g.op("Concat", "nibbles", [g.op("Reshape", "lower_b", [lower, shape]), g.op("Reshape", "upper_b", [upper, shape])], axis=3)
    values = g.op("Sub", "centred", [values, g.weight("8", np.float32(8))])
    scale = g.op("Cast", "scale", [g.op("Gather", "scale_16", [g.weight("word.d", scales), "input_ids"])], to=TensorProto.FLOAT)
    return g.op("Reshape", "word", [g.op("Mul", "scaled", [values, scale]), g.weight("flat", np.array([0, 0, WIDTH], np.int64))])


def reach(model, tokens, texts):
    """Largest absolute input per channel of every product, over some texts."""
    found = {}

    def seen(name):
        def look(_, given):
            found[name] = np.maximum(found.get(name, 0), given[0].detach().abs().amax((0, 1)).numpy())
        return look

    for i, layer in enumerate(model.enc.layers):
        for part, name in (("q", "qkv"), ("ao", "ao"), ("fi", "fi"), ("fo", "fo")):
            getattr(layer, part).register_forward_pre_hook(seen(f"{i}.{name}"))
    model.eval()
    with torch.no_grad():
        for ids in encode(tokens, texts):
            model(*padded([ids]))
    return found


def graph(packed, state, kept, reach):
    g = Graph(reach)
    of = lambda name: state["enc." + name].numpy().astype(np.float32)
    one = g.weight("one", np.array([1], np.int64))
    length = g.op("Gather", "length", [g.op("Shape", "shape", ["input_ids"]), one], axis=0)
    first = g.weight("first", np.array([0], np.int64))
    places = g.op("Cast", "places", [g.weight("places_16", (of("pos.weight") + of("typ")).astype(np.float16))], to=TensorProto.FLOAT)
    place = g.op("Slice", "place", [places, first, length, first])
    x = g.normalised("embedded", g.op("Add", "placed", [words(g, packed, kept), place]), of("ln.weight"), of("ln.bias"))
    mask = g.op("Cast", "mask", ["attention_mask"], to=TensorProto.INT32)
    thirds = g.weight("thirds", np.array([WIDTH] * 3, np.int64))
    for i in range(LAYERS):
        w = lambda name: of(f"layers.{i}.{name}.weight")
        b = lambda name: of(f"layers.{i}.{name}.bias")
        qkv = g.product(f"{i}.qkv", x, np.concatenate([w("q"), w("k"), w("v")]), np.concatenate([b("q"), b("k"), b("v")]))
        parts = [f"{i}.q", f"{i}.k", f"{i}.v"]
        g.nodes.append(helper.make_node("Split", [qkv, thirds], parts, axis=2, name=f"{i}.split"))
        seen = g.op("MultiHeadAttention", f"{i}.attention", parts + ["", mask], domain=MICROSOFT, num_heads=ATTENTION_HEADS)
        seen = g.product(f"{i}.ao", seen, w("ao"), b("ao"))
        x = g.normalised(f"{i}.aln", g.op("Add", f"{i}.seen", [x, seen]), w("aln"), b("aln"))
        inner = g.op("Gelu", f"{i}.gelu", [g.product(f"{i}.fi", x, w("fi"), b("fi"))], domain=MICROSOFT)
        x = g.normalised(f"{i}.oln", g.op("Add", f"{i}.out", [x, g.product(f"{i}.fo", inner, w("fo"), b("fo"))]), w("oln"), b("oln"))
    real = g.op("Cast", "real", ["attention_mask"], to=TensorProto.FLOAT)
    real = g.op("Unsqueeze", "real_3", [real, g.weight("behind", np.array([2], np.int64))])
    total = g.op("ReduceSum", "total", [g.op("Mul", "visible", [x, real]), one], keepdims=1)
    g.op("LpNormalization", "sentence", [total], axis=-1, p=2)
    ints = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "tokens"]) for n in ("input_ids", "attention_mask")]
    out = [helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["batch", 1, WIDTH])]
    model = helper.make_model(helper.make_graph(g.nodes, NAME, ints, out, g.weights), ir_version=8,
                              opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)])
    checker.check_model(model)
    return model


def kept_tokenizer(original, kept):
    place = {old: new for new, old in enumerate(kept)}
    vocabulary = original["model"]["vocab"]
    original["model"]["vocab"] = [[vocabulary[i][0], round(vocabulary[i][1], 5)] for i in kept]
    original["added_tokens"] = [dict(t, id=place[t["id"]]) for t in original["added_tokens"] if t["id"] in place]
    for token in original["post_processor"].get("special_tokens", {}).values():
        token["ids"] = [place[i] for i in token["ids"]]
    return dict(original, padding=None, truncation=None)


def head(state, name, labels):
    weights = state[name + ".weight"] * Tuned.SCALE
    return {"labels": labels, "weights": [[round(float(v), 5) for v in row] for row in weights],
            "bias": [round(float(v), 5) for v in state[name + ".bias"]]}


def main(packages, checkpoint, pieces, output):
    packed, state = PackedWeights(weights_file(packages)), torch.load(checkpoint, weights_only=True)
    kept = np.flatnonzero(np.unpackbits(np.fromfile(pieces, np.uint8))).tolist()
    model = Tuned(packed)
    model.load_state_dict(state)
    texts = [normalise(row[2]) for row in table(OWN_TEXTS, 3)][::SHOWN]
    reached = reach(model, tokenizer(packages), texts)
    save(graph(packed, state, kept, reached), str(Path(output) / f"{NAME}.onnx"))
    original = json.loads(tokenizer_file(packages).read_text(encoding="utf-8"))
    text = json.dumps(kept_tokenizer(original, kept), ensure_ascii=False, separators=(",", ":"))
    (Path(output) / f"{NAME}-tokenizer.json").write_text(text, encoding="utf-8")
    heads = {"sentiment": head(state, "s", ["negative", "neutral", "positive"]), "emotion": head(state, "e", EMOTIONS)}
    (Path(output) / f"{NAME}.heads.json").write_text(json.dumps({"width": WIDTH, "heads": heads}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
