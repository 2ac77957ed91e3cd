// kws_listen: prints the words that a compiled model detects in raw sound on stdin, without a JVM.
// An example of the stream functions of kwsbench.h.
//
//   arecord -t raw -f S16_LE -r 16000 | kws_listen [--sample_rate HERTZ] [--channels N]
//     [--hop_ms N] [--rule RULE] [--threshold T] [--labels FILE] [--vad] [--isa NAME] MODEL.kws
//
// The flags mean what they mean to `kwsbench listen -`, and the lines are the same. Exit status:
// 0 the sound ended, 2 usage, 3 something given cannot be used.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kwsbench.h"

typedef struct listening {
  kws_model* model;
  kws_stream* stream;
  kws_stream_info info;
} listening;

static const char kUsage[] =
    "usage: kws_listen [--sample_rate HERTZ] [--channels N] [--hop_ms N] [--rule RULE] "
    "[--threshold T] [--labels FILE] [--vad] [--isa NAME] MODEL.kws < PCM\n";

_Noreturn static void usage(const char* what, const char* which) {
  fprintf(stderr, "kws_listen: %s%s\n%s", what, which, kUsage);
  exit(2);
}

_Noreturn static void unfit(const char* about, const char* why) {
  fprintf(stderr, "kws_listen: %s: %s\n", about, why);
  exit(3);
}

_Noreturn static void fail(const char* about) { unfit(about, kws_last_error()); }

static int32_t number(const char* flag, const char* text) {
  char* end;
  const long value = strtol(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value < 1 || value > 999999999)
    usage("no number from 1 to 999999999: ", flag);
  return (int32_t)value;
}

// A line without the blanks around it.
static char* stripped(char* line) {
  line += strspn(line, " \t");
  size_t length = strlen(line);
  while (length > 0 && strchr(" \t", line[length - 1]) != NULL) --length;
  line[length] = '\0';
  return line;
}

// The lines of a file, one name each, as options take them; blank ones do not count. They live as
// long as the process.
static void read_labels(kws_stream_options* options, const char* path) {
  static char text[1 << 16];
  static const char* names[sizeof text / 2];
  FILE* file = fopen(path, "rb");
  const size_t bytes = file == NULL ? 0 : fread(text, 1, sizeof text - 1, file);
  if (file == NULL || ferror(file) || bytes == sizeof text - 1 || memchr(text, 0, bytes) != NULL)
    unfit(path, "cannot be read as a file of labels");
  fclose(file);
  const int marked = strncmp(text, "\xef\xbb\xbf", 3) == 0;  // a byte order mark
  options->labels = names;
  options->label_count = 0;
  for (char* line = strtok(text + (marked ? 3 : 0), "\r\n"); line != NULL;
       line = strtok(NULL, "\r\n")) {
    const char* name = stripped(line);
    if (*name != '\0') names[options->label_count++] = name;
  }
  if (options->label_count == 0) unfit(path, "no label in it");
}

static void print(void* context, const kws_detection* found) {
  const listening* here = context;
  printf("- %.3f s %s %.3f\n", (double)(found->last_sample + 1) / here->info.sample_rate,
         kws_stream_label(here->stream, found->label), found->score);
  if (fflush(stdout) == 0) return;
  fputs("kws_listen: stdout cannot be written\n", stderr);
  exit(3);
}

static void set(kws_stream_options* options, const char** isa, const char* flag,
                const char* value) {
  if (value == NULL) usage("a flag without a value: ", flag);
  if (strcmp(flag, "--sample_rate") == 0) {
    options->sample_rate = number(flag, value);
  } else if (strcmp(flag, "--channels") == 0) {
    options->channels = number(flag, value);
  } else if (strcmp(flag, "--hop_ms") == 0) {
    options->hop_ms = number(flag, value);
  } else if (strcmp(flag, "--rule") == 0) {
    options->rule = value;
  } else if (strcmp(flag, "--threshold") == 0) {
    options->threshold = value;
  } else if (strcmp(flag, "--labels") == 0) {
    read_labels(options, value);
  } else if (strcmp(flag, "--isa") == 0) {
    *isa = value;
  } else {
    usage("unknown flag ", flag);
  }
}

static const char* parse(char** argv, kws_stream_options* options, const char** isa) {
  const char* model = NULL;
  for (int i = 1; argv[i] != NULL; ++i) {
    if (strcmp(argv[i], "--help") == 0) {
      fputs(kUsage, stdout);
      exit(0);
    } else if (strcmp(argv[i], "--vad") == 0) {
      options->vad = 1;
    } else if (argv[i][0] == '-') {
      set(options, isa, argv[i], argv[i + 1]);
      ++i;
    } else if (model == NULL) {
      model = argv[i];
    } else {
      usage("more than one model: ", argv[i]);
    }
  }
  if (model == NULL) usage("a model is needed", "");
  return model;
}

// The beginnings of sound files, which are no samples.
static int is_file(const void* sound) {
  static const char* const beginnings[] = {"RIFF", "RIFX", "RF64", "FORM", "OggS", "fLaC"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; ++i) {
    if (memcmp(sound, beginnings[i], 4) == 0) return 1;
  }
  return 0;
}

// The first four bytes of stdin, if there are as many, are no sound file's. Returns how many came.
static size_t begin(void* sound) {
  size_t bytes = 0;
  ssize_t got;
  while (bytes < 4 && (got = read(STDIN_FILENO, (char*)sound + bytes, 4 - bytes)) > 0) {
    bytes += (size_t)got;
  }
  if (bytes == 4 && is_file(sound))
    unfit("stdin", "is a sound file, not raw samples: use arecord -t raw");
  return bytes;
}

// Passes on whole samples, and moves a sample's first byte to the front, whose second one may come
// with the next piece. Returns how many bytes are left there.
static size_t accept_bytes(const listening* here, const char* model, int16_t* samples,
                           size_t bytes) {
  if (kws_stream_accept_pcm16(here->stream, samples, bytes / 2) != KWS_OK) fail(model);
  if (bytes % 2 != 0) *(char*)samples = ((char*)samples)[bytes - 1];
  return bytes % 2;
}

// Until the sound ends.
static void pump(const listening* here, const char* model) {
  static int16_t samples[4096];
  size_t odd = accept_bytes(here, model, samples, begin(samples));
  ssize_t got;
  while ((got = read(STDIN_FILENO, (char*)samples + odd, sizeof samples - odd)) > 0) {
    odd = accept_bytes(here, model, samples, odd + (size_t)got);
  }
  if (got < 0 || odd != 0) {
    fputs(
        got < 0 ? "kws_listen: stdin cannot be read\n" : "kws_listen: stdin ends within a sample\n",
        stderr);
    exit(3);
  }
  if (kws_stream_finish(here->stream) != KWS_OK) fail(model);
}

int main(int argc, char** argv) {
  (void)argc;
  listening here = {0};
  kws_stream_options options = {.context = &here, .on_detection = print};
  const char* isa = NULL;
  const char* model = parse(argv, &options, &isa);
  // names the file itself
  if (kws_model_open_file(model, isa, &here.model) != KWS_OK) fail("cannot open the model");
  if (kws_stream_open(here.model, &options, &here.stream) != KWS_OK) fail(model);
  kws_stream_describe(here.stream, &here.info);
  pump(&here, model);
  kws_stream_close(here.stream);
  kws_model_close(here.model);
  return 0;
}
