package io.kwsbench.model;

import io.kwsbench.KwsException;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.features.FeatureMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A family of models that differ in the number of classes, and perhaps in the size of frames. */
public interface Architecture {
  /** The name in flags. */
  String name();

  /** The features that it can be given. */
  default Set<FeatureMode> features() {
    return Set.of(FeatureMode.RAW);
  }

  /** The published dropout rate. */
  default double publishedDropout() {
    return 0.4;
  }

  /**
   * @param features what it is given, one of {@link #features}
   * @param classes silence and unknown included
   * @param dropout what share of elements dropout layers zero; 0 for none
   * @throws KwsException when a clip has too few frames
   */
  ModelSpec model(ClipFeatures features, int classes, double dropout);

  /** A model of raw samples as it was published. */
  default ModelSpec model(int classes) {
    return model(ClipFeatures.RAW, classes, publishedDropout());
  }

  /** All that there are. */
  static List<Architecture> all() {
    return List.of(
        new PiArchitecture(),
        new SmallPiArchitecture(),
        new EnsembleArchitecture(),
        new ResidualArchitecture(),
        new TwoInputArchitecture());
  }

  /** The first one that can be given these features. */
  static Architecture taking(FeatureMode mode) {
    return all().stream().filter(a -> a.features().contains(mode)).findFirst().orElseThrow();
  }

  /**
   * @throws KwsException when there is none of that name
   */
  static Architecture named(String name) {
    return all().stream()
        .filter(architecture -> architecture.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new KwsException("no architecture '" + name + "'; there are " + names(all())));
  }

  /**
   * The one of that name, for these features.
   *
   * @throws KwsException when there is none of that name, or it takes other features
   */
  static Architecture named(String name, FeatureMode mode) {
    Architecture architecture = named(name);
    if (!architecture.features().contains(mode)) {
      String takes =
          architecture.features().stream()
              .map(FeatureMode::label)
              .sorted()
              .collect(Collectors.joining(" or "));
      List<Architecture> others =
          all().stream().filter(other -> other.features().contains(mode)).toList();
      throw new KwsException(
          String.format(
              "architecture '%s' takes %s, not %s, which %s takes",
              name, takes, mode.label(), names(others)));
    }
    return architecture;
  }

  private static String names(List<Architecture> architectures) {
    return architectures.stream().map(Architecture::name).collect(Collectors.joining(", "));
  }
}
