package io.mailpulse.mail.segment;

import io.mailpulse.mail.html.HtmlToText;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Benchmark, not a test: CPU time per byte at 1 KB, 32 KB and 1 MB of ordinary and hostile bodies.
 * The cost per byte at 1 MB should stay within twice that at 1 KB.
 */
public final class SegmentGrowth {
  private static final int[] SIZES = {1 << 10, 1 << 15, 1 << 20};
  private static final String MAIL =
      "Hello Kim,\n\nthe pump leaks again and the seal we ordered last year is not tight.\n"
          + "Could you send somebody before Friday? We have to stop the line otherwise.\n\n"
          + "On Mon, 3 Mar 2025 at 09:12, Kim Berger <kim@example.org> wrote:\n\n"
          + "> We replaced the valve in spring. Please close it and call us then.\n>\n> Kim\n\n";

  private SegmentGrowth() {}

  public static void main(String[] args) {
    var segmenter = new Segmenter();
    texts()
        .forEach((name, unit) -> report("text " + name, unit, body -> segmenter.segment(body, "")));
    pages()
        .forEach(
            (name, unit) -> report("html " + name, unit, body -> segmenter.segmentHtml(body, "")));
    report("convert page", page(), HtmlToText::convert);
  }

  private static Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    texts.put("mail", MAIL);
    texts.put("prose without line ends", "the pump leaks again and ");
    texts.put("marks", ">");
    texts.put("marked lines", "> >\n");
    texts.put("colons", "on 3 wrote a@b.c:\n");
    texts.put("labels", "To: a@b.c,\n");
    texts.put("other labels", "Priority: high\n");
    texts.put("labels on one line", "From: a@b.c To: ");
    texts.put("brackets", "<(\"[");
    texts.put("dashes", "-");
    texts.put("separators", "----- Original\n");
    texts.put("signature marks", "-- \nAda\n\n");
    texts.put(
        "overhangs", "> a line that is long enough to be wrapped by some program of old\nword\n");
    texts.put("blank lines", "\n");
    texts.put("attributed quotes", "Ada wrote:\n> x\n\n");
    texts.put("forwards", "Begin forwarded message:\n\nFrom: a@b.c\nTo: b@c.d\nSubject: x\n\n");
    return texts;
  }

  private static Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("page", page());
    pages.put("open blockquotes", "<blockquote type=cite>x");
    pages.put("open divisions", "<div>x");
    pages.put("stray close tags", "<div><td></p>");
    pages.put("angles", "<");
    pages.put("open comments", "<!--");
    pages.put("open attributes", "<a b=\"");
    pages.put("references", "&amp");
    pages.put("open scripts", "<script>");
    return pages;
  }

  private static String page() {
    return "<div>" + MAIL.replace("\n", "<br>\n").replace("> ", "&gt; ") + "</div>";
  }

  private static void report(String name, String unit, Consumer<String> step) {
    var line = new StringBuilder(String.format("%-32s", name));
    for (int size : SIZES) {
      String body = unit.repeat(size / unit.length() + 1).substring(0, size);
      int rounds = Math.max(2, (1 << 19) / size);
      double best = Double.MAX_VALUE;
      for (int pass = 0; pass < 4; pass++) {
        long before = cpuNanos();
        for (int round = 0; round < rounds; round++) {
          step.accept(body);
        }
        best = Math.min(best, (cpuNanos() - before) / (double) rounds / size);
      }
      line.append(String.format("%10.1f ns/B", best));
    }
    System.out.println(line);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
