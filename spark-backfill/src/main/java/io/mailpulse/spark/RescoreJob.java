package io.mailpulse.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.spark.config.ConfigException;
import io.mailpulse.spark.config.RescoreConfig;
import io.mailpulse.spark.config.RescoreConfigReader;
import io.mailpulse.spark.rescore.Rescore;
import io.mailpulse.spark.rescore.RescoreSummary;
import io.mailpulse.spark.warehouse.Sessions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Rescores history with another model version: {@code --config FILE [--set KEY=VALUE]...}. */
public final class RescoreJob {

  private static final int OK = 0;
  private static final int FAILURE = 1;
  private static final int USAGE = 2;
  private static final String HELP =
      """
      Rescores the raw landing with a model and writes fact_sentiment_rescored.

      usage: backfill --config FILE [--set KEY=VALUE]...

        --config FILE      key=value lines, see spark-backfill/README.md
        --set KEY=VALUE    one more value, wins over the file
        -h, --help         this text
      """;

  private RescoreJob() {}

  /** Runs the job and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args, System.out, System.err);
    if (code != OK) {
      System.exit(code);
    }
  }

  /** Runs the job; the session is stopped when it returns. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    if (List.of(args).contains("-h") || List.of(args).contains("--help")) {
      out.print(HELP);
      return OK;
    }
    RescoreConfig config;
    String modelVersion;
    try {
      config = configuration(args);
      modelVersion = Scorers.modelVersion(config.scorer());
    } catch (ConfigException | BundleException e) {
      err.println(e.getMessage());
      return USAGE;
    } catch (UncheckedIOException e) {
      err.println(e.getMessage() + ": " + e.getCause().getMessage());
      return FAILURE;
    }
    SparkSession session = Sessions.open("mailpulse rescore " + modelVersion, config.spark());
    try {
      RescoreSummary summary = new Rescore(session, config, modelVersion).run(Instant.now());
      out.println(new ObjectMapper().writeValueAsString(json(summary)));
      return summary.isBalanced() ? OK : FAILURE;
    } catch (IOException e) {
      err.println("the summary cannot be printed: " + e.getMessage());
      return FAILURE;
    } finally {
      session.stop();
    }
  }

  private static RescoreConfig configuration(String[] args) throws ConfigException {
    String file = null;
    var overrides = new LinkedHashMap<String, String>();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new ConfigException(List.of(args[i] + ": expected a value; -h for help"));
      }
      String value = args[i + 1];
      int equals = value.indexOf('=');
      if (args[i].equals("--config")) {
        file = value;
      } else if (args[i].equals("--set") && equals > 0) {
        overrides.put(value.substring(0, equals), value.substring(equals + 1));
      } else {
        throw new ConfigException(
            List.of(args[i] + " " + value + ": expected --config FILE or --set KEY=VALUE"));
      }
    }
    if (file == null) {
      throw new ConfigException(List.of("--config: must be given; -h for help"));
    }
    return RescoreConfigReader.read(text(file), overrides);
  }

  private static String text(String file) throws ConfigException {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException(List.of("--config " + file + ": there is no such file"));
    } catch (MalformedInputException e) {
      throw new ConfigException(List.of("--config " + file + ": is not UTF-8 text"));
    } catch (IOException e) {
      throw new ConfigException(List.of("--config " + file + ": cannot be read"));
    }
  }

  private static Map<String, Object> json(RescoreSummary summary) {
    var json = new LinkedHashMap<String, Object>();
    json.put("model_version", summary.modelVersion());
    json.put("files", summary.files());
    json.put("attached", summary.attached());
    json.put("rescored", summary.rescored());
    json.put("unknown", summary.unknown());
    json.put("duplicates", summary.duplicates());
    json.put("dead_lettered", summary.deadLettered());
    json.put("promoted_tenants", summary.promotedTenants());
    json.put("thread_days", summary.threadDays());
    json.put("balanced", summary.isBalanced());
    return json;
  }
}
