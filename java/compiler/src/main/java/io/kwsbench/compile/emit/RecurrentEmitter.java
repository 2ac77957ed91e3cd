package io.kwsbench.compile.emit;

import io.kwsbench.plan.Operand;
import io.kwsbench.plan.kernel.Gru;
import io.kwsbench.plan.kernel.Lstm;
import io.kwsbench.plan.kernel.Rnn;
import io.kwsbench.plan.kernel.Sequence;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;

/** Steps of recurrent cells over a sequence. */
final class RecurrentEmitter {
  private final Emitter out;

  RecurrentEmitter(Emitter out) {
    this.out = out;
  }

  /** Writes the steps of a recurrent operation; false for others. */
  boolean emit(Op op) {
    if (op.kind() instanceof OpKind.Lstm lstm) {
      lstm(op, lstm);
    } else if (op.kind() instanceof OpKind.Gru gru) {
      gru(op, gru);
    } else if (op.kind() instanceof OpKind.Rnn rnn) {
      rnn(op, rnn);
    } else {
      return false;
    }
    return true;
  }

  private static Sequence sequence(OpKind.Sequence s, int gates, int columns) {
    int width = gates * OpKind.Sequence.padded(s.units());
    return new Sequence(
        s.time(),
        s.batch(),
        s.units(),
        s.batch() * width,
        width,
        s.batch() * columns,
        columns,
        s.reverse());
  }

  private Operand panels(Tensor weights) {
    return out.constants()
        .panels(weights.value().orElseThrow().toFloats(), weights.dim(0), weights.dim(1));
  }

  private Operand[] operands(Op op, int outputs, Operand... inputs) {
    Operand[] all = new Operand[outputs + inputs.length];
    for (int i = 0; i < outputs; i++) {
      all[i] = out.operand(i < op.outputs().size() ? op.outputs().get(i) : Tensor.NONE);
    }
    System.arraycopy(inputs, 0, all, outputs, inputs.length);
    return all;
  }

  private void lstm(Op op, OpKind.Lstm lstm) {
    int columns = lstm.projection() == 0 ? lstm.sequence().units() : lstm.projection();
    Lstm params =
        new Lstm(
            sequence(lstm.sequence(), 4, columns),
            lstm.gate().kind(),
            lstm.cell().kind(),
            lstm.cellClip(),
            lstm.projection(),
            lstm.projectionClip());
    Tensor projection = op.in(5);
    out.step(
        op,
        params,
        operands(
            op,
            3,
            out.operand(op.in(0)),
            panels(op.in(1)),
            out.operand(op.in(2)),
            out.operand(op.in(3)),
            out.operand(op.in(4)),
            projection.isPresent() ? panels(projection) : Operand.NONE));
  }

  private void gru(Op op, OpKind.Gru gru) {
    Gru params =
        new Gru(
            sequence(gru.sequence(), 3, gru.sequence().units()),
            gru.gate().kind(),
            gru.cell().kind(),
            gru.resetAfter());
    out.step(
        op,
        params,
        operands(
            op,
            2,
            out.operand(op.in(0)),
            panels(op.in(1)),
            panels(op.in(2)),
            out.operand(op.in(3)),
            out.operand(op.in(4))));
  }

  private void rnn(Op op, OpKind.Rnn rnn) {
    Rnn params = new Rnn(sequence(rnn.sequence(), 1, rnn.sequence().units()), rnn.cell().kind());
    out.step(
        op,
        params,
        operands(op, 2, out.operand(op.in(0)), panels(op.in(1)), out.operand(op.in(2))));
  }
}
