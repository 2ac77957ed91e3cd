package io.kwsbench.service.page;

/** A client's message that cannot be taken: its connection closes. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * @param code of the WebSocket's end
   */
  RefusedException(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }
}
