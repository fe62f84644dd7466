/**
 * Which token ids does a text have? WordPiece in Java with the ids of the Hugging Face tokenizer,
 * and that tokenizer itself for every other type; padding and truncation are ours.
 */
package io.mailpulse.model.tokenizer;
