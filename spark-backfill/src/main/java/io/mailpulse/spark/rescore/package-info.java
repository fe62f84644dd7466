/**
 * Rescoring of history: the raw landing is read and scored by the code that the stream uses, under
 * another model version. Every file of the landing ends as rows, as a duplicate or as a dead
 * letter.
 */
package io.mailpulse.spark.rescore;
