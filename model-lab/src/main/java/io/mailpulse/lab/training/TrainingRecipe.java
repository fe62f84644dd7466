package io.mailpulse.lab.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that decides the weights besides the data itself; it lies in a resource so that a
 * change of it is seen in a diff.
 *
 * @param name of the model
 * @param version of the model
 * @param description for the manifest
 * @param bucketBits feature ids have this many bits
 * @param minDocuments features in fewer training texts have no weight
 * @param heads what to train, in the order of the graph's outputs
 * @param languages ISO 639-1 codes that the model answers for
 * @param languageCodes code in a file name to ISO 639-1 code
 * @param floor confidence below which the model abstains
 * @param surely confidence of the fast tier by label from which no encoder is asked
 * @param mailFeatures texts of the golden set's tuning half with at least this many features set
 *     the level of all temperatures: tweets are shorter than mail
 * @param shortSets validation sets of short texts: their temperatures only say how languages differ
 * @param mailSets validation sets of real mail: where there are any, they alone set how sure the
 *     mix with an encoder is, in all languages
 * @param unreliable languages whose validation texts are too unreliable to set a temperature
 * @param sources labelled sets that train
 * @param validation labelled sets, or the held-back share of training sets, that calibrate and
 *     measure
 */
record TrainingRecipe(
    String name,
    String version,
    String description,
    int bucketBits,
    int minDocuments,
    List<Head> heads,
    List<String> languages,
    Map<String, String> languageCodes,
    double floor,
    Map<String, Double> surely,
    int mailFeatures,
    List<String> shortSets,
    List<String> mailSets,
    List<String> unreliable,
    List<Source> sources,
    List<Source> validation) {

  private static final String RESOURCE = "default-recipe.json";

  /**
   * One linear head.
   *
   * @param name of the head
   * @param labels in tensor order
   * @param epochs passes over the data
   * @param learningRate of AdaGrad
   * @param priors log odds added to the bias of a label after training, by label: the sets are
   *     balanced, mail is not
   */
  record Head(
      String name,
      List<String> labels,
      int epochs,
      double learningRate,
      Map<String, Double> priors) {

    Head {
      priors = priors == null ? Map.of() : Map.copyOf(priors);
    }

    /**
     * Probability from which a label counts as present: where the model without its prior would be
     * undecided. Only for labels with a prior, in heads of two labels.
     */
    Map<String, Double> thresholds() {
      Map<String, Double> thresholds = new TreeMap<>();
      priors.forEach(
          (label, logOdds) ->
              thresholds.put(label, Math.round(1000 / (1 + StrictMath.exp(-logOdds))) / 1000.0));
      return thresholds;
    }

    /** The label that an answer stands for. */
    int decide(double[] probabilities) {
      for (var threshold : thresholds().entrySet()) {
        int label = indexOf(threshold.getKey());
        if (probabilities[label] >= threshold.getValue()) {
          return label;
        }
      }
      return Softmax.argMax(probabilities);
    }

    int indexOf(String label) {
      return labels.indexOf(label);
    }
  }

  /**
   * One labelled set.
   *
   * @param name short name
   * @param head which head it trains
   * @param file a file, or a folder whose {@code *.suffix} files are read, below the data folder;
   *     or {@code classpath:} and a resource of this package
   * @param suffix end of the file names that are read in a folder; the part of the name before the
   *     first dot is the language
   * @param poolSource for the merged pool: the value of its source column; null for other files
   * @param labels label in the file to label of the head; labels that are not named are dropped
   * @param without ISO 639-1 codes of languages whose texts are left out; none if absent
   * @param asItComes whether its label shares are those of mail and are to be learned; else rare
   *     labels weigh more
   * @param measures takes the rows of JSON lines that may only measure, instead of those that may
   *     train
   * @param weight of its texts in the loss
   * @param keepShare share of its texts used, chosen by a hash of the text; the others are for
   *     validation
   * @param licence as its publisher states it
   * @param origin repository and commit
   * @param attribution who made it
   */
  record Source(
      String name,
      String head,
      String file,
      String suffix,
      String poolSource,
      Map<String, String> labels,
      List<String> without,
      boolean asItComes,
      boolean measures,
      double weight,
      double keepShare,
      String licence,
      String origin,
      String attribution) {

    Source {
      without = without == null ? List.of() : List.copyOf(without);
      keepShare = keepShare == 0 ? 1 : keepShare;
    }
  }

  /** The recipe of the bundle that is committed. */
  static TrainingRecipe ofDefault() throws IOException {
    try (InputStream in = TrainingRecipe.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper().readValue(in, TrainingRecipe.class);
    }
  }
}
