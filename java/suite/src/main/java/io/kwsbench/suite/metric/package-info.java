/**
 * Metrics of a case that need no rounds, such as size, FLOPs, instructions and accuracy, and their
 * sources.
 */
package io.kwsbench.suite.metric;
