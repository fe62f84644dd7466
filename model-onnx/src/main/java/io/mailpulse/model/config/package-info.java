/**
 * Which model settings may a deployment choose? One list of keys with types, defaults and words for
 * the documentation, from which both engines read the same scorer settings.
 */
package io.mailpulse.model.config;
