"""Labelled texts that tune the encoder, and those that measure it.

Rows are (language, question, label, text): question `s` is sentiment (0 negative, 1 neutral, 2
positive), `e` emotion, in the order of EMOTIONS. Where sets come from, and under which licences,
stands in ../src/main/resources/io/mailpulse/lab/training/default-recipe.json.
"""

import gzip
import hashlib
import json
import random
import re
import unicodedata
from pathlib import Path

LABELS = {"neg": 0, "neu": 1, "pos": 2, "negative": 0, "neutral": 1, "positive": 2}
EMOTIONS = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]
# Language by the code in a file name of BRIGHTER.
BRIGHTER = {"deu": "de", "eng": "en", "esp": "es", "chn": "zh", "hin": "hi", "ptbr": "pt", "ron": "ro", "rus": "ru",
            "swe": "sv", "ukr": "uk", "arq": "ar", "ary": "ar"}
MOST_OF_A_BRIGHTER_SET = 900
UMSAB = "ar de en es fr it pt".split()


def normalise(text):
    """As io.mailpulse.model.text.Normaliser, version 1, writes it, near enough to train on."""
    text = unicodedata.normalize("NFC", text).replace("\\n", "\n")
    text = re.sub(r"(?i)\b(?:https?://|www\.)\S+", "<URL>", text)
    text = re.sub(r"<([A-Z_]{2,20}?)_[0-9a-zA-Z]+>", r"<\1>", text)
    text = re.sub(r"(?<![\w.])@\w+", "@user", text)
    text = re.sub(r"\d[\d.,]*\d\d|\d{3,}", "<NUM>", text)
    text = re.sub("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd]", "", text)
    return re.sub(r"\s+", " ", text).strip()


def table(path, cells):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) >= cells:
                yield row


def mails(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def training(data, resources, recipe):
    """Sets by name, each cut to as many texts as the recipe wants at most."""
    train, rng, sets, pool = Path(data) / "train", random.Random(recipe["seed"]), {}, {}
    for language, source, label, text in table(train / "sent.train.tsv.gz", 4):
        pool.setdefault(source, []).append((language, "s", LABELS[label], text))
    for name, wanted in recipe["pool"].items():
        rows = [r for r in pool[wanted["source"]] if r[0] in wanted.get("languages", [r[0]]) and r[0] not in wanted.get("without", [])]
        if "first" in wanted:
            sets[name] = rows[:int(wanted["first"] * len(rows))]
        else:
            rng.shuffle(rows)
            sets[name] = rows[:wanted["most"]]
    reviews = list(table(train / "tyqiangz" / "zh.val.tsv.gz", 2))
    sets["chinese-reviews"] = [("zh", "s", LABELS[a], b) for a, b in reviews[:int(0.8 * len(reviews))]]
    for name, (language, most) in recipe["sets"].items():
        rows = [(language, "s", LABELS[a], b) for a, b in table(train / name / f"{language}.train.tsv.gz", 2)]
        rng.shuffle(rows)
        sets[name] = rows[:most]
    for name in ("support-mails", "support-phrases", "written-mails"):
        sets[name] = [(a, "s", LABELS[b], c) for a, b, c in table(Path(resources) / "training" / f"{name}.tsv", 3)]
    sets["real-mail"] = [(r["language"], "s", LABELS[r["label"]], r["text"])
                         for r in mails(Path(data) / "real_sentiment" / "train.jsonl.gz") if r["may_train"]]
    sets["goemotions"] = [("en", "e", EMOTIONS.index(a), b)
                          for a, b in table(train / "goemotions-ekman" / "en.train.tsv.gz", 2) if a in EMOTIONS]
    rng.shuffle(sets["goemotions"])
    sets["brighter"] = []
    for code, language in BRIGHTER.items():
        path = train / "brighter" / f"{code}.train.tsv.gz"
        if path.exists():
            rows = [(language, "e", EMOTIONS.index(a), b) for a, b in table(path, 2) if a in EMOTIONS]
            rng.shuffle(rows)
            sets["brighter"] += rows[:MOST_OF_A_BRIGHTER_SET]
    return sets


def measuring(data, resources):
    """Texts that train nothing. The golden set's frozen half is not among them."""
    train, held = Path(data) / "train", {}
    for language in UMSAB:
        held["umsab_" + language] = [(language, "s", LABELS[a], b)
                                     for a, b in table(train / "umsab" / f"{language}.val.tsv.gz", 2)][:150]
    held["real"] = [(r["language"], "s", LABELS[r["label"]], r["text"], r["weight"])
                    for r in mails(Path(data) / "real_sentiment" / "dev.jsonl.gz")]
    held["golden_tuning"] = [(r["language"], "s", LABELS[r["label"]], r["text"])
                             for r in mails(Path(resources) / "evaluation" / "golden-mails.jsonl")
                             if int(hashlib.sha256(r["id"].encode()).hexdigest()[-1], 16) % 2]
    held["goemotions"] = [("en", "e", EMOTIONS.index(a), b)
                          for a, b in table(train / "goemotions-ekman" / "en.val.tsv.gz", 2) if a in EMOTIONS][:900]
    held["field"] = [r for r in mails(Path(data) / "field" / "dev.jsonl.gz") if r["verb"] == "score"]
    return held
