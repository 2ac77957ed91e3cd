// kws_run: runs a compiled plan through the public ABI of any build of libkwsbench, without a JVM.
//
//   kws_run --library LIBKWSBENCH.so [--isa NAME] [--threads N] [--feed NAME=FILE]… [--runs N]
//           [--print] [--count] PLAN
//   kws_run --library LIBKWSBENCH.so [--isa NAME] [--threads N] --serve PLAN
//
// A feed's file holds its elements as they lie in memory (a feed of bytes, such as a WAV: the file
// as it is); feeds that are not given are zero. Whoever counts instructions from outside
// (callgrind, an emulator) takes the difference of two processes with different --runs, so that
// start-up cancels; --count asks the processor itself.
//
// Output: "isa NAME", with --print a line "fetch NAME VALUE…" for every output of float32, with
// --count "instructions N". Exit status: 0 done, 2 usage, 3 something given cannot be used.
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counter.h"
#include "fail.h"
#include "job.h"
#include "serve.h"

enum { WARM_UP_RUNS = 2, COUNTED_RUNS = 5, MAX_FEEDS = 64 };

typedef struct arguments {
  const char* library;
  const char* plan;
  const char* isa;
  const char* feeds[MAX_FEEDS];
  int feed_count;
  int threads;
  int runs;
  int print;
  int count;
  int serve;
} arguments;

static const char kUsage[] =
    "usage: kws_run --library LIBKWSBENCH.so [--isa NAME] [--threads N] [--feed NAME=FILE] "
    "[--runs N] [--print] [--count] [--serve] PLAN\n";

_Noreturn static void usage(const char* format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn static void usage(const char* format, ...) {
  va_list details;
  va_start(details, format);
  fputs("kws_run: ", stderr);
  vfprintf(stderr, format, details);
  va_end(details);
  fprintf(stderr, "\n%s", kUsage);
  exit(2);
}

static int number(const char* flag, const char* text) {
  char* end;
  const long value = strtol(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value < 1 || value > 100000000)
    usage("%s %s: no number from 1 to 100000000", flag, text);
  return (int)value;
}

// Where a flag without a value is noted; NULL if it is none of those.
static int* find_switch(arguments* arguments, const char* flag) {
  if (strcmp(flag, "--print") == 0) return &arguments->print;
  if (strcmp(flag, "--count") == 0) return &arguments->count;
  if (strcmp(flag, "--serve") == 0) return &arguments->serve;
  return NULL;
}

static int takes_value(const char* flag) {
  static const char* const flags[] = {"--library", "--isa", "--threads", "--runs", "--feed"};
  for (size_t i = 0; i < sizeof flags / sizeof *flags; ++i) {
    if (strcmp(flag, flags[i]) == 0) return 1;
  }
  return 0;
}

// Takes the flag argv[*i], and its value if it has one.
static void take_flag(arguments* arguments, char** argv, int* i) {
  const char* flag = argv[*i];
  int* noted = find_switch(arguments, flag);
  if (noted != NULL) {
    *noted = 1;
    return;
  }
  if (!takes_value(flag)) usage("unknown flag %s", flag);
  const char* value = argv[++*i];
  if (value == NULL) usage("%s has no value", flag);
  if (strcmp(flag, "--library") == 0) {
    arguments->library = value;
  } else if (strcmp(flag, "--isa") == 0) {
    arguments->isa = value;
  } else if (strcmp(flag, "--threads") == 0) {
    arguments->threads = number(flag, value);
  } else if (strcmp(flag, "--runs") == 0) {
    arguments->runs = number(flag, value);
  } else if (arguments->feed_count < MAX_FEEDS) {
    arguments->feeds[arguments->feed_count++] = value;
  } else {
    usage("more than %d feeds", MAX_FEEDS);
  }
}

static arguments parse(char** argv) {
  arguments arguments = {.threads = 1, .runs = 1};
  for (int i = 1; argv[i] != NULL; ++i) {
    if (strcmp(argv[i], "--help") == 0) {
      fputs(kUsage, stdout);
      exit(0);
    } else if (argv[i][0] == '-') {
      take_flag(&arguments, argv, &i);
    } else if (arguments.plan == NULL) {
      arguments.plan = argv[i];
    } else {
      usage("more than one plan: %s, %s", arguments.plan, argv[i]);
    }
  }
  if (arguments.library == NULL || arguments.plan == NULL) usage("--library and a plan are needed");
  return arguments;
}

static void* read_file(const char* path, uint64_t* bytes) {
  FILE* file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) fail("%s: cannot be read", path);
  const long size = ftell(file);
  if (size < 0) fail("%s: cannot be read", path);
  rewind(file);
  void* data = malloc((size_t)size + 1);
  if (data == NULL || fread(data, 1, (size_t)size, file) != (size_t)size)
    fail("%s: cannot be read", path);
  fclose(file);
  *bytes = (uint64_t)size;
  return data;
}

