package io.kwsbench.freeze.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.freeze.python.PyCode;
import io.kwsbench.freeze.python.PyNone;
import io.kwsbench.model.keras.KerasLayer;
import io.kwsbench.model.keras.KerasModel;
import io.kwsbench.model.keras.LayerConfig;
import java.util.List;

/**
 * Which code may call functions of the 2017 original, {@code overlapping_time_slice_stack} or
 * {@code softmax}, by their bare names: their bodies are in no checkpoint, and any author may have
 * a function of the same name.
 *
 * <p>They are the original's where the user says so, and in code of the original's own {@code
 * model.py}. A checkpoint proves that file by a body that it does hold: every model of the original
 * begins with a Lambda of {@code preprocess_raw} or {@code preprocess}. Layers that this program's
 * own training wrote say so beside their settings.
 */
public final class KnownNames {
  /** Only names that a checkpoint's own code binds. */
  public static final KnownNames NONE = new KnownNames(false, false);

  /** The original's names everywhere. */
  public static final KnownNames CHALLENGE2017 = new KnownNames(true, true);

  /** The original's module. */
  static final String ORIGINALS_MODULE = "model";

  private static final String ORIGINALS_FILE = ORIGINALS_MODULE + ".py";

  private final boolean everywhere;
  private final boolean inTheOriginalsFile;

  private KnownNames(boolean everywhere, boolean inTheOriginalsFile) {
    this.everywhere = everywhere;
    this.inTheOriginalsFile = inTheOriginalsFile;
  }

  /** What the stored bodies of a model's Lambda layers prove. */
  public static KnownNames provedBy(KerasModel model) {
    return isTheOriginals(model) ? new KnownNames(false, true) : NONE;
  }

  /** Whether global names in this code are the original's. */
  boolean cover(PyCode code) {
    return everywhere || inTheOriginalsFile && code.file().equals(ORIGINALS_FILE);
  }

  /** Whether a function that a layer stores by its name alone is the original's. */
  boolean cover(LayerConfig layer) {
    return everywhere
        || layer.beside(LayerConfig.FUNCTIONS).asText().equals(LayerConfig.CHALLENGE_2017);
  }

  private static boolean isTheOriginals(KerasModel model) {
    return model.layers().stream()
        .anyMatch(
            layer ->
                layer.nested().map(KnownNames::isTheOriginals).orElse(false)
                    || layer.className().equals("Lambda") && isTheOriginals(layer));
  }

  private static boolean isTheOriginals(KerasLayer lambda) {
    try {
      return LambdaFunction.code(lambda.config()).filter(KnownNames::isTheOriginals).isPresent();
    } catch (KwsException e) {
      return false; // unreadable code proves nothing; freezing it names what is wrong
    }
  }

  private static boolean isTheOriginals(PyCode code) {
    if (!code.file().equals(ORIGINALS_FILE) || !code.variables().all().equals(List.of("x"))) {
      return false;
    }
    return switch (code.name()) {
      case "preprocess_raw" -> code.names().isEmpty() && code.consts().equals(List.of(PyNone.NONE));
      case "preprocess" ->
          code.names().equals(List.of("K", "clip"))
              && code.consts().equals(List.of(PyNone.NONE, 0.8, 7.0, 5L, -5L));
      default -> false;
    };
  }
}
