package io.kwsbench.engine;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The engines of this build, and the one rule by which one of them is chosen.
 *
 * <p>A user who names an engine gets that one or a refusal. Without a name the engines of this
 * machine that open the model's format are tried in order: the runtime that the format is made for,
 * {@code native}, {@code tensorflow}, then the others. The first one that opens the model runs it.
 * {@link #preferring} puts another one first. Immutable.
 */
public final class Engines {
  /** Our own first, then the one that takes every graph. */
  private static final List<String> ORDER = List.of("native", "tensorflow");

  private final Map<String, Engine> byName = new LinkedHashMap<>();

  /** These engines, of which the first of each name counts. */
  public Engines(Iterable<Engine> found) {
    this(found, ORDER);
  }

  private Engines(Iterable<Engine> found, List<String> order) {
    List<Engine> engines = new ArrayList<>();
    found.forEach(engines::add);
    for (String name : order) {
      engines.stream().filter(engine -> engine.name().equals(name)).forEach(this::add);
    }
    engines.forEach(this::add);
  }

  private void add(Engine engine) {
    byName.putIfAbsent(engine.name(), engine);
  }

  /** The engines that {@link java.util.ServiceLoader} finds on the class path. */
  public static Engines installed() {
    return new Engines(ServiceLoader.load(Engine.class));
  }

  /** The same engines, with this one before the others where it is installed. */
  public Engines preferring(String name) {
    List<Engine> engines = new ArrayList<>(byName.values());
    engines.sort(Comparator.comparing(engine -> !engine.name().equals(name)));
    return new Engines(engines, List.of());
  }

  /** The engine of this name, whether its native library loads or not. */
  public Optional<Engine> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names of the engines that open models of this format. */
  public List<String> names(ModelFormat format) {
    return opening(format).stream().map(Engine::name).toList();
  }

  private List<Engine> opening(ModelFormat format) {
    return byName.values().stream()
        .filter(engine -> engine.formats().contains(format))
        .sorted(Comparator.comparing(engine -> imports(engine, format)))
        .toList();
  }

  /**
   * Returns whether the engine turns such a model into a graph first, as its own runtime does not.
   */
  private static boolean imports(Engine engine, ModelFormat format) {
    return format != ModelFormat.FROZEN_GRAPH
        && format.isGraph()
        && engine.formats().contains(ModelFormat.FROZEN_GRAPH);
  }

  /**
   * The engine that runs a model.
   *
   * @param name the engine that the user names; empty leaves it to the rule
   * @throws KwsException when there is no engine of that name, it opens no such files, or the
   *     native library of none that would do can be loaded
   */
  public EngineChoice choose(ModelSource source, String name) {
    return name.isEmpty() ? byRule(source) : new EngineChoice(List.of(named(source, name)));
  }

  private EngineChoice byRule(ModelSource source) {
    List<Engine> able = opening(source.format());
    if (able.isEmpty()) {
      throw new KwsException(missing(source));
    }
    List<Engine> available = able.stream().filter(Engine::isAvailable).toList();
    if (available.isEmpty()) {
      requireAvailable(able.get(0));
    }
    return new EngineChoice(available);
  }

  private Engine named(ModelSource source, String name) {
    List<Engine> able = opening(source.format());
    if (able.isEmpty()) {
      throw new KwsException(missing(source));
    }
    Engine engine =
        find(name)
            .orElseThrow(
                () ->
                    new KwsException(
                        "no engine '"
                            + name
                            + "'; there are "
                            + String.join(", ", byName.keySet())));
    if (!able.contains(engine)) {
      throw new KwsException(
          source.name()
              + ": engine "
              + name
              + " does not run such files; what does: "
              + String.join(", ", names(source.format())));
    }
    return requireAvailable(engine);
  }

  /**
   * The engine, whose native library can be loaded.
   *
   * @throws KwsException when it cannot
   */
  public static Engine requireAvailable(Engine engine) {
    engine
        .unavailabilityCause()
        .ifPresent(
            cause -> {
              throw new KwsException(
                  "engine " + engine.name() + " is not available: " + cause.getMessage(), cause);
            });
    return engine;
  }

  /** The line that names the missing part. */
  private static String missing(ModelSource source) {
    boolean optional = source.format() != ModelFormat.COMPILED;
    return source.name()
        + ": no engine for "
        + source.format().extension()
        + " files is installed"
        + (optional ? ": run tools/peers in a checkout of kwsbench" : "");
  }
}
