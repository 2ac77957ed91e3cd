package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which fields the code reads that a command's {@code run} can reach. */
final class FlagReads {
  private final JavaClasses classes;

  FlagReads(JavaClasses classes) {
    this.classes = classes;
  }

  /** The flags that a command declares, itself or in its delegates, and that it never reads. */
  List<String> ignored(Class<? extends Command> command) {
    Set<String> read = reads(command);
    return flags(command).stream()
        .filter(field -> !read.contains(name(field)))
        .map(field -> String.join(", ", field.getAnnotation(Parameter.class).names()))
        .toList();
  }

  /** The fields of all flags of a class and of its delegates. */
  static List<Field> flags(Class<?> type) {
    List<Field> flags = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.isAnnotationPresent(Parameter.class)) {
        flags.add(field);
      } else if (field.isAnnotationPresent(ParametersDelegate.class)) {
        flags.addAll(flags(field.getType()));
      }
    }
    return flags;
  }

  /** The full names of the fields that a command reads. */
  Set<String> reads(Class<? extends Command> command) {
    Set<String> read = new HashSet<>();
    Set<JavaCodeUnit> seen = new HashSet<>();
    Deque<JavaCodeUnit> open = new ArrayDeque<>();
    open.add(classes.get(command).getMethod("run", CliContext.class));
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.remove();
      if (seen.add(unit)) {
        unit.getFieldAccesses().stream()
            .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.GET)
            .forEach(access -> read.add(access.getTarget().getFullName()));
        called(unit).forEach(open::add);
      }
    }
    return read;
  }

  private static Stream<? extends JavaCodeUnit> called(JavaCodeUnit unit) {
    return Stream.of(
            unit.getCallsFromSelf(),
            unit.getMethodReferencesFromSelf(),
            unit.getConstructorReferencesFromSelf())
        .flatMap(Set::stream)
        .map(JavaAccess::getTarget)
        .map(AccessTarget.CodeUnitAccessTarget.class::cast)
        .flatMap(target -> target.resolveMember().stream())
        .filter(JavaCodeUnit.class::isInstance)
        .map(JavaCodeUnit.class::cast);
  }

  private static String name(Field field) {
    return field.getDeclaringClass().getName() + "." + field.getName();
  }
}
