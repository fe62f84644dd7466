/**
 * Where do names and addresses stand in a text that no list knows? The port between redaction,
 * which asks, and a model, which answers; neither module knows the other.
 */
package io.mailpulse.schema.entity;
