/** Times of a stream, hop by hop. */
package io.kwsbench.measure.stream;
