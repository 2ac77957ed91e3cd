package io.kwsbench.compile.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  private static final Plan PLAN = plan();

  private static Plan plan() {
    return GraphCompiler.compile(
        GraphBuilder.graph()
            .placeholder("x", 2, 3)
            .floats("w", new long[] {3, 2}, 1, 2, 3, 4, 5, 6)
            .op("MatMul", "y", "x", "w")
            .op("Softmax", "p", "y")
            .build());
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(PlanReader.parse(PlanWriter.toBytes(PLAN))).isEqualTo(PLAN);
  }

  @Property(tries = 300)
  void aChangedByteIsNoticed(@ForAll @IntRange(max = 5000) int at, @ForAll byte change) {
    byte[] bytes = PlanWriter.toBytes(PLAN);
    int where = at % bytes.length;
    bytes[where] ^= change;

    if (change == 0) {
      assertThat(PlanReader.parse(bytes)).isEqualTo(PLAN);
    } else {
      assertThatThrownBy(() -> PlanReader.parse(bytes)).isInstanceOf(KwsException.class);
    }
  }

  @Test
  void aTruncatedFileIsNamed(@TempDir Path dir) throws IOException {
    byte[] bytes = PlanWriter.toBytes(PLAN);
    Path file = Files.write(dir.resolve("cut.kws"), Arrays.copyOf(bytes, bytes.length - 64));

    assertThatThrownBy(() -> PlanReader.read(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": no usable plan: truncated");
  }

  @Test
  void theListingTellsStepsAndSizes() {
    assertThat(PlanListing.of(PLAN))
        .contains("feed  x:0 float[2,3]")
        .contains("fully_connected")
        .contains("softmax")
        .contains("2 steps");
  }
}
