package io.mailpulse.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StoreComparisonTest {

  @Test
  void storesWithTheSameMailsAgree() {
    assertThat(
            StoreComparison.differences(
                List.of(
                    store("Kafka", mail("1", "negative")), store("Delta", mail("1", "negative")))))
        .isEmpty();
  }

  @Test
  void namesWhatIsMissingWhatIsTooMuchAndWhatDiffers() {
    var kafka = store("Kafka", mail("1", "negative"), mail("2", "neutral"));
    var delta = store("Delta", mail("1", "positive"), mail("3", "neutral"));

    assertThat(StoreComparison.differences(List.of(kafka, delta)))
        .hasSize(3)
        .anySatisfy(d -> assertThat(d).contains("mail 1", "negative", "positive"))
        .contains("mail 2 is in Kafka and not in Delta", "mail 3 is in Delta and not in Kafka");
  }

  private static StoredMail mail(String id, String label) {
    return new StoredMail(id, "t", label, "en", "person", "", "model@1");
  }

  private static StoreContent store(String name, StoredMail... mails) {
    return new StoreContent(
        name,
        Arrays.stream(mails).collect(Collectors.toMap(StoredMail::emailId, Function.identity())),
        List.of());
  }
}
