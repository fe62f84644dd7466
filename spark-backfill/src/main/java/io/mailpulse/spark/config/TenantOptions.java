package io.mailpulse.spark.config;

import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.schema.id.TenantId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code tenants.NAME.OPTION}, under the same names as in the stream's configuration. Tenant {@code
 * default} holds for all that are not named.
 */
final class TenantOptions {

  private static final String PREFIX = "tenants.";
  private static final String DEFAULT = "default";
  private static final String LANGUAGES = "languages";
  private static final String ADDRESSES = "addresses";
  private static final String KEY = "pseudonym-key";
  private static final Set<String> OPTIONS = Set.of(LANGUAGES, ADDRESSES, KEY);

  private final Map<String, String> values;
  private final List<String> mistakes;

  TenantOptions(Map<String, String> values, List<String> mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  boolean knows(String key) {
    return key.startsWith(PREFIX) && OPTIONS.contains(option(key));
  }

  void apply(MailSettings.Builder mail) {
    String defaultKey = PREFIX + DEFAULT + '.' + KEY;
    if (!values.containsKey(defaultKey)) {
      mistakes.add(
          defaultKey + ": must be set, to the stream's key: env:NAME, file:PATH or literal:VALUE");
    }
    values.keySet().stream().filter(this::knows).forEach(key -> apply(key, mail));
  }

  private void apply(String key, MailSettings.Builder mail) {
    String tenant = tenant(key);
    try {
      TenantId.require(tenant);
      switch (option(key)) {
        case LANGUAGES -> applyLanguages(tenant, values.get(key), mail);
        case ADDRESSES -> applyAddresses(tenant, values.get(key), mail);
        default -> applyKey(tenant, values.get(key), mail);
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(key + ": " + e.getMessage());
    }
  }

  private static void applyLanguages(String tenant, String value, MailSettings.Builder mail) {
    Set<String> languages =
        Arrays.stream(value.split(","))
            .map(String::strip)
            .filter(code -> !code.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    if (tenant.equals(DEFAULT)) {
      mail.languages(languages);
    } else {
      mail.languages(tenant, languages);
    }
  }

  private static void applyAddresses(String tenant, String value, MailSettings.Builder mail) {
    AddressPolicy policy =
        switch (value) {
          case "pseudonym" -> AddressPolicy.PSEUDONYM;
          case "keep" -> AddressPolicy.KEEP;
          default -> throw new IllegalArgumentException("expected pseudonym or keep");
        };
    if (tenant.equals(DEFAULT)) {
      mail.addresses(policy);
    } else {
      mail.addresses(tenant, policy);
    }
  }

  private static void applyKey(String tenant, String value, MailSettings.Builder mail) {
    RedactorSettings redactor = RedactorSettings.withKey(Secrets.resolve(value));
    if (tenant.equals(DEFAULT)) {
      mail.redactor(redactor);
    } else {
      mail.redactor(tenant, redactor);
    }
  }

  private static String option(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private static String tenant(String key) {
    int end = key.lastIndexOf('.');
    return end < PREFIX.length() ? "" : key.substring(PREFIX.length(), end);
  }
}
