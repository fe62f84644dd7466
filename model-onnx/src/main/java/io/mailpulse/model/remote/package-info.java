/**
 * What does a model server say of a text? Two wire formats over HTTP, behind a timeout, retries and
 * a circuit breaker.
 */
package io.mailpulse.model.remote;
