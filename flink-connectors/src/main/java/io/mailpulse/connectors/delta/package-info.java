/**
 * Writes elements as rows of Delta tables, exactly once: writers make files, one aggregator numbers
 * what a checkpoint wrote, one committer puts it into the log. The table definitions come from
 * {@code io.mailpulse.schema.warehouse}; no Spark is involved.
 */
package io.mailpulse.connectors.delta;
