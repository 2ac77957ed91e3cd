package io.kwsbench.tensorflow;

import io.kwsbench.KwsException;
import io.kwsbench.natives.LoadFailure;
import io.kwsbench.natives.NativeCache;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.global.tensorflow;

/** Loads TensorFlow's native library once and remembers why it could not. Thread-safe. */
final class TensorFlowLibrary {
  private static final String FOLDER = "org/tensorflow/internal/c_api/";

  private TensorFlowLibrary() {}

  /** Loading happens when this class is first touched, and never again. */
  private static final class Holder {
    static final Throwable CAUSE = tryLoad();
    static final String VERSION = CAUSE == null ? tensorflow.TF_Version().getString() : "";
  }

  static Optional<Throwable> unavailabilityCause() {
    return Optional.ofNullable(Holder.CAUSE);
  }

  /**
   * The library's version.
   *
   * @throws KwsException when it is not available
   */
  static String version() {
    ensureAvailable();
    return Holder.VERSION;
  }

  static void ensureAvailable() {
    if (Holder.CAUSE != null) {
      throw new KwsException(Holder.CAUSE.getMessage(), Holder.CAUSE);
    }
  }

  private static Throwable tryLoad() {
    String platform = "this platform";
    try {
      platform = Loader.getPlatform();
      if (platform.equals("linux-armhf")) {
        return new UnsatisfiedLinkError(describe(platform, null));
      }
      NativeCache.prepare();
      NativeEnvironment.prepare();
      Loader.load(tensorflow.class);
      FirstRun.run(NativeEnvironment.userWantsLog());
      return null;
    } catch (KwsException e) {
      return e;
    } catch (LinkageError | RuntimeException e) {
      String said = describe(platform, e);
      return new UnsatisfiedLinkError(
          LoadFailure.ofFolder(e, NativeCache.prepare())
              .map(reason -> "TensorFlow cannot be loaded: " + reason)
              .orElse(said));
    }
  }

  /** One line with the library, the searched places and the loader's message. */
  static String describe(String platform, Throwable cause) {
    ClassLoader loader = TensorFlowLibrary.class.getClassLoader();
    String resource = FOLDER + platform + "/" + System.mapLibraryName("jnitensorflow");
    String found = loader.getResource(resource) == null ? "which is not there" : "which is there";
    if (platform.equals("linux-armhf")) {
      return "there is no TensorFlow for 32-bit ARM; the native engine runs there";
    }
    return "TensorFlow has no usable native library for "
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
