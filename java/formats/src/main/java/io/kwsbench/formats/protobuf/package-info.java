/** Protobuf messages that are read by the numbers of their fields. */
package io.kwsbench.formats.protobuf;
