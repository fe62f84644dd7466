package io.mailpulse.local.cli;

import io.mailpulse.schema.id.TenantId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --tenant}. */
final class TenantOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private String tenantId = "default";

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      defaultValue = "default",
      description = "Tenant that the mail belongs to; default: ${DEFAULT-VALUE}.")
  void set(String value) {
    try {
      tenantId = TenantId.require(value);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--tenant: " + e.getMessage(), e);
    }
  }

  String id() {
    return tenantId;
  }
}