// Names the feeds that there are.
_Noreturn static void refuse_feed(const job* job, const char* argument) {
  char names[1024] = "";
  kws_tensor_info info;
  for (int32_t i = 0; i < job->tensors; ++i) {
    if (job->library.kws_model_tensor(job->model, i, &info) != KWS_OK || !info.feed) continue;
    const size_t length = strlen(names);
    snprintf(names + length, sizeof names - length, " %s", info.name);
  }
  fail("--feed %s: no such feed; the feeds are%s", argument, names);
}

static void add_feed(job* job, const char* argument) {
  const char* equals = strchr(argument, '=');
  char name[256];
  if (equals == NULL || equals - argument >= (long)sizeof name)
    usage("--feed %s: not NAME=FILE", argument);
  memcpy(name, argument, (size_t)(equals - argument));
  name[equals - argument] = '\0';
  const int32_t tensor = job_find_feed(job, name);
  if (tensor < 0) refuse_feed(job, argument);
  uint64_t bytes;
  void* data = read_file(equals + 1, &bytes);
  const char* wrong = job_add_feed(job, tensor, data, bytes);
  if (wrong != NULL) fail("--feed %s: %s", argument, wrong);
}

static void print_fetches(const job* job) {
  kws_tensor_info info;
  for (int32_t i = 0; i < job->tensors; ++i) {
    if (job->library.kws_model_tensor(job->model, i, &info) != KWS_OK || info.feed) continue;
    if (info.dtype != KWS_FLOAT32) continue;
    printf("fetch %s", info.name);
    const float* values = job->library.kws_session_buffer(job->session, i);
    for (uint64_t v = 0; v < info.bytes / sizeof *values; ++v) printf(" %.9g", (double)values[v]);
    printf("\n");
  }
}

static void run(job* job, const arguments* arguments) {
  job_add_item(job);
  for (int i = 0; i < arguments->feed_count; ++i) add_feed(job, arguments->feeds[i]);
  const char* missing = job_missing_feed(job);
  if (missing != NULL) fail("feed %s takes a file: --feed %s=FILE", missing, missing);
  kws_status status = job_apply(job, 0);
  const int runs = arguments->count ? WARM_UP_RUNS : arguments->runs;
  for (int i = 0; i < runs && status == KWS_OK; ++i) status = job_run(job);
  if (status != KWS_OK) fail("%s: %s", arguments->plan, job->library.kws_last_error());
  printf("isa %s\n", job->library.kws_model_isa(job->model));
  if (arguments->count)
    printf("instructions %llu\n", (unsigned long long)count_instructions(job, COUNTED_RUNS));
  if (arguments->print) print_fetches(job);
}

int main(int argc, char** argv) {
  (void)argc;
  const arguments arguments = parse(argv);
  job job;
  job_open(&job, arguments.library, arguments.plan, arguments.isa, arguments.threads);
  if (arguments.serve) {
    serve(&job);
  } else {
    run(&job, &arguments);
  }
  job_close(&job);
  if (fflush(stdout) != 0 || ferror(stdout)) fail("stdout cannot be written");
  return 0;
}
