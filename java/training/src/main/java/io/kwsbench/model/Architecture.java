package io.kwsbench.model;

import io.kwsbench.KwsException;
import java.util.List;

/** A family of models that differ in the number of classes only. */
public interface Architecture {
  /** What flags call it. */
  String name();

  /**
   * @param classes silence and unknown included
   * @param dropout what share of elements dropout layers zero; 0 for none
   */
  ModelSpec model(int classes, double dropout);

  /** The model as it was published. */
  default ModelSpec model(int classes) {
    return model(classes, 0.4);
  }

  /** All that there are. */
  static List<Architecture> all() {
    return List.of(new PiArchitecture(), new EnsembleArchitecture());
  }

  /**
   * @throws KwsException when there is none of that name
   */
  static Architecture named(String name) {
    return all().stream()
        .filter(architecture -> architecture.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new KwsException(
                    "no architecture '"
                        + name
                        + "'; there are "
                        + String.join(", ", all().stream().map(Architecture::name).toList())));
  }
}
