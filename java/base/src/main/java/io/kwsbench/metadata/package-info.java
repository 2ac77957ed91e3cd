/**
 * A model's own metadata, such as the names of its classes, and the precedence of their sources.
 */
package io.kwsbench.metadata;
