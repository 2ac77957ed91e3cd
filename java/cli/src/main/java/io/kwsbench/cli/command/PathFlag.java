package io.kwsbench.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a flag, or what has no flag, whose value is a path. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface PathFlag {
  /** The use of the path. */
  Use value();

  /** Uses of a path. */
  enum Use {
    /** It reads a file or a folder; commas separate several. */
    READ,
    /** It reads a file where the value begins with {@code @}. */
    READ_BEHIND_AT,
    /** It writes a file there. */
    FILE,
    /** It writes a file there; the path stands behind {@code FORMAT=}. */
    FILE_OF_FORMAT,
    /** It makes a folder there. */
    FOLDER,
    /** It writes a model there, also in place of the one that it reads. */
    MODEL
  }
}
