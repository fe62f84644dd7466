package io.mailpulse.mail.segment;

import java.util.List;

/**
 * A body and whose words it is made of.
 *
 * @param text the whole body as text; for HTML, what {@code HtmlToText} made of it
 * @param segments ordered, without overlap, covering {@code text} exactly
 * @param reply what the sender wrote for this mail: the authored runs, joined and trimmed
 * @param forwarded mails passed on, outermost first
 */
public record Segmentation(
    String text, List<TextSegment> segments, String reply, List<ForwardedMail> forwarded) {}
