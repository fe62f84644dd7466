package io.mailpulse.mail.segment;

import io.mailpulse.mail.segment.quote.Mailbox;
import java.util.List;

/**
 * A mail passed on inside a body.
 *
 * @param from sender, or null if the header block names none
 * @param to recipients, may be empty
 * @param cc copied recipients, may be empty
 * @param subject subject as written in the header block, or null
 * @param date date as written in the header block, or null: forms differ too much to parse
 * @param body its body, without the header block; may hold further forwards
 */
public record ForwardedMail(
    Mailbox from, List<Mailbox> to, List<Mailbox> cc, String subject, String date, String body) {}
