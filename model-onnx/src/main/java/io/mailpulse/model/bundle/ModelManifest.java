package io.mailpulse.model.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code manifest.json} says of a bundle.
 *
 * @param format version of this format; see {@link #FORMAT}
 * @param name of the model: lower case, digits, dots and dashes
 * @param version of the model; {@code name@version} is stamped on every score
 * @param kind which parts the bundle has
 * @param description one or two sentences for the model card
 * @param normaliser version of the normaliser that the model was trained behind
 * @param languages ISO 639-1 codes that the model answers for; others are {@code unsupported}
 * @param heads what the model says of a text; one of them is {@code sentiment}
 * @param calibration of the fast tier alone, or of the only encoder
 * @param ngram the fast tier; null in a bundle without one
 * @param encoders transformer encoders, each for its languages; empty in a bundle without any
 * @param training sets that the weights were trained on
 * @param metrics figures measured when the bundle was made
 * @param files digest and size of every file beside the manifest, by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelManifest(
    int format,
    String name,
    String version,
    Kind kind,
    String description,
    String normaliser,
    List<String> languages,
    List<HeadSpec> heads,
    Calibration calibration,
    NgramPart ngram,
    List<EncoderPart> encoders,
    List<TrainingSet> training,
    List<Metric> metrics,
    Map<String, FileDigest> files) {

  /** The format that this version writes and the only one that it reads. */
  public static final int FORMAT = 1;

  /** Name of the head that every model has. */
  public static final String SENTIMENT = "sentiment";

  /** Makes absent lists empty; {@link ManifestRules} says what else is wrong. */
  public ModelManifest {
    languages = languages == null ? List.of() : List.copyOf(languages);
    heads = heads == null ? List.of() : List.copyOf(heads);
    encoders = encoders == null ? List.of() : List.copyOf(encoders);
    training = training == null ? List.of() : List.copyOf(training);
    metrics = metrics == null ? List.of() : List.copyOf(metrics);
    files = files == null ? Map.of() : Map.copyOf(files);
    calibration = calibration == null ? Calibration.NONE : calibration;
  }

  /** Which parts a bundle has. */
  public enum Kind {
    /** The fast tier only. */
    NGRAM,
    /** One encoder with its own heads: an imported Hugging Face export. */
    ENCODER,
    /** The fast tier and encoders whose probabilities are mixed with it. */
    MIX
  }

  /** {@code name@version}. */
  public String modelVersion() {
    return name + "@" + version;
  }

  /** The head of that name. */
  public Optional<HeadSpec> head(String headName) {
    return heads.stream().filter(head -> head.name().equals(headName)).findFirst();
  }

  /** This manifest with other digests. */
  ModelManifest withFiles(Map<String, FileDigest> digests) {
    return new ModelManifest(
        format,
        name,
        version,
        kind,
        description,
        normaliser,
        languages,
        heads,
        calibration,
        ngram,
        encoders,
        training,
        metrics,
        digests);
  }

  /** This manifest with other figures. */
  public ModelManifest withMetrics(List<Metric> figures) {
    return new ModelManifest(
        format,
        name,
        version,
        kind,
        description,
        normaliser,
        languages,
        heads,
        calibration,
        ngram,
        encoders,
        training,
        figures,
        files);
  }

  /** This manifest as a mix of its fast tier and some encoders. */
  public ModelManifest withEncoders(List<EncoderPart> parts) {
    return new ModelManifest(
        format,
        name,
        version,
        parts.isEmpty() ? Kind.NGRAM : Kind.MIX,
        description,
        normaliser,
        languages,
        heads,
        calibration,
        ngram,
        parts,
        training,
        metrics,
        files);
  }

  /**
   * The fast tier: hashed n-grams into a linear ONNX graph.
   *
   * @param model file of the graph: inputs {@code input_ids} and {@code attention_mask}, int64
   *     [batch, features]; one output per head, float32 [batch, labels]
   * @param maxFeatures features of one text that the graph is given at most
   * @param featuriser specification of the featuriser, read by {@code io.mailpulse.model.ngram}
   * @param surely confidence by sentiment label from which {@code auto} asks no encoder, 0 to 1; a
   *     label that is not named has that of the settings
   */
  public record NgramPart(
      String model,
      int maxFeatures,
      Map<String, Object> featuriser,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> surely) {

    /** Makes an absent map empty. */
    public NgramPart {
      surely = surely == null ? Map.of() : Map.copyOf(surely);
    }

    /** A fast tier that is as sure of every label. */
    public NgramPart(String model, int maxFeatures, Map<String, Object> featuriser) {
      this(model, maxFeatures, featuriser, Map.of());
    }

    /** Confidence in a label from which no encoder is asked. */
    public double surely(String label, double otherwise) {
      return surely.getOrDefault(label, otherwise);
    }
  }

  /**
   * One transformer encoder.
   *
   * @param id short name, unique in the bundle
   * @param languages ISO 639-1 codes that it answers for
   * @param model the graph: inputs {@code input_ids}, {@code attention_mask} and, if the graph
   *     declares it, {@code token_type_ids}, int64 [batch, tokens]
   * @param tokenizer {@code tokenizer.json} of a Hugging Face export
   * @param inputPrefix put before every text, for instance {@code "query: "}; may be empty
   * @param maxTokens window length in tokens, special tokens included
   * @param pooling how token vectors become a text vector
   * @param output name of the tensor to pool; with {@link Pooling#NONE} the heads name theirs
   * @param headsFile file of linear heads over the pooled vector; null with {@link Pooling#NONE}
   * @param weight of this encoder's probabilities in the mix with what was read before it, 0 to 1
   * @param calibration of the mixed probabilities
   * @param second set for one that is asked after another and only about some texts; null for the
   *     encoder of its languages
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EncoderPart(
      String id,
      List<String> languages,
      FileRef model,
      FileRef tokenizer,
      String inputPrefix,
      int maxTokens,
      Pooling pooling,
      String output,
      String headsFile,
      double weight,
      Calibration calibration,
      Second second) {

    /** Makes absent values their defaults. */
    public EncoderPart {
      languages = languages == null ? List.of() : List.copyOf(languages);
      inputPrefix = inputPrefix == null ? "" : inputPrefix;
      calibration = calibration == null ? Calibration.NONE : calibration;
    }

    /** The encoder of its languages. */
    public EncoderPart(
        String id,
        List<String> languages,
        FileRef model,
        FileRef tokenizer,
        String inputPrefix,
        int maxTokens,
        Pooling pooling,
        String output,
        String headsFile,
        double weight,
        Calibration calibration) {
      this(
          id,
          languages,
          model,
          tokenizer,
          inputPrefix,
          maxTokens,
          pooling,
          output,
          headsFile,
          weight,
          calibration,
          null);
    }

    /** Whether it is asked after another encoder. */
    public boolean comesSecond() {
      return second != null;
    }
  }

  /**
   * When an encoder gives a second opinion: of texts in its languages that an encoder has read,
   * unless the mix so far is calm.
   *
   * @param calm probability of neutral from which it is not asked, 0 to 1
   */
  public record Second(double calm) {}

  /** How the vectors of tokens become one of a text. */
  public enum Pooling {
    /** Mean over the tokens, padding left out. */
    MEAN,
    /** The first token's vector. */
    CLS,
    /** None: the graph ends in its own heads. */
    NONE
  }

  /**
   * A file of a bundle, or one that a dependency carries.
   *
   * @param location name of a file in the bundle, or {@code classpath:} and a resource
   * @param sha256 digest, lower-case hexadecimal
   */
  public record FileRef(String location, String sha256) {}

  /**
   * One thing that a model says of a text.
   *
   * @param name {@code sentiment}, {@code emotion}, {@code toxicity}
   * @param labels in the order of the tensor's last axis
   * @param tensor output of the graph, float32 [batch, labels], before the activation
   * @param activation what turns the tensor into probabilities
   * @param thresholds probability from which a label counts as present, by label; may be empty
   */
  public record HeadSpec(
      String name,
      List<String> labels,
      String tensor,
      Activation activation,
      Map<String, Double> thresholds) {

    /** Copies, and makes absent thresholds empty. */
    public HeadSpec {
      labels = labels == null ? List.of() : List.copyOf(labels);
      thresholds = thresholds == null ? Map.of() : Map.copyOf(thresholds);
    }
  }

  /** What turns logits into probabilities. */
  public enum Activation {
    /** Exactly one label holds. */
    SOFTMAX,
    /** Each label holds or not. */
    SIGMOID
  }

  /**
   * A set that weights were trained on.
   *
   * @param name short name
   * @param licence as its publisher states it
   * @param source where it was published
   * @param rows how many texts were used
   * @param use which head they trained
   */
  public record TrainingSet(String name, String licence, String source, long rows, String use) {}

  /**
   * A figure measured when the bundle was made.
   *
   * @param head the head
   * @param measure for instance {@code macro_f1} or {@code ece}
   * @param language ISO 639-1 code, or {@code all}
   * @param split set and split
   * @param n texts
   * @param value the figure
   */
  public record Metric(
      String head, String measure, String language, String split, long n, double value) {}

  /**
   * What a file must be.
   *
   * @param sha256 lower-case hexadecimal
   * @param bytes its length
   */
  public record FileDigest(String sha256, long bytes) {}
}
