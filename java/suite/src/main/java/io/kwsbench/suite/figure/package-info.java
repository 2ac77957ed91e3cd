/**
 * Figures of a case that need no rounds, such as size, FLOPs, instructions and accuracy, and what
 * measures them.
 */
package io.kwsbench.suite.figure;
