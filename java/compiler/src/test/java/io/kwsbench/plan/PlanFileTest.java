package io.kwsbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.metadata.ModelMetadata;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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

  @Test
  void metadataIsReadBackAndOlderReadersSeeTheSamePlan() {
    Plan labeled = PLAN.withMetadata(ModelMetadata.ofLabels(List.of("_silence_", "ja", "süd")));
    byte[] bytes = PlanWriter.toBytes(labeled);
    byte[] plain = PlanWriter.toBytes(PLAN);

    assertThat(PlanReader.parse(bytes)).isEqualTo(labeled);
    assertThat(PlanReader.parse(bytes).metadata().labels())
        .containsExactly("_silence_", "ja", "süd");
    assertThat(bytes).hasSizeGreaterThan(plain.length);
    assertThat(bytes.length % 64).isZero();
    assertThat(PlanReader.parse(plain).metadata()).isEqualTo(ModelMetadata.NONE);
  }

  @Test
  void unknownMetadataIsKept() {
    SortedMap<String, List<String>> entries =
        new TreeMap<>(Map.of("labels", List.of("a"), "rate", List.of("16000"), "none", List.of()));
    Plan plan = PLAN.withMetadata(new ModelMetadata(entries));

    assertThat(PlanReader.parse(PlanWriter.toBytes(plan)).metadata().entries()).isEqualTo(entries);
  }

  @Property(tries = 500)
  void hostileMetadataIsRefusedInOneLine(
      @ForAll @IntRange(max = 1) int where, @ForAll @IntRange(max = 23) int at, @ForAll byte value)
      throws IOException {
    byte[] bytes = PlanWriter.toBytes(PLAN.withMetadata(ModelMetadata.ofLabels(List.of("a", "b"))));
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int records = (int) file.getLong(bytes.length - 56);
    file.put((where == 0 ? records : bytes.length - 64) + at % (where == 0 ? 16 : 24), value);
    file.putLong(16, PlanWriter.checksum(file));
    Path disk = Files.createTempFile("hostile", ".kws");
    try {
      Files.write(disk, bytes);
      for (Callable<?> reader :
          List.<Callable<?>>of(() -> PlanReader.read(disk), () -> MetadataSection.read(disk))) {
        try {
          reader.call();
        } catch (Exception e) {
          assertThat(e).isInstanceOf(KwsException.class).hasMessageStartingWith(disk + ": ");
        }
      }
    } finally {
      Files.delete(disk);
    }
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
}
