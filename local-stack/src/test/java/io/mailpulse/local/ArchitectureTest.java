package io.mailpulse.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import io.mailpulse.schema.RedactedText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The arrows between modules point down only:
 *
 * <pre>
 *  local-stack  ->  flink-pipeline   spark-backfill      (the engines never meet)
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
  private static final String FLINK = "io.mailpulse.flink..";
  private static final String SPARK = "io.mailpulse.spark..";
  private static final String LOCAL = "io.mailpulse.local..";

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
      return Stream.of(
              "common-schema",
              "settings",
              "mail-core",
              "model-onnx",
              "flink-connectors",
              "flink-pipeline",
              "spark-backfill",
              "local-stack")
          .map(module -> Path.of("..", module, "target", "classes").toAbsolutePath().normalize())
          .filter(Files::isDirectory)
          .map(Location::of)
          .collect(Collectors.toSet());
    }
  }

  @ArchTest
  static void everyModuleIsLookedAt(JavaClasses classes) {
    for (String module : new String[] {SCHEMA, SETTINGS, MAIL, MODEL, CONNECTORS, FLINK, LOCAL}) {
      String name = module.substring(0, module.length() - 2);
      if (classes.stream().noneMatch(type -> type.getPackageName().startsWith(name))) {
        throw new AssertionError("no class of " + name + " was found: build the modules first");
      }
    }
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
          .resideInAnyPackage(MAIL, MODEL, CONNECTORS, FLINK, SPARK, LOCAL);

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
          .resideInAnyPackage(MAIL, MODEL, FLINK, SPARK, LOCAL);

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

  /**
   * Only the redactor, and readers of records that were redacted before, may say so. Training,
   * evaluation and benchmarks read labelled sets, which never enter the pipeline.
   */
  @ArchTest
  static final ArchRule ONLY_REDACTION_MAKES_REDACTED_TEXT =
      classes()
          .that()
          .doNotHaveFullyQualifiedName(RedactedText.class.getName())
          .and()
          .resideOutsideOfPackages(
              "io.mailpulse.mail.redact..",
              "io.mailpulse.model.training..",
              "io.mailpulse.model.bench..",
              "io.mailpulse.model.evaluation..")
          .and()
          .doNotHaveFullyQualifiedName("io.mailpulse.model.MailScoring")
          .and()
          .doNotHaveFullyQualifiedName("io.mailpulse.mail.MailRedaction$Run")
          .should(new CallsNoMethod(RedactedText.class, "ofRedacted"));

  @ArchTest
  static final ArchRule PACKAGES_OF_THE_LOCAL_STACK_FORM_NO_CIRCLE =
      slices().matching("io.mailpulse.local.(*)..").should().beFreeOfCycles();
}
