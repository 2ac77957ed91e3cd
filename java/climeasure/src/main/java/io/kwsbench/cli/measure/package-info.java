/** The commands that measure: benchmark, roofline, compare, suite, history, probe, selftest. */
package io.kwsbench.cli.measure;
