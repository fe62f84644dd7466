package io.mailpulse.connectors.job;

import io.mailpulse.settings.ConfigStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Configuration files on every file system that Flink knows, and where it has none for a scheme,
 * such as S3 without its plugin, those of {@link ConfigStore#standard}.
 */
public final class FlinkConfigStore implements ConfigStore {

  private final ConfigStore standard = ConfigStore.standard();

  @Override
  public String read(String location) throws IOException {
    var path = new Path(location);
    FileSystem files;
    try {
      files = path.getFileSystem();
    } catch (UnsupportedFileSystemSchemeException e) {
      return standard.read(location);
    }
    try (FSDataInputStream in = files.open(path)) {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    } catch (FileNotFoundException e) {
      var missing = new NoSuchFileException(location);
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    var path = new Path(folder);
    FileStatus[] found;
    try {
      found = path.getFileSystem().listStatus(path);
    } catch (UnsupportedFileSystemSchemeException e) {
      return standard.list(folder);
    }
    if (found == null) {
      throw new NoSuchFileException(folder);
    }
    return Arrays.stream(found)
        .filter(file -> !file.isDir())
        .map(file -> file.getPath().toString())
        .sorted()
        .toList();
  }
}
