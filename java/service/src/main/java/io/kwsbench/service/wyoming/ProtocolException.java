package io.kwsbench.service.wyoming;

import java.io.IOException;

/** A client's message that the protocol does not allow. */
final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }
}
