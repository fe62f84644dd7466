package io.mailpulse.mail.tnef;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.attachment.AttachmentContent;
import io.mailpulse.mail.charset.Charsets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files inside a {@code winmail.dat}, which Outlook makes of a mail and its attachments
 * (MS-OXTNEF): a run of attributes, each with its length. Reads what is whole and stops at the
 * first attribute that is not.
 */
public final class TnefFiles {

  private static final int SIGNATURE = 0x223e9f78;
  private static final int HEADER_BYTES = 6;
  private static final int ATTRIBUTE_HEADER_BYTES = 9;
  private static final int CHECKSUM_BYTES = 2;

  /** Attributes by their low 16 bits; the others say nothing of files. */
  private static final int CODE_PAGE = 0x9007;

  private static final int FILE_BEGINS = 0x9002;
  private static final int FILE_NAME = 0x8010;
  private static final int FILE_CONTENT = 0x800f;
  private static final int FILE_PROPERTIES = 0x9005;

  private final ByteBuffer in;
  private final boolean keepsContent;
  private final int mostFiles;
  private final List<AttachedFile> files = new ArrayList<>();
  private Charset charset = Charset.forName("windows-1252");
  private boolean open;
  private String name = "";
  private int size;
  private byte[] content = new byte[0];

  private TnefFiles(ByteBuffer in, boolean keepsContent, int mostFiles) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.keepsContent = keepsContent;
    this.mostFiles = mostFiles;
  }

  /** Whether a part of this media type (in lower case) says that it is one. */
  public static boolean isTnef(String mediaType) {
    return mediaType.equals("application/ms-tnef") || mediaType.equals("application/vnd.ms-tnef");
  }

  /**
   * Reads the files.
   *
   * @param content whether their bytes are kept
   * @param mostFiles to list at most
   */
  public static List<AttachedFile> of(
      byte[] bytes, int length, AttachmentContent content, int mostFiles) {
    boolean keeps = content == AttachmentContent.KEEP;
    return new TnefFiles(ByteBuffer.wrap(bytes, 0, length), keeps, mostFiles).read();
  }

  private List<AttachedFile> read() {
    if (in.remaining() < HEADER_BYTES || in.getInt() != SIGNATURE) {
      return List.of();
    }
    in.getShort();
    while (in.remaining() >= ATTRIBUTE_HEADER_BYTES && files.size() < mostFiles - 1) {
      in.get();
      int attribute = in.getInt() & 0xffff;
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        break;
      }
      ByteBuffer value = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      attribute(attribute, value);
      in.position(Math.min(in.limit(), in.position() + length + CHECKSUM_BYTES));
    }
    close();
    return List.copyOf(files);
  }

  private void attribute(int attribute, ByteBuffer value) {
    switch (attribute) {
      case CODE_PAGE -> {
        if (value.remaining() >= Integer.BYTES) {
          charset = Charsets.named("windows-" + value.getInt()).orElse(charset);
        }
      }
      case FILE_BEGINS -> {
        close();
        open = true;
      }
      case FILE_NAME -> {
        if (name.isEmpty()) {
          name = TnefProperties.text(value, value.remaining(), charset);
        }
      }
      case FILE_CONTENT -> {
        size = value.remaining();
        if (keepsContent) {
          content = new byte[size];
          value.get(content);
        }
      }
      case FILE_PROPERTIES ->
          // The name before it is the short one of old file systems.
          name = TnefProperties.longFileName(value, charset).orElse(name);
      default -> {
        // Says nothing of files.
      }
    }
  }

  private void close() {
    if (open) {
      files.add(
          new AttachedFile(
              Optional.of(name).filter(known -> !known.isBlank()),
              "application/octet-stream",
              size,
              keepsContent ? Optional.of(content) : Optional.empty()));
    }
    open = false;
    name = "";
    size = 0;
    content = new byte[0];
  }
}
