package io.kwsbench.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A command's own description of a flag, in place of that of the group which declares the flag. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FlagText {
  /** The flag, such as {@code --graph}. */
  String flag();

  /** The description. */
  String text();
}
