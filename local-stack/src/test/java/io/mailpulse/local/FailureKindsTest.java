package io.mailpulse.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No kind of failure that no stage gives, and none that no test has seen: outside the contract
 * itself, the main classes of some module must name each, and so must a test of some module that
 * asserts something and makes no letter by itself: what it asserts of is what some stage gave.
 */
class FailureKindsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<Stage> OF_BACKFILL = Set.of(Stage.READ, Stage.IDENTIFY);

  @Test
  void everyKindIsGivenByAStageAndSeenByATest() throws IOException {
    List<String> kinds =
        Arrays.stream(FailureKind.values())
            .filter(kind -> isBuilt(kind))
            .map(FailureKind::name)
            .toList();

    assertThat(namedIn("classes", unit -> true)).containsAll(kinds);
    assertThat(namedIn("test-classes", FailureKindsTest::looksAtWhatCame)).containsAll(kinds);
  }

  /** The backfill is no dependency of this module, so it may not have been built. */
  private static boolean isBuilt(FailureKind kind) {
    return !OF_BACKFILL.containsAll(kind.stages())
        || Files.isDirectory(ROOT.resolve("spark-backfill/target/test-classes"));
  }

  private static boolean looksAtWhatCame(JavaCodeUnit test) {
    boolean asserts =
        test.getCallsFromSelf().stream()
            .map(call -> call.getTarget())
            .anyMatch(
                called ->
                    called.getOwner().getPackageName().startsWith("org.assertj")
                        || called.getName().startsWith("assert"));
    return asserts
        && test.getCallsFromSelf().stream()
            .noneMatch(call -> call.getTarget().getOwner().isEquivalentTo(DeadLetterBuilder.class));
  }

  private static Set<String> namedIn(String classes, Predicate<JavaCodeUnit> where)
      throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> folders =
          modules
              .filter(module -> !module.endsWith("common-schema"))
              .map(module -> module.resolve("target").resolve(classes))
              .filter(Files::isDirectory)
              .toList();
      return new ClassFileImporter()
          .importPaths(folders).stream()
              .flatMap(type -> type.getFieldAccessesFromSelf().stream())
              .filter(access -> where.test(access.getOrigin()))
              .map(JavaFieldAccess::getTarget)
              .filter(field -> field.getOwner().isEquivalentTo(FailureKind.class))
              .map(field -> field.getName())
              .collect(Collectors.toSet());
    }
  }
}
