package io.kwsbench.plan;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.plan.kernel.Length;
import io.kwsbench.plan.kernel.RecordLayout;
import java.util.Iterator;
import java.util.List;

/**
 * The records of plan files, {@code docs/reference/plan-format.md}; the engine's are in
 * plan_records.h.
 */
final class PlanRecords {
  /** {@code KWSP}. */
  static final int MAGIC = 0x5053574b;

  static final RecordLayout<Header> HEADER = RecordLayout.of(Header.class);
  static final RecordLayout<StepRecord> STEP = RecordLayout.of(StepRecord.class);
  static final RecordLayout<OperandRecord> OPERAND = RecordLayout.of(OperandRecord.class);
  static final RecordLayout<TensorRecord> TENSOR = RecordLayout.of(TensorRecord.class);

  private PlanRecords() {}

  /** The position of a part of a file. */
  record Section(long offset, long bytes) {}

  /** The header of a file; its members are in the file like those of one record. */
  record Header(Start start, Sections sections) {
    /** The same with a checksum. */
    Header withChecksum(long checksum) {
      return new Header(start.withChecksum(checksum), sections);
    }
  }

  /** The kind and version of a file, which a reader checks first. */
  record Start(int magic, int version, long fileBytes, long checksum, long arenaBytes) {
    private Start withChecksum(long newChecksum) {
      return new Start(magic, version, fileBytes, newChecksum, arenaBytes);
    }
  }

  /** The positions of all parts. */
  record Sections(
      Section steps,
      Section operands,
      Section params,
      Section strings,
      Section tensors,
      Section constants) {
    /** In the order in which they lie in a file. */
    static Sections of(List<Section> all) {
      Iterator<Section> next = all.iterator();
      return new Sections(
          next.next(), next.next(), next.next(), next.next(), next.next(), next.next());
    }
  }

  /** A step; names are places in the strings. */
  record StepRecord(
      Kernel kernel,
      int firstOperand,
      int operandCount,
      int paramsOffset,
      int paramsBytes,
      int name,
      int nodes,
      int flags) {}

  /** An operand of a step. */
  record OperandRecord(
      Operand.Space space, Encoding encoding, long offset, long bytes, long loopStride) {}

  /** A feed or a fetch. */
  record TensorRecord(
      int name,
      boolean feed,
      ElementType dtype,
      int rank,
      long offset,
      long bytes,
      long reserved,
      @Length(KwsNative.KWS_MAX_RANK) List<Long> dims) {}
}
