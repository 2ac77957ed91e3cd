package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.program.OpKind;
import org.junit.jupiter.api.Test;

/** Products of attention, spelled as an Einsum's lowering leaves them. */
class TransposedProductsTest {
  /** Two heads of {@code q} and {@code k}, their product by rows of {@code k}. */
  private static GraphBuilder scores() {
    return GraphBuilder.graph()
        .placeholder("q", 1, 5, 2, 3)
        .placeholder("k", 1, 4, 2, 3)
        .vector("heads", 0, 2, 1, 3)
        .vector("columns", 0, 2, 3, 1)
        .op("Transpose", "qh", "q", "heads")
        .op("Transpose", "kh", "k", "columns")
        .op("BatchMatMulV2", "p", "qh", "kh");
  }

  private static GraphBuilder transposed(int... axes) {
    return scores().vector("axes", axes).op("Transpose", "y", "p", "axes");
  }

  @Test
  void theFactorsAreMultipliedInTheOtherOrder() {
    GraphBuilder graph = transposed(0, 1, 3, 2);
    assertThat(optimized(graph))
        .filteredOn(op -> op.kind() instanceof OpKind.MatMul)
        .singleElement()
        .satisfies(
            op -> {
              OpKind.MatMul product = (OpKind.MatMul) op.kind();
              assertThat(product.m()).isEqualTo(4);
              assertThat(product.n()).isEqualTo(5);
              assertThat(product.transposeA()).isFalse();
              assertThat(product.transposeB()).isTrue();
            });
    assertThat(kinds(graph)).filteredOn("View"::equals).hasSize(2);
    same(graph);
  }

  @Test
  void otherOrdersOfAxesAreCopied() {
    for (int[] axes : new int[][] {{0, 2, 1, 3}, {0, 3, 1, 2}, {0, 2, 3, 1}, {1, 0, 2, 3}}) {
      GraphBuilder graph = transposed(axes);
      assertThat(optimized(graph))
          .filteredOn(op -> op.kind() instanceof OpKind.MatMul)
          .allSatisfy(op -> assertThat(((OpKind.MatMul) op.kind()).m()).isEqualTo(5));
      same(graph);
    }
  }

  @Test
  void aProductThatIsNeededBothWaysStays() {
    GraphBuilder graph =
        transposed(0, 1, 3, 2).op("BatchMatMulV2", "both", "p", "y").op("Relu", "out", "both");
    assertThat(kinds(graph)).filteredOn("View"::equals).hasSize(3);
    same(graph);
  }

  /** A transposed factor whose copy has its rows next to each other is left to the product. */
  @Test
  void aFactorThatIsCopiedByRowsStaysTransposed() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("q", 1, 5, 2, 3)
            .placeholder("k", 1, 4, 2, 3)
            .vector("heads", 0, 2, 1, 3)
            .op("Transpose", "qh", "q", "heads")
            .op("Transpose", "kh", "k", "heads")
            .op("BatchMatMulV2", "y", "qh", "kh")
            .attr("adj_y", true);
    assertThat(optimized(graph))
        .filteredOn(op -> op.kind() instanceof OpKind.MatMul)
        .allSatisfy(op -> assertThat(((OpKind.MatMul) op.kind()).transposeB()).isTrue());
    same(graph);
  }
}
