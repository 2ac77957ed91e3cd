package io.kwsbench.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The words that a flag takes, for shells that complete them. The flag's reader checks them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Choices {
  /** The words, in the order of the flag's description. */
  String[] value();

  /** Returns whether commas separate several words. */
  boolean list() default false;
}
