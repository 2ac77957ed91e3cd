#include "job.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fail.h"

void job_open(job* job, const char* library, const char* plan, const char* isa, int32_t threads) {
  memset(job, 0, sizeof *job);
  library_open(library, &job->library);
  // names the plan itself
  if (job->library.kws_model_open_file(plan, isa, &job->model) != KWS_OK)
    fail("%s", job->library.kws_last_error());
  if (job->library.kws_session_create(job->model, threads, &job->session) != KWS_OK)
    fail("%s: %s", plan, job->library.kws_last_error());
  job->tensors = job->library.kws_model_tensor_count(job->model);
}

void job_close(job* job) {
  for (int32_t i = 0; i < job->count; ++i) {
    for (int32_t f = 0; f < job->items[i].count; ++f) free(job->items[i].feeds[f].data);
    free(job->items[i].feeds);
  }
  free(job->items);
  job->library.kws_session_close(job->session);
  job->library.kws_model_close(job->model);
}

static void* grow(void* list, int32_t count, size_t bytes) {
  void* longer = realloc(list, ((size_t)count + 1) * bytes);
  if (longer == NULL) fail("out of memory");
  return longer;
}

void job_add_item(job* job) {
  job->items = grow(job->items, job->count, sizeof *job->items);
  memset(&job->items[job->count++], 0, sizeof *job->items);
}

static int is_feed(const job* job, int32_t tensor, kws_tensor_info* info) {
  return tensor >= 0 && tensor < job->tensors &&
         job->library.kws_model_tensor(job->model, tensor, info) == KWS_OK && info->feed == 1;
}

const char* job_add_feed(job* job, int32_t tensor, void* data, uint64_t bytes) {
  kws_tensor_info info;
  if (job->count == 0) return "no item to add a feed to";
  if (!is_feed(job, tensor, &info)) return "no such feed";
  if (info.dtype == KWS_BYTES ? bytes + 8 > info.bytes : bytes != info.bytes) {
    static char wrong[96];
    const uint64_t room = info.dtype == KWS_BYTES ? info.bytes - 8 : info.bytes;
    snprintf(wrong, sizeof wrong, "%s%" PRIu64 " bytes expected, %" PRIu64 " given",
             info.dtype == KWS_BYTES ? "at most " : "", room, bytes);
    return wrong;
  }
  item* last = &job->items[job->count - 1];
  last->feeds = grow(last->feeds, last->count, sizeof *last->feeds);
  last->feeds[last->count++] = (feed){tensor, data, bytes};
  return NULL;
}

int32_t job_find_feed(const job* job, const char* name) {
  kws_tensor_info info;
  for (int32_t i = 0; i < job->tensors; ++i) {
    if (is_feed(job, i, &info) && strcmp(info.name, name) == 0) return i;
  }
  return -1;
}

static int gives(const item* item, int32_t tensor) {
  for (int32_t f = 0; f < item->count; ++f) {
    if (item->feeds[f].tensor == tensor) return 1;
  }
  return 0;
}

const char* job_missing_feed(const job* job) {
  static const item kNothing = {NULL, 0};
  const item* last = job->count == 0 ? &kNothing : &job->items[job->count - 1];
  kws_tensor_info info;
  for (int32_t i = 0; i < job->tensors; ++i) {
    if (is_feed(job, i, &info) && info.dtype == KWS_BYTES && !gives(last, i)) return info.name;
  }
  return NULL;
}

kws_status job_apply(job* job, int32_t index) {
  const item* item = &job->items[index];
  for (int32_t f = 0; f < item->count; ++f) {
    const feed* feed = &item->feeds[f];
    kws_tensor_info info;
    kws_status status = job->library.kws_model_tensor(job->model, feed->tensor, &info);
    if (status == KWS_OK && info.dtype == KWS_BYTES) {
      status =
          job->library.kws_session_set_bytes(job->session, feed->tensor, feed->data, feed->bytes);
    } else if (status == KWS_OK) {
      memcpy(job->library.kws_session_buffer(job->session, feed->tensor), feed->data, feed->bytes);
    }
    if (status != KWS_OK) return status;
  }
  return KWS_OK;
}

kws_status job_run(job* job) { return job->library.kws_session_run(job->session); }
