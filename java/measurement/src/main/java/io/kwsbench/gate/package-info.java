/**
 * Gates: conditions that a model or its measurements must meet. One {@link
 * io.kwsbench.gate.GateEvaluator} judges them all, for suites as for single benchmarks; what was
 * measured comes from a {@link io.kwsbench.gate.GateEvidence}.
 */
package io.kwsbench.gate;
