package io.kwsbench.tensorflow;

import com.sun.jna.platform.unix.LibC;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environment variables that TensorFlow reads with {@code getenv} as it loads. Java cannot change
 * its own environment, so the C library's {@code setenv} is called; values that the user gave stay.
 *
 * <ul>
 *   <li>{@code TF_CPP_MIN_LOG_LEVEL=2}: information and warnings (instruction sets, oneDNN) stay
 *       off stderr, errors remain.
 *   <li>{@code TF_OVERRIDE_GLOBAL_THREADPOOL=1}: every session gets its own intra-op threads.
 *       Otherwise the first session of a process decides for all of them ({@code
 *       common_runtime/local_device.cc}) and a second measurement with other threads would be
 *       wrong.
 * </ul>
 */
final class NativeEnvironment {
  private static final Logger LOG = LoggerFactory.getLogger(NativeEnvironment.class);
  private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";
  private static final Map<String, String> DEFAULTS =
      Map.of(LOG_LEVEL, "2", "TF_OVERRIDE_GLOBAL_THREADPOOL", "1");

  private NativeEnvironment() {}

  /** Sets what is not set. Must run before TensorFlow's library is loaded. */
  static void prepare() {
    DEFAULTS.forEach(
        (name, value) -> {
          if (System.getenv(name) == null) {
            set(name, value);
          }
        });
  }

  /** Returns whether the user set a log level above errors. */
  static boolean userWantsLog() {
    String level = System.getenv(LOG_LEVEL);
    return "0".equals(level) || "1".equals(level);
  }

  private static void set(String name, String value) {
    try {
      LibC.INSTANCE.setenv(name, value, 0);
    } catch (LinkageError e) {
      // TensorFlow still works: its log is noisier and the first session's thread count rules
      LOG.warn("{} could not be set for TensorFlow: {}; export it", name, e.getMessage());
    }
  }
}
