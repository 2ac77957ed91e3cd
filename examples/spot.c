/* Spots a keyword: spot MODEL.kws SAMPLES, where SAMPLES holds one clip as raw 16-bit PCM.
 *
 *   cc -Iinclude examples/spot.c -Lnative -l:libkwsbench.so -Wl,-rpath,$PWD/native -o spot
 *
 * from the bundle's folder. In the sources the header is in native/include. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kwsbench.h"

static void check(kws_status status) {
  if (status != KWS_OK) {
    fprintf(stderr, "%s: %s\n", kws_status_name(status), kws_last_error());
    exit(1);
  }
}

static void refuse_file(const char* path, const void* begin) {
  static const char* const files[] = {"RIFF", "RIFX", "RF64", "FORM", "OggS", "fLaC"};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    if (memcmp(begin, files[i], 4) == 0) {
      fprintf(stderr, "%s: a sound file; raw samples have no header\n", path);
      exit(1);
    }
  }
}

int main(int argc, char** argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: spot MODEL.kws SAMPLES\n");
    return 2;
  }
  kws_model* model;
  kws_session* session;
  check(kws_model_open_file(argv[1], NULL, &model));
  check(kws_session_create(model, 1, &session)); /* one thread */

  for (int32_t t = 0; t < kws_model_tensor_count(model); t++) {
    kws_tensor_info info;
    check(kws_model_tensor(model, t, &info));
    if (info.feed && info.dtype == KWS_FLOAT32) {
      uint64_t count = info.bytes / sizeof(float);
      int16_t* samples = malloc(count * sizeof(int16_t));
      FILE* file = fopen(argv[2], "rb");
      if (!samples || !file || fread(samples, sizeof(int16_t), count, file) != count) {
        fprintf(stderr, "%s: needs %llu samples\n", argv[2], (unsigned long long)count);
        return 1;
      }
      fclose(file);
      refuse_file(argv[2], samples);
      check(kws_session_set_pcm16(session, t, samples, count, 32768));
      free(samples);
    } else if (info.feed && info.dtype == KWS_INT32) {
      *(int32_t*)kws_session_buffer(session, t) = 16000; /* the sample rate */
    }
  }
  check(kws_session_run(session));

  for (int32_t t = 0; t < kws_model_tensor_count(model); t++) {
    kws_tensor_info info;
    check(kws_model_tensor(model, t, &info));
    const float* probabilities = kws_session_buffer(session, t);
    for (uint64_t i = 0; !info.feed && i < info.bytes / sizeof(float); i++) {
      printf("class %llu: %.4f\n", (unsigned long long)i, probabilities[i]);
    }
  }
  kws_session_close(session);
  kws_model_close(model);
  return 0;
}
