/** Advice of the command line about the libraries' refusals, one class per family of reasons. */
package io.kwsbench.cli.advice;
