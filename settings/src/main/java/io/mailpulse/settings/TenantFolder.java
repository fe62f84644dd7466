package io.mailpulse.settings;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tenants with a file each: {@code acme.yaml} in the folder holds what would stand below {@code
 * tenants.acme}, so that a tenant can be added, reviewed and owned by itself.
 */
public final class TenantFolder {

  private static final Set<String> ENDINGS = Set.of(".yaml", ".yml", ".properties");

  private static final Option<String> FOLDER =
      Option.optional(
          "tenants.folder",
          new OptionType<>("path or URI", text -> text),
          "Folder with a file per tenant (.yaml, .yml, .properties): acme.yaml holds what would"
              + " stand below tenants.acme. A path or s3://BUCKET/PREFIX.");

  /** Options of the folder. */
  public static final List<Option<?>> OPTIONS = List.of(FOLDER);

  private TenantFolder() {}

  /** Adds the files' values; a value that is set twice is a mistake. */
  static void addTo(ConfigValues values, ConfigStore store) {
    values.find(FOLDER).ifPresent(folder -> add(folder, values, store));
  }

  private static void add(String folder, ConfigValues values, ConfigStore store) {
    try {
      for (String file : store.list(folder)) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        if (dot > 0 && ENDINGS.contains(name.substring(dot))) {
          values.add(
              "tenants." + name.substring(0, dot) + '.',
              ConfigValues.parse(name, store.read(file), Map.of()));
        }
      }
    } catch (IOException | IllegalStateException e) {
      values.mistake(FOLDER, "cannot be read: " + e.getMessage());
    }
  }
}
