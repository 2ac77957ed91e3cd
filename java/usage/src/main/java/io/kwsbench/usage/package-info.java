/**
 * The common part of the command lines of bench and spark: exit codes, and advice about the
 * libraries that both use.
 */
package io.kwsbench.usage;
