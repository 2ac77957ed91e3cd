/** What listening costs, hop by hop: it times whatever stream it is given. */
package io.kwsbench.measure.stream;
