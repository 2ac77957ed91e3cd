package io.kwsbench.plan;

import io.kwsbench.plan.kernel.IntegerConv2d;
import io.kwsbench.plan.kernel.IntegerDepthwise2d;
import io.kwsbench.plan.kernel.Kernel;
import io.kwsbench.plan.kernel.KernelParams;
import java.util.List;

/**
 * One step of a plan.
 *
 * @param params what it tells its kernel
 * @param operands outputs first, as the kernel names them
 * @param name a label for people, with shapes
 * @param nodes the graph's nodes that it stands for
 */
public record Step(KernelParams params, List<Operand> operands, String name, List<String> nodes) {
  /**
   * @throws IllegalArgumentException when an operand is missing that the kernel needs
   */
  public Step {
    operands = List.copyOf(operands);
    nodes = List.copyOf(nodes);
    params.kernel().check(operands.stream().map(Operand::isPresent).toList());
  }

  /** The kernel. */
  public Kernel kernel() {
    return params.kernel();
  }

  /** The precision of its weights; float for steps without any. */
  public Precision precision() {
    return operands.stream()
        .map(Operand::encoding)
        .filter(encoding -> encoding != Encoding.PLAIN)
        .findFirst()
        .orElse(Encoding.PLAIN)
        .precision();
  }

  /** The numbers that it computes with: the label of its precision, or {@code int8}. */
  public String arithmetic() {
    boolean integers = params instanceof IntegerConv2d || params instanceof IntegerDepthwise2d;
    return integers ? "int8" : precision().label();
  }

  /** The outputs; absent optional outputs are left out. */
  public List<Operand> outputs() {
    return operands.subList(0, Math.min(kernel().outputs(), operands.size())).stream()
        .filter(Operand::isPresent)
        .toList();
  }
}
