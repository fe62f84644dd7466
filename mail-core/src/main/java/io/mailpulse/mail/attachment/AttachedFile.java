package io.mailpulse.mail.attachment;

import java.util.Optional;

/**
 * An attachment, unopened.
 *
 * @param filename declared name, decoded, on one line
 * @param contentType declared media type in lower case, without parameters
 * @param size bytes after transfer decoding
 * @param content bytes after transfer decoding; only if the parser was asked to keep them
 */
public record AttachedFile(
    Optional<String> filename, String contentType, long size, Optional<byte[]> content) {}
