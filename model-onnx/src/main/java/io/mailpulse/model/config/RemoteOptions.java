package io.mailpulse.model.config;

import io.mailpulse.model.remote.RemoteSettings;
import io.mailpulse.model.remote.RemoteSettings.Protocol;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of a model server, {@code model.remote.*}. */
final class RemoteOptions {

  private static final Pattern MODEL_NAME =
      Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}@[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

  private static final Option<URI> URL =
      Option.optional(
          "model.remote.url",
          OptionType.address("http", "https"),
          "Address that texts are posted to, redacted and normalised, with model.tier: remote:"
              + " /predict of a text embeddings inference server, /v2/models/NAME/infer of a Triton"
              + " server.");
  private static final Option<Protocol> FORMAT =
      Option.of(
          "model.remote.format",
          OptionType.choice(Protocol.class),
          "tei",
          "What the server speaks: tei is texts in, labels out; triton is token ids in, logits out,"
              + " for which model.bundle must be the import of the model that is served.");
  private static final Option<String> MODEL =
      Option.optional(
          "model.remote.model",
          new OptionType<>("NAME@VERSION", RemoteOptions::modelName),
          "What the server serves, for model_version of every score. Without it that of a"
              + " model.bundle that was imported, whose calibration then holds; else"
              + " remote@HOST-PORT.");
  private static final Option<Duration> TIMEOUT =
      Option.of(
          "model.remote.timeout",
          OptionType.duration(Duration.ofMillis(1), Duration.ofHours(1)),
          "2 s",
          "Longest time of one request, connecting included.");
  private static final Option<Integer> ATTEMPTS =
      Option.of(
          "model.remote.attempts",
          OptionType.integer(1, 20),
          "3",
          "Requests for one batch at most, 100 ms apart and doubling. After five batches without an"
              + " answer nothing is sent for 30 s.");

  static final List<Option<?>> ALL = List.of(URL, FORMAT, MODEL, TIMEOUT, ATTEMPTS);

  private final ConfigValues values;

  RemoteOptions(ConfigValues values) {
    this.values = values;
  }

  /** Notes each setting of a server that nothing asks. */
  void refuse() {
    String remote = values.setting(ModelOptions.TIER, "remote");
    ALL.stream()
        .filter(values::has)
        .forEach(option -> values.mistake(option, "is only used with " + remote));
  }

  /**
   * The server; empty after a mistake in its address.
   *
   * @param imported whether the configuration names a bundle of its own
   */
  Optional<RemoteSettings> read(boolean imported) {
    if (!values.has(URL)) {
      String remote = values.setting(ModelOptions.TIER, "remote");
      values.mistake(URL, "must be set with " + remote + " (" + URL.type().name() + ")");
    }
    Optional<URI> url = values.find(URL);
    Protocol protocol = values.get(FORMAT);
    if (protocol == Protocol.TRITON && !imported) {
      values.mistake(
          FORMAT,
          "triton needs "
              + values.name(ModelOptions.BUNDLE)
              + ": the tokenizer and the tensors' names come from the import of"
              + " the model that is served");
    }
    String model = values.find(MODEL).orElse("");
    Duration timeout = values.get(TIMEOUT);
    int attempts = values.get(ATTEMPTS);
    return url.map(
        address ->
            RemoteSettings.of(address, protocol)
                .withModel(model)
                .withTimeout(timeout)
                .withAttempts(attempts));
  }

  private static String modelName(String text) {
    if (MODEL_NAME.matcher(text).matches()) {
      return text;
    }
    throw new IllegalArgumentException(
        "expected NAME@VERSION such as xlm-t@2 (small letters in the name)");
  }
}
