package io.kwsbench.plan;

import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.PlanRecords.Header;
import io.kwsbench.plan.PlanRecords.OperandRecord;
import io.kwsbench.plan.PlanRecords.Section;
import io.kwsbench.plan.PlanRecords.Sections;
import io.kwsbench.plan.PlanRecords.Start;
import io.kwsbench.plan.PlanRecords.StepRecord;
import io.kwsbench.plan.PlanRecords.TensorRecord;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.plan.kernel.RecordLayout;
import io.kwsbench.tensor.Shape;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads {@code .kws} files back into plans, to list or to compare them; the engine reads them by
 * itself.
 */
public final class PlanReader {
  private static final int MAX_BYTES = 1 << 30;

  private final Start start;
  private final ByteBuffer steps;
  private final ByteBuffer operands;
  private final ByteBuffer params;
  private final ByteBuffer strings;
  private final ByteBuffer tensors;
  private final ByteBuffer constants;
  private final ModelMetadata metadata;

  private PlanReader(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(bytes.length >= PlanRecords.HEADER.bytes(), "no plan");
    Header header = PlanRecords.HEADER.read(file, 0);
    start = header.start();
    require(start.magic() == PlanRecords.MAGIC, "no plan");
    require(start.version() == KwsNative.KWS_PLAN_VERSION, "version " + start.version());
    require(start.fileBytes() == bytes.length && bytes.length % Long.BYTES == 0, "truncated");
    require(start.checksum() == PlanWriter.checksum(file), "damaged: its checksum differs");
    Sections sections = header.sections();
    steps = section(file, sections.steps(), "steps");
    operands = section(file, sections.operands(), "operands");
    params = section(file, sections.params(), "params");
    strings = section(file, sections.strings(), "strings");
    tensors = section(file, sections.tensors(), "tensors");
    constants = section(file, sections.constants(), "constants");
    metadata = MetadataSection.read(file, strings);
  }

  private static ByteBuffer section(ByteBuffer file, Section section, String name) {
    long offset = section.offset();
    long bytes = section.bytes();
    int size = file.capacity();
    boolean inside = offset >= PlanRecords.HEADER.bytes() && bytes >= 0 && offset <= size;
    require(inside && bytes <= size - offset, "section " + name + " lies outside");
    return file.slice((int) offset, (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new KwsException("no usable plan: " + otherwise);
    }
  }

  /**
   * Reads a plan's file.
   *
   * @throws KwsException when it is none; the message names the file
   */
  public static Plan read(Path file) {
    byte[] bytes = InputFile.bytes(file, MAX_BYTES, "a compiled model");
    try {
      return parse(bytes);
    } catch (KwsException e) {
      throw new KwsException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a plan from its file's bytes.
   *
   * @throws KwsException when they are none
   */
  public static Plan parse(byte[] bytes) {
    try {
      return new PlanReader(bytes).plan();
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new KwsException("no usable plan: a record lies outside its section", e);
    } catch (IllegalArgumentException e) {
      throw new KwsException("no usable plan: " + e.getMessage(), e);
    }
  }

  private Plan plan() {
    byte[] weights = new byte[constants.limit()];
    constants.get(0, weights);
    return new Plan(
        start.arenaBytes(),
        all(PlanRecords.STEP, steps, this::step),
        all(PlanRecords.TENSOR, tensors, this::tensor),
        weights,
        metadata);
  }

  private static <R extends Record, T> List<T> all(
      RecordLayout<R> layout, ByteBuffer section, Function<R, T> read) {
    List<T> all = new ArrayList<>();
    for (int at = 0; at <= section.limit() - layout.bytes(); at += layout.bytes()) {
      all.add(read.apply(layout.read(section, at)));
    }
    return all;
  }

  private Step step(StepRecord step) {
    int first = step.firstOperand();
    int count = step.operandCount();
    int known = operands.limit() / PlanRecords.OPERAND.bytes();
    require(count >= 0 && count <= KwsNative.KWS_MAX_OPERANDS, count + " operands");
    require(first >= 0 && first <= known - count, "operands from " + first + " of " + known);
    List<Operand> own = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      own.add(operand(PlanRecords.OPERAND.read(operands, i * PlanRecords.OPERAND.bytes())));
    }
    Kernel kernel = step.kernel();
    int bytes = step.paramsBytes();
    require(bytes == kernel.paramsBytes(), kernel.label() + " with " + bytes + " bytes of params");
    String nodes = string(step.nodes());
    Step read =
        new Step(
            kernel.read(params, step.paramsOffset()),
            own,
            string(step.name()),
            nodes.isEmpty() ? List.of() : List.of(nodes.split(";")));
    EncodedWeights.check(read, constants);
    return read;
  }

  private Operand operand(OperandRecord o) {
    return new Operand(o.space(), o.offset(), o.bytes(), o.loopStride(), o.encoding());
  }

  private PlanTensor tensor(TensorRecord t) {
    require(t.rank() >= 0 && t.rank() <= t.dims().size(), "rank " + t.rank());
    long[] dims = t.dims().stream().limit(t.rank()).mapToLong(dim -> dim).toArray();
    return new PlanTensor(
        string(t.name()), t.feed(), t.dtype().dtype(), Shape.of(dims), t.offset(), t.bytes());
  }

  private String string(int at) {
    return string(strings, at);
  }

  static String string(ByteBuffer strings, int at) {
    int end = at;
    while (strings.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - at];
    strings.get(at, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
