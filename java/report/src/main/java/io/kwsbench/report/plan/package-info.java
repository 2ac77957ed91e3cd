/** The report of a compiled model, which has steps and no graph. */
package io.kwsbench.report.plan;
