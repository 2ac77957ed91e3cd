// Runs on request: another process says what to feed and how often to run, this one measures by its
// own clock.
//
// A request is a line, some followed by bytes; so is an answer: "ok BYTES" and the bytes, or "error
// MESSAGE".
//
//   item                 the next item to feed                                 ok 0
//   feed TENSOR BYTES    and the bytes: a feed of that item                    ok 0
//   forget               drops all items                                       ok 0
//   slot FIRST RUNS      one run to bring caches back, then RUNS timed ones    ok, u64 nanoseconds
//   each
//                        with items FIRST, FIRST + 1, … in turn
//   run ITEM             one run with that item                                ok 0
//   fetch TENSOR         what it computed                                      ok, the tensor's
//   bytes profile              one run with a clock read a step                      ok,
//   kws_step_time each
//
// Numbers are in native byte order. The first line out is "ready ISA VERSION". The end of the input
// ends the process.
#ifndef KWS_RUN_SERVE_H_
#define KWS_RUN_SERVE_H_

#include "job.h"

void serve(job* job);

#endif  // KWS_RUN_SERVE_H_
