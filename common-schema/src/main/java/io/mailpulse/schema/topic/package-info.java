/**
 * Which topics are there, of what records, under which key? A topic is described by data, so that a
 * connector, a broker and a test need no code of their own for a new one.
 */
package io.mailpulse.schema.topic;
