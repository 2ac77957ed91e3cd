package io.kwsbench.label;

import io.kwsbench.KwsException;

/** One clip cannot be used; the others can. */
public final class UnreadableClipException extends KwsException {
  private static final long serialVersionUID = 1L;

  /** With the cause's message. */
  public UnreadableClipException(KwsException cause) {
    super(cause.getMessage(), cause);
  }
}
