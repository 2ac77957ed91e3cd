#include "serve.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "fail.h"

enum { MAX_RUNS = 1 << 24, MAX_FEED_BYTES = 1 << 30 };

static void refuse(const char* message) { printf("error %s\n", message); }

static void answer(const void* data, uint64_t bytes) {
  printf("ok %" PRIu64 "\n", bytes);
  if (bytes > 0) fwrite(data, 1, bytes, stdout);
}

static void answer_status(const job* job, kws_status status) {
  if (status == KWS_OK) {
    answer(NULL, 0);
  } else {
    refuse(job->library.kws_last_error());
  }
}

static void take_feed(job* job, int32_t tensor, int64_t bytes) {
  if (bytes < 0 || bytes > MAX_FEED_BYTES) fail("a feed of %" PRId64 " bytes", bytes);
  void* data = malloc((size_t)bytes + 1);
  if (data == NULL) fail("out of memory");
  if (fread(data, 1, (size_t)bytes, stdin) != (size_t)bytes) fail("the input ended inside a feed");
  const char* wrong = job_add_feed(job, tensor, data, (uint64_t)bytes);
  if (wrong != NULL) {
    free(data);
    refuse(wrong);
  } else {
    answer(NULL, 0);
  }
}

static kws_status timed(job* job, int64_t run, uint64_t* nanos) {
  kws_status status = KWS_OK;
  if (job->count > 1) status = job_apply(job, (int32_t)(run % job->count));
  const uint64_t start = now_nanos();
  if (status == KWS_OK) status = job_run(job);
  *nanos = now_nanos() - start;
  return status;
}

static void slot(job* job, int64_t first, int64_t runs) {
  if (job->count == 0 || first < 0 || runs < 1 || runs > MAX_RUNS) {
    refuse("a slot needs an item and runs");
    return;
  }
  uint64_t* nanos = malloc((size_t)runs * sizeof *nanos);
  if (nanos == NULL) fail("out of memory");
  kws_status status = job_apply(job, (int32_t)(first % job->count));
  if (status == KWS_OK) status = job_run(job);
  for (int64_t i = 0; i < runs && status == KWS_OK; ++i) status = timed(job, first + i, &nanos[i]);
  if (status == KWS_OK) {
    answer(nanos, (uint64_t)runs * sizeof *nanos);
  } else {
    answer_status(job, status);
  }
  free(nanos);
}

static void run_item(job* job, int64_t item) {
  if (item < 0 || item >= job->count) {
    refuse("no such item");
    return;
  }
  const kws_status status = job_apply(job, (int32_t)item);
  answer_status(job, status == KWS_OK ? job_run(job) : status);
}

static void fetch(job* job, int32_t tensor) {
  kws_tensor_info info;
  const kws_status status = job->library.kws_model_tensor(job->model, tensor, &info);
  if (status != KWS_OK) {
    answer_status(job, status);
  } else {
    answer(job->library.kws_session_buffer(job->session, tensor), info.bytes);
  }
}

static void profile(job* job) {
  const int32_t steps = job->library.kws_model_step_count(job->model);
  kws_step_time* times = calloc((size_t)steps + 1, sizeof *times);
  if (times == NULL) fail("out of memory");
  const kws_status status = job->library.kws_session_run_profiled(job->session, times, steps);
  if (status == KWS_OK) {
    answer(times, (uint64_t)steps * sizeof *times);
  } else {
    answer_status(job, status);
  }
  free(times);
}

static void forget(job* job) {
  for (int32_t i = 0; i < job->count; ++i) {
    for (int32_t f = 0; f < job->items[i].count; ++f) free(job->items[i].feeds[f].data);
    free(job->items[i].feeds);
  }
  job->count = 0;
  answer(NULL, 0);
}

static void obey(job* job, const char* line) {
  int64_t a = 0, b = 0;
  if (strcmp(line, "item\n") == 0) {
    job_add_item(job);
    answer(NULL, 0);
  } else if (strcmp(line, "forget\n") == 0) {
    forget(job);
  } else if (sscanf(line, "feed %" SCNd64 " %" SCNd64, &a, &b) == 2) {
    take_feed(job, (int32_t)a, b);
  } else if (sscanf(line, "slot %" SCNd64 " %" SCNd64, &a, &b) == 2) {
    slot(job, a, b);
  } else if (sscanf(line, "run %" SCNd64, &a) == 1) {
    run_item(job, a);
  } else if (sscanf(line, "fetch %" SCNd64, &a) == 1) {
    fetch(job, (int32_t)a);
  } else if (strcmp(line, "profile\n") == 0) {
    profile(job);
  } else {
    fail("no such request: %s", line);
  }
}

void serve(job* job) {
  char line[128];
  printf("ready %s %s\n", job->library.kws_model_isa(job->model), job->library.kws_version());
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) != NULL) {
    obey(job, line);
    fflush(stdout);
  }
}
