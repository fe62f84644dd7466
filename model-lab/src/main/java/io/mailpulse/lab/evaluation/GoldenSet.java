package io.mailpulse.lab.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The golden set: mails written and labelled for this project, by the guidelines in {@code
 * docs/golden-set.md}. The last bit of the SHA-256 of a mail's id says which half it is in.
 */
public final class GoldenSet {

  private static final String RESOURCE = "golden-mails.jsonl";

  private GoldenSet() {}

  /** What a half may be used for. */
  public enum Half {
    /** Only measured; nothing is ever tuned on it. */
    FROZEN,
    /** May set temperatures and thresholds. */
    TUNING
  }

  /** All mails of a half, in the order of the file. */
  public static List<GoldenMail> half(Half half) {
    return all().stream().filter(mail -> halfOf(mail.id()) == half).toList();
  }

  /** All mails, in the order of the file. */
  public static List<GoldenMail> all() {
    var json = new ObjectMapper();
    List<GoldenMail> mails = new ArrayList<>();
    try (InputStream in = GoldenSet.class.getResourceAsStream(RESOURCE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        mails.add(json.readValue(line, GoldenMail.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The golden set cannot be read from the class path", e);
    }
    return List.copyOf(mails);
  }

  /** The half that an id falls into. */
  public static Half halfOf(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return (digest[digest.length - 1] & 1) == 0 ? Half.FROZEN : Half.TUNING;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256; this one has not", e);
    }
  }
}
