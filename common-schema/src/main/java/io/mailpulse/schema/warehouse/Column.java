package io.mailpulse.schema.warehouse;

/**
 * A column of a table.
 *
 * @param name snake case, the same in every engine
 * @param type type of its values
 * @param nullability whether a row may leave it out
 * @param doc meaning, unit and range in one sentence
 */
public record Column(String name, ColumnType type, Nullability nullability, String doc) {

  /** Whether a row may leave a column out. */
  public enum Nullability {
    REQUIRED,
    OPTIONAL
  }

  static Column required(String name, ColumnType type, String doc) {
    return new Column(name, type, Nullability.REQUIRED, doc);
  }

  static Column optional(String name, ColumnType type, String doc) {
    return new Column(name, type, Nullability.OPTIONAL, doc);
  }

  /** True if a row may leave the column out. */
  public boolean nullable() {
    return nullability == Nullability.OPTIONAL;
  }
}
