package io.mailpulse.lab.training;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains the bundle that ships with this module. Arguments: the folder of labelled sets, the folder
 * to write, and a seed (1 if absent).
 */
public final class TrainDefault {

  private static final long DEFAULT_SEED = 1;

  private TrainDefault() {}

  /** Runs the training; needs about 3 GB of heap for the full sets. */
  public static void main(String[] args) throws IOException {
    if (args.length < 2 || args.length > 3) {
      throw new IllegalArgumentException(
          "expected DATA_FOLDER OUTPUT_FOLDER [SEED], found " + args.length + " arguments");
    }
    long seed = args.length == 3 ? Long.parseLong(args[2]) : DEFAULT_SEED;
    train(Path.of(args[0]), Path.of(args[1]), seed);
  }

  /**
   * Trains the default bundle.
   *
   * @param data folder of labelled sets, as the recipe names them
   * @param output folder of the bundle; made if it is not there
   * @param seed of the order of texts
   * @return {@code name@version} of what was written
   * @throws IOException if a set cannot be read
   */
  public static String train(Path data, Path output, long seed) throws IOException {
    return new FastTierTraining(TrainingRecipe.ofDefault(), data, seed)
        .write(output)
        .modelVersion();
  }
}
