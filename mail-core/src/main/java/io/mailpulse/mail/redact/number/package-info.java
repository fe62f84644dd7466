/**
 * Which numbers are personal? Cards, accounts, telephones, national numbers and dates of birth,
 * each told by its checks and by the words around it.
 */
package io.mailpulse.mail.redact.number;
