package io.kwsbench.natives;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the engine's library once and remembers why it could not.
 *
 * <p>Whoever calls {@link KwsNative} calls {@link #ensureAvailable()} first, and gives each status
 * to {@link #check} on the thread that got it. Thread-safe.
 */
public final class NativeLibrary {
  private static final String FOLDER = "io/kwsbench/nativelib/";
  private static final String PATHS_FIRST = "org.bytedeco.javacpp.pathsfirst";

  private NativeLibrary() {}

  /** Loading happens when this class is first touched, and never again. */
  private static final class Holder {
    static final Throwable CAUSE = tryLoad();
  }

  /**
   * The reason why the library could not be loaded, with the searched places; empty if it is
   * loaded.
   */
  public static Optional<Throwable> unavailabilityCause() {
    return Optional.ofNullable(Holder.CAUSE);
  }

  /**
   * @throws KwsException when the library could not be loaded, saying what was searched and why
   */
  public static void ensureAvailable() {
    if (Holder.CAUSE != null) {
      throw new KwsException(Holder.CAUSE.getMessage(), Holder.CAUSE);
    }
  }

  /**
   * Turns a status of the library into an exception; success passes.
   *
   * @param where what the message begins with; once, if the library names it too
   * @throws KwsException with the library's own line
   */
  public static void check(int status, String where) {
    if (status != KwsNative.KWS_OK) {
      String message = KwsNative.kws_last_error().getString();
      String text = message.isEmpty() ? KwsNative.kws_status_name(status).getString() : message;
      throw new KwsException(text.startsWith(where + ": ") ? text : where + ": " + text);
    }
  }

  /**
   * The file that the engine was loaded from.
   *
   * @throws KwsException when it came from {@code java.library.path}
   */
  static Path loadedFrom() {
    String file = Loader.getLoadedLibraries().get(EngineFiles.LIBRARIES.get(0));
    if (file == null) {
      throw new KwsException("the engine's library was not loaded from the class path");
    }
    return Path.of(file);
  }

  private static Throwable tryLoad() {
    try {
      String platform = Loader.getPlatform();
      Optional<String> refusal =
          platform.equals("linux-armhf") ? ArmFeatures.ofThisProcess().refusal() : Optional.empty();
      if (refusal.isPresent()) {
        return new UnsatisfiedLinkError(refusal.get());
      }
      load(platform, NativeCache.prepare());
      return null;
    } catch (KwsException e) {
      return e;
    } catch (LinkageError | RuntimeException | IOException e) {
      return new UnsatisfiedLinkError(
          LoadFailure.ofClassPath(e)
              .or(() -> LoadFailure.ofFolder(e, NativeCache.prepare()))
              .map(reason -> "the native engine cannot be loaded: " + reason)
              .orElseGet(() -> describe(platformName(), e)));
    }
  }

  /** Loads our own files before JavaCPP looks for them, which then takes what is loaded. */
  private static void load(String platform, Path cache) throws IOException {
    Optional<EngineFiles> files =
        Boolean.getBoolean(PATHS_FIRST)
            ? Optional.empty()
            : EngineFiles.of(KwsNative.class, platform, cache);
    if (files.isPresent()) {
      for (String library : EngineFiles.LIBRARIES) {
        URL file = files.get().library(library).toUri().toURL();
        Loader.loadLibrary(KwsNative.class, new URL[] {file}, library);
      }
    }
    Loader.load(KwsNative.class);
  }

  private static String platformName() {
    try {
      return Loader.getPlatform();
    } catch (LinkageError | RuntimeException e) {
      return "this platform";
    }
  }

  /** One line with the library, the searched places and the loader's message. */
  static String describe(String platform, Throwable cause) {
    String resource = FOLDER + platform + "/" + System.mapLibraryName("jniKwsNative");
    ClassLoader loader = NativeLibrary.class.getClassLoader();
    String found = loader.getResource(resource) == null ? "which is not there" : "which is there";
    return "the native engine has no usable library for "
        + platform
        + ": searched the class path for "
        + resource
        + " ("
        + found
        + ") and java.library.path="
        + System.getProperty("java.library.path")
        + "; "
        + LoadFailure.said(cause);
  }
}
