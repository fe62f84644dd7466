/**
 * HTML bodies to text that keeps paragraphs, lists and quote structure, and drops what a reader
 * does not see.
 */
package io.mailpulse.mail.html;
