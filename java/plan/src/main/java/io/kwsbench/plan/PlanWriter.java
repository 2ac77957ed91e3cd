package io.kwsbench.plan;

import io.kwsbench.KwsException;
import io.kwsbench.files.OutputFile;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.PlanRecords.Header;
import io.kwsbench.plan.PlanRecords.OperandRecord;
import io.kwsbench.plan.PlanRecords.Section;
import io.kwsbench.plan.PlanRecords.Sections;
import io.kwsbench.plan.PlanRecords.Start;
import io.kwsbench.plan.PlanRecords.StepRecord;
import io.kwsbench.plan.PlanRecords.TensorRecord;
import io.kwsbench.plan.kernel.ElementType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes plans as {@code .kws} files, in the format of {@code docs/reference/plan-format.md}. */
public final class PlanWriter {
  private final ByteArrayOutputStream steps = new ByteArrayOutputStream();
  private final ByteArrayOutputStream operands = new ByteArrayOutputStream();
  private final ByteArrayOutputStream params = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private final Map<String, Integer> known = new HashMap<>();

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
    plan.steps().forEach(this::step);
    plan.tensors().forEach(this::tensor);
    byte[] metadata = MetadataSection.records(plan.metadata(), this::string);
    return assemble(plan, metadata);
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

  private void step(Step step) {
    byte[] bytes = step.params().toBytes();
    StepRecord written =
        new StepRecord(
            step.kernel(),
            operands.size() / PlanRecords.OPERAND.bytes(),
            step.operands().size(),
            params.size(),
            bytes.length,
            string(step.name()),
            string(String.join(";", step.nodes())),
            0);
    steps.writeBytes(PlanRecords.STEP.toBytes(written));
    params.writeBytes(bytes);
    for (Operand o : step.operands()) {
      OperandRecord operand =
          new OperandRecord(o.space(), o.encoding(), o.offset(), o.bytes(), o.loopStride());
      operands.writeBytes(PlanRecords.OPERAND.toBytes(operand));
    }
  }

  private void tensor(PlanTensor tensor) {
    int rank = tensor.shape().rank();
    if (rank > KwsNative.KWS_MAX_RANK) {
      throw new KwsException(tensor.name() + ": a feed or fetch of rank " + rank);
    }
    List<Long> dims = new ArrayList<>(Collections.nCopies(KwsNative.KWS_MAX_RANK, 0L));
    for (int i = 0; i < rank; i++) {
      dims.set(i, tensor.shape().dim(i));
    }
    TensorRecord written =
        new TensorRecord(
            string(tensor.name()),
            tensor.feed(),
            ElementType.of(tensor.dtype()),
            rank,
            tensor.offset(),
            tensor.bytes(),
            0,
            dims);
    tensors.writeBytes(PlanRecords.TENSOR.toBytes(written));
  }

  /** All sections one after the other, the constants last. */
  private byte[] assemble(Plan plan, byte[] metadata) {
    byte[] constants = plan.constants();
    List<byte[]> parts = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    long at = PlanRecords.HEADER.bytes();
    for (ByteArrayOutputStream part : List.of(steps, operands, params, strings, tensors)) {
      at = align(at, Long.BYTES);
      parts.add(part.toByteArray());
      sections.add(new Section(at, part.size()));
      at += part.size();
    }
    at = align(at, KwsNative.KWS_ALIGNMENT);
    parts.add(constants);
    sections.add(new Section(at, constants.length));
    long extra = align(at + constants.length + KwsNative.KWS_SLACK_BYTES, KwsNative.KWS_ALIGNMENT);
    long size = extra + MetadataSection.bytes(metadata);
    ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < parts.size(); i++) {
      file.put((int) sections.get(i).offset(), parts.get(i));
    }
    MetadataSection.put(metadata, file, (int) extra);
    Start start =
        new Start(PlanRecords.MAGIC, KwsNative.KWS_PLAN_VERSION, size, 0, plan.arenaBytes());
    Header header = new Header(start, Sections.of(sections));
    file.put(0, PlanRecords.HEADER.toBytes(header));
    file.put(0, PlanRecords.HEADER.toBytes(header.withChecksum(checksum(file))));
    return file.array();
  }

  private static long align(long offset, int alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }

  /** Over the words behind it. */
  static long checksum(ByteBuffer file) {
    long h = 0xcbf29ce484222325L;
    for (int at = 3 * Long.BYTES; at + 8 <= file.capacity(); at += 8) {
      h = (h ^ file.getLong(at)) * 0x9e3779b97f4a7c15L;
      h ^= h >>> 32;
    }
    return h;
  }
}
