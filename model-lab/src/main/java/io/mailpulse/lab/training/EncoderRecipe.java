package io.mailpulse.lab.training;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailpulse.model.bundle.ModelManifest.FileRef;
import io.mailpulse.model.bundle.ModelManifest.Pooling;
import io.mailpulse.model.bundle.ModelManifest.Second;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Which encoders get heads, and how these are trained; the texts are those of {@link
 * TrainingRecipe}.
 *
 * @param encoders frozen encoders that dependencies carry; one that gives second opinions stands
 *     behind the encoder that it is asked after
 * @param epochs passes over the vectors
 * @param learningRate of Adam, falling to 0 over the epochs
 * @param decay weight decay per step, times the learning rate
 */
record EncoderRecipe(List<Encoder> encoders, int epochs, double learningRate, double decay) {

  private static final String RESOURCE = "encoder-recipe.json";

  /**
   * One encoder.
   *
   * @param id short name
   * @param languages ISO 639-1 codes that it answers for
   * @param trainedOn codes of the texts that train its heads; if absent those it answers for
   * @param ownHeads codes of languages that get a sentiment head of their own, adapted from the
   *     common one
   * @param penalty on the squared weights of the heads
   * @param ownPenalty on the squared distance of a language's own head from the common one
   * @param model its graph
   * @param tokenizer its tokenizer
   * @param inputPrefix before every text
   * @param maxTokens window length
   * @param pooling how token vectors become a text vector
   * @param output tensor to pool
   * @param width length of the vector
   * @param weight in the mix with what was read before it
   * @param second when it is asked after another encoder; null for the encoder of its languages
   * @param leastTemperature of its calibration: languages without real mail must not be surer than
   *     was ever measured; 0 where all have some
   * @param heads which heads to train
   * @param trainedHeads heads file of an encoder that was tuned together with its heads, a name on
   *     the class path; null where heads are trained here
   * @param mostTextsPerSource texts of one set and language at most, chosen by a hash of the text
   * @param sourceWeights weight in the loss by set, where it differs from the training recipe's
   */
  record Encoder(
      String id,
      List<String> languages,
      List<String> trainedOn,
      List<String> ownHeads,
      double penalty,
      double ownPenalty,
      FileRef model,
      FileRef tokenizer,
      String inputPrefix,
      int maxTokens,
      Pooling pooling,
      String output,
      int width,
      double weight,
      Second second,
      double leastTemperature,
      List<String> heads,
      String trainedHeads,
      int mostTextsPerSource,
      Map<String, Double> sourceWeights) {

    /** Makes absent lists their defaults. */
    Encoder {
      trainedOn = trainedOn == null ? languages : trainedOn;
      ownHeads = ownHeads == null ? List.of() : ownHeads;
    }
  }

  /** The recipe of the bundle that is committed. */
  static EncoderRecipe ofDefault() throws IOException {
    var json = JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
    try (InputStream in = EncoderRecipe.class.getResourceAsStream(RESOURCE)) {
      return json.readValue(in, EncoderRecipe.class);
    }
  }
}
