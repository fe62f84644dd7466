/**
 * What does a text speak of? Aspect lists per tenant, with synonyms per language, found in
 * sentences by one scan.
 */
package io.mailpulse.model.aspect;
