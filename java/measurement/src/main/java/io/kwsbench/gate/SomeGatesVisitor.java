package io.kwsbench.gate;

/** A visitor to which most kinds of gates are alike. */
public interface SomeGatesVisitor<T> extends Gate.Visitor<T> {
  /** The method for gates without one of their own. */
  T other(Gate gate);

  @Override
  default T latency(Gate.Latency gate) {
    return other(gate);
  }

  @Override
  default T medianTime(Gate.MedianTime gate) {
    return other(gate);
  }

  @Override
  default T ratio(Gate.Ratio gate) {
    return other(gate);
  }

  @Override
  default T opTime(Gate.OpTime gate) {
    return other(gate);
  }

  @Override
  default T p99(Gate.P99 gate) {
    return other(gate);
  }

  @Override
  default T size(Gate.Size gate) {
    return other(gate);
  }

  @Override
  default T memory(Gate.PeakMemory gate) {
    return other(gate);
  }

  @Override
  default T flops(Gate.FlopCount gate) {
    return other(gate);
  }

  @Override
  default T instructions(Gate.Instructions gate) {
    return other(gate);
  }

  @Override
  default T accuracy(Gate.Accuracy gate) {
    return other(gate);
  }

  @Override
  default T agreement(Gate.Agreement gate) {
    return other(gate);
  }

  @Override
  default T detection(Gate.Detection gate) {
    return other(gate);
  }

  @Override
  default T inputs(Gate.Inputs gate) {
    return other(gate);
  }

  @Override
  default T output(Gate.Output gate) {
    return other(gate);
  }
}
