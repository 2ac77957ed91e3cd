package io.kwsbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.GraphBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginesTest {
  private static final ModelSource GRAPH =
      new ModelSource.Graph(GraphBuilder.graph().placeholder("x", 1).op("Relu", "y", "x").build());
  private static final ModelSource PLAN = ModelSource.of(Path.of("a.kws"));
  private static final ModelSource ONNX = ModelSource.of(Path.of("A.ONNX"));

  private static final Fake OURS =
      new Fake("native", Set.of(ModelFormat.FROZEN_GRAPH, ModelFormat.COMPILED), "");
  private static final Fake TENSORFLOW =
      new Fake("tensorflow", Set.of(ModelFormat.FROZEN_GRAPH), "");
  private static final Fake PEER = new Fake("onnxruntime", Set.of(ModelFormat.ONNX), "");

  private record Fake(String name, Set<ModelFormat> formats, String missing) implements Engine {
    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public Optional<Throwable> unavailabilityCause() {
      return missing.isEmpty() ? Optional.empty() : Optional.of(new LinkageError(missing));
    }

    @Override
    public EngineModel open(ModelSource source) {
      throw new UnsupportedOperationException();
    }

    Fake without(String library) {
      return new Fake(name, formats, library + ": no such file");
    }
  }

  private static List<String> chosen(ModelSource source, String name, Engine... engines) {
    return new Engines(List.of(engines))
        .choose(source, name).candidates().stream().map(Engine::name).toList();
  }

  @Test
  void anotherIsAskedFirstWherePreferred() {
    Engines both = new Engines(List.of(OURS, TENSORFLOW, PEER)).preferring("tensorflow");
    assertThat(both.choose(GRAPH, "").candidates()).containsExactly(TENSORFLOW, OURS);
    assertThat(both.choose(PLAN, "").candidates()).containsExactly(OURS);
    Engines ours = new Engines(List.of(OURS)).preferring("tensorflow");
    assertThat(ours.choose(GRAPH, "").candidates()).containsExactly(OURS);
  }

  @Test
  void nativeIsAskedFirstThenTensorFlow() {
    assertThat(chosen(GRAPH, "", PEER, TENSORFLOW, OURS)).containsExactly("native", "tensorflow");
    assertThat(chosen(GRAPH, "", TENSORFLOW, OURS.without("libkwsbench.so")))
        .containsExactly("tensorflow");
    assertThat(chosen(PLAN, "", TENSORFLOW, OURS)).containsExactly("native");
    assertThat(chosen(ONNX, "", TENSORFLOW, OURS, PEER)).containsExactly("onnxruntime");
  }

  @Test
  void anEngineThatIsNamedIsTheOnlyOne() {
    assertThat(chosen(GRAPH, "tensorflow", TENSORFLOW, OURS)).containsExactly("tensorflow");
    assertThat(chosen(ONNX, "onnxruntime", OURS, PEER)).containsExactly("onnxruntime");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "native | engine native is not available: lib.so: no such file",
        "none   | no engine 'none'; there are native, tensorflow, onnxruntime",
        "onnxruntime | : engine onnxruntime does not run such files; what does: native, tensorflow",
      })
  void aNameThatCannotBeHadIsRefused(String name, String message) {
    assertThatThrownBy(() -> chosen(GRAPH, name, OURS.without("lib.so"), TENSORFLOW, PEER))
        .isInstanceOf(KwsException.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatThrownBy(() -> chosen(ONNX, "", OURS, TENSORFLOW))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("A.ONNX: no engine for .onnx files is installed: run tools/peers");
    assertThatThrownBy(() -> chosen(PLAN, "", TENSORFLOW))
        .hasMessage("a.kws: no engine for .kws files is installed");
    assertThatThrownBy(() -> chosen(GRAPH, "", OURS.without("a"), TENSORFLOW.without("b")))
        .hasMessage("engine native is not available: a: no such file");
  }

  @Test
  void whatOneEngineRefusesTheNextIsAskedFor() {
    List<String> asked = new ArrayList<>();
    EngineChoice both = new EngineChoice(List.of(OURS, TENSORFLOW));
    String opened =
        both.open(
            engine -> {
              asked.add(engine.name());
              if (engine == OURS) {
                throw new KwsException("no such op");
              }
              return engine.description();
            });
    assertThat(opened).isEqualTo("tensorflow 1.0");
    assertThat(asked).containsExactly("native", "tensorflow");
  }

  @Test
  void whereNoEngineTakesItTheFirstSaysWhy() {
    EngineChoice both = new EngineChoice(List.of(OURS, TENSORFLOW));
    assertThatThrownBy(
            () ->
                both.open(
                    engine -> {
                      throw new KwsException("not in " + engine.name());
                    }))
        .isInstanceOf(KwsException.class)
        .hasMessage("not in native")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("not in tensorflow"));
    assertThatThrownBy(
            () ->
                both.open(
                    engine -> {
                      throw new IllegalStateException("a fault of ours");
                    }))
        .isInstanceOf(IllegalStateException.class);
  }
}
