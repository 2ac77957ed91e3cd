/** The report of a model's precisions: what each saves, and what it costs in accuracy. */
package io.kwsbench.report.precision;
