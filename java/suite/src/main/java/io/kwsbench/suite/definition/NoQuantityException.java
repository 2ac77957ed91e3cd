package io.kwsbench.suite.definition;

import io.kwsbench.KwsException;

/** A text that is not the number with a unit that it should be. */
public final class NoQuantityException extends KwsException {
  private static final long serialVersionUID = 1L;

  NoQuantityException(String message) {
    super(message);
  }
}
