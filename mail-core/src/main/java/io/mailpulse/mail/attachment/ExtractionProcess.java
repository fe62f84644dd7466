package io.mailpulse.mail.attachment;

import io.mailpulse.mail.attachment.AttachmentText.Outcome;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final long START_MILLIS = 15_000;

  private final AttachmentSettings settings;
  private final Path folder;
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  private boolean started;
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
            settings.classPath(),
            ExtractionMain.class.getName(),
            Integer.toString(settings.maxTextChars()),
            Long.toString(settings.timeout().toMillis() * 2));
    // What parsers complain about may quote the file: it goes nowhere.
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new ExtractionProcess(settings, folder, process);
  }

  AttachmentText read(String filename, String contentType, byte[] content) throws IOException {
    if (!started) {
      within(START_MILLIS, in::readByte);
      started = true;
    }
    return within(
        settings.timeout().toMillis(),
        () -> {
          send(filename, contentType, content);
          return receive();
        });
  }

  /** Talks to the process and kills it when it is late, which breaks the pipe being waited on. */
  private <T> T within(long millis, Exchange<T> exchange) throws IOException {
    ScheduledFuture<?> kill = WATCHDOG.schedule(this::killLate, millis, TimeUnit.MILLISECONDS);
    try {
      return exchange.run();
    } finally {
      kill.cancel(false);
    }
  }

  private void send(String filename, String contentType, byte[] content) throws IOException {
    out.writeUTF(shortened(filename));
    out.writeUTF(shortened(contentType));
    out.writeInt(content.length);
    out.write(content);
    out.flush();
  }

  private AttachmentText receive() throws IOException {
    int outcome = in.readUnsignedByte();
    int length = in.readInt();
    if (outcome >= Outcome.values().length || length < 0 || length > longestReply()) {
      throw new IOException("the extraction process breaks its protocol");
    }
    byte[] text = new byte[length];
    in.readFully(text);
    return new AttachmentText(Outcome.values()[outcome], new String(text, StandardCharsets.UTF_8));
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
