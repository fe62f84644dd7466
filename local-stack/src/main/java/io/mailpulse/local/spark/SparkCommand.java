package io.mailpulse.local.spark;

import io.mailpulse.local.LocalStackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line that runs a main class of {@code spark-backfill} on this machine. */
public final class SparkCommand {

  private static final List<String> MODULES =
      List.of(
          "common-schema",
          "settings",
          "mail-core",
          "model-default",
          "model-onnx",
          "spark-backfill");

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

  private final Path root;

  private SparkCommand(Path root) {
    this.root = root;
  }

  /**
   * Runs what is built in a checkout.
   *
   * @param root folder of the root pom
   */
  public static SparkCommand in(Path root) {
    return new SparkCommand(root);
  }

  /**
   * Program and arguments for a process builder.
   *
   * @param mainClass fully qualified name
   * @param arguments of that class
   * @throws LocalStackException if {@code spark-backfill} is not built
   * @throws IOException if its class path cannot be read
   */
  public List<String> of(String mainClass, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(opened -> command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    command.addAll(
        List.of("-Xmx2g", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", "-Duser.timezone=UTC"));
    // Warnings only: what a job has to say goes to standard output.
    command.add(
        "-Dlog4j2.configurationFile=" + root.resolve("spark-backfill/conf/log4j2.properties"));
    command.addAll(List.of("-cp", classPath(), mainClass));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private String classPath() throws IOException {
    Path jars = root.resolve("spark-backfill/target/classpath.txt");
    if (!Files.isReadable(jars)) {
      throw new LocalStackException(
          jars + " is not there: build all modules first (the launcher and mvn verify do)");
    }
    Stream<String> ours =
        MODULES.stream().map(module -> root.resolve(module).resolve("target/classes").toString());
    return Stream.concat(ours, Stream.of(Files.readString(jars).strip()))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
