package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.TensorName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;

class ModelMetadataTest {
  private static GraphBuilder softmax() {
    return GraphBuilder.graph().placeholder("x", 1, 2).op("Softmax", "p", "x");
  }

  private static ModelMetadata metadata(GraphBuilder graph) {
    FrozenGraph built = graph.build();
    return built.metadata(built.outputs().get(0));
  }

  @Test
  void whatAGraphSaysIsWhatWasPutIntoIt() {
    ModelMetadata labels = ModelMetadata.ofLabels(List.of("_silence_", "süd"));
    GraphBuilder graph = softmax();
    graph.attrs(MetadataAttributes.of(labels));

    assertThat(metadata(graph)).isEqualTo(labels);
    assertThat(metadata(graph).labels()).containsExactly("_silence_", "süd");
    assertThat(metadata(softmax())).isSameAs(ModelMetadata.NONE);
  }

  @Test
  void labelsAreThoseOfTheirOwnOutput() {
    FrozenGraph graph =
        softmax().attr("_kwsbench_labels", List.of("a", "b")).op("Softmax", "q", "x").build();

    assertThat(graph.metadata(TensorName.parse("p:0")).labels()).containsExactly("a", "b");
    assertThat(graph.metadata(TensorName.parse("q:0")).labels()).isEmpty();
  }

  @Test
  void anAttributeThatIsNoListOfTextsIsNamed() {
    String where = "graph: node p: _kwsbench_labels is no list of texts in UTF-8";
    assertThatThrownBy(() -> metadata(softmax().attr("_kwsbench_labels", "a,b")))
        .isInstanceOf(KwsException.class)
        .hasMessage(where);
    AttrValue.ListValue.Builder latin =
        AttrValue.ListValue.newBuilder().addS(ByteString.copyFrom(new byte[] {(byte) 0xfc}));
    assertThatThrownBy(
            () ->
                metadata(softmax().attr("_kwsbench_labels", AttrValue.newBuilder().setList(latin))))
        .isInstanceOf(KwsException.class)
        .hasMessage(where);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "\u001b[31m", "yes"})
  void labelsAreDistinctNamesOfOneLine(String second) {
    assertThatThrownBy(() -> metadata(softmax().attr("_kwsbench_labels", List.of("yes", second))))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("graph: node p: label ");
  }

  @Test
  void hostileAmountsAreRefused() {
    List<String> many = Collections.nCopies(70_000, "x");
    assertThatThrownBy(() -> new ModelMetadata(new TreeMap<>(Map.of("many", many))))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("too long: 70000 texts");
    List<String> wide = List.of("x".repeat(2_000_000));
    assertThatThrownBy(() -> new ModelMetadata(new TreeMap<>(Map.of("wide", wide))))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> new ModelMetadata(new TreeMap<>(Map.of("Bad name", List.of("x")))))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("'Bad name'");
  }
}
