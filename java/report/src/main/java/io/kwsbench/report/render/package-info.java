/** One renderer per format, each of which takes any report. */
package io.kwsbench.report.render;
