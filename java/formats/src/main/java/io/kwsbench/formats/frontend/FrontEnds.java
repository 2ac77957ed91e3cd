package io.kwsbench.formats.frontend;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.micro.MicroSettings;
import io.kwsbench.formats.shared.ImportedGraph;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.MicroFeatures;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.rewrite.ir.GraphDefWriter;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Puts a front end before a model on features, so that it takes samples.
 *
 * <pre>{@code
 * FrozenGraph heard = FrontEnds.before(model, "mfcc,window_ms=40,hop_ms=20");
 * heard.inputs(); // samples:0 float[16000,1]
 * }</pre>
 *
 * <p>{@code micro} is none of a graph: it goes into the metadata, and a spotter computes it.
 * Thread-safe: it has no state.
 */
public final class FrontEnds {
  private static final String MICRO = "micro";
  private static final String NONE = "none";
  private static final String SCOPE = "front_end";
  private static final String SAMPLES = "samples";
  private static final int MAX_MILLIS = 1000;
  private static final double NYQUIST = KeywordClip.SAMPLE_RATE / 2.0;

  private FrontEnds() {}

  /** Returns whether a text asks for a front end, rather than for none. */
  public static boolean isWanted(String text) {
    return !text.isEmpty() && !new FrontEndText(text).name().equals(NONE);
  }

  /**
   * Requires a text that names a front end and its parameters.
   *
   * @throws KwsException when it does not
   */
  public static void require(String text) {
    parse(new FrontEndText(text));
  }

  /** The front end that a text names; both parts are empty for none. */
  private record Parsed(Optional<FrontEndSettings> nodes, Optional<MicroFeatures> micro) {}

  private static Parsed parse(FrontEndText text) {
    for (FrontEndSettings.Kind kind : FrontEndSettings.Kind.values()) {
      if (kind.label().equals(text.name())) {
        return new Parsed(Optional.of(FrontEndSettings.parse(text, kind)), Optional.empty());
      }
    }
    Optional<MicroFeatures> micro =
        text.name().equals(MICRO) ? Optional.of(micro(text)) : Optional.empty();
    if (micro.isEmpty() && !text.name().equals(NONE)) {
      throw new KwsException(
          "no front end '"
              + text.name()
              + "'; there are "
              + Arrays.stream(FrontEndSettings.Kind.values())
                  .map(FrontEndSettings.Kind::label)
                  .collect(Collectors.joining(", "))
              + ", micro, none");
    }
    text.requireRead();
    return new Parsed(Optional.empty(), micro);
  }

  private static MicroFeatures micro(FrontEndText text) {
    MicroFeatures usual = MicroFeatures.USUAL;
    MicroFeatures micro =
        new MicroFeatures(
            text.whole("window_ms", usual.windowMillis(), 1, MAX_MILLIS),
            text.whole("hop_ms", usual.stepMillis(), 1, MAX_MILLIS),
            text.whole("bins", usual.channels(), 1, MAX_MILLIS),
            (float) text.number("lower_hz", usual.lowerHertz(), 0, NYQUIST),
            (float) text.number("upper_hz", usual.upperHertz(), 1, NYQUIST));
    try {
      new MicroSettings(
          KeywordClip.SAMPLE_RATE,
          micro.windowMillis(),
          micro.stepMillis(),
          micro.channels(),
          micro.lowerHertz(),
          micro.upperHertz());
      return micro;
    } catch (IllegalArgumentException e) {
      throw text.error(e.getMessage());
    }
  }

  /**
   * The model with a front end before it, and a note of it in its metadata.
   *
   * @param text the front end's name and parameters; empty or {@code none} for the model as it is
   * @throws KwsException when the model takes something else than the front end makes; the message
   *     names the model and both sizes
   */
  public static FrozenGraph before(FrozenGraph model, String text) {
    if (!isWanted(text)) {
      return model;
    }
    try {
      Parsed parsed = parse(new FrontEndText(text));
      TensorSpec input = onlyInput(model);
      return parsed.nodes().isPresent()
          ? withNodes(model, input, parsed.nodes().get())
          : withMetadata(model, parsed.micro().orElseThrow()::write);
    } catch (KwsException e) {
      throw new KwsException(model.source() + ": " + e.getMessage(), e);
    }
  }

  private static TensorSpec onlyInput(FrozenGraph model) {
    for (TensorName output : model.outputs()) {
      Optional<String> own = model.metadata(output).frontEnd();
      if (own.isPresent()) {
        throw new KwsException("it has a front end already: " + own.get());
      }
    }
    List<TensorSpec> inputs = model.inputs();
    if (inputs.size() != 1 || inputs.get(0).dtype() != DType.FLOAT) {
      throw new KwsException(
          "a front end goes before a model with one float input; it has " + inputs);
    }
    return inputs.get(0);
  }

  private static FrozenGraph withNodes(
      FrozenGraph model, TensorSpec input, FrontEndSettings wanted) {
    FeatureFit fit = FeatureFit.of(wanted, input);
    FrontEndSettings settings = fit.settings();
    String free = freeScope(model);
    IrBuilder graph = new IrBuilder();
    String name = model.node(SAMPLES).isPresent() ? free + "_" + SAMPLES : SAMPLES;
    Value audio = ImportedGraph.input(graph, name, DType.FLOAT, settings.frames().samples(), 1);
    FrontEndNodes frontEnd = new FrontEndNodes(graph, settings);
    Value features = graph.in(free, () -> fit.shaped(graph, frontEnd.append(audio)));
    byte[] nodes = GraphDefWriter.write(graph.build(features), ModelMetadata.NONE);
    GraphDef front = FrozenGraph.parse(nodes, model.source()).def();
    GraphDef.Builder joined = model.def().toBuilder().clearNode();
    String replaced = input.name().node();
    for (NodeDef node : front.getNodeList()) {
      boolean last = node.getName().equals(features.node().name());
      joined.addNode(last ? node.toBuilder().setName(replaced) : node.toBuilder());
    }
    model.def().getNodeList().stream()
        .filter(node -> !node.getName().equals(replaced))
        .forEach(joined::addNode);
    FrozenGraph whole = FrozenGraph.parse(joined.build().toByteArray(), model.source());
    return withMetadata(
        whole,
        metadata ->
            metadata.with(ModelMetadata.FEATURES, List.of(settings.describe(), settings.text())));
  }

  private static String freeScope(FrozenGraph model) {
    String scope = SCOPE;
    for (int i = 1; isTaken(scope, model); i++) {
      scope = SCOPE + "_" + i;
    }
    return scope;
  }

  private static boolean isTaken(String scope, FrozenGraph model) {
    return model.nodes().stream()
        .anyMatch(node -> node.name().equals(scope) || node.name().startsWith(scope + "/"));
  }

  private static FrozenGraph withMetadata(FrozenGraph model, UnaryOperator<ModelMetadata> change) {
    FrozenGraph changed = model;
    for (TensorName output : model.outputs()) {
      ModelMetadata metadata = change.apply(changed.metadata(output));
      changed =
          FrozenGraph.parse(changed.withMetadata(output, metadata).toByteArray(), model.source());
    }
    return changed;
  }
}
