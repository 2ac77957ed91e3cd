/** Flags that commands of several families share. */
package io.kwsbench.cli.options;
