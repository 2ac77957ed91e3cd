/**
 * The lines that answer what a measurement was made for: how fast, how much faster, what it hears.
 */
package io.kwsbench.report.answer;
