package io.mailpulse.mail.html;

import java.util.List;

/**
 * The text of an HTML body and what its markup said about the lines.
 *
 * @param text lines ended by {@code \n}; cited lines carry one {@code > } per level
 * @param marks in order of their end; runs may lie inside each other
 * @param colours runs of lines in a colour of their own, in order
 */
public record HtmlText(String text, List<HtmlMark> marks, List<HtmlColour> colours) {
  public HtmlText {
    marks = List.copyOf(marks);
    colours = List.copyOf(colours);
  }
}
