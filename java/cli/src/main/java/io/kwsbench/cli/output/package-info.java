/** Where results and progress go: files, pictures, stderr. */
package io.kwsbench.cli.output;
