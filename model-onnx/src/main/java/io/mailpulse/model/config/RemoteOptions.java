package io.mailpulse.model.config;

import io.mailpulse.model.remote.RemoteSettings;
import io.mailpulse.model.remote.RemoteSettings.Protocol;
import io.mailpulse.settings.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The settings of a model server, {@code model.remote.*}. */
final class RemoteOptions {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_ATTEMPTS = 20;
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern MODEL_NAME =
      Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}@[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

  private static final ModelOption URL =
      new ModelOption(
          "model.remote.url",
          "URI (http, https)",
          "",
          "Address that texts are posted to, redacted and normalised, with model.tier: remote:"
              + " /predict of a text embeddings inference server, /v2/models/NAME/infer of a Triton"
              + " server.");
  private static final ModelOption FORMAT =
      new ModelOption(
          "model.remote.format",
          OptionReader.names(Protocol.class),
          OptionReader.name(Protocol.TEI),
          "What the server speaks: tei is texts in, labels out; triton is token ids in, logits out,"
              + " for which model.bundle must be the import of the model that is served.");
  private static final ModelOption MODEL =
      new ModelOption(
          "model.remote.model",
          "NAME@VERSION",
          "",
          "What the server serves, for model_version of every score. Without it that of a"
              + " model.bundle that was imported, whose calibration then holds; else"
              + " remote@HOST-PORT.");
  private static final ModelOption TIMEOUT =
      new ModelOption(
          "model.remote.timeout",
          "duration, " + DurationText.write(SHORTEST) + " to " + DurationText.write(LONGEST),
          "2 s",
          "Longest time of one request, connecting included.");
  private static final ModelOption ATTEMPTS =
      new ModelOption(
          "model.remote.attempts",
          "integer, 1 to " + MOST_ATTEMPTS,
          "3",
          "Requests for one batch at most, 100 ms apart and doubling. After five batches without an"
              + " answer nothing is sent for 30 s.");

  static final List<ModelOption> ALL = List.of(URL, FORMAT, MODEL, TIMEOUT, ATTEMPTS);

  private final OptionReader reader;

  RemoteOptions(OptionReader reader) {
    this.reader = reader;
  }

  /** Notes each setting of a server that nothing asks. */
  void refuse() {
    ALL.stream()
        .filter(reader::has)
        .forEach(option -> reader.mistake(option, "is only used with model.tier: remote"));
  }

  /**
   * The server; empty after a mistake in its address.
   *
   * @param imported whether the configuration names a bundle of its own
   */
  Optional<RemoteSettings> read(boolean imported) {
    Optional<URI> url = url();
    Protocol protocol = reader.choice(FORMAT, Protocol.class);
    if (protocol == Protocol.TRITON && !imported) {
      reader.mistake(
          FORMAT,
          "triton needs model.bundle: the tokenizer and the tensors' names come from the import of"
              + " the model that is served");
    }
    String model = model();
    Duration timeout = reader.duration(TIMEOUT, SHORTEST, LONGEST);
    int attempts = reader.count(ATTEMPTS, 1, MOST_ATTEMPTS);
    return url.map(
        address ->
            RemoteSettings.of(address, protocol)
                .withModel(model)
                .withTimeout(timeout)
                .withAttempts(attempts));
  }

  private Optional<URI> url() {
    if (!reader.has(URL)) {
      reader.mistake(URL, "must be set with model.tier: remote (" + URL.type() + ")");
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(reader.text(URL));
    } catch (URISyntaxException e) {
      reader.mistake(URL, "expected " + URL.type() + ": " + e.getReason());
      return Optional.empty();
    }
    if (uri.getUserInfo() != null) {
      // Whose password is not for a log.
      reader.mistake(URL, "expected an address without a user, found one");
      return Optional.empty();
    }
    if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null) {
      reader.mistake(
          URL,
          "expected http:// or https://, then a host of letters, digits, '-' and '.', found '"
              + uri
              + "'");
      return Optional.empty();
    }
    return Optional.of(uri);
  }

  private String model() {
    String model = reader.text(MODEL);
    if (model.isEmpty() || MODEL_NAME.matcher(model).matches()) {
      return model;
    }
    reader.mistake(
        MODEL,
        "expected "
            + MODEL.type()
            + " such as xlm-t@2 (small letters in the name), found '"
            + model
            + "'");
    return "";
  }
}
