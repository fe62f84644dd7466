package io.mailpulse.generate.thread;

import static io.mailpulse.generate.thread.Act.ANGER;
import static io.mailpulse.generate.thread.Act.ANSWER;
import static io.mailpulse.generate.thread.Act.ASK;
import static io.mailpulse.generate.thread.Act.AWAY;
import static io.mailpulse.generate.thread.Act.BOUNCE;
import static io.mailpulse.generate.thread.Act.COMPLAINT;
import static io.mailpulse.generate.thread.Act.FORWARD;
import static io.mailpulse.generate.thread.Act.NEWS;
import static io.mailpulse.generate.thread.Act.NOTICE;
import static io.mailpulse.generate.thread.Act.QUESTION;
import static io.mailpulse.generate.thread.Act.THANKS;

import io.mailpulse.generate.draw.Draws;
import java.util.ArrayList;
import java.util.List;

/** How conversations go, with how many of a hundred go so. */
public enum Plot {
  ASKED_AND_THANKED(22, QUESTION, ANSWER, THANKS),
  ASKED(10, QUESTION, ANSWER),
  TOLD(12, NOTICE, ANSWER),
  PRAISED(10, THANKS),
  MENDED(14, COMPLAINT, ASK, NOTICE, ANSWER, THANKS),
  UNRESOLVED(7, COMPLAINT, ASK, ANGER, ANSWER, ANGER),
  AWAY_FIRST(6, QUESTION, AWAY, ANSWER, THANKS),
  LONG(
      5, QUESTION, ASK, NOTICE, ANSWER, QUESTION, ANSWER, NOTICE, ASK, NOTICE, ANSWER, QUESTION,
      ANSWER, THANKS),
  UNDELIVERED(4, QUESTION, ANSWER, BOUNCE),
  PASSED_ON(3, FORWARD),
  NEWSLETTER(7, NEWS),
  /** Only where a tenant turns sour. */
  TURNED_SOUR(0, QUESTION, ANSWER, COMPLAINT, ASK, ANGER, ANGER);

  private static final List<Plot> DECK = deck();

  private final int share;
  private final List<Act> acts;

  Plot(int share, Act... acts) {
    this.share = share;
    this.acts = List.of(acts);
  }

  private static List<Plot> deck() {
    List<Plot> deck = new ArrayList<>(100);
    for (Plot plot : values()) {
      for (int i = 0; i < plot.share; i++) {
        deck.add(plot);
      }
    }
    return List.copyOf(deck);
  }

  /** One of the usual ones. */
  public static Plot usual(Draws draws) {
    return draws.oneOf(DECK);
  }

  /** One of those of a tenant that has turned sour. */
  public static Plot sour(Draws draws) {
    int which = draws.below(10);
    return which < 6 ? TURNED_SOUR : which < 9 ? UNRESOLVED : ASKED;
  }

  List<Act> acts() {
    return acts;
  }
}
