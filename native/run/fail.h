// How the runner ends when it cannot go on.
#ifndef KWS_RUN_FAIL_H_
#define KWS_RUN_FAIL_H_

// Writes one line to stderr and ends the process with status 3.
_Noreturn void fail(const char* format, ...) __attribute__((format(printf, 1, 2)));

#endif  // KWS_RUN_FAIL_H_
