package io.mailpulse.settings;

import static io.mailpulse.settings.Option.optional;
import static io.mailpulse.settings.Option.required;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Where tables and raw mail lie, the same for the stream and every batch job.
 *
 * @param warehouse root of the Delta tables
 * @param landing root of the raw landing, the folder that holds {@code raw/}
 * @param hadoop settings of the tables' file system by name, with references to secrets in place of
 *     them: {@link SecretText#resolve}
 */
public record StorageSettings(URI warehouse, URI landing, Map<String, String> hadoop) {

  private static final Option<URI> WAREHOUSE =
      required(
          "warehouse.path",
          OptionType.uri(),
          "Root of the Delta tables and, below raw/, of the raw landing.");
  private static final Option<URI> LANDING =
      optional(
          "landing.path",
          OptionType.uri(),
          "Root of the raw landing if it is not the warehouse: raw mail is not redacted and may"
              + " need stricter access.");
  private static final Option<String> HADOOP =
      optional(
          "hadoop.*",
          OptionType.textWithSecrets(),
          "Any Hadoop setting of the Delta tables' file system, such as the S3 log store;"
              + " secrets as ${secret:env:NAME}, ${secret:file:PATH}, ${secret:aws-secret:NAME}.");

  /** Options of the places. */
  public static final List<Option<?>> PLACES = List.of(WAREHOUSE, LANDING);

  /** Options of the file system. */
  public static final List<Option<?>> FILE_SYSTEM = List.of(HADOOP);

  /** Reads the settings; places are null after a mistake. */
  public static StorageSettings read(ConfigValues values) {
    URI warehouse = values.get(WAREHOUSE);
    return new StorageSettings(
        warehouse, values.find(LANDING).orElse(warehouse), values.all(HADOOP));
  }
}
