/** Which mail is this? The dedupe key that survives what archives and exporters change. */
package io.mailpulse.mail.identity;
