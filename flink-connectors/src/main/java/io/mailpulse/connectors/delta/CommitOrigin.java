package io.mailpulse.connectors.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Whose is a commit that stands in a table's log under our name and number? A replay of ours holds
 * the very files that we would commit, since their names are random and in our state. Other files
 * are those of another job that was started from the same savepoint.
 */
final class CommitOrigin {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final Configuration hadoop;

  CommitOrigin(String location, Configuration hadoop) {
    this.log = new Path(location, "_delta_log");
    this.hadoop = hadoop;
  }

  /**
   * Whether a commit added one of the files that these actions add.
   *
   * @param newest version of the table to look back from
   * @return empty if the log does not go back that far
   */
  Optional<Boolean> isOf(List<String> actions, String applicationId, long number, long newest)
      throws IOException {
    for (long version = newest; version >= 0; version--) {
      List<String> entry;
      try {
        entry = entry(version);
      } catch (FileNotFoundException cleanedUp) {
        return Optional.empty();
      }
      if (isCommit(entry, applicationId, number)) {
        Set<String> files = files(entry);
        files.retainAll(files(actions));
        return Optional.of(!files.isEmpty());
      }
    }
    return Optional.empty();
  }

  private List<String> entry(long version) throws IOException {
    var file = new Path(log, "%020d.json".formatted(version));
    try (var in = file.getFileSystem(hadoop).open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static boolean isCommit(List<String> entry, String applicationId, long number)
      throws IOException {
    for (String action : entry) {
      // Most actions are files: only those that can be it are parsed.
      if (action.contains(applicationId)) {
        JsonNode transaction = JSON.readTree(action).path("txn");
        if (transaction.path("appId").asText().equals(applicationId)
            && transaction.path("version").asLong(-1) == number) {
          return true;
        }
      }
    }
    return false;
  }

  private static Set<String> files(List<String> actions) throws IOException {
    var files = new HashSet<String>();
    for (String action : actions) {
      JsonNode path = JSON.readTree(action).path("add").path("path");
      if (path.isTextual()) {
        files.add(path.textValue());
      }
    }
    return files;
  }
}
