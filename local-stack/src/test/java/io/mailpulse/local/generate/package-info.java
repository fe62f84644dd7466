/** Generated mail at its outputs. */
package io.mailpulse.local.generate;
