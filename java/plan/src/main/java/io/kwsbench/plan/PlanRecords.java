package io.kwsbench.plan;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.kernel.ElementType;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.plan.kernel.Layout;
import io.kwsbench.plan.kernel.Length;
import java.util.List;

/**
 * The records of plan files, {@code docs/reference/plan-format.md}; the engine's are in
 * plan_records.h.
 */
final class PlanRecords {
  /** {@code KWSP}. */
  static final int MAGIC = 0x5053574b;

  static final Layout<Header> HEADER = Layout.of(Header.class);
  static final Layout<StepRecord> STEP = Layout.of(StepRecord.class);
  static final Layout<OperandRecord> OPERAND = Layout.of(OperandRecord.class);
  static final Layout<TensorRecord> TENSOR = Layout.of(TensorRecord.class);

  private PlanRecords() {}

  /** Where a part of a file is. */
  record Section(long offset, long bytes) {}

  /** What a file begins with. */
  record Header(
      int magic,
      int version,
      long fileBytes,
      long checksum,
      long arenaBytes,
      Section steps,
      Section operands,
      Section params,
      Section strings,
      Section tensors,
      Section constants) {
    /** The same with a checksum. */
    Header withChecksum(long newChecksum) {
      return new Header(
          magic,
          version,
          fileBytes,
          newChecksum,
          arenaBytes,
          steps,
          operands,
          params,
          strings,
          tensors,
          constants);
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
      Operand.Space space, int reserved, long offset, long bytes, long loopStride) {}

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
