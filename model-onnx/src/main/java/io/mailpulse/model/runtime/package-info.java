/**
 * How is a graph run? ONNX Runtime sessions, one per model and process, on the caller's thread,
 * with every tensor closed.
 */
package io.mailpulse.model.runtime;
