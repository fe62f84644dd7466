/**
 * What does one model say of a text's windows? The fast tier and the encoders, each from sentences
 * to logits.
 */
package io.mailpulse.model.tier;
