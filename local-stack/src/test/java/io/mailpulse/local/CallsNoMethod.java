package io.mailpulse.local;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** No call of one method, whether direct or by reference. */
final class CallsNoMethod extends ArchCondition<JavaClass> {

  private final Class<?> owner;
  private final String method;

  CallsNoMethod(Class<?> owner, String method) {
    super("not call " + owner.getSimpleName() + "." + method);
    this.owner = owner;
    this.method = method;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getAccessesFromSelf().stream()
        .filter(access -> access.getTargetOwner().isEquivalentTo(owner))
        .filter(access -> access.getTarget().getName().equals(method))
        .forEach(
            access -> events.add(SimpleConditionEvent.violated(type, access.getDescription())));
  }
}
