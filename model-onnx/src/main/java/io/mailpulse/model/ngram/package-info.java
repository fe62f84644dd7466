/**
 * Which hashed n-grams does a text have? Training and scoring share this featuriser, so a bundle
 * names its parameters and its version.
 */
package io.mailpulse.model.ngram;
