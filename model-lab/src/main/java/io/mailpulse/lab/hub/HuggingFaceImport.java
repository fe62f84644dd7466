package io.mailpulse.lab.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.Activation;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.FileRef;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Kind;
import io.mailpulse.model.bundle.ModelManifest.Metric;
import io.mailpulse.model.bundle.ModelManifest.Pooling;
import io.mailpulse.model.bundle.ModelManifest.TrainingSet;
import io.mailpulse.model.bundle.Sha256;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.model.tokenizer.Tokenizer;
import io.mailpulse.model.tokenizer.Tokenizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a bundle of a Hugging Face ONNX export of a sequence classifier: BERT, DistilBERT, RoBERTa,
 * XLM-R and whatever else takes ids and mask and has a {@code tokenizer.json}. What parity proves
 * is the graph that the bundle holds.
 */
public final class HuggingFaceImport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> SENTIMENTS = Set.of("negative", "neutral", "positive");
  private static final int WINDOW_TOKENS = 128;
  private static final String MODEL = "model.onnx";
  private static final String TOKENIZER = "tokenizer.json";

  /** Model types whose position numbers begin after the padding index. */
  private static final Set<String> OFFSET_POSITIONS = Set.of("roberta", "xlm-roberta", "camembert");

  private HuggingFaceImport() {}

  /**
   * Imports.
   *
   * @return the bundle as written
   * @throws BundleException if the export is incomplete, contradicts itself or fails parity
   * @throws IOException if a file cannot be read
   */
  public static ModelBundle run(ImportRequest request) throws IOException {
    byte[] model = FusedExport.of(Files.readAllBytes(modelFile(request.export())));
    byte[] tokenizerJson = Files.readAllBytes(required(request.export().resolve(TOKENIZER)));
    JsonNode config =
        JSON.readTree(Files.readAllBytes(required(request.export().resolve("config.json"))));
    List<String> labels = labels(request, config);
    try (Tokenizer tokenizer = Tokenizers.open(tokenizerJson);
        ModelSession session = ModelSession.open(model, RuntimeSettings.DEFAULT)) {
      String output = output(session, labels.size());
      Optional<Metric> parity = Optional.empty();
      if (request.parity().isPresent()) {
        parity =
            Optional.of(
                new Parity(tokenizer, session, output, request.tolerance())
                    .prove(request.parity().get()));
      }
      ModelManifest manifest =
          manifest(request, config, labels, output, model, tokenizerJson, parity);
      return ModelBundle.write(
          request.output(), manifest, Map.of(MODEL, model, TOKENIZER, tokenizerJson));
    }
  }

  private static Path modelFile(Path export) {
    Path nested = export.resolve("onnx").resolve(MODEL);
    return Files.isRegularFile(nested) ? nested : required(export.resolve(MODEL));
  }

  private static Path required(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          "Export: expected file "
              + file
              + ", found none. Export with: optimum-cli export onnx --model NAME FOLDER");
    }
    return file;
  }

  private static List<String> labels(ImportRequest request, JsonNode config) {
    List<String> labels = new ArrayList<>(request.labels());
    JsonNode names = config.path("id2label");
    if (labels.isEmpty()) {
      for (int i = 0; names.has(Integer.toString(i)); i++) {
        labels.add(names.path(Integer.toString(i)).asText().toLowerCase(Locale.ROOT));
      }
    } else if (!names.isEmpty() && names.size() != labels.size()) {
      throw new BundleException(
          "Export: config.json has " + names.size() + " labels, given were " + labels);
    }
    boolean usable =
        SENTIMENTS.containsAll(labels)
            && labels.contains("negative")
            && labels.contains("positive")
            && labels.size() == Set.copyOf(labels).size();
    if (!usable) {
      throw new BundleException(
          "Export: id2label: expected negative, positive and perhaps neutral, found "
              + labels
              + ". Name them in the order of the logits, for instance --labels"
              + " negative,neutral,positive");
    }
    return labels;
  }

  /** The output called logits, or else the only one that could be. */
  private static String output(ModelSession session, int labels) {
    if (session.outputs().contains("logits")) {
      session.requireOutput("logits", 2, labels);
      return "logits";
    }
    List<String> fitting =
        session.outputs().stream()
            .filter(name -> session.outputWidth(name).equals(Optional.of(labels)))
            .toList();
    if (fitting.size() != 1) {
      throw new BundleException(
          "Export: expected an output named logits, or one of "
              + labels
              + " columns, found "
              + session.outputs());
    }
    session.requireOutput(fitting.get(0), 2, labels);
    return fitting.get(0);
  }

  private static int maxTokens(JsonNode config) {
    int positions = config.path("max_position_embeddings").asInt(WINDOW_TOKENS);
    int offset = OFFSET_POSITIONS.contains(config.path("model_type").asText()) ? 2 : 0;
    return Math.min(WINDOW_TOKENS, positions - offset);
  }

  private static ModelManifest manifest(
      ImportRequest request,
      JsonNode config,
      List<String> labels,
      String output,
      byte[] model,
      byte[] tokenizer,
      Optional<Metric> parity) {
    var head = new HeadSpec(ModelManifest.SENTIMENT, labels, output, Activation.SOFTMAX, Map.of());
    var part =
        new EncoderPart(
            config.path("model_type").asText("encoder"),
            request.languages(),
            new FileRef(MODEL, Sha256.hex(model)),
            new FileRef(TOKENIZER, Sha256.hex(tokenizer)),
            "",
            maxTokens(config),
            Pooling.NONE,
            output,
            null,
            1,
            Calibration.NONE);
    String origin = config.path("_name_or_path").asText("not stated");
    return new ModelManifest(
        ModelManifest.FORMAT,
        request.name(),
        request.version(),
        Kind.ENCODER,
        "Imported from a Hugging Face export of " + origin + "; not calibrated.",
        Normaliser.VERSION,
        request.languages(),
        List.of(head),
        Calibration.NONE,
        null,
        List.of(part),
        List.of(new TrainingSet("not stated", request.licence(), origin, 0, "sentiment")),
        parity.map(List::of).orElse(List.of()),
        Map.of());
  }
}
