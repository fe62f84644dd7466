package io.mailpulse.flink.landing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Writes each mail to its own gzip file, once: a file that is there already is the same mail. Works
 * on every file system that Flink knows. A file appears whole or not at all: object stores publish
 * on close, and elsewhere it is written beside its place and renamed.
 */
public final class RawLandingSink implements Sink<LandedMail> {

  private static final long serialVersionUID = 1L;

  private final URI root;

  /** A landing below a root folder or bucket. */
  public RawLandingSink(URI root) {
    this.root = root;
  }

  @Override
  public SinkWriter<LandedMail> createWriter(WriterInitContext context) throws IOException {
    return new Writer(new Path(root));
  }

  @Override
  @SuppressWarnings("deprecation")
  public SinkWriter<LandedMail> createWriter(InitContext context) throws IOException {
    return new Writer(new Path(root));
  }

  private static final class Writer implements SinkWriter<LandedMail> {

    private final Path root;
    private final FileSystem files;
    private final boolean publishesOnClose;
    private final String temporary = ".writing-" + UUID.randomUUID();

    private Writer(Path root) throws IOException {
      this.root = root;
      this.files = root.getFileSystem();
      this.publishesOnClose =
          root.toUri().getScheme() != null && root.toUri().getScheme().startsWith("s3");
    }

    @Override
    public void write(LandedMail mail, Context context) throws IOException {
      var place = new Path(root, mail.ref());
      if (files.exists(place)) {
        return;
      }
      if (publishesOnClose) {
        write(mail.mime(), place);
        return;
      }
      var beside = new Path(place.getParent(), temporary);
      files.mkdirs(place.getParent());
      write(mail.mime(), beside);
      if (!files.rename(beside, place) && !files.exists(place)) {
        throw new IOException("cannot rename a finished file to " + place);
      }
      files.delete(beside, false);
    }

    private void write(byte[] mime, Path path) throws IOException {
      try (OutputStream out =
          new GZIPOutputStream(files.create(path, FileSystem.WriteMode.OVERWRITE))) {
        out.write(mime);
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      // Every mail is durable when write returns.
    }

    @Override
    public void close() {
      // Holds nothing open.
    }
  }
}
