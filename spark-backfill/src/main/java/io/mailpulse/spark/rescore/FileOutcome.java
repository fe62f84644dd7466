package io.mailpulse.spark.rescore;

import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.spark.warehouse.SparkSchema;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What became of a file, as one row: either a score (one per mail in the file, the file's own
 * first) or a dead letter.
 */
final class FileOutcome {

  /** Column with the score, null for a dead letter. */
  static final String SCORE = "score";

  /** Column that is true if the mail was attached to the file's own mail. */
  static final String ATTACHED = "attached";

  /** Column with the dead letter, null for a score. */
  static final String LETTER = "letter";

  static final StructType SCHEMA =
      new StructType()
          .add(SCORE, SparkSchema.of(WarehouseTables.FACT_SENTIMENT_RESCORED), true)
          .add(ATTACHED, DataTypes.BooleanType, false)
          .add(LETTER, SparkSchema.of(WarehouseTables.RESCORE_DEAD_LETTERS), true);

  private FileOutcome() {}

  static Row ownMail(Object[] score) {
    return RowFactory.create(SparkSchema.row(score), false, null);
  }

  static Row attachedMail(Object[] score) {
    return RowFactory.create(SparkSchema.row(score), true, null);
  }

  static Row deadLetter(Object[] letter) {
    return RowFactory.create(null, false, SparkSchema.row(letter));
  }
}
