package io.mailpulse.local.service;

import io.mailpulse.local.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real Elasticsearch server in a process of its own. It refuses to run as root, so a root user's
 * server runs as an unprivileged one.
 */
public final class ElasticsearchServer implements AutoCloseable {

  private static final int USUAL_PORT = 9200;
  private static final int USUAL_TRANSPORT_PORT = 9300;
  private static final int NOBODY = 65534;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final Path folder;
  private final Thread atExit;
  private URI uri;

  private ElasticsearchServer(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.atExit = new Thread(this::kill, "stop-search");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param zip the distribution that the build fetched
   * @throws LocalStackException if it does not start
   */
  public static ElasticsearchServer start(Path zip) {
    Path home = SearchInstallation.unpackOnce(zip);
    try {
      Path folder = Files.createTempDirectory("mailpulse-search-");
      configure(folder, home);
      var server = new ElasticsearchServer(command(home, folder).start(), folder);
      try {
        server.awaitReady();
      } catch (LocalStackException e) {
        server.close();
        throw e;
      }
      return server;
    } catch (IOException e) {
      throw new LocalStackException(
          "the search server did not start (" + e.getMessage() + "); --no-search goes without", e);
    }
  }

  private static void configure(Path folder, Path home) throws IOException {
    Path config = Files.createDirectories(folder.resolve("config"));
    try (var files = Files.list(home.resolve("config"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, config.resolve(file.getFileName()));
      }
    }
    Files.createDirectories(config.resolve("jvm.options.d"));
    for (String name : List.of("data", "logs", "tmp")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(
        config.resolve("elasticsearch.yml"),
        String.join(
            "\n",
            "cluster.name: mailpulse",
            "node.name: local",
            "node.portsfile: true",
            "path.data: " + folder.resolve("data"),
            "path.logs: " + folder.resolve("logs"),
            "network.host: 127.0.0.1",
            "http.port: " + FreePorts.range(USUAL_PORT),
            "transport.port: " + FreePorts.range(USUAL_TRANSPORT_PORT),
            "discovery.type: single-node",
            "xpack.security.enabled: false",
            "cluster.routing.allocation.disk.threshold_enabled: false",
            ""));
    if (isRoot()) {
      try (var paths = Files.walk(folder)) {
        for (Path path : (Iterable<Path>) paths::iterator) {
          Files.setAttribute(path, "unix:uid", NOBODY);
          Files.setAttribute(path, "unix:gid", NOBODY);
        }
      }
    } else {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static ProcessBuilder command(Path home, Path folder) {
    var words = new ArrayList<String>();
    if (isRoot()) {
      words.addAll(
          List.of(
              "setpriv",
              "--reuid=" + NOBODY,
              "--regid=" + NOBODY,
              "--clear-groups",
              "--inh-caps=-all"));
    }
    words.add(home.resolve("bin/elasticsearch").toString());
    var builder = new ProcessBuilder(words);
    var environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("HOME", folder.toString());
    environment.put("ES_JAVA_HOME", System.getProperty("java.home"));
    environment.put("ES_PATH_CONF", folder.resolve("config").toString());
    environment.put("ES_TMPDIR", folder.resolve("tmp").toString());
    environment.put("CLI_JAVA_OPTS", "-Djava.io.tmpdir=" + folder.resolve("tmp"));
    environment.put("ES_JAVA_OPTS", "-Xms512m -Xmx512m -XX:TieredStopAtLevel=1");
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile());
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void awaitReady() throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    while (Instant.now().isBefore(deadline)) {
      if (!process.isAlive()) {
        throw new LocalStackException(
            "the search server ended with status "
                + process.exitValue()
                + " while it started; --no-search goes without. Its last words:\n"
                + lastWords());
      }
      if (answers(client)) {
        return;
      }
      pause();
    }
    throw new LocalStackException(
        "the search server did not answer within "
            + PATIENCE.toSeconds()
            + " s; --no-search goes without. Its last words:\n"
            + lastWords());
  }

  private boolean answers(HttpClient client) throws IOException {
    Path ports = folder.resolve("logs/http.ports");
    if (!Files.exists(ports)) {
      return false;
    }
    var address =
        Files.readString(ports).lines().filter(line -> line.startsWith("127.")).findFirst();
    if (address.isEmpty()) {
      return false;
    }
    var base = URI.create("http://" + address.get());
    try {
      var health =
          client.send(
              HttpRequest.newBuilder(base.resolve("/_cluster/health?wait_for_status=yellow"))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      uri = base;
      return health.statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the search server started", e);
    }
  }

  private void pause() {
    try {
      process.waitFor(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the search server started", e);
    }
  }

  private String lastWords() throws IOException {
    var lines =
        Files.readString(folder.resolve("server.log"), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("\t")) // stack frames
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  /** Where it answers, without a path. */
  public URI uri() {
    return uri;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    kill();
  }

  /**
   * The server's launcher passes the signal on; whoever is left after a while is not asked again.
   */
  private void kill() {
    var children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      System.err.println("mailpulse: left behind " + folder + ": " + e.getMessage());
    }
  }
}
