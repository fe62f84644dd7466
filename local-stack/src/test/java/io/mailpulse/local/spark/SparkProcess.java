package io.mailpulse.local.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Spark in a process of its own: the engines share no class path, only folders. */
public final class SparkProcess {

  private static final Path MODULE = Path.of("..", "spark-backfill");
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private SparkProcess() {}

  /** Rows of a query over the tables and views of a warehouse. */
  public static List<JsonNode> query(Path warehouse, String sql)
      throws IOException, InterruptedException {
    return run(warehouse, "io.mailpulse.spark.TableDump", warehouse.toString(), sql);
  }

  /** Runs the rescoring job; its summary. */
  public static JsonNode rescore(Path warehouse, Path configuration)
      throws IOException, InterruptedException {
    List<JsonNode> lines =
        run(warehouse, "io.mailpulse.spark.RescoreJob", "--config", configuration.toString());
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static List<JsonNode> run(Path folder, String main, String... arguments)
      throws IOException, InterruptedException {
    Path jars = MODULE.resolve("target/classpath.txt");
    assertThat(jars)
        .as("the whole reactor must be built first: mvn verify, not -pl local-stack")
        .exists();
    String classPath =
        Stream.concat(
                Stream.of("spark-backfill", "model-onnx", "mail-core", "common-schema")
                    .map(module -> Path.of("..", module, "target", "classes").toString()),
                Stream.of(Files.readString(jars).strip()))
            .collect(Collectors.joining(":"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "-Duser.timezone=UTC",
            "-Dlog4j2.configurationFile=" + MODULE.resolve("conf/log4j2.properties"),
            "-cp",
            classPath,
            main));
    command.addAll(List.of(arguments));
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
