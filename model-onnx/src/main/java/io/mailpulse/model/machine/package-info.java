/**
 * Which lines of a mail did a machine write? Logs, traces, code, tables and armour are told by
 * their shape, so that no model reads a feeling into them.
 */
package io.mailpulse.model.machine;
