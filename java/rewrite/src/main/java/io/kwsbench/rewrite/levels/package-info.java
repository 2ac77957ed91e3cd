/**
 * Whole numbers that stand for real ones: their scales, and TensorFlow Lite's integer arithmetic on
 * them, written with TensorFlow's operations.
 */
package io.kwsbench.rewrite.levels;
