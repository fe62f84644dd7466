/**
 * Which chains of nodes can be one node? Rewrites the attention and the residual norms of quantised
 * encoders, which ONNX Runtime's own optimiser leaves apart, without changing what they compute.
 */
package io.mailpulse.lab.fusion;
