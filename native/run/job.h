// A plan in a session, and the tensors to feed it with.
#ifndef KWS_RUN_JOB_H_
#define KWS_RUN_JOB_H_

#include "library.h"

// Bytes for one feed.
typedef struct feed {
  int32_t tensor;
  void* data;
  uint64_t bytes;
} feed;

// What one run hears: bytes for some or all feeds.
typedef struct item {
  feed* feeds;
  int32_t count;
} item;

typedef struct job {
  library library;
  kws_model* model;
  kws_session* session;
  int32_t tensors;
  item* items;
  int32_t count;
} job;

// Opens a plan; feeds are zero until an item is applied. isa as in kws_model_open_file.
void job_open(job* job, const char* library, const char* plan, const char* isa, int32_t threads);
void job_close(job* job);

// Adds an item without feeds.
void job_add_item(job* job);
// Adds a feed to the last item and takes over `data`. NULL, or one line about what is
// wrong, valid until the next call.
const char* job_add_feed(job* job, int32_t tensor, void* data, uint64_t bytes);
// Index of the feed of that name; -1 if there is none.
int32_t job_find_feed(const job* job, const char* name);
// The name of a feed of bytes that the last item does not give: nothing stands for a missing file.
// NULL: all are given.
const char* job_missing_feed(const job* job);

// Copies an item into the feeds. A status of the library.
kws_status job_apply(job* job, int32_t item);
kws_status job_run(job* job);

#endif  // KWS_RUN_JOB_H_
