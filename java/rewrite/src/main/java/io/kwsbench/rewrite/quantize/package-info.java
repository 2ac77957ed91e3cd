/**
 * A graph of floats as one that computes with levels of 8 bits: which parts suit, the ranges that
 * their tensors need, and the graph of integers.
 */
package io.kwsbench.rewrite.quantize;
