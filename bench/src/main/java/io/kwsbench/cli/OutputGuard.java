package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.files.OutputFile;
import java.lang.reflect.Field;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at a command line before the work begins: a result must not take the place of a folder, nor
 * of a file that the same command reads. Fields that {@link PathFlag} marks are paths, no others.
 */
final class OutputGuard {
  private final List<Path> inputs = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<Path> models = new ArrayList<>();

  private OutputGuard(JCommander parsed) {
    List<ParameterDescription> flags = new ArrayList<>(parsed.getParameters());
    Optional.ofNullable(parsed.getMainParameterValue()).ifPresent(flags::add);
    for (ParameterDescription flag : flags) {
      PathFlag path = field(flag).getAnnotation(PathFlag.class);
      if (path != null) {
        texts(flag.getParameterized().get(flag.getObject())).forEach(t -> add(path.value(), t));
      }
    }
  }

  /** The field that holds a flag's value. */
  static Field field(ParameterDescription flag) {
    String name = flag.getParameterized().getName();
    Class<?> owner = flag.getObject().getClass();
    while (owner != null) {
      for (Field field : owner.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
      owner = owner.getSuperclass();
    }
    throw new IllegalStateException("no field of flag " + flag.getNames());
  }

  private static List<String> texts(Object value) {
    if (value instanceof List<?> several) {
      return several.stream().map(Object::toString).toList();
    }
    return value == null ? List.of() : List.of(value.toString());
  }

  private void add(PathFlag.Use use, String text) {
    if (text.isEmpty()) {
      return; // not given
    }
    switch (use) {
      case READ -> {
        addInput(text);
        Arrays.stream(text.split(",")).forEach(this::addInput);
      }
      case READ_BEHIND_AT -> {
        if (text.startsWith("@")) {
          addInput(text.substring(1));
        }
      }
      case FILE -> files.add(TypedPath.of(text));
      case FILE_OF_FORMAT -> files.add(TypedPath.of(text.substring(text.indexOf('=') + 1)));
      case FOLDER -> folders.add(TypedPath.of(text));
      case MODEL -> models.add(TypedPath.of(text));
    }
  }

  private void addInput(String text) {
    try {
      inputs.add(Path.of(text));
    } catch (InvalidPathException e) {
      // whoever reads it says so
    }
  }

  /** The files and folders that a command line reads. */
  static List<Path> inputs(JCommander parsed) {
    return new OutputGuard(parsed).inputs;
  }

  /** The files and folders that a command line writes. */
  static List<Path> outputs(JCommander parsed) {
    OutputGuard guard = new OutputGuard(parsed);
    return Stream.of(guard.files, guard.folders, guard.models).flatMap(List::stream).toList();
  }

  /**
   * Refuses a command line.
   *
   * @param parsed holds the command's flags and their values
   * @throws KwsException when a result would take the place of an input, or of a folder
   */
  static void check(JCommander parsed) {
    OutputGuard guard = new OutputGuard(parsed);
    guard.files.forEach(target -> OutputFile.require(target, guard.inputs));
    guard.folders.forEach(target -> OutputFile.requireOther(target, guard.inputs));
    guard.models.forEach(target -> OutputFile.require(target, List.of()));
  }
}
