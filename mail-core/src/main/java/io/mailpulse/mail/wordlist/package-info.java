/**
 * Lists of words beside the classes that use them: one entry a line. What a list means is its
 * owner's business.
 */
package io.mailpulse.mail.wordlist;
