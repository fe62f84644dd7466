package io.mailpulse.flink.read;

import io.mailpulse.schema.landing.LandingReference;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Opens files of a landing on a local disk, where a link could lead out of it. The root itself may
 * be a link; below it every file must really lie in its tenant's folder.
 */
final class LocalLanding {

  private LocalLanding() {}

  /**
   * Opens a regular file.
   *
   * @param root root of the landing
   * @param place checked place below it
   * @param escape what to throw if the file is elsewhere
   * @throws FileNotFoundException if there is none, or something that is no regular file
   */
  static <E extends Exception> InputStream open(Path root, String place, Supplier<E> escape)
      throws E, IOException {
    Path file = root.resolve(place);
    // Also no device and no pipe, which would be waited for.
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new FileNotFoundException();
    }
    Path real = file.toRealPath();
    if (!real.startsWith(root.toRealPath().resolve(LandingReference.tenantFolder(place)))) {
      throw escape.get();
    }
    return Files.newInputStream(real);
  }
}
