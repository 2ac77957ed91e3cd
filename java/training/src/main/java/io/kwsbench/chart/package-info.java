/**
 * Pictures of what was trained and evaluated, as SVG and as PNG.
 *
 * <p>Charts take plain numbers, know nothing of where they come from, and are drawn by XChart on
 * Java2D; no display is needed.
 */
package io.kwsbench.chart;
