"""Fits the head for emotions over a tuned encoder: python3 emotions.py PACKAGES DATA CHECKPOINT HEADS

HEADS, a file of graph.py, gets its emotion head replaced: multinomial logistic regression over unit
vectors, rare labels weighing more, by the square root of their rarity.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from encoder import LAYERS, PackedWeights, Tuned, batches, encode, mean, padded, tokenizer, weights_file
from texts import EMOTIONS, measuring, normalise, training

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "src/main/resources/io/mailpulse/lab"
GOEMOTIONS, EVERY_BRIGHTER = 22_000, 4
PENALTY = 30.0


def vectors(model, tokens, rows):
    ids = encode(tokens, [normalise(r[3]) for r in rows])
    found = np.zeros((len(ids), 384), np.float32)
    with torch.no_grad():
        for batch in batches(ids, 2048):
            given, mask = padded([ids[i] for i in batch])
            x = model.enc.run(model.enc.embed(given), mask, 0, LAYERS)
            found[batch] = F.normalize(mean(x, mask), dim=-1).numpy()
    return found


def fit(x, y):
    counts = np.bincount(y, minlength=len(EMOTIONS))
    weights = np.sqrt(len(y) / (len(EMOTIONS) * counts))[y]
    return LogisticRegression(C=PENALTY, max_iter=400).fit(x, y, sample_weight=weights)


def main(packages, data, checkpoint, heads):
    torch.set_num_threads(1)
    recipe = json.loads((HERE / "tuning.json").read_text())
    model, tokens = Tuned(PackedWeights(weights_file(packages))), tokenizer(packages)
    model.load_state_dict(torch.load(checkpoint, weights_only=True))
    model.eval()
    sets = training(data, RESOURCES, recipe)
    rows = sets["goemotions"][:GOEMOTIONS] + sets["brighter"][::EVERY_BRIGHTER]
    found = fit(vectors(model, tokens, rows), np.array([r[2] for r in rows]))
    held = measuring(data, RESOURCES)["goemotions"]
    print("GoEmotions", round(f1_score([r[2] for r in held], found.predict(vectors(model, tokens, held)), average="macro"), 3))
    path = Path(heads)
    written = json.loads(path.read_text(encoding="utf-8"))
    written["heads"]["emotion"] = {"labels": EMOTIONS, "weights": [[round(float(v), 4) for v in row] for row in found.coef_],
                                   "bias": [round(float(v), 4) for v in found.intercept_]}
    path.write_text(json.dumps(written), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
