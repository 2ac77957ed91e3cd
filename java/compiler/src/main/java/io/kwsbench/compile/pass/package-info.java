/** Passes: each takes a program and makes an equivalent, cheaper one. */
package io.kwsbench.compile.pass;
