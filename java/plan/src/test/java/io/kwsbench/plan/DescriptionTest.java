package io.kwsbench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.natives.AudioStyle;
import io.kwsbench.natives.Numbered;
import io.kwsbench.plan.CDeclarations.Member;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.Cepstrum;
import io.kwsbench.plan.kernel.ChainOp;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.Epilogue;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.plan.kernel.KernelParams;
import io.kwsbench.plan.kernel.KernelWindow;
import io.kwsbench.plan.kernel.Length;
import io.kwsbench.plan.kernel.LevelRounding;
import io.kwsbench.plan.kernel.Levels;
import io.kwsbench.plan.kernel.PoolFn;
import io.kwsbench.plan.kernel.ReduceFn;
import io.kwsbench.plan.kernel.Sequence;
import io.kwsbench.plan.kernel.UnaryFn;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Java, C and the documentation describe kernels, records and numbers alike. The header and the
 * manifest are what all others are held against.
 */
class DescriptionTest {
  private static final Map<Class<?>, String> ENUMS =
      Map.ofEntries(
          Map.entry(Kernel.class, "kws_kernel KWS_"),
          Map.entry(UnaryFn.class, "kws_unary_op KWS_"),
          Map.entry(BinaryFn.class, "kws_binary_op KWS_"),
          Map.entry(ReduceFn.class, "kws_reduce_op KWS_REDUCE_"),
          Map.entry(PoolFn.class, "kws_pool_op KWS_POOL_"),
          Map.entry(ChainSource.class, "kws_chain_source KWS_CHAIN_"),
          Map.entry(AudioStyle.class, "kws_audio_style KWS_"),
          Map.entry(ElementType.class, "kws_dtype KWS_"),
          Map.entry(Encoding.class, "kws_encoding KWS_"),
          Map.entry(LevelRounding.class, "kws_rounding KWS_ROUND_"),
          Map.entry(Operand.Space.class, "kws_space KWS_SPACE_"));

  private static final Map<Class<?>, String> PARTS =
      Map.of(
          KernelWindow.class, "kws_window",
          Epilogue.class, "kws_epilogue",
          Levels.class, "kws_levels",
          Sequence.class, "kws_sequence",
          Cepstrum.class, "kws_cepstrum",
          ChainOp.class, "kws_chain_op",
          PlanRecords.Section.class, "SectionRecord");

  private static final Map<Class<?>, String> RECORDS =
      Map.of(
          PlanRecords.Section.class, "SectionRecord",
          PlanRecords.Header.class, "HeaderRecord",
          PlanRecords.StepRecord.class, "StepRecord",
          PlanRecords.OperandRecord.class, "OperandRecord",
          PlanRecords.TensorRecord.class, "TensorRecord");

  private final Map<String, List<Member>> structs = CDeclarations.structs();

  @Test
  void enumsHaveTheHeadersConstants() {
    Map<String, Map<String, Integer>> header = CDeclarations.enums();
    ENUMS.forEach(
        (type, text) -> {
          String[] names = text.split(" ");
          Map<String, Integer> expected = new TreeMap<>(header.get(names[0]));
          expected.keySet().removeAll(Set.of("KWS_UNARY_OPS", "KWS_BINARY_OPS"));
          Map<String, Integer> actual = new TreeMap<>();
          for (Object constant : type.getEnumConstants()) {
            String name = names[1] + ((Enum<?>) constant).name().replace("CONSTANTS", "CONST");
            actual.put(name, ((Numbered) constant).number());
          }
          assertThat(actual).as(names[0]).isEqualTo(expected);
        });
  }

  @Test
  void kernelsHaveTheHeadersParameters() {
    Set<String> seen = new TreeSet<>();
    for (Class<?> params : KernelParams.class.getPermittedSubclasses()) {
      Kernel kernel = kernel(params);
      String struct = "kws_" + kernel.label() + "_params";
      compare(params, struct);
      seen.add(struct);
    }
    PARTS.forEach(this::compare);
    assertThat(seen)
        .hasSize(Kernel.values().length)
        .isEqualTo(
            new TreeSet<>(structs.keySet().stream().filter(s -> s.endsWith("_params")).toList()));
  }

  private static Kernel kernel(Class<?> params) {
    String name = params.getSimpleName().replaceAll("(?<=[a-z])([A-Z2])", "_$1");
    return Kernel.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Test
  void recordsHaveTheEnginesMembers() {
    RECORDS.forEach(this::compare);
    assertThat(CDeclarations.constants()).containsEntry("KWS_PLAN_MAGIC", PlanRecords.MAGIC);
  }

  private void compare(Class<?> type, String struct) {
    assertThat(members(type).map(DescriptionTest::described).toList())
        .as(type.getSimpleName() + " and " + struct)
        .isEqualTo(structs.get(struct).stream().map(DescriptionTest::described).toList());
  }

  /** The components, those of a part that C has no struct for in its place. */
  private static Stream<RecordComponent> members(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                component.getType().isRecord() && !PARTS.containsKey(component.getType())
                    ? members(component.getType())
                    : Stream.of(component));
  }

  /** {@code dims int 8}, {@code op kws_pool_op 1}: name, type and length. */
  private static String described(RecordComponent component) {
    Length length = component.getAnnotation(Length.class);
    Class<?> type = component.getType();
    if (length != null) {
      var list = (ParameterizedType) component.getGenericType();
      type = (Class<?>) list.getActualTypeArguments()[0];
    }
    return component.getName() + " " + cType(type) + " " + (length == null ? 1 : length.value());
  }

  private static String cType(Class<?> type) {
    if (type == Integer.class || type == boolean.class) {
      return "int";
    }
    if (type == Long.class) {
      return "long";
    }
    if (ENUMS.containsKey(type)) {
      // what the engine keeps as a bare number there is for it to check
      return ENUMS.get(type).split(" ")[0];
    }
    return PARTS.getOrDefault(type, type.getSimpleName());
  }

  private static String described(Member member) {
    String type =
        switch (member.type()) {
          case "int32_t", "uint32_t" ->
              member.enumeration().isEmpty() ? "int" : member.enumeration();
          case "int64_t", "uint64_t" -> "long";
          default -> member.type();
        };
    return member.name() + " " + type + " " + member.length();
  }

  @Test
  void operandsAreTheManifests() {
    Map<String, String> kernels = new LinkedHashMap<>();
    for (Kernel kernel : Kernel.values()) {
      List<String> names = kernel.operands();
      int outputs = kernel.outputs();
      kernels.put(
          kernel.name(),
          String.join(", ", names.subList(0, outputs))
              + " <- "
              + String.join(", ", names.subList(outputs, names.size())));
    }
    assertThat(kernels.remove("LOOP")).isEqualTo(" <- ");
    assertThat(kernels).isEqualTo(CDeclarations.operands());
  }

  @Test
  void theDocumentationListsTheOperands() throws IOException {
    String page = Files.readString(Path.of("../../docs/reference/plan-format.md"));
    for (Kernel kernel : Kernel.values()) {
      String operands = String.join(", ", kernel.operands());
      assertThat(page)
          .contains("\n| " + kernel + " | " + (operands.isEmpty() ? "none" : operands) + " | ");
    }
  }
}
