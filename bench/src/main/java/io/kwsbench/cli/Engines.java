package io.kwsbench.cli;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.bytedeco.javacpp.Loader;

/** The engines of this build, by name. */
final class Engines {
  /** All engines that a comparison of two takes: ours against TensorFlow. */
  private static final List<String> BOTH = List.of("native", "tensorflow");

  private static final String TENSORFLOW = "tensorflow";

  private final Map<String, Engine> byName = new LinkedHashMap<>();

  Engines(Iterable<Engine> found) {
    found.forEach(engine -> byName.putIfAbsent(engine.name(), engine));
  }

  /** What {@link ServiceLoader} finds on the class path. */
  static Engines installed() {
    return new Engines(ServiceLoader.load(Engine.class));
  }

  /**
   * Our own engine where this build and this machine have it, else TensorFlow.
   *
   * @throws KwsException when neither can be loaded
   */
  Engine preferred() {
    for (String name : BOTH) {
      if (byName.containsKey(name) && byName.get(name).isAvailable()) {
        return byName.get(name);
      }
    }
    return select(byName.containsKey("native") ? "native" : TENSORFLOW).get(0);
  }

  /**
   * The engines that {@code --engine} names; if empty, TensorFlow or, in a bundle without it, ours.
   *
   * @throws ParameterException when one is unknown
   * @throws KwsException when the native library of one cannot be loaded
   */
  List<Engine> select(String flag) {
    String wanted = flag.isEmpty() ? usual() : flag;
    List<String> names = wanted.equals("both") ? BOTH : Arrays.asList(wanted.split(",", -1));
    List<Engine> selected = new ArrayList<>();
    for (String name : names) {
      Engine engine = byName.get(name.strip());
      if (engine == null && name.strip().equals(TENSORFLOW)) {
        throw new KwsException(withoutTensorFlow(Loader.getPlatform()));
      }
      if (engine == null) {
        throw new ParameterException(
            "--engine: no engine '"
                + name
                + "' in this build, which has "
                + String.join(", ", byName.keySet())
                + DidYouMean.hint(name, byName.keySet()));
      }
      engine
          .unavailabilityCause()
          .ifPresent(
              cause -> {
                throw new KwsException(
                    "engine " + engine.name() + " is not available: " + cause.getMessage(), cause);
              });
      selected.add(engine);
    }
    return selected;
  }

  private String usual() {
    return byName.containsKey(TENSORFLOW) ? TENSORFLOW : "native";
  }

  /** Why a bundle for devices has no TensorFlow. */
  static String withoutTensorFlow(String platform) {
    return platform.equals("linux-armhf")
        ? "engine tensorflow is not available: there is no TensorFlow for 32-bit ARM; take"
            + " --engine native"
        : "engine tensorflow is not available: this bundle comes without TensorFlow; take --engine"
            + " native, or the bundle of "
            + platform
            + " that is not lite";
  }
}
