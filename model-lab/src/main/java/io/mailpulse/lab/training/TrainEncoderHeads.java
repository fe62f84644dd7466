package io.mailpulse.lab.training;

import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Gives a bundle of the fast tier its encoders. Arguments: the folder of labelled sets, the bundle,
 * the folder to write, and perhaps a bundle whose heads are mixed in as they are instead of being
 * trained anew.
 */
public final class TrainEncoderHeads {

  private static final long SEED = 1;

  private TrainEncoderHeads() {}

  /** Runs the training: minutes, nearly all of them spent encoding texts. */
  public static void main(String[] args) throws IOException {
    if (args.length < 3 || args.length > 4) {
      throw new IllegalArgumentException(
          "expected DATA_FOLDER BUNDLE OUTPUT_FOLDER [TRAINED_BUNDLE], found "
              + args.length
              + " arguments");
    }
    Optional<ModelBundle> trained =
        args.length == 4 ? Optional.of(ModelBundle.open(args[3])) : Optional.empty();
    train(Path.of(args[0]), ModelBundle.open(args[1]), trained, Path.of(args[2]));
  }

  /**
   * Trains the heads, or takes trained ones, and writes the mixed bundle.
   *
   * @param data folder of labelled sets, as the recipe names them
   * @param fast bundle with a fast tier
   * @param trained bundle whose heads are taken as they are; those it lacks are trained, all of
   *     them if it is empty
   * @param output folder of the bundle; made if it is not there
   * @return {@code name@version} of what was written
   * @throws IOException if a set cannot be read
   */
  public static String train(
      Path data, ModelBundle fast, Optional<ModelBundle> trained, Path output) throws IOException {
    return new EncoderHeadTraining(
            TrainingRecipe.ofDefault(), EncoderRecipe.ofDefault(), data, SEED)
        .write(fast, trained, output)
        .modelVersion();
  }
}
