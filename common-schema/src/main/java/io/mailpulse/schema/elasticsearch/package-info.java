/**
 * What support leads search: the index template of the mails. Fields are mapped one by one; a field
 * that is not mapped is stored but not searched.
 */
package io.mailpulse.schema.elasticsearch;
