package io.mailpulse.connectors.landing;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.Path;

/**
 * Writes each mail to its own gzip file, once, on every file system that Flink knows. Several files
 * are written at a time, since an object store takes longer to answer than a mail takes to read; a
 * checkpoint waits for all of them.
 */
public final class RawLandingSink implements Sink<LandedMail> {

  private static final long serialVersionUID = 1L;
  private static final int WRITERS = 8;
  private static final int IN_FLIGHT = 64;

  private final URI root;

  /** A landing below a root folder or bucket. */
  public RawLandingSink(URI root) {
    this.root = root;
  }

  @Override
  public SinkWriter<LandedMail> createWriter(WriterInitContext context) throws IOException {
    return writer(new LandingFiles(new Path(root))::write);
  }

  @Override
  @Deprecated
  public SinkWriter<LandedMail> createWriter(InitContext context) throws IOException {
    return writer(new LandingFiles(new Path(root))::write);
  }

  static SinkWriter<LandedMail> writer(Landing landing) {
    return new Writer(landing);
  }

  /** Where a mail is written; called from several threads. */
  @FunctionalInterface
  interface Landing {

    void write(LandedMail mail) throws IOException;
  }

  private static final class Writer implements SinkWriter<LandedMail> {

    private final Landing landing;
    private final ExecutorService threads =
        Executors.newFixedThreadPool(
            WRITERS,
            task -> {
              var thread = new Thread(task, "land-raw");
              thread.setDaemon(true);
              return thread;
            });
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private Writer(Landing landing) {
      this.landing = landing;
    }

    @Override
    public void write(LandedMail mail, Context context) throws IOException, InterruptedException {
      requireNoFailure();
      room.acquire();
      threads.execute(() -> land(mail));
    }

    private void land(LandedMail mail) {
      try {
        landing.write(mail);
      } catch (Throwable e) { // also an Error: the mail is not landed, whatever the reason
        failure.compareAndSet(null, e); // the next write or flush fails the task with it
      } finally {
        room.release();
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      room.acquire(IN_FLIGHT);
      room.release(IN_FLIGHT);
      requireNoFailure();
    }

    private void requireNoFailure() throws IOException {
      if (failure.get() != null) {
        throw new IOException("a mail could not be landed", failure.get());
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
