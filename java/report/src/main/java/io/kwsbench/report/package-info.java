/**
 * One immutable {@link io.kwsbench.report.Report}, whatever was measured. Renderers compute nothing
 * but layout, so that every format says the same.
 */
package io.kwsbench.report;
