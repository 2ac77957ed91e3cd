package io.kwsbench.compile.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.ir.BinaryFn;
import io.kwsbench.compile.ir.Fn;
import io.kwsbench.compile.ir.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The numbers that plans are written with are those of the engine's header. */
class HeaderTest {
  private static final Path HEADER = Path.of("../../native/include/kwsbench.h");

  private static Map<String, Integer> numbers() throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    Matcher matcher =
        Pattern.compile("\\b(KWS_[A-Z0-9_]+) = (\\d+)").matcher(Files.readString(HEADER));
    while (matcher.find()) {
      numbers.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
    return numbers;
  }

  @Test
  void kernels() throws IOException {
    Map<String, Integer> header = numbers();
    for (Kernel kernel : Kernel.values()) {
      assertThat(header).containsEntry("KWS_" + kernel.name(), kernel.number());
    }
  }

  @Test
  void functions() throws IOException {
    Map<String, Integer> header = numbers();
    for (Fn.Kind fn : Fn.Kind.values()) {
      assertThat(header).containsEntry("KWS_" + fn.name(), fn.ordinal());
    }
    for (BinaryFn fn : BinaryFn.values()) {
      assertThat(header).containsEntry("KWS_" + fn.name(), fn.number());
    }
    for (Kind.ReduceFn fn : Kind.ReduceFn.values()) {
      assertThat(header).containsEntry("KWS_REDUCE_" + fn.name(), fn.ordinal());
    }
    for (Kind.Link.Source source : Kind.Link.Source.values()) {
      assertThat(header).containsEntry("KWS_CHAIN_" + source.name(), source.ordinal());
    }
  }

  @Test
  void limits() throws IOException {
    assertThat(numbers())
        .containsEntry("KWS_PLAN_VERSION", PlanWriter.VERSION)
        .containsEntry("KWS_MAX_RANK", StridedCopy.MAX_RANK)
        .containsEntry("KWS_MAX_BROADCAST", Broadcasting.MAX_RANK)
        .containsEntry("KWS_PANEL", ConstantPool.PANEL)
        .containsEntry("KWS_ALIGNMENT", ConstantPool.ALIGNMENT)
        .containsEntry("KWS_SLACK_BYTES", PlanWriter.SLACK);
  }
}
