package io.mailpulse.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import io.mailpulse.mail.InspectionReader;
import io.mailpulse.mail.MailReader;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.RedactedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arrows between modules point down only, and the modules are those of the root pom:
 *
 * <pre>
 *  local-stack  ->  flink-pipeline   spark-backfill      (the engines never meet; model-lab beside)
 *                    /         \       /
 *        flink-connectors       |     |                  (knows no mail and no model)
 *                    \         |     |
 *                        model-onnx, mail-core          (no engine stands below one)
 *                               |
 *                           settings
 *                               |
 *                         common-schema
 * </pre>
 */
@AnalyzeClasses(
    locations = ArchitectureTest.Modules.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String SCHEMA = "io.mailpulse.schema..";
  private static final String SETTINGS = "io.mailpulse.settings..";
  private static final String MAIL = "io.mailpulse.mail..";
  private static final String MODEL = "io.mailpulse.model..";
  private static final String CONNECTORS = "io.mailpulse.connectors..";
  private static final String LAB = "io.mailpulse.lab..";
  private static final String FLINK = "io.mailpulse.flink..";
  private static final String SPARK = "io.mailpulse.spark..";
  private static final String LOCAL = "io.mailpulse.local..";

  private static final String TEST_KIT = "io.mailpulse.testkit..";

  private static final int MOST_FILES = 25;

  private static final String[] ENGINES = {
    "org.apache.flink..",
    "org.apache.spark..",
    "org.apache.kafka..",
    "io.delta..",
    "org.apache.hadoop..",
    "co.elastic.clients..",
    "scala.."
  };

  /** The compiled classes of every module; spark-backfill shares no class path with this one. */
  static final class Modules implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      return Reactor.modules().stream()
          .map(module -> Reactor.ROOT.resolve(module).resolve("target/classes"))
          .filter(Files::isDirectory)
          .map(Location::of)
          .collect(Collectors.toSet());
    }
  }

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    Set<String> seen =
        classes.stream().map(PointsDownOnly::moduleOf).collect(Collectors.toUnmodifiableSet());
    for (String module : Reactor.shippedWith("local-stack")) {
      if (!seen.contains(module) && Files.isDirectory(sources(module, "main"))) {
        throw new AssertionError("no class of " + module + " was found: build the modules first");
      }
    }
  }

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      classes().that().resideInAPackage("io.mailpulse..").should(new PointsDownOnly());

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CIRCLE =
      slices().matching("io.mailpulse.(**)").should().beFreeOfCycles();

  @ArchTest
  static void noPackageHasMoreThanTwentyFiveFiles(JavaClasses classes) throws IOException {
    for (String module : Reactor.modules()) {
      for (String kind : List.of("main", "test")) {
        if (Files.isDirectory(sources(module, kind))) {
          try (Stream<Path> files = Files.walk(sources(module, kind))) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
                .forEach(ArchitectureTest::requireFewFiles);
          }
        }
      }
    }
  }

  /** One word per thing; types inside others are read with the name around them. */
  @ArchTest
  static void noTwoClassesShareTheirSimpleName(JavaClasses classes) {
    Map<String, Set<String>> byName =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getName, Collectors.toCollection(TreeSet::new))));
    byName.values().removeIf(names -> names.size() == 1);
    if (!byName.isEmpty()) {
      throw new AssertionError("give each a name of its own: " + byName.values());
    }
  }

  private static void requireFewFiles(Path folder, long files) {
    if (files > MOST_FILES) {
      throw new AssertionError(
          folder + " has " + files + " files, more than " + MOST_FILES + ": cut it by idea");
    }
  }

  private static Path sources(String module, String kind) {
    return Reactor.ROOT.resolve(module).resolve("src").resolve(kind).resolve("java");
  }

  @ArchTest
  static final ArchRule THE_SCHEMA_KNOWS_NOBODY =
      noClasses()
          .that()
          .resideInAPackage(SCHEMA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SETTINGS, MAIL, MODEL, CONNECTORS, FLINK, SPARK, LOCAL);

  @ArchTest
  static final ArchRule SETTINGS_KNOW_THE_SCHEMA_ONLY =
      noClasses()
          .that()
          .resideInAPackage(SETTINGS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAIL, MODEL, LAB, CONNECTORS, FLINK, SPARK, LOCAL);

  @ArchTest
  static final ArchRule MAIL_KNOWS_SCHEMA_AND_SETTINGS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(MAIL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MODEL, CONNECTORS, FLINK, SPARK, LOCAL);

  @ArchTest
  static final ArchRule MODELS_KNOW_NO_ENGINE_AND_NO_MAIL =
      noClasses()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAIL, CONNECTORS, FLINK, SPARK, LOCAL);

  @ArchTest
  static final ArchRule NO_ENGINE_STANDS_BELOW =
      noClasses()
          .that()
          .resideInAnyPackage(SCHEMA, SETTINGS, MAIL, MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINES);

  @ArchTest
  static final ArchRule CONNECTORS_KNOW_NO_MAIL =
      noClasses()
          .that()
          .resideInAPackage(CONNECTORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(MAIL, MODEL, LAB, FLINK, SPARK, LOCAL);

  @ArchTest
  static final ArchRule FLINK_NEVER_MEETS_SPARK =
      noClasses()
          .that()
          .resideInAnyPackage(CONNECTORS, FLINK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARK, LOCAL, "org.apache.spark..");

  @ArchTest
  static final ArchRule SPARK_NEVER_MEETS_FLINK =
      noClasses()
          .that()
          .resideInAPackage(SPARK)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FLINK, LOCAL, "org.apache.flink..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule THE_LOCAL_STACK_NEVER_MEETS_SPARK =
      noClasses()
          .that()
          .resideInAPackage(LOCAL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPARK, "org.apache.spark..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_THE_LABORATORY =
      noClasses()
          .that()
          .resideOutsideOfPackages(LAB, LOCAL)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(LAB);

  private static final Set<String> NOT_SHIPPED =
      Set.of("model-lab", "mail-generator", "local-stack");

  @ArchTest
  static void noJobJarCarriesTheLaboratory(JavaClasses classes) {
    for (String job : List.of("flink-pipeline", "spark-backfill")) {
      if (Reactor.shippedWith(job).stream().anyMatch(NOT_SHIPPED::contains)) {
        throw new AssertionError(job + " ships " + Reactor.shippedWith(job));
      }
    }
  }

  /** Training, evaluation and benches read labelled sets, which never enter the pipeline. */
  @ArchTest
  static final ArchRule ONLY_REDACTION_MAKES_REDACTED_TEXT =
      classes()
          .that()
          .resideOutsideOfPackages("io.mailpulse.mail.redact..", LAB)
          .and()
          .doNotHaveFullyQualifiedName(RedactedText.class.getName())
          .and()
          .doNotHaveFullyQualifiedName(RedactedMail.class.getName())
          .should(new CallsNoMethod(RedactedText.class, "ofRedacted"));

  /** What makes {@link RedactedMail} a fact: nobody else says that redaction has run. */
  @ArchTest
  static final ArchRule ONLY_THE_READER_SAYS_THAT_A_MAIL_IS_REDACTED =
      classes()
          .that()
          .resideOutsideOfPackage(TEST_KIT)
          .and()
          .doNotHaveFullyQualifiedName(MailReader.class.getName())
          .and()
          .doNotHaveFullyQualifiedName(EmailRaw.class.getName())
          .and()
          .doNotHaveFullyQualifiedName(EmailRaw.Builder.class.getName())
          .should(new CallsNoMethod(EmailRaw.class, "setPiiRedacted"))
          .andShould(new CallsNoMethod(EmailRaw.Builder.class, "setPiiRedacted"));

  @ArchTest
  static final ArchRule NO_ENGINE_READS_WITHOUT_REDACTION =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.mailpulse.local.cli..")
          .and()
          .doNotHaveFullyQualifiedName(InspectionReader.class.getName())
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName(InspectionReader.class.getName());

  @ArchTest
  static final ArchRule ONLY_THE_TWO_READERS_DECIDE_WHAT_BECOMES_OF_TEXTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.mailpulse.mail")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.mailpulse.mail.MailTexts");
}
