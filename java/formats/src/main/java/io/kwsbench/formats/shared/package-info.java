/** What readers of several formats need to build a graph. */
package io.kwsbench.formats.shared;
