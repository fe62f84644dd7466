package io.mailpulse.flink.read;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.config.PipelineConfig.LimitsPreset;
import io.mailpulse.flink.config.PipelineConfig.Tenant;
import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.parse.ParseLimits;
import io.mailpulse.mail.redact.RedactorSettings;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * Reads mails with {@code mail-core} as the configuration says. Only references to secrets travel
 * with the job; each task resolves them when it opens.
 */
public final class ConfiguredReading implements MailReading {

  private static final long serialVersionUID = 1L;

  private final LimitsPreset limits;
  private final TreeMap<String, Tenant> tenants;

  /** Reading under a configuration. */
  public ConfiguredReading(PipelineConfig config) {
    this.limits = config.read().limits();
    this.tenants = new TreeMap<>(config.tenants());
  }

  @Override
  public Reader open() {
    MailReader reader = MailReader.create(settings());
    return reader::read;
  }

  MailSettings settings() {
    var settings =
        MailSettings.builder()
            .limits(
                switch (limits) {
                  case STRICT -> ParseLimits.strict();
                  case DEFAULT -> ParseLimits.defaults();
                  case LENIENT -> ParseLimits.lenient();
                });
    Tenant standard = tenants.get(PipelineConfig.DEFAULT_TENANT);
    settings
        .languages(standard.languages())
        .addresses(policy(standard))
        .redactor(redactor(PipelineConfig.DEFAULT_TENANT, standard));
    tenants.forEach(
        (name, tenant) ->
            settings
                .languages(name, tenant.languages())
                .addresses(name, policy(tenant))
                .redactor(name, redactor(name, tenant)));
    return settings.build();
  }

  private static AddressPolicy policy(Tenant tenant) {
    return switch (tenant.addresses()) {
      case PSEUDONYM -> AddressPolicy.PSEUDONYM;
      case KEEP -> AddressPolicy.KEEP;
    };
  }

  private static RedactorSettings redactor(String name, Tenant tenant) {
    try {
      byte[] key = tenant.pseudonymKey().resolve().getBytes(StandardCharsets.UTF_8);
      return RedactorSettings.withKey(key);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new IllegalStateException(
          "tenants." + name + ".pseudonym-key, " + tenant.pseudonymKey() + ": " + e.getMessage(),
          e);
    }
  }
}
