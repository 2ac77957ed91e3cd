#include "counter.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fail.h"

static int open_counter(void) {
  struct perf_event_attr attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.type = PERF_TYPE_HARDWARE;
  attributes.size = sizeof attributes;
  attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
  attributes.disabled = 1;
  attributes.exclude_kernel = 1;
  attributes.exclude_hv = 1;
  const long opened = syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
  if (opened >= 0) return (int)opened;
  if (errno == EACCES || errno == EPERM) {
    fail(
        "the kernel forbids counting instructions: kernel.perf_event_paranoid is above 2, or a "
        "container's filter");
  }
  fail("this machine counts no instructions: perf_event_open: %s", strerror(errno));
}

static uint64_t read_counter(int counter) {
  uint64_t value = 0;
  if (read(counter, &value, sizeof value) != (ssize_t)sizeof value) {
    fail("perf's counter cannot be read: %s", strerror(errno));
  }
  return value;
}

static uint64_t fewest(int counter, job* job, int32_t runs) {
  uint64_t least = UINT64_MAX;
  for (int32_t i = 0; i < runs; ++i) {
    ioctl(counter, PERF_EVENT_IOC_RESET, 0);
    ioctl(counter, PERF_EVENT_IOC_ENABLE, 0);
    const kws_status status = job == NULL ? KWS_OK : job_run(job);
    ioctl(counter, PERF_EVENT_IOC_DISABLE, 0);
    if (status != KWS_OK) fail("%s", job->library.kws_last_error());
    const uint64_t value = read_counter(counter);
    if (value < least) least = value;
  }
  return least;
}

uint64_t count_instructions(job* job, int32_t runs) {
  const int counter = open_counter();
  const uint64_t counting = fewest(counter, NULL, runs);
  const uint64_t all = fewest(counter, job, runs);
  close(counter);
  if (all <= counting) fail("this machine counts no instructions: its counter stands still");
  return all - counting;
}
