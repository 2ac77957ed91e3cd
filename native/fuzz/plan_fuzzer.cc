// Any bytes as a plan: a verdict, and what is accepted runs inside its buffers. The checksum is
// made good, so that the fuzzer gets past it.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/plan_records.h"
#include "kwsbench.h"
#include "plan_builder.h"

namespace {

// Accepted plans may be long, not wrong: run the short ones.
bool Short(const kws_model* model) {
  double flops = 0;
  for (int32_t i = 0; i < kws_model_step_count(model); ++i) {
    kws_step_info info;
    if (kws_model_step(model, i, &info) != KWS_OK) return false;
    flops += info.flops + info.bytes;
  }
  return flops < 1e7 && kws_model_arena_bytes(model) < (1u << 24);
}

void Run(kws_model* model) {
  kws_session* session = nullptr;
  if (kws_session_create(model, 1, &session) == KWS_OK) kws_session_run(session);
  kws_session_close(session);
}

// The first tensor as sound, if it is a feed of floats.
void RunWindows(kws_model* model) {
  kws_tensor_info sound;
  if (kws_model_tensor(model, 0, &sound) != KWS_OK) return;
  const auto window = static_cast<int64_t>(sound.bytes / sizeof(float));
  const int64_t hop = std::max<int64_t>(1, window / 25);
  kws_incremental* windows = nullptr;
  if (kws_incremental_create(model, 1, 0, hop, &windows) != KWS_OK) return;
  const std::vector<float> samples(static_cast<size_t>(window), 0.1f);
  kws_incremental_run(windows, samples.data(), window);
  for (int i = 0; i < 4; ++i) kws_incremental_run(windows, samples.data(), hop);
  kws_incremental_close(windows);
}

// A name for each of the first output's scores.
std::vector<std::string> Names(const kws_model* model) {
  std::vector<std::string> names;
  kws_tensor_info tensor;
  for (int32_t i = 0; kws_model_tensor(model, i, &tensor) == KWS_OK; ++i) {
    if (tensor.feed != 0) continue;
    const uint64_t classes = std::min<uint64_t>(tensor.bytes / sizeof(float), 1000);
    while (names.size() < classes) names.push_back(std::to_string(names.size()));
    break;
  }
  return names;
}

// Hears some windows, under the model's own labels or, where it has none, under numbers.
void Listen(kws_model* model) {
  const std::vector<std::string> names = Names(model);
  std::vector<const char*> labels;
  for (const std::string& name : names) labels.push_back(name.c_str());
  kws_stream_options options = {};
  options.labels = labels.data();
  options.label_count = static_cast<int32_t>(labels.size());
  kws_stream* stream = nullptr;
  if (kws_stream_open(model, nullptr, &stream) != KWS_OK &&
      kws_stream_open(model, &options, &stream) != KWS_OK) {
    return;
  }
  kws_stream_info info;
  kws_stream_describe(stream, &info);
  const int64_t count = std::min<int64_t>(info.window + int64_t{3} * info.hop, 1 << 16);
  const std::vector<int16_t> sound(static_cast<size_t>(count), 99);
  kws_stream_accept_pcm16(stream, sound.data(), sound.size());
  kws_stream_finish(stream);
  kws_stream_close(stream);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::vector<uint8_t> file(data, data + size);
  file.resize((size + 63) / 64 * 64);
  if (file.size() >= sizeof(kws::HeaderRecord)) {
    auto* header = reinterpret_cast<kws::HeaderRecord*>(file.data());
    header->file_bytes = file.size();
    kws::SealPlan(file);
  }
  kws_model* model = nullptr;
  if (kws_model_open_memory(file.data(), file.size(), nullptr, &model) != KWS_OK) return 0;
  if (Short(model)) {
    Run(model);
    RunWindows(model);
    Listen(model);
  }
  kws_model_close(model);
  return 0;
}
