package io.mailpulse.mail.mime;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.html.HtmlToText;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a tree are the body, and which are attachments: the rules of RFC 8621, 4.1.4, with
 * plain text preferred unless it only stands in for the HTML.
 */
final class BodySelection {

  private final List<MailPart> plain = new ArrayList<>();
  private final List<MailPart> html = new ArrayList<>();
  private final List<AttachedFile> attachments = new ArrayList<>();

  private BodySelection() {}

  static BodySelection of(MailPart root) {
    var selection = new BodySelection();
    selection.walk(List.of(root), "mixed", false, selection.html, selection.plain);
    return selection;
  }

  List<AttachedFile> attachments() {
    return attachments;
  }

  /** The body: every plain text shown, else every HTML. */
  MailBody body() {
    List<MailPart> texts = textsOf(plain);
    if (isBlank(texts)) {
      List<MailPart> markup = textsOf(html);
      texts = isBlank(markup) ? texts : markup;
    }
    if (texts.isEmpty()) {
      return MailBody.EMPTY;
    }
    MailPart main = null;
    boolean allHtml = true;
    for (MailPart part : texts) {
      boolean markup = part.isText("html");
      allHtml &= markup;
      main = main == null && !markup ? part : main;
    }
    String mainText = (main == null ? texts.get(0) : main).textAsSent;
    if (texts.size() == 1) {
      return new MailBody(format(allHtml), texts.get(0).text, mainText);
    }
    var joined = new StringBuilder();
    for (MailPart part : texts) {
      if (joined.length() > 0 && joined.charAt(joined.length() - 1) != '\n') {
        joined.append('\n');
      }
      joined.append(!allHtml && part.isText("html") ? HtmlToText.convert(part.text) : part.text);
    }
    return new MailBody(format(allHtml), joined.toString(), mainText);
  }

  private static List<MailPart> textsOf(List<MailPart> parts) {
    var texts = new ArrayList<MailPart>(parts.size());
    for (MailPart part : parts) {
      if (part.text != null) {
        texts.add(part);
      }
    }
    return texts;
  }

  private static boolean isBlank(List<MailPart> parts) {
    for (MailPart part : parts) {
      if (!part.text.isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static MailBody.Format format(boolean allHtml) {
    return allHtml ? MailBody.Format.HTML : MailBody.Format.PLAIN;
  }

  /**
   * Walks the parts of one multipart.
   *
   * @param html where HTML parts go; null where this branch of an alternative is plain text
   * @param plain where plain parts go; null where this branch of an alternative is HTML
   */
  private void walk(
      List<MailPart> parts,
      String multipart,
      boolean inAlternative,
      List<MailPart> html,
      List<MailPart> plain) {
    List<MailPart> htmlTarget = html;
    List<MailPart> plainTarget = plain;
    int htmlBefore = html == null ? -1 : html.size();
    int plainBefore = plain == null ? -1 : plain.size();
    for (int i = 0; i < parts.size(); i++) {
      MailPart part = parts.get(i);
      if (part.multipart) {
        String subtype = part.mediaType.substring(part.mediaType.indexOf('/') + 1);
        boolean alternative = inAlternative || subtype.equals("alternative");
        walk(part.children, subtype, alternative, htmlTarget, plainTarget);
      } else if (!isShown(part, i, multipart)) {
        attachments.add(part.toAttachment());
      } else if (multipart.equals("alternative")) {
        addAlternative(part, htmlTarget, plainTarget);
      } else {
        if (inAlternative && part.isText("plain")) {
          htmlTarget = null;
        } else if (inAlternative && part.isText("html")) {
          plainTarget = null;
        }
        addShown(part, htmlTarget, plainTarget);
      }
    }
    if (multipart.equals("alternative") && html != null && plain != null) {
      dropStandIn(plain.subList(plainBefore, plain.size()), html.subList(htmlBefore, html.size()));
      // An alternative that has one form only stands for the other form too.
      if (plainBefore == plain.size() && htmlBefore != html.size()) {
        plain.addAll(html.subList(htmlBefore, html.size()));
      } else if (htmlBefore == html.size() && plainBefore != plain.size()) {
        html.addAll(plain.subList(plainBefore, plain.size()));
      }
    }
  }

  /** Takes out plain text that only says or shows that there is HTML. */
  private static void dropStandIn(List<MailPart> plain, List<MailPart> html) {
    if (plain.size() == 1 && html.size() == 1 && html.get(0).isText("html")) {
      String text = plain.get(0).text;
      if (text != null && PlainStandIn.isOne(text, html.get(0).text)) {
        plain.clear();
      }
    }
  }

  private void addAlternative(MailPart part, List<MailPart> html, List<MailPart> plain) {
    if (part.isText("html")) {
      addTo(html, part);
    } else if (part.text != null) {
      addTo(plain, part);
    } else {
      attachments.add(part.toAttachment());
    }
  }

  private void addShown(MailPart part, List<MailPart> html, List<MailPart> plain) {
    addTo(plain, part);
    addTo(html, part);
    if (part.text == null) {
      attachments.add(part.toAttachment());
    }
  }

  private static void addTo(List<MailPart> target, MailPart part) {
    if (target != null) {
      target.add(part);
    }
  }

  private static boolean isShown(MailPart part, int index, String multipart) {
    boolean attached = part.isMail || part.disposition.value().equals("attachment");
    if (attached || part.text == null && !part.isInlineMedia()) {
      return false;
    }
    return index == 0
        || !multipart.equals("related") && (part.isInlineMedia() || part.name().isEmpty());
  }
}
