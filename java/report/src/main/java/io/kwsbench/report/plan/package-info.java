/** What is told of a compiled model: it has steps and no graph. */
package io.kwsbench.report.plan;
