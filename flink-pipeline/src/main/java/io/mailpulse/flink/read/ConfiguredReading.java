package io.mailpulse.flink.read;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.config.PipelineConfig.LimitsPreset;
import io.mailpulse.flink.config.PipelineConfig.Tenant;
import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.parse.ParseLimits;
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
                })
            .languages(tenants.get(PipelineConfig.DEFAULT_TENANT).languages());
    tenants.forEach((name, tenant) -> settings.languages(name, tenant.languages()));
    return settings.build();
  }
}
