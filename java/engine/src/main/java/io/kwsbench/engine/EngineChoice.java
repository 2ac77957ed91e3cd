package io.kwsbench.engine;

import io.kwsbench.KwsException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines that may run a model, in order of preference; never empty. {@link Engines} makes
 * them: one engine where the user named it, else all that come into question.
 */
public record EngineChoice(List<Engine> candidates) {
  private static final Logger LOG = LoggerFactory.getLogger(EngineChoice.class);

  public EngineChoice {
    candidates = List.copyOf(candidates);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("no engine to choose from");
    }
  }

  /**
   * The result of the first engine that takes the model. An engine that does not take it is named
   * in a warning, with the reason, where another one does.
   *
   * @param opening opens the model in an engine
   * @throws KwsException of the first engine when none takes it
   */
  public <T> T open(Function<Engine, T> opening) {
    KwsException refusal = null;
    for (Engine engine : candidates) {
      try {
        T opened = opening.apply(engine);
        if (refusal != null) {
          LOG.warn("{}; engine {} runs it instead", refusal.getMessage(), engine.name());
        }
        return opened;
      } catch (KwsException e) {
        if (refusal == null) {
          refusal = e;
        } else {
          refusal.addSuppressed(e);
        }
      }
    }
    throw refusal;
  }
}
