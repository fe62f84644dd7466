package io.mailpulse.flink.alert;

import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.settings.tenant.AlertRule;
import io.mailpulse.settings.tenant.TenantProfile;
import io.mailpulse.settings.tenant.Tenants;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** When the threads of each tenant turn. Travels with the operator; no part of its state. */
public final class TurnRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /** More than any confidence: no mail of the tenant turns a thread. */
  private static final double NEVER = 2;

  private final TreeMap<String, TurnRule> byTenant = new TreeMap<>();

  /**
   * Rules of all tenants.
   *
   * @param alerts thresholds where a tenant names none
   */
  public TurnRules(Alerts alerts, Tenants tenants) {
    tenants.byId().forEach((id, profile) -> byTenant.put(id, rule(alerts, profile)));
  }

  /** One rule for all tenants. */
  public static TurnRules alike(Alerts alerts) {
    return new TurnRules(alerts, new Tenants(Map.of(Tenants.DEFAULT, TenantProfile.PLAIN)));
  }

  /** The rule of a tenant. */
  public TurnRule of(String tenantId) {
    TurnRule own = byTenant.get(tenantId);
    return own == null ? byTenant.get(Tenants.DEFAULT) : own;
  }

  private static TurnRule rule(Alerts alerts, TenantProfile profile) {
    boolean wanted = profile.rules().contains(AlertRule.THREAD_TURNED_NEGATIVE);
    return new TurnRule(
        new Alerts(
            wanted ? profile.minConfidence().orElse(alerts.minConfidence()) : NEVER,
            profile.negRate().orElse(alerts.negRate()),
            alerts.maxDelay()));
  }
}
