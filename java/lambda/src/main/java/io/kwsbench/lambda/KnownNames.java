package io.kwsbench.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyCode;
import io.kwsbench.lambda.internal.python.PyNone;
import java.util.List;
import java.util.stream.Stream;

/**
 * Code that may call functions of the 2017 entry by their bare names, such as {@code softmax}.
 * Checkpoints do not contain their bodies, and any author may use the same names.
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

  /** The names that the functions of a model's Lambda layers prove. */
  public static KnownNames provedBy(Stream<JsonNode> functions) {
    return functions.anyMatch(KnownNames::isTheOriginals) ? new KnownNames(false, true) : NONE;
  }

  /** Returns whether every name is the original's, wherever it stands. */
  public boolean areAll() {
    return everywhere;
  }

  /** Returns whether global names in this code are the original's. */
  boolean cover(PyCode code) {
    return everywhere || inTheOriginalsFile && code.file().equals(ORIGINALS_FILE);
  }

  private static boolean isTheOriginals(JsonNode function) {
    try {
      return StoredFunction.code(function).filter(KnownNames::isTheOriginals).isPresent();
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
