/**
 * Who is named, and where do they live? Names by their words, titles and places in a text; postal
 * addresses by street, number and town.
 */
package io.mailpulse.mail.redact.person;
