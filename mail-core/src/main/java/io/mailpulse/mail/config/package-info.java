/**
 * What may a deployment choose about reading mail? Limits and, per tenant, addresses, languages and
 * the key of pseudonyms; both engines read the same lines to the same settings.
 */
package io.mailpulse.mail.config;
