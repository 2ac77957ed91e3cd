// Bytes as a WAV file through the decoder step: no crash, no sample from outside the file.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "core/isa.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  kws::DecodeWav::Params params = {};
  params.samples = 1 + data[0];
  params.channels = 1 + data[1] % 4;
  params.exact_samples = data[1] >> 7;
  params.exact_channels = data[1] >> 6 & 1;
  params.capacity = static_cast<int32_t>(size);
  const uint64_t bytes = size - 2;
  std::vector<uint8_t> wav(sizeof(bytes) + bytes);
  memcpy(wav.data(), &bytes, sizeof(bytes));
  memcpy(wav.data() + sizeof(bytes), data + 2, bytes);
  std::vector<float> samples(static_cast<size_t>(params.samples) * params.channels);
  int32_t rate = 0;
  void* operands[] = {samples.data(), &rate, wav.data()};
  static const kws::KernelFn best = kws::KernelsFor(kws::AvailableIsas().front())
                                        .entries[kws::FindKernel(KWS_DECODE_WAV) - kws::kKernels]
                                        .run;
  for (const kws::KernelFn run : {best, &kws::DecodeWav::Reference}) {
    kws::RunError error;
    run({&params, operands, nullptr, &error}, 0, 1);
    if (error.failed()) continue;
    for (const float sample : samples) {
      if (!(sample >= -1 && sample < 1)) abort();
    }
  }
  return 0;
}
