package io.kwsbench.compile.plan;

import io.kwsbench.KwsException;
import io.kwsbench.files.InputFile;
import io.kwsbench.graph.DType;
import io.kwsbench.graph.ModelMetadata;
import io.kwsbench.graph.Shape;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code .kws} files back into plans, to list or to compare them; the engine reads them by
 * itself.
 */
public final class PlanReader {
  private static final int MOST_BYTES = 1 << 30;
  private static final int SECTIONS = 6;
  private static final int STEPS = 0;
  private static final int OPERANDS = 1;
  private static final int PARAMS = 2;
  private static final int STRINGS = 3;
  private static final int TENSORS = 4;
  private static final int CONSTANTS = 5;

  private final ByteBuffer[] sections = new ByteBuffer[SECTIONS];
  private final long arenaBytes;
  private final ModelMetadata metadata;

  private PlanReader(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(bytes.length >= PlanWriter.HEADER && file.getInt(0) == PlanWriter.MAGIC, "no plan");
    require(file.getInt(4) == PlanWriter.VERSION, "version " + file.getInt(4));
    require(file.getLong(8) == bytes.length && bytes.length % 8 == 0, "truncated");
    require(file.getLong(16) == PlanWriter.checksum(file), "damaged: its checksum differs");
    arenaBytes = file.getLong(24);
    for (int i = 0; i < SECTIONS; i++) {
      long offset = file.getLong(32 + 16 * i);
      long length = file.getLong(40 + 16 * i);
      boolean inside = offset >= PlanWriter.HEADER && length >= 0 && offset <= bytes.length;
      require(inside && length <= bytes.length - offset, "section " + i + " lies outside");
      sections[i] = file.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }
    metadata = MetadataSection.read(file, sections[STRINGS]);
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
    byte[] bytes = InputFile.bytes(file, MOST_BYTES, "a compiled model");
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
    } catch (IndexOutOfBoundsException | IllegalArgumentException | BufferUnderflowException e) {
      throw new KwsException("no usable plan: a record lies outside its section", e);
    }
  }

  private Plan plan() {
    List<Step> steps = new ArrayList<>();
    for (int at = 0;
        at + PlanWriter.STEP_BYTES <= sections[STEPS].limit();
        at += PlanWriter.STEP_BYTES) {
      steps.add(step(at));
    }
    List<PlanTensor> tensors = new ArrayList<>();
    for (int at = 0;
        at + PlanWriter.TENSOR_BYTES <= sections[TENSORS].limit();
        at += PlanWriter.TENSOR_BYTES) {
      tensors.add(tensor(at));
    }
    byte[] constants = new byte[sections[CONSTANTS].limit()];
    sections[CONSTANTS].get(0, constants);
    return new Plan(arenaBytes, steps, tensors, constants, metadata);
  }

  private Step step(int at) {
    ByteBuffer s = sections[STEPS];
    int number = s.getInt(at);
    Kernel kernel =
        Kernel.ofNumber(number)
            .orElseThrow(() -> new KwsException("no usable plan: kernel " + number));
    int count = s.getInt(at + 8);
    require(count >= 0 && count <= 16, count + " operands");
    List<Operand> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(operand((s.getInt(at + 4) + i) * PlanWriter.OPERAND_BYTES));
    }
    byte[] params = new byte[Math.max(0, Math.min(s.getInt(at + 16), sections[PARAMS].limit()))];
    sections[PARAMS].get(s.getInt(at + 12), params);
    String nodes = string(s.getInt(at + 24));
    return new Step(
        kernel,
        operands,
        params,
        string(s.getInt(at + 20)),
        nodes.isEmpty() ? List.of() : List.of(nodes.split(";")));
  }

  private Operand operand(int at) {
    ByteBuffer o = sections[OPERANDS];
    int space = o.getInt(at);
    require(space >= 0 && space < Operand.Space.values().length, "space " + space);
    return new Operand(
        Operand.Space.values()[space], o.getLong(at + 8), o.getLong(at + 16), o.getLong(at + 24));
  }

  private PlanTensor tensor(int at) {
    ByteBuffer t = sections[TENSORS];
    int rank = t.getInt(at + 12);
    require(rank >= 0 && rank <= 8, "rank " + rank);
    long[] dims = new long[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = t.getLong(at + 40 + 8 * i);
    }
    DType type = ElementType.ofNumber(t.getInt(at + 8));
    return new PlanTensor(
        string(t.getInt(at)),
        t.getInt(at + 4) == 1,
        type,
        Shape.of(dims),
        t.getLong(at + 16),
        t.getLong(at + 24));
  }

  private String string(int at) {
    return string(sections[STRINGS], at);
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
