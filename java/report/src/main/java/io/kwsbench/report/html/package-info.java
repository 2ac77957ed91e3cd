/** One self-contained HTML page, for a benchmark or a suite; and traces for Chrome and Perfetto. */
package io.kwsbench.report.html;
