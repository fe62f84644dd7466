package io.mailpulse.mail.attachment;

import io.mailpulse.schema.AttachmentOutcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running {@link ExtractionMain}, spoken to through its standard streams. */
final class ExtractionProcess {

  /** Kills what is late; one thread for all processes, since it only ever kills. */
  private static final ScheduledExecutorService WATCHDOG =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "attachment-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  /** How long a process may take to start; it says one byte when it is ready. */
  static final Duration START_TIME = Duration.ofSeconds(15);

  private final AttachmentSettings settings;
  private final Path folder;
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private int greeting = -1;
  private volatile boolean timedOut;

  private ExtractionProcess(AttachmentSettings settings, Path folder, Process process) {
    this.settings = settings;
    this.folder = folder;
    this.process = process;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
  }

  static ExtractionProcess start(AttachmentSettings settings) throws IOException {
    Path folder = Files.createTempDirectory("mailpulse-attachment");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + settings.heapMegabytes() + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            settings.usedClassPath(),
            ExtractionMain.class.getName(),
            Long.toString(settings.fileTimeout().toMillis() * 2));
    // What parsers complain about may quote the file: it goes nowhere.
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new ExtractionProcess(settings, folder, process);
  }

  /**
   * Waits until the process has said that it runs.
   *
   * @return whether it has parsers for office files and PDF
   */
  boolean awaitReady(Duration time) throws IOException {
    if (greeting < 0) {
      greeting = within(time, in::readUnsignedByte);
    }
    return greeting == ExtractionMain.HAS_PARSERS;
  }

  /** Reads a file of which {@code mostChars} of text are wanted. */
  AttachmentText read(AttachedFile file, int mostChars, Duration time) throws IOException {
    return within(
        time,
        () -> {
          send(file, mostChars);
          return receive();
        });
  }

  /** Talks to the process and kills it when it is late, which breaks the pipe being waited on. */
  private <T> T within(Duration time, Exchange<T> exchange) throws IOException {
    ScheduledFuture<?> kill =
        WATCHDOG.schedule(this::killLate, time.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return exchange.run();
    } finally {
      kill.cancel(false);
    }
  }

  private void send(AttachedFile file, int mostChars) throws IOException {
    byte[] content = file.content().orElseThrow();
    out.writeUTF(shortened(file.filename().orElse("")));
    out.writeUTF(shortened(file.contentType()));
    out.writeInt(mostChars);
    out.writeInt(content.length);
    out.write(content);
    out.flush();
  }

  private AttachmentText receive() throws IOException {
    int outcome = in.readUnsignedByte();
    int length = in.readInt();
    if (outcome >= AttachmentOutcome.values().length || length < 0 || length > longestReply()) {
      throw new IOException("the extraction process breaks its protocol");
    }
    byte[] text = new byte[length];
    in.readFully(text);
    return new AttachmentText(
        AttachmentOutcome.values()[outcome], new String(text, StandardCharsets.UTF_8));
  }

  private long longestReply() {
    return settings.maxTextChars() * 3L;
  }

  private void killLate() {
    timedOut = true;
    process.destroyForcibly();
  }

  boolean timedOut() {
    return timedOut;
  }

  void close() {
    process.destroyForcibly();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // The process may still be letting go of its files; the system's own cleaning takes them.
      folder.toFile().deleteOnExit();
    }
  }

  /** One question and its answer. */
  @FunctionalInterface
  private interface Exchange<T> {
    T run() throws IOException;
  }

  private static String shortened(String hint) {
    return hint.substring(0, Math.min(hint.length(), 200));
  }
}
