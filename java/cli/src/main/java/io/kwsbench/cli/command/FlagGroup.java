package io.kwsbench.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The heading in a command's help for one flag, or for all flags that a class declares. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface FlagGroup {
  /** The heading, such as {@code model}. */
  String value();
}
