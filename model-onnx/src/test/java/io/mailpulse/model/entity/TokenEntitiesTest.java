package io.mailpulse.model.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.schema.entity.EntityFinder;
import io.mailpulse.schema.entity.EntityFinders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenEntitiesTest {

  @Test
  void isFoundByWhoAsksTheClassPath(@TempDir Path folder) throws IOException {
    String location = SmallTagger.write(folder).toString();
    EntityFinder finder = EntityFinders.of(location);
    assertThat(finder).isSameAs(EntityFinders.of(location));
    assertThat(seen(finder, "Dear Ada, bring Elm")).containsExactly("Ada", "Elm");
  }

  @Test
  void placesAreUtf16UnitsBehindEmojiAndCombiningMarks(@TempDir Path folder) throws IOException {
    EntityFinder finder = open(folder);
    assertThat(seen(finder, "👋👋🏽 e\u0301 Ada 👩‍👩‍👧 Ada!")).containsExactly("Ada", "Ada");
  }

  @Test
  void whatIsUndecidedIsNoEntity(@TempDir Path folder) throws IOException {
    assertThat(seen(open(folder), "Hm Hm")).isEmpty();
  }

  @Test
  void readsLongTextsToTheirEnd(@TempDir Path folder) throws IOException {
    EntityFinder finder = open(folder);
    String long1 = "word ".repeat(5_000) + "Ada";
    assertThat(seen(finder, long1)).containsExactly("Ada");
    assertThat(seen(finder, "x".repeat(5_000) + " Ada " + "\uD83D\uDC4B".repeat(3_000)))
        .containsExactly("Ada");
    assertThat(seen(finder, "")).isEmpty();
    assertThat(seen(finder, " \n".repeat(900))).isEmpty();
  }

  @Test
  void findsEachEntityOfManyWindows(@TempDir Path folder) throws IOException {
    assertThat(seen(open(folder), "some words and then Ada\n".repeat(200))).hasSize(200);
  }

  @Test
  void saysWhatIsWrongWithABundle(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> open(folder.resolve("absent")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("expected file config.json");
    Path noLabels = SmallTagger.write(folder, List.of("O", "B-ORG", "I-ORG"));
    assertThatThrownBy(() -> new TokenEntitiesProvider().open(noLabels.toString()))
        .hasMessageContaining("expected labels of names or addresses");
    Path fewer = SmallTagger.write(folder, List.of("O", "B-PER"));
    assertThatThrownBy(() -> new TokenEntitiesProvider().open(fewer.toString()))
        .hasMessageContaining("logits");
  }

  private static EntityFinder open(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      SmallTagger.write(folder);
    }
    return new TokenEntitiesProvider().open(folder.toString());
  }

  private static List<String> seen(EntityFinder finder, String text) {
    return finder.find(text).stream()
        .map(entity -> text.substring(entity.start(), entity.end()))
        .toList();
  }
}
