package io.mailpulse.mail.html;

/** A block whose close tag has not come yet. */
final class OpenBlock {
  private final String name;
  private final HtmlMark.Kind mark;
  private final boolean preformatted;
  private final boolean tight;
  int startLine;
  int items;

  OpenBlock(String name, HtmlMark.Kind mark, boolean preformatted, boolean tight) {
    this.name = name;
    this.mark = mark;
    this.preformatted = preformatted;
    this.tight = tight;
  }

  /** A span in a marked one: nothing but its end is of interest. */
  static OpenBlock innerSpan() {
    return new OpenBlock("span", null, false, false);
  }

  boolean isInnerSpan() {
    return mark == null && name.equals("span");
  }

  String name() {
    return name;
  }

  HtmlMark.Kind mark() {
    return mark;
  }

  boolean preformatted() {
    return preformatted;
  }

  boolean tight() {
    return tight;
  }
}
