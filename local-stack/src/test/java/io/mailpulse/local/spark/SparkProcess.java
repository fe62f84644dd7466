package io.mailpulse.local.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Spark in a process of its own: the engines share no class path, only folders. */
public final class SparkProcess {

  private static final String MAIN = "io.mailpulse.spark.JobMain";

  private SparkProcess() {}

  /** Rows of a query over the tables and views of a warehouse. */
  public static List<JsonNode> query(Path warehouse, String sql)
      throws IOException, InterruptedException {
    return run(warehouse, "query", "--set", "warehouse.path=" + warehouse, "--sql", sql);
  }

  /** Runs the rescoring job; its summary. */
  public static JsonNode rescore(Path warehouse, Path configuration)
      throws IOException, InterruptedException {
    List<JsonNode> lines = run(warehouse, "rescore", "--config", configuration.toString());
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static List<JsonNode> run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = SparkCommand.in(Path.of("..")).of(MAIN, arguments);
    Path output = Files.createTempFile(folder, "spark", ".jsonl");
    Path errors = Files.createTempFile(folder, "spark", ".log");
    int code =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start()
            .waitFor();
    assertThat(code).as(Files.readString(errors)).isZero();
    var mapper = new ObjectMapper();
    var rows = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(output)) {
      rows.add(mapper.readTree(line));
    }
    return rows;
  }
}
