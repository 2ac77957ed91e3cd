package io.kwsbench.cli;

import com.beust.jcommander.ParameterDescription;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.PathFlag;
import java.lang.reflect.Field;
import java.util.List;

/**
 * The offer of a shell for a flag's value, or for an argument without a flag.
 *
 * @param words the words to offer; empty but for {@link Kind#WORD} and what follows it
 */
record ShellValue(Kind kind, List<String> words) {
  /** Kinds of values. */
  enum Kind {
    /** True or false, behind an equals sign. */
    SWITCH,
    /** One of some words. */
    WORD,
    /** Some of some words, comma-separated. */
    WORDS,
    /** One of some words, an equals sign and a file. */
    WORD_AND_FILE,
    /** A file or a folder. */
    FILE,
    /** A folder. */
    FOLDER,
    /** A file behind {@code @}, or text. */
    FILE_BEHIND_AT,
    /** Text or a number, of which a shell knows nothing. */
    TEXT
  }

  ShellValue {
    words = List.copyOf(words);
  }

  /** The value of a flag, or of a command's arguments without one. */
  static ShellValue of(ParameterDescription flag) {
    Field field = OutputGuard.field(flag);
    Class<?> type = field.getType();
    Choices choices = field.getAnnotation(Choices.class);
    PathFlag path = field.getAnnotation(PathFlag.class);
    if (type == boolean.class || type == Boolean.class) {
      return new ShellValue(Kind.SWITCH, List.of());
    }
    if (choices != null) {
      return new ShellValue(kind(choices, path), List.of(choices.value()));
    }
    return new ShellValue(path == null ? Kind.TEXT : kind(path.value()), List.of());
  }

  private static Kind kind(Choices choices, PathFlag path) {
    if (path != null && path.value() == PathFlag.Use.FILE_OF_FORMAT) {
      return Kind.WORD_AND_FILE;
    }
    return choices.list() ? Kind.WORDS : Kind.WORD;
  }

  private static Kind kind(PathFlag.Use use) {
    return switch (use) {
      case READ, FILE, MODEL -> Kind.FILE;
      case FOLDER -> Kind.FOLDER;
      case READ_BEHIND_AT -> Kind.FILE_BEHIND_AT;
      case FILE_OF_FORMAT -> Kind.TEXT;
    };
  }
}
