/**
 * Front ends in graphs: nodes that compute a model's features of samples, put before the model.
 * {@link io.kwsbench.formats.frontend.FrontEnds} is the entry.
 */
package io.kwsbench.formats.frontend;
