/**
 * What does this mail say? {@link io.mailpulse.mail.MailReader} turns the bytes of one mail into
 * records that are parsed, segmented, redacted and identified; the packages below hold one step
 * each and know no engine.
 */
package io.mailpulse.mail;
