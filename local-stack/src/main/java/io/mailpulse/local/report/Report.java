package io.mailpulse.local.report;

import io.mailpulse.lab.page.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An outcome as one page that needs nothing but a browser. */
public final class Report {

  private Report() {}

  /** Writes the page to a file. */
  public static void write(Path file, DemoOutcome outcome) throws IOException {
    Files.writeString(file, page(outcome));
  }

  static String page(DemoOutcome outcome) {
    return Page.of(
        "Mailpulse report", "io.mailpulse.local", "report/demo.jte", new DemoPage(outcome));
  }
}
