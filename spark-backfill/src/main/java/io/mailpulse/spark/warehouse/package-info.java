/**
 * The warehouse as Spark sees it: sessions, schemas, tables by folder and the views over them. Each
 * table that is written here has this module as its only writer.
 */
package io.mailpulse.spark.warehouse;
