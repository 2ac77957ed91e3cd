package io.kwsbench;

/**
 * A setting that its class does not take, such as a share above 1. Whoever asks a user for settings
 * can tell it from any other illegal argument, which is a fault of the program.
 */
public final class OutOfRangeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public OutOfRangeException(String message) {
    super(message);
  }

  public OutOfRangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
