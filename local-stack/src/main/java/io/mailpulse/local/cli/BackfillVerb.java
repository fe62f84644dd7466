package io.mailpulse.local.cli;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.demo.DemoFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "backfill",
    description = {
      "Rescore history: run the Spark job on this machine.",
      "Reads the raw landing, scores it with the configured model, writes fact_sentiment_rescored"
          + " and prints one JSON line. The job runs in a JVM of its own: Spark and Flink never"
          + " share a class path."
    },
    mixinStandardHelpOptions = true)
final class BackfillVerb implements Callable<Integer> {

  private static final String MAIN = "io.mailpulse.spark.RescoreJob";

  private static final List<String> MODULES =
      List.of("common-schema", "mail-core", "model-onnx", "spark-backfill");

  /** What Spark reaches into on Java 17. */
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

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "key=value lines, see spark-backfill/README.md; default: what the last demo"
              + " left in .mailpulse/demo.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more value, which wins over the file's; may be repeated.")
  private List<String> overrides = List.of();

  @Override
  public Integer call() throws IOException {
    Path config =
        file == null ? DemoFolder.at(Repository.demoFolder()).backfillConfiguration() : file;
    if (!Files.isReadable(config)) {
      throw new ParameterException(
          spec.commandLine(),
          "--config: "
              + config
              + " is not there or cannot be read: name a file, or run the demo first");
    }
    Process job = new ProcessBuilder(command(config)).inheritIO().start();
    var atExit = new Thread(job::destroy, "stop-spark");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      return job.waitFor();
    } catch (InterruptedException e) {
      job.destroy();
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the Spark job ran", e);
    }
  }

  private List<String> command(Path config) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(
        List.of("-Xmx2g", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Duser.timezone=UTC"));
    // Warnings only: what the job has to say is its one line.
    command.add(
        "-Dlog4j2.configurationFile="
            + Repository.root().resolve("spark-backfill/conf/log4j2.properties"));
    command.addAll(List.of("-cp", classPath(), MAIN, "--config", config.toString()));
    overrides.forEach(override -> command.addAll(List.of("--set", override)));
    return command;
  }

  private static String classPath() throws IOException {
    Path jars = Repository.root().resolve("spark-backfill/target/classpath.txt");
    if (!Files.isReadable(jars)) {
      throw new LocalStackException(
          jars + " is not there: start through the launcher, which builds spark-backfill");
    }
    Stream<String> ours =
        MODULES.stream()
            .map(module -> Repository.root().resolve(module).resolve("target/classes").toString());
    return Stream.concat(ours, Stream.of(Files.readString(jars).strip()))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
