package io.kwsbench.tensorflow;

import io.kwsbench.KwsException;
import io.kwsbench.natives.LoadFailure;
import io.kwsbench.natives.NativeCache;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.tensorflow.internal.c_api.global.tensorflow;

/** Loads TensorFlow's native library once and remembers why it could not. Thread-safe. */
final class TensorFlowLibrary {
  private static final String FOLDER = "org/tensorflow/internal/c_api/";

  /** Platforms without TensorFlow, and what they are called. */
  private static final Map<String, String> NONE =
      Map.of("linux-armhf", "32-bit ARM", "macosx-x86_64", "Macs with Intel's processors");

  /** Platforms whose bundles leave it out. */
  private static final Set<String> LEFT_OUT = Set.of("windows-x86_64", "macosx-arm64");

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
      Optional<String> absence = absence(platform);
      if (absence.isPresent()) {
        return new UnsatisfiedLinkError(absence.get());
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

  /** The reason why there is nothing to load on a platform; empty where there is. */
  static Optional<String> absence(String platform) {
    String system = NONE.get(platform);
    if (system != null) {
      return Optional.of("there is no TensorFlow for " + system + "; the native engine runs there");
    }
    ClassLoader loader = TensorFlowLibrary.class.getClassLoader();
    return LEFT_OUT.contains(platform) && loader.getResource(resource(platform)) == null
        ? Optional.of(
            "this bundle has no TensorFlow: put org.tensorflow:tensorflow-core-native of classifier "
                + platform
                + " into its folder lib, or use the native engine")
        : Optional.empty();
  }

  private static String resource(String platform) {
    return FOLDER + platform + "/" + System.mapLibraryName("jnitensorflow");
  }

  /** One line with the library, the searched places and the loader's message. */
  static String describe(String platform, Throwable cause) {
    ClassLoader loader = TensorFlowLibrary.class.getClassLoader();
    String resource = resource(platform);
    String found = loader.getResource(resource) == null ? "which is not there" : "which is there";
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
