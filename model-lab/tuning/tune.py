"""Tunes the encoder: python3 tune.py PACKAGES DATA CHECKPOINTS

Phases, shares of the sets in each, and rates stand in tuning.json. Each phase starts where the one
before ended, and leaves CHECKPOINTS/NAME.pt. One thread: two cores were shared with builds.
"""

import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.metrics import f1_score

from encoder import FROZEN, LAYERS, PackedWeights, Tuned, batches, encode, padded, tokenizer, weights_file
from texts import measuring, normalise, training

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "src/main/resources/io/mailpulse/lab"
TOKENS_OF_A_STEP = 1024
ROWS_SORTED_TOGETHER = 3000
NAMES = ["negative", "neutral", "positive"]


def answers(model, tokens, texts):
    model.eval()
    ids = encode(tokens, [normalise(t) for t in texts])
    feelings, emotions = np.zeros((len(ids), 3), np.float32), np.zeros((len(ids), 7), np.float32)
    with torch.no_grad():
        for batch in batches(ids, 2 * TOKENS_OF_A_STEP):
            s, e = model(*padded([ids[i] for i in batch]))
            feelings[batch], emotions[batch] = s.softmax(-1).numpy(), e.softmax(-1).numpy()
    model.train()
    return feelings, emotions


def macro(expected, found, weights=None):
    return round(float(f1_score(expected, found, average="macro", sample_weight=weights)), 3)


def measure(model, tokens, held):
    found = {}
    for name, rows in held.items():
        if name == "field":
            p, _ = answers(model, tokens, [r["input"].get("text", "") for r in rows])
            right = [NAMES[a] in r["expected"].get("one_of", []) for a, r in zip(p.argmax(1), rows)]
            found[name] = round(sum(right) / len(right), 3)
            continue
        p, e = answers(model, tokens, [r[3] for r in rows])
        weights = [r[4] for r in rows] if name == "real" else None
        found[name] = macro([r[2] for r in rows], (e if name == "goemotions" else p).argmax(1), weights)
        if name == "real":
            y, w, n = np.array([r[2] for r in rows]), np.array(weights), p.argmax(1) == 0
            right = float((w * (n & (y == 0))).sum())
            found["real_negative"] = [round(right / max(1e-9, float((w * n).sum())), 2), round(right / float((w * (y == 0)).sum()), 2)]
    return found


def steps(sets, shares, tokens, rng):
    rows = []
    for name, texts in sets.items():
        share = shares.get(name, 0)
        for _ in range(int(share)):
            rows += texts
        rows += rng.sample(texts, round((share - int(share)) * len(texts)))
    rng.shuffle(rows)
    ids, order = encode(tokens, [normalise(r[3]) for r in rows]), []
    for i in range(0, len(rows), ROWS_SORTED_TOGETHER):
        chunk = list(range(i, min(len(rows), i + ROWS_SORTED_TOGETHER)))
        found = [[chunk[j] for j in b] for b in batches([ids[j] for j in chunk], TOKENS_OF_A_STEP)]
        rng.shuffle(found)
        order += found
    return rows, ids, order


def run(model, tokens, sets, phase):
    rng = random.Random(phase["seed"])
    torch.manual_seed(phase["seed"])
    for p in model.enc.parameters():
        p.requires_grad_(False)
    upper = [p for layer in model.enc.layers[FROZEN:LAYERS] for p in layer.parameters()]
    for p in upper:
        p.requires_grad_(True)
    heads = list(model.s.parameters()) + list(model.e.parameters())
    high, low, warm = phase["rate"], phase["lastRate"], phase["warmUp"]
    groups = [{"params": upper, "times": 1}, {"params": heads, "times": phase["headRate"] / high}]
    optimiser = torch.optim.AdamW(groups, lr=high, weight_decay=0.01, betas=(0.9, 0.98))
    rows, ids, order = steps(sets, phase["shares"], tokens, rng)
    model.train()
    began, smooth = time.time(), 0.0
    for i, batch in enumerate(order[:phase.get("steps", len(order))]):
        rest = (i - warm) / max(1, len(order) - warm)
        rate = high * (i + 1) / warm if i < warm else low + (high - low) * 0.5 * (1 + math.cos(math.pi * rest))
        for group in optimiser.param_groups:
            group["lr"] = rate * group["times"]
        s, e = model(*padded([ids[j] for j in batch]))
        labels = torch.tensor([rows[j][2] for j in batch])
        feels = torch.tensor([rows[j][1] == "s" for j in batch])
        loss = 0
        if feels.any():
            loss = loss + F.cross_entropy(s[feels], labels[feels], label_smoothing=phase["smoothing"]) * feels.float().mean()
        if (~feels).any():
            loss = loss + phase["emotionWeight"] * F.cross_entropy(e[~feels], labels[~feels]) * (~feels).float().mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(upper + heads, 1.0)
        optimiser.step()
        smooth = 0.98 * smooth + 0.02 * float(loss) if i else float(loss)
        if i % 50 == 0:
            print(phase["name"], i, len(order), round(smooth, 4), f"{time.time() - began:.0f} s", flush=True)


def main(packages, data, checkpoints):
    torch.set_num_threads(1)
    recipe = json.loads((HERE / "tuning.json").read_text())
    tokens, held = tokenizer(packages), measuring(data, RESOURCES)
    model = Tuned(PackedWeights(weights_file(packages)))
    sets = training(data, RESOURCES, recipe)
    for phase in recipe["phases"]:
        run(model, tokens, sets, phase)
        torch.save(model.state_dict(), Path(checkpoints) / f"{phase['name']}.pt")
        print(phase["name"], json.dumps(measure(model, tokens, held)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
