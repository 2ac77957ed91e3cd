/**
 * Clips of words from the speech synthesizers that are installed, in Speech Commands layout.
 *
 * <p>Synthesizers are programs that are found at run time; none of them is a dependency.
 */
package io.kwsbench.synthesis;
