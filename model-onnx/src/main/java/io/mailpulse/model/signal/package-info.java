/**
 * What else does a mail say that no labels teach? Heads whose features and weights are written down
 * in a resource, so that a reader can follow every score; they are not calibrated.
 */
package io.mailpulse.model.signal;
