package io.kwsbench.cli.options;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineChoice;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** The values of {@code --engine} for the engines of a build. */
public final class EngineFlag {
  /** All engines that a comparison of two takes: ours against TensorFlow. */
  public static final List<String> BOTH = List.of("native", "tensorflow");

  private static final String TENSORFLOW = "tensorflow";
  private static final String NATIVE = "native";

  private final Engines engines;

  EngineFlag(Engines engines) {
    this.engines = engines;
  }

  /** Of the engines on the class path. */
  public static EngineFlag ofInstalled() {
    return new EngineFlag(Engines.installed());
  }

  /**
   * The engines that a flag names for a model, one choice each; without a flag the one choice that
   * {@link Engines} makes.
   *
   * @throws ParameterException when one is unknown, or does not run such a model
   * @throws KwsException when the native library of one cannot be loaded
   */
  public List<EngineChoice> choices(String flag, ModelSource source) {
    if (flag.isEmpty()) {
      return List.of(engines.choose(source, ""));
    }
    if (source.format() == ModelFormat.COMPILED && !flag.equals(NATIVE)) {
      throw new ParameterException(
          source.name()
              + ": a compiled model runs only in the native engine (--engine="
              + NATIVE
              + ")");
    }
    List<String> names = flag.equals("both") ? BOTH : Arrays.asList(flag.split(",", -1));
    List<EngineChoice> choices = new ArrayList<>();
    for (String name : names) {
      requireKnown(name.strip(), source.format());
      choices.add(engines.choose(source, name.strip()));
    }
    return choices;
  }

  private void requireKnown(String name, ModelFormat format) {
    List<String> known = engines.names(format);
    if (known.contains(name)) {
      return;
    }
    if (name.equals(TENSORFLOW)) {
      throw new KwsException(withoutTensorFlow(Loader.getPlatform()));
    }
    throw new ParameterException(
        "--engine: unknown engine '"
            + name
            + "'; this build has "
            + String.join(", ", known)
            + DidYouMean.hint(name, known));
  }

  /**
   * The engine that a command cannot do without.
   *
   * @throws KwsException when it is not in this build, or its native library cannot be loaded
   */
  public Engine required(String name) {
    requireKnown(name, ModelFormat.FROZEN_GRAPH);
    return Engines.requireAvailable(engines.find(name).orElseThrow());
  }

  /** The reason why a device's bundle lacks TensorFlow. */
  static String withoutTensorFlow(String platform) {
    return platform.equals("linux-armhf")
        ? "engine tensorflow is not available: TensorFlow does not support 32-bit ARM; use"
            + " --engine native"
        : "engine tensorflow is not available: this bundle has no TensorFlow; use --engine native"
            + ", or the full bundle for "
            + platform;
  }
}
