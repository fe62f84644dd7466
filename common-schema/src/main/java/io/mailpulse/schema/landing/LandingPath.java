package io.mailpulse.schema.landing;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Place of a mail in the raw landing, by what it says: {@code
 * raw/tenant_id=<tenant>/ingest_date=yyyy/MM/dd/<email_id>.eml.gz}, relative to the landing's root.
 * Where two mails claim one id, the file of each has its digest behind the id as well.
 *
 * @param tenantId tenant
 * @param day day of event time, UTC
 * @param emailId id of the mail
 * @param sha256 digest in the name, or empty
 */
public record LandingPath(String tenantId, LocalDate day, String emailId, String sha256) {

  /** Folder of mails that were read. */
  public static final String ROOT = "raw";

  /** What the name of every file fits. */
  public static final String FILES = "*.eml.gz";

  private static final String REJECTED = "rejected";
  private static final String INCOMING = "incoming";

  /** Folders below the root, each with one folder per tenant. */
  static final Set<String> ROOTS = Set.of(ROOT, REJECTED, INCOMING);

  private static final String TENANT = "tenant_id=";
  private static final String SUFFIX = ".eml.gz";
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");
  private static final String FOLDER =
      ROOT + '/' + TENANT + "([A-Za-z0-9._-]{1,64})/ingest_date=(\\d{4})/(\\d{2})/(\\d{2})";
  private static final Pattern DAY_FOLDER = Pattern.compile(FOLDER + "$");
  private static final Pattern FILE =
      Pattern.compile(FOLDER + "/([0-9a-f-]{36})(?:\\.([0-9a-f]{64}))?\\.eml\\.gz$");

  /** Where nobody knows whose the bytes are: no tenant has this name, so no record opens it. */
  private static final String NO_TENANT = "~";

  /** A place without a digest in its name. */
  public LandingPath(String tenantId, LocalDate day, String emailId) {
    this(tenantId, day, emailId, "");
  }

  /** Place of a mail: the day is that of its event time, so that a replay gives the same place. */
  public static LandingPath of(EmailRaw mail) {
    return new LandingPath(
        mail.getTenantId(),
        LocalDate.ofInstant(mail.getTimestamp(), ZoneOffset.UTC),
        mail.getEmailId());
  }

  /** Reads a path or URI that ends with a mail's place; empty if it does not. */
  public static Optional<LandingPath> parse(String path) {
    Matcher place = FILE.matcher(path);
    return place.find()
        ? day(place)
            .map(
                day ->
                    new LandingPath(
                        place.group(1),
                        day,
                        place.group(5),
                        place.group(6) == null ? "" : place.group(6)))
        : Optional.empty();
  }

  /** The day of a path or URI that ends with a day's folder; empty if it does not. */
  public static Optional<LocalDate> dayOf(String folder) {
    Matcher place = DAY_FOLDER.matcher(folder);
    return place.find() ? day(place) : Optional.empty();
  }

  /** Folder of a tenant, in which days lie as {@code ingest_date=yyyy/MM/dd}. */
  public static String tenantFolder(String tenantId) {
    return ROOT + '/' + TENANT + tenantId;
  }

  /** The tenant of a folder's name; empty if it is no tenant's. */
  public static Optional<String> tenantOf(String folderName) {
    return folderName.startsWith(TENANT)
        ? Optional.of(folderName.substring(TENANT.length()))
        : Optional.empty();
  }

  /** Place of a mail that could not be read: it has no id and no sure time, only its bytes. */
  public static String rejected(DeadLetter letter) {
    return byDigest(REJECTED, letter.getTenantId(), letter.getPayloadSha256());
  }

  /** The same for bytes whose tenant is none. */
  public static String rejectedOfNoTenant(String payloadSha256) {
    return byDigest(REJECTED, NO_TENANT, payloadSha256);
  }

  /**
   * Place of a mail beside another that has its id, or is in its place already.
   *
   * @param ref the place that both claim
   * @param payloadSha256 digest of this one's bytes
   */
  public static String beside(String ref, String payloadSha256) {
    String stem = ref.endsWith(SUFFIX) ? ref.substring(0, ref.length() - SUFFIX.length()) : ref;
    return stem + '.' + payloadSha256 + SUFFIX;
  }

  /**
   * Place of a mail that has it alone, for one beside it; empty for a path that has no digest.
   *
   * @param ref a path that ends with a mail's place; the folder stays
   */
  public static Optional<String> alone(String ref) {
    return parse(ref)
        .map(LandingPath::sha256)
        .filter(sha256 -> !sha256.isEmpty())
        .map(sha256 -> ref.substring(0, ref.length() - beside("", sha256).length()) + SUFFIX);
  }

  /** Place of a mail that is too large for its topic and has yet to be read. */
  public static String incoming(String tenantId, String payloadSha256) {
    return byDigest(INCOMING, tenantId, payloadSha256);
  }

  /** The place as text. */
  public String ref() {
    String plain = tenantFolder(tenantId) + "/ingest_date=" + DAY.format(day) + '/' + emailId;
    return sha256.isEmpty() ? plain + SUFFIX : beside(plain, sha256);
  }

  private static String byDigest(String root, String tenantId, String sha256) {
    return root + '/' + TENANT + tenantId + '/' + sha256 + SUFFIX;
  }

  private static Optional<LocalDate> day(Matcher place) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(place.group(2)),
              Integer.parseInt(place.group(3)),
              Integer.parseInt(place.group(4))));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
