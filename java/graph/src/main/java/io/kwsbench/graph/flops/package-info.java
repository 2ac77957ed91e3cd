/** Floating-point operations of a graph's nodes: the rules of {@code docs/reference/flops.md}. */
package io.kwsbench.graph.flops;
