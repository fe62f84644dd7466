/** Personal values that look right and belong to nobody: check digits hold, hosts are examples. */
package io.mailpulse.generate.value;
