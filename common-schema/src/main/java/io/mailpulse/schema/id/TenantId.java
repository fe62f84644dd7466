package io.mailpulse.schema.id;

/** The rule for tenant ids: they appear in keys, paths and partitions and so are kept plain. */
public final class TenantId {

  private static final int MAX_LENGTH = 64;

  private TenantId() {}

  /**
   * Checks a tenant id.
   *
   * @return the id itself
   * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code [A-Za-z0-9._-]}
   */
  public static String require(String tenantId) {
    boolean plain =
        !tenantId.isEmpty()
            && tenantId.length() <= MAX_LENGTH
            && tenantId.chars().allMatch(TenantId::isPlain);
    if (!plain) {
      throw new IllegalArgumentException(
          "tenant id must be 1 to 64 characters of [A-Za-z0-9._-], found "
              + tenantId.length()
              + " characters");
    }
    return tenantId;
  }

  private static boolean isPlain(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
