/**
 * How does a model from elsewhere become a bundle? Hugging Face export folders, proved on a parity
 * file before they are trusted.
 */
package io.mailpulse.lab.hub;
