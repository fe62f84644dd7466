package io.mailpulse.settings.tenant;

import java.util.Map;
import java.util.TreeMap;

/**
 * The tenants that a configuration names.
 *
 * @param byId their profiles; {@link #DEFAULT} holds for all that are not named
 */
public record Tenants(Map<String, TenantProfile> byId) {

  /** The tenant whose section holds for all that are not named. */
  public static final String DEFAULT = "default";

  /** No tenant says anything of itself. */
  public static final Tenants NONE = new Tenants(Map.of(DEFAULT, TenantProfile.PLAIN));

  /** Copies, in an order that does not vary. */
  public Tenants {
    byId = new TreeMap<>(byId);
  }

  /** The profile that holds for a tenant. */
  public TenantProfile of(String tenantId) {
    TenantProfile own = byId.get(tenantId);
    return own == null ? byId.getOrDefault(DEFAULT, TenantProfile.PLAIN) : own;
  }
}
