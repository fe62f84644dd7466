package io.mailpulse.generate.thread;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Key;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.language.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A conversation between a customer and a company, written one mail at a time. Who writes when is
 * decided outside; what is written follows from the thread's own draws alone.
 */
public final class MailThread {

  private static final int NUMBERS_APART = 37;
  private static final int FIRST_NUMBER = 100_000;

  /** Share of threads whose subject ends with the customer's name. */
  private static final double NAMED_SUBJECTS = 0.1;

  private final String key;
  private final String tenantId;
  private final Language language;
  private final List<Act> acts;
  private final Draws draws;
  private final MailWriter writer;
  private int position;
  private Temper temper;
  private Optional<WrittenMail> last = Optional.empty();

  /** Whether customers of the tenant have had enough. */
  private enum Temper {
    USUAL,
    SOUR
  }

  /**
   * A thread that has not begun.
   *
   * @param number of the thread, unique within a run
   * @param draws its own
   */
  public MailThread(
      long number,
      String tenantId,
      Language language,
      Plot plot,
      WritingHabits habits,
      Draws draws) {
    this.key = "t" + number;
    this.tenantId = tenantId;
    this.language = language;
    this.acts = plot.acts();
    this.draws = draws;
    this.temper = plot == Plot.TURNED_SOUR ? Temper.SOUR : Temper.USUAL;
    List<Person> people = new ArrayList<>(language.people());
    Person agent = people.remove(draws.below(people.size()));
    long reference = FIRST_NUMBER + number * NUMBERS_APART + draws.below(NUMBERS_APART - 1);
    Correspondent customer = Correspondent.customer(language, draws.oneOf(people), draws);
    String topic =
        language.say(Key.TOPIC, draws, agent.gender(), Map.of("n", Long.toString(reference)));
    // Who passes a mail on names nobody: the outer header does not know the customer.
    boolean named = draws.chance(NAMED_SUBJECTS) && acts.get(0) != Act.FORWARD;
    this.writer =
        new MailWriter(
            tenantId,
            language,
            customer,
            Correspondent.agent(language, agent, tenantId, draws),
            named ? topic + ", " + customer.person().name() : topic,
            reference,
            habits);
  }

  /** Name of the thread. */
  public String key() {
    return key;
  }

  /** Its tenant. */
  public String tenantId() {
    return tenantId;
  }

  /** Its language. */
  public Language language() {
    return language;
  }

  /** Whether its last mail is written. */
  public boolean isOver() {
    return position == acts.size();
  }

  /** Whether it belongs to what a tenant that turns sour brought. */
  public boolean isSour() {
    return temper == Temper.SOUR;
  }

  /** From now on its customer has had enough. */
  public void turnSour() {
    temper = Temper.SOUR;
  }

  /**
   * Writes the next mail.
   *
   * @param receivedAt when it reaches the company's server, whole seconds
   */
  public Draft next(Instant receivedAt) {
    Draws own = draws.branch(position);
    Act act = acts.get(position);
    position++;
    if (temper == Temper.SOUR && act.role() == Act.Role.CUSTOMER && position > 1) {
      act = own.chance(0.6) ? Act.ANGER : Act.COMPLAINT;
    }
    MailWriter.Result result = writer.write(act, last, receivedAt, own);
    last = Optional.of(result.written());
    return result.draft();
  }
}
