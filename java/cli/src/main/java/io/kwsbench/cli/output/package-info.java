/** Destinations of results and progress: files, pictures, stderr. */
package io.kwsbench.cli.output;
