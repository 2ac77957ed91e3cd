// The processor's own count of instructions, where the kernel lets a process read it.
#ifndef KWS_RUN_COUNTER_H_
#define KWS_RUN_COUNTER_H_

#include "job.h"

// Instructions in user space of one run of `job` on one thread: the fewest of `runs` runs, less
// what counting costs. Ends the process with one line where there is no such counter.
uint64_t count_instructions(job* job, int32_t runs);

#endif  // KWS_RUN_COUNTER_H_
