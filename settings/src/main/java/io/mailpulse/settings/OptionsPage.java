package io.mailpulse.settings;

import java.util.List;
import java.util.Map;

/**
 * The page that documents a program's options, in Markdown: one table per first part of the keys.
 *
 * @param head title and what stands before the tables
 * @param options in the order of the page
 * @param notes text before the table of a section, by its name
 */
public record OptionsPage(String head, List<Option<?>> options, Map<String, String> notes) {

  /** The page. */
  public String markdown() {
    var page = new StringBuilder(head);
    String section = "";
    for (Option<?> option : options) {
      String name = option.key().substring(0, option.key().indexOf('.'));
      if (!name.equals(section)) {
        section = name;
        page.append("\n## `").append(section).append("`\n\n");
        page.append(notes.getOrDefault(section, ""));
        page.append("| Key | Type | Default | |\n|---|---|---|---|\n");
      }
      page.append("| `").append(option.key()).append("` | ");
      page.append(option.type().name().replace("|", "\\|")).append(" | ");
      page.append(defaultOf(option)).append(" | ");
      page.append(option.description()).append(" |\n");
    }
    return page.toString();
  }

  private static String defaultOf(Option<?> option) {
    if (option.isRequired()) {
      return "must be set";
    }
    return option.defaultText().isEmpty() ? "none" : '`' + option.defaultText() + '`';
  }
}
