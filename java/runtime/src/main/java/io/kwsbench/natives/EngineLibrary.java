package io.kwsbench.natives;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the native engine's library once and remembers why it could not.
 *
 * <p>Whoever calls {@link KwsNative} calls {@link #ensureAvailable()} first, and gives each status
 * to {@link #check}. Thread-safe.
 */
public final class EngineLibrary {
  private static final String FOLDER = "io/kwsbench/nativelib/";

  private EngineLibrary() {}

  /** Loading happens when this class is first touched, and never again. */
  private static final class Holder {
    static final Throwable CAUSE = tryLoad();
  }

  public static boolean isAvailable() {
    return Holder.CAUSE == null;
  }

  /** Why the library could not be loaded, naming what was searched; empty when it was. */
  public static Optional<Throwable> unavailabilityCause() {
    return Optional.ofNullable(Holder.CAUSE);
  }

  /**
   * Loads the library unless it is loaded.
   *
   * @throws KwsException when it cannot be loaded; one line that says what was searched
   */
  public static void ensureAvailable() {
    if (Holder.CAUSE != null) {
      throw new KwsException(Holder.CAUSE.getMessage(), Holder.CAUSE);
    }
  }

  /**
   * Turns a status into an exception; to be called on the thread that got the status.
   *
   * @param what what was being done or read, for the message
   * @throws KwsException with the library's message when the status is not {@code KWS_OK}
   */
  public static void check(int status, String what) {
    if (status != KwsNative.KWS_OK) {
      throw new KwsException(what + ": " + KwsNative.kws_last_error().getString());
    }
  }

  private static Throwable tryLoad() {
    String platform = "this platform";
    try {
      platform = Loader.getPlatform();
      Loader.load(KwsNative.class);
      return null;
    } catch (LinkageError | RuntimeException e) {
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(describe(platform, e));
      error.initCause(e);
      return error;
    }
  }

  /** One line: what was wanted, where it was searched, what the loader said. */
  private static String describe(String platform, Throwable cause) {
    String resource = FOLDER + platform + "/" + System.mapLibraryName("jniKwsNative");
    boolean there = EngineLibrary.class.getClassLoader().getResource(resource) != null;
    return String.format(
            "the native engine has no usable library for %s: searched the class path for %s"
                + " (which is %sthere) and java.library.path=%s; %s",
            platform,
            resource,
            there ? "" : "not ",
            System.getProperty("java.library.path"),
            cause.getMessage())
        .replaceAll("\\s*\\R\\s*", "; ");
  }
}
