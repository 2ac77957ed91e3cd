/** Parts of a graph that readers of several formats build alike. */
package io.kwsbench.formats.shared;
