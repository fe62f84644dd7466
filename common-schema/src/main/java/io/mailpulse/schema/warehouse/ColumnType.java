package io.mailpulse.schema.warehouse;

/** Types of columns, as far as every engine of the warehouse knows them. */
public enum ColumnType {
  STRING("STRING", "VARCHAR(65535)"),
  BOOLEAN("BOOLEAN", "BOOLEAN"),
  INT("INT", "INTEGER"),
  LONG("BIGINT", "BIGINT"),
  DOUBLE("DOUBLE", "DOUBLE PRECISION"),
  /** A day in UTC. */
  DATE("DATE", "DATE"),
  /** An instant in microseconds, shown in the reader's time zone. */
  TIMESTAMP("TIMESTAMP", "TIMESTAMPTZ");

  private final String spark;
  private final String redshift;

  ColumnType(String spark, String redshift) {
    this.spark = spark;
    this.redshift = redshift;
  }

  /** The type's name in Spark SQL. */
  public String spark() {
    return spark;
  }

  /** The type's name in Redshift. */
  public String redshift() {
    return redshift;
  }
}
