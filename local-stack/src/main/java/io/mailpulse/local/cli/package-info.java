/**
 * The command {@code mailpulse}: one class per verb. A verb reads its options, calls the module
 * that knows the answer, and prints.
 */
package io.mailpulse.local.cli;
