package io.mailpulse.flink;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.settings.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;

/**
 * The arguments of the job: {@code --config FILE} on any file system that Flink knows, then values
 * that win over the file's, as {@code key=value}.
 */
final class JobArguments {

  private JobArguments() {}

  static PipelineConfig read(String[] args) throws IOException {
    String file = "";
    String text = "";
    var overrides = new LinkedHashMap<String, String>();
    for (int i = 0; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      if (args[i].equals("--config") && i + 1 < args.length) {
        file = args[++i];
        text = content(file);
      } else if (equals > 0) {
        overrides.put(args[i].substring(0, equals), args[i].substring(equals + 1));
      } else {
        throw ConfigException.of(
            args[i], "no such argument; expected --config FILE [key=value ...]");
      }
    }
    return PipelineConfig.parse(file, text, overrides);
  }

  private static String content(String file) throws IOException {
    var path = new Path(file);
    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
