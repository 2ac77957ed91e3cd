/** Models of other formats as graphs: {@link io.kwsbench.formats.ModelReader} reads them all. */
package io.kwsbench.formats;
