/**
 * kwsbench, the keyword-spotting workbench for the JVM.
 *
 * <p>Data flows one way and a package imports only from its left: audio → graph → engine → measure
 * → stats → report (run and measure); corpus → model → train → checkpoint → freeze → graph (make);
 * engine → label → submission files (use in bulk).
 */
package io.kwsbench;
