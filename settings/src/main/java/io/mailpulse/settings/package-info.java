/**
 * What can be configured, and where do secrets come from? Options with types, defaults and words
 * for a generated page; files and arguments read to flat keys; mistakes reported all together.
 */
package io.mailpulse.settings;
