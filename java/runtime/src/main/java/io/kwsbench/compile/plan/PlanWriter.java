package io.kwsbench.compile.plan;

import io.kwsbench.KwsException;
import io.kwsbench.files.OutputFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes plans as {@code .kws} files, in the format of {@code docs/plan-format.md}. */
public final class PlanWriter {
  static final int MAGIC = 0x5053574b; // KWSP
  static final int VERSION = 1;
  static final int HEADER = 128;
  static final int ALIGNMENT = 64;
  static final int SLACK = 256;
  static final int STEP_BYTES = 32;
  static final int OPERAND_BYTES = 32;
  static final int TENSOR_BYTES = 104;

  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private final Map<String, Integer> known = new HashMap<>();
  private int operands;

  private PlanWriter() {
    string("");
  }

  /** The bytes of a plan's file. */
  public static byte[] toBytes(Plan plan) {
    return new PlanWriter().write(plan);
  }

  /**
   * Writes a plan's file; what was there is replaced in one step when all is written.
   *
   * @throws KwsException when it cannot be written
   */
  public static void write(Plan plan, Path file) {
    OutputFile.write(file, toBytes(plan));
  }

  private byte[] write(Plan plan) {
    ByteArrayOutputStream params = new ByteArrayOutputStream();
    ByteBuffer steps = buffer(plan.steps().size() * STEP_BYTES);
    int all = plan.steps().stream().mapToInt(s -> s.operands().size()).sum();
    ByteBuffer operandRecords = buffer(all * OPERAND_BYTES);
    for (Step step : plan.steps()) {
      step(step, steps, operandRecords, params);
    }
    ByteBuffer tensors = buffer(plan.tensors().size() * TENSOR_BYTES);
    plan.tensors().forEach(tensor -> tensor(tensor, tensors));
    byte[] metadata = MetadataSection.records(plan.metadata(), this::string);
    return assemble(
        plan.arenaBytes(),
        metadata,
        List.of(
            steps.array(),
            operandRecords.array(),
            params.toByteArray(),
            strings.toByteArray(),
            tensors.array(),
            plan.constants()));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int string(String text) {
    return known.computeIfAbsent(
        text,
        t -> {
          int at = strings.size();
          strings.writeBytes(t.replace("\0", "").getBytes(StandardCharsets.UTF_8));
          strings.write(0);
          return at;
        });
  }

  private void step(
      Step step, ByteBuffer steps, ByteBuffer operandRecords, ByteArrayOutputStream params) {
    byte[] bytes = step.params();
    steps
        .putInt(step.kernel().number())
        .putInt(operands)
        .putInt(step.operands().size())
        .putInt(params.size())
        .putInt(bytes.length)
        .putInt(string(step.name()))
        .putInt(string(String.join(";", step.nodes())))
        .putInt(0);
    params.writeBytes(bytes);
    operands += step.operands().size();
    for (Operand operand : step.operands()) {
      operandRecords
          .putInt(operand.space().ordinal())
          .putInt(0)
          .putLong(operand.offset())
          .putLong(operand.bytes())
          .putLong(operand.loopStride());
    }
  }

  private void tensor(PlanTensor tensor, ByteBuffer out) {
    if (tensor.shape().rank() > 8) {
      throw new KwsException(tensor.name() + ": a feed or fetch of rank " + tensor.shape().rank());
    }
    out.putInt(string(tensor.name()))
        .putInt(tensor.feed() ? 1 : 0)
        .putInt(ElementType.number(tensor.dtype()))
        .putInt(tensor.shape().rank())
        .putLong(tensor.offset())
        .putLong(tensor.bytes())
        .putLong(0);
    for (int i = 0; i < 8; i++) {
      out.putLong(i < tensor.shape().rank() ? tensor.shape().dim(i) : 0);
    }
  }

  private static byte[] assemble(long arenaBytes, byte[] metadata, List<byte[]> sections) {
    long[] offsets = new long[sections.size()];
    long at = HEADER;
    for (int i = 0; i < offsets.length; i++) {
      at = align(at, i == offsets.length - 1 ? ALIGNMENT : 8);
      offsets[i] = at;
      at += sections.get(i).length;
    }
    long extra = align(at + SLACK, ALIGNMENT);
    long size = extra + MetadataSection.bytes(metadata);
    ByteBuffer file = buffer(Math.toIntExact(size));
    file.putInt(MAGIC).putInt(VERSION).putLong(size).putLong(0).putLong(arenaBytes);
    for (int i = 0; i < offsets.length; i++) {
      file.putLong(offsets[i]).putLong(sections.get(i).length);
    }
    for (int i = 0; i < offsets.length; i++) {
      file.position((int) offsets[i]).put(sections.get(i));
    }
    MetadataSection.put(metadata, file, (int) extra);
    file.putLong(16, checksum(file));
    return file.array();
  }

  private static long align(long offset, int alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }

  /** Over the words from byte 24 on. */
  static long checksum(ByteBuffer file) {
    long h = 0xcbf29ce484222325L;
    for (int at = 24; at + 8 <= file.capacity(); at += 8) {
      h = (h ^ file.getLong(at)) * 0x9e3779b97f4a7c15L;
      h ^= h >>> 32;
    }
    return h;
  }
}
