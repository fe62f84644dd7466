/**
 * What part of a text does a model see, and how is it written? The versioned normaliser, sentences,
 * and windows over long texts, all as offsets over the text that was given.
 */
package io.mailpulse.model.text;
