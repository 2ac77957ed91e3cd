/** Renders suite results: text, JSON, CSV, JUnit XML, Markdown; and the history of many runs. */
package io.kwsbench.suite.report;
