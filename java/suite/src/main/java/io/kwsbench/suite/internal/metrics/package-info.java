/** The metrics of gates: how they are measured, and their names in reports. */
package io.kwsbench.suite.internal.metrics;
