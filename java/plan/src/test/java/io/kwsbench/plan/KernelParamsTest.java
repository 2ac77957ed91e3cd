package io.kwsbench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.plan.kernel.Softmax;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanModel.StepInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KernelParamsTest {
  private static final Plan SAMPLES = KernelSamples.plan();
  private static final byte[] BYTES = PlanWriter.toBytes(SAMPLES);

  @Test
  void thereIsASampleOfEveryKernel() {
    assertThat(SAMPLES.steps()).extracting(Step::kernel).contains(Kernel.values());
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(PlanReader.parse(BYTES)).isEqualTo(SAMPLES);
  }

  /** Files that are there must stay readable: a change of these bytes is a new version. */
  @Test
  void theBytesAreThoseOfVersionOne() {
    CRC32 crc = new CRC32();
    crc.update(BYTES);

    assertThat(Long.toHexString(crc.getValue())).isEqualTo("9f55815c");
  }

  @Test
  void theEngineExecutesWhatThePlanSays() {
    try (PlanModel model = PlanModel.open(SAMPLES, "samples")) {
      List<Double> counted = SAMPLES.executedFlops();
      for (int i = 0; i < counted.size(); i++) {
        StepInfo step = model.steps().get(i);
        assertThat(counted.get(i))
            .as(i + " " + SAMPLES.steps().get(i).params())
            .isEqualTo(step.executedFlops());
      }
    }
  }

  @Test
  void aStepWithoutWhatItsKernelNeedsIsNone() {
    KernelParams softmax = new Softmax(1, 2, 3, false);
    Operand some = new Operand(Operand.Space.ARENA, 0, 24);

    assertThatThrownBy(() -> new Step(softmax, List.of(some), "s", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("softmax without in");
    assertThatThrownBy(() -> new Step(softmax, List.of(some, some, some), "s", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("softmax with 3 operands");
  }

  @Property(tries = 2000)
  void hostileNumbersGiveAPlanOrOneLine(
      @ForAll @IntRange(max = 1 << 16) int at, @ForAll int value) {
    byte[] bytes = BYTES.clone();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(at % (bytes.length / 4) * 4, value);
    file.putLong(16, PlanWriter.checksum(file));
    try {
      Plan plan = PlanReader.parse(bytes);
      assertThat(plan.executedFlops()).hasSameSizeAs(plan.steps());
    } catch (KwsException e) {
      assertThat(e.getMessage()).startsWith("no usable plan: ").doesNotContain("\n");
    }
  }
}
