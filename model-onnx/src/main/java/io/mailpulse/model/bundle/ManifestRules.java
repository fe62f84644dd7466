package io.mailpulse.model.bundle;

import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Kind;
import io.mailpulse.model.bundle.ModelManifest.Pooling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a manifest must say; every violation is reported, not only the first. */
final class ManifestRules {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
  private static final Set<String> SENTIMENTS = Set.of("negative", "neutral", "positive");

  private final List<String> violations = new ArrayList<>();

  private ManifestRules() {}

  /** Everything wrong with a manifest, each as "key: expected, found". */
  static List<String> violations(ModelManifest manifest) {
    var rules = new ManifestRules();
    rules.check(manifest);
    return List.copyOf(rules.violations);
  }

  private void check(ModelManifest m) {
    expect(m.format() == ModelManifest.FORMAT, "format", ModelManifest.FORMAT, m.format());
    expect(matches(NAME, m.name()), "name", NAME, m.name());
    expect(matches(VERSION, m.version()), "version", VERSION, m.version());
    expect(m.normaliser() != null, "normaliser", "a version", null);
    expect(!m.languages().isEmpty(), "languages", "at least one", 0);
    heads(m);
    calibration("calibration", m.calibration());
    if (m.kind() == null) {
      expect(false, "kind", "ngram, encoder or mix", null);
      return;
    }
    expect(
        (m.ngram() != null) == (m.kind() != Kind.ENCODER),
        "ngram",
        m.kind() == Kind.ENCODER ? "absent in an encoder bundle" : "present in this kind",
        m.ngram() == null ? "absent" : "present");
    if (m.ngram() != null) {
      fileOfBundle(m, "ngram.model", m.ngram().model());
      expect(m.ngram().maxFeatures() > 0, "ngram.maxFeatures", "above 0", m.ngram().maxFeatures());
      surely(m.ngram().surely());
    }
    expect(
        m.encoders().isEmpty() == (m.kind() == Kind.NGRAM),
        "encoders",
        m.kind() == Kind.NGRAM ? "none in an n-gram bundle" : "at least one",
        m.encoders().size());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < m.encoders().size(); i++) {
      EncoderPart part = m.encoders().get(i);
      expect(ids.add(part.id()), "encoders[" + i + "].id", "unique", part.id());
      encoder(m, "encoders[" + i + "]", part);
      if (part.comesSecond()) {
        second(m, "encoders[" + i + "]", part);
      }
    }
  }

  private void surely(Map<String, Double> surely) {
    surely.forEach(
        (label, confidence) -> {
          expect(SENTIMENTS.contains(label), "ngram.surely", SENTIMENTS, label);
          expect(confidence >= 0 && confidence <= 1, "ngram.surely." + label, "0 to 1", confidence);
        });
  }

  private void heads(ModelManifest m) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < m.heads().size(); i++) {
      HeadSpec head = m.heads().get(i);
      String key = "heads[" + i + "]";
      expect(head.name() != null && names.add(head.name()), key + ".name", "unique", head.name());
      expect(head.labels().size() >= 2, key + ".labels", "at least 2", head.labels().size());
      expect(head.activation() != null, key + ".activation", "softmax or sigmoid", null);
    }
    var sentiment = m.head(ModelManifest.SENTIMENT);
    expect(sentiment.isPresent(), "heads", "one named sentiment", names);
    sentiment.ifPresent(
        head ->
            expect(
                areSentiments(head.labels()),
                "heads.sentiment.labels",
                "negative, positive and perhaps neutral, each once, in the order of the logits",
                head.labels()));
  }

  private static boolean areSentiments(List<String> labels) {
    return SENTIMENTS.containsAll(labels)
        && labels.containsAll(List.of("negative", "positive"))
        && labels.stream().distinct().count() == labels.size();
  }

  private void encoder(ModelManifest m, String key, EncoderPart part) {
    expect(!part.languages().isEmpty(), key + ".languages", "at least one", 0);
    expect(part.maxTokens() >= 8, key + ".maxTokens", "at least 8", part.maxTokens());
    expect(
        part.weight() > 0 && part.weight() <= 1, key + ".weight", "above 0, to 1", part.weight());
    calibration(key + ".calibration", part.calibration());
    expect(part.model() != null, key + ".model", "a file", null);
    expect(part.tokenizer() != null, key + ".tokenizer", "a file", null);
    expect(part.pooling() != null, key + ".pooling", "mean, cls or none", null);
    if (part.pooling() != null && part.pooling() != Pooling.NONE) {
      expect(part.output() != null, key + ".output", "the tensor to pool", null);
      fileOfBundle(m, key + ".headsFile", part.headsFile());
    }
  }

  private void second(ModelManifest m, String key, EncoderPart part) {
    double calm = part.second().calm();
    expect(calm > 0 && calm <= 1, key + ".second.calm", "above 0, to 1", calm);
    expect(part.pooling() != Pooling.NONE, key + ".pooling", "mean or cls", part.pooling());
    for (String language : part.languages()) {
      expect(
          m.encoders().stream()
              .anyMatch(other -> !other.comesSecond() && other.languages().contains(language)),
          key + ".languages",
          "languages that an encoder reads first",
          language);
    }
  }

  private void calibration(String key, Calibration calibration) {
    entry(key + ".defaults", calibration.defaults());
    calibration.languages().forEach((language, entry) -> entry(key + "." + language, entry));
  }

  private void entry(String key, Calibration.Entry entry) {
    expect(entry.temperature() > 0, key + ".temperature", "above 0", entry.temperature());
    expect(entry.floor() >= 0 && entry.floor() <= 1, key + ".floor", "0 to 1", entry.floor());
  }

  private void fileOfBundle(ModelManifest m, String key, String name) {
    expect(name != null && m.files().containsKey(name), key, "a name under files", name);
  }

  private static boolean matches(Pattern pattern, String value) {
    return value != null && pattern.matcher(value).matches();
  }

  private void expect(boolean holds, String key, Object expected, Object found) {
    if (!holds) {
      violations.add(key + ": expected " + expected + ", found " + found);
    }
  }
}
