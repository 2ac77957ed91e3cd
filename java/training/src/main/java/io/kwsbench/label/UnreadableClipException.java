package io.kwsbench.label;

import io.kwsbench.KwsException;

/** One clip cannot be used; the others can. */
final class UnreadableClipException extends KwsException {
  private static final long serialVersionUID = 1L;

  UnreadableClipException(KwsException cause) {
    super(cause.getMessage(), cause);
  }
}
