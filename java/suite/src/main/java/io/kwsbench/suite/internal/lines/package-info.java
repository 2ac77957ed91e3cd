/** Lines of JSON in files that outlive kills and full disks: each carries its own checksum. */
package io.kwsbench.suite.internal.lines;
