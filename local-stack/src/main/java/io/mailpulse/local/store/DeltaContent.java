package io.mailpulse.local.store;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The warehouse as a store: what the dimension and the fact table say of each mail. */
public final class DeltaContent {

  private DeltaContent() {}

  /**
   * Reads the tables that the stream writes.
   *
   * @param warehouse its root folder
   * @throws LocalStackException if a table cannot be read, or the two do not hold the same mails
   */
  public static StoreContent of(Path warehouse) {
    List<String> texts = new ArrayList<>();
    Map<String, Map<String, String>> dimension =
        latest(warehouse, WarehouseTables.DIM_EMAIL, texts);
    Map<String, Map<String, String>> facts =
        latest(warehouse, WarehouseTables.FACT_SENTIMENT, texts);
    if (!dimension.keySet().equals(facts.keySet())) {
      throw new LocalStackException(
          "dim_email holds "
              + dimension.size()
              + " mails and fact_sentiment "
              + facts.size()
              + ": they are not the same ones");
    }
    Map<String, StoredMail> mails = new LinkedHashMap<>();
    facts.forEach((id, fact) -> mails.put(id, mail(fact, dimension.get(id))));
    return new StoreContent("Delta", mails, texts);
  }

  private static StoredMail mail(Map<String, String> fact, Map<String, String> dimension) {
    return new StoredMail(
        fact.get("email_id"),
        dimension.get("thread_id"),
        fact.get("label"),
        fact.get("language"),
        dimension.get("mail_kind"),
        fact.getOrDefault("unknown_reason", ""),
        fact.get("model_version"));
  }

  /** Tables are appended to: of several rows of a mail the one that was made last holds. */
  private static Map<String, Map<String, String>> latest(
      Path warehouse, TableDefinition definition, List<String> texts) {
    Map<String, Map<String, String>> rows = new HashMap<>();
    var table = new DeltaTable(warehouse.resolve(definition.name()));
    if (!table.exists()) {
      return rows;
    }
    try {
      table.forEach(
          row -> {
            texts.addAll(row.values());
            rows.merge(row.get("email_id"), row, DeltaContent::later);
          });
    } catch (IOException e) {
      throw new LocalStackException(
          "table " + definition.name() + " cannot be read (" + e.getMessage() + ")", e);
    }
    return rows;
  }

  private static Map<String, String> later(Map<String, String> one, Map<String, String> other) {
    long first = Long.parseLong(one.getOrDefault("processed_at", "0"));
    long second = Long.parseLong(other.getOrDefault("processed_at", "0"));
    return second >= first ? other : one;
  }
}
