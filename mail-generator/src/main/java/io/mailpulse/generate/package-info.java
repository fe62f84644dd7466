/**
 * Mail that could have come, as a stream under a seed: the same seed and knobs give the same bytes
 * in the same order on every machine. What is true of each mail stands beside it.
 */
package io.mailpulse.generate;
