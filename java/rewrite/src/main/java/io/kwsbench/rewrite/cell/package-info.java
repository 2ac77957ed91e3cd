/**
 * The steps of recurrent layers: what the importers of every format share.
 *
 * <p>Weights come in Keras's layout, [units, gates × units]; an importer of another format reorders
 * its own.
 */
package io.kwsbench.rewrite.cell;
