package io.mailpulse.lab.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Pages of templates under the one layout. Templates are compiled when a module is built ({@code
 * src/main/jte}); {@code ${..}} in them is escaped for the place it stands in.
 */
public final class Page {

  private static final String LAYOUT = "page/layout.jte";
  private static final TemplateEngine LAYOUTS = engine("io.mailpulse.lab");
  private static final String CSS = resource("page.css");

  private Page() {}

  /**
   * A page whole.
   *
   * @param title of the window
   * @param root package below which the module's templates are compiled
   * @param template path below {@code src/main/jte}
   * @param model the template's one parameter
   */
  public static String of(String title, String root, String template, Object model) {
    TemplateEngine templates = engine(root);
    Content body = output -> templates.render(template, model, output);
    var page = new StringOutput();
    LAYOUTS.render(LAYOUT, Map.of("title", title, "css", CSS, "body", body), page);
    return withoutStrangers(page.toString());
  }

  private static TemplateEngine engine(String root) {
    return TemplateEngine.createPrecompiled(
        null, ContentType.Html, Page.class.getClassLoader(), root);
  }

  /** Half surrogates and most control characters are no characters of a page. */
  private static String withoutStrangers(String page) {
    StringBuilder mended = null;
    for (int i = 0; i < page.length(); i++) {
      if (isStranger(page, i)) {
        mended = mended == null ? new StringBuilder(page) : mended;
        mended.setCharAt(i, '\ufffd');
      }
    }
    return mended == null ? page : mended.toString();
  }

  private static boolean isStranger(String page, int i) {
    char c = page.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == page.length() || !Character.isLowSurrogate(page.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(page.charAt(i - 1));
    }
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
