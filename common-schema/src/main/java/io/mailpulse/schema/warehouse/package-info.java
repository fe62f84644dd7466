/**
 * What analysts query: the tables of the warehouse, defined once and without any engine. The Delta
 * writers, the Spark DDL and the Redshift DDL are all made from these definitions.
 */
package io.mailpulse.schema.warehouse;
