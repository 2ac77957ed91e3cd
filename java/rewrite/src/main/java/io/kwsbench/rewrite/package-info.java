/**
 * Passes that make a graph cheaper without changing what it computes, and those that write what has
 * no operation of its own.
 */
package io.kwsbench.rewrite;
