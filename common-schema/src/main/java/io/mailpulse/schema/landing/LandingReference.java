package io.mailpulse.schema.landing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a record may name as the place of its bytes: a file of its own tenant in the configured
 * landing, and nothing else. Who wrote the record is not trusted with more than that, since the
 * reference is opened with the rights of the job.
 *
 * <pre>
 * raw/tenant_id=acme/..          mails that were read
 * incoming/tenant_id=acme/..     mails that are too large for their topic
 * rejected/tenant_id=acme/..     mails that could not be read
 * </pre>
 *
 * The same may be written in full, behind the landing's own URI. Names are 1 to 255 characters of
 * {@code [A-Za-z0-9._=+@,~-]}: no escape, no backslash, no empty name, no step up, so that a
 * reference means the same on every file system.
 */
public final class LandingReference {

  private static final int MAX_LENGTH = 1024;
  private static final int MAX_NAME = 255;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._=+@,~-]{1," + MAX_NAME + "}+");
  private static final Set<String> STEPS = Set.of(".", "..");

  private LandingReference() {}

  /**
   * The place that a reference names.
   *
   * @param root root of the landing
   * @param tenantId the record's tenant, itself checked
   * @param reference as the record has it
   * @return the place relative to the root; empty if it is not the tenant's
   */
  public static Optional<String> of(URI root, String tenantId, String reference) {
    if (reference.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String prefix = root.toString().replaceFirst("/*+$", "/");
    String relative =
        reference.startsWith(prefix) ? reference.substring(prefix.length()) : reference;
    List<String> names = List.of(relative.split("/", -1));
    boolean owned =
        names.size() > 2
            && LandingPath.ROOTS.contains(names.get(0))
            && LandingPath.tenantOf(names.get(1)).filter(tenantId::equals).isPresent();
    return owned && names.stream().allMatch(LandingReference::isPlain)
        ? Optional.of(relative)
        : Optional.empty();
  }

  /** The folder of the root that holds a place's tenant, as {@code incoming/tenant_id=acme}. */
  public static String tenantFolder(String place) {
    return place.substring(0, place.indexOf('/', place.indexOf('/') + 1));
  }

  private static boolean isPlain(String name) {
    return NAME.matcher(name).matches() && !STEPS.contains(name);
  }
}
