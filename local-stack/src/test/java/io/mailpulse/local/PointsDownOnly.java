package io.mailpulse.local;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** No arrow to a class of a module that stands further down in the root pom. */
final class PointsDownOnly extends ArchCondition<JavaClass> {

  private final List<String> modules = Reactor.modules();

  PointsDownOnly() {
    super("depend on modules only that the root pom names before their own");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    int own = modules.indexOf(moduleOf(type));
    type.getDirectDependenciesFromSelf().stream()
        .filter(arrow -> modules.indexOf(moduleOf(arrow.getTargetClass())) > own)
        .forEach(arrow -> events.add(SimpleConditionEvent.violated(type, arrow.getDescription())));
  }

  /** Folder of the module that a class was compiled in; empty if it is none of ours. */
  static String moduleOf(JavaClass type) {
    return type.getSource()
        .map(source -> source.getUri().getPath())
        .filter(path -> path != null && path.contains("/target/classes/"))
        .map(path -> path.substring(0, path.indexOf("/target/classes/")))
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .orElse("");
  }
}
