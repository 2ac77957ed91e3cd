/** One self-contained HTML page, for a benchmark, a suite, models side by side or precisions. */
package io.kwsbench.report.internal.html;
