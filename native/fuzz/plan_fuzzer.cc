// Any bytes as a plan: a verdict, and what is accepted runs inside its buffers. The checksum is
// made good, so that the fuzzer gets past it.
#include <cstdint>
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
  kws_session* session = nullptr;
  if (Short(model) && kws_session_create(model, 1, &session) == KWS_OK) kws_session_run(session);
  kws_session_close(session);
  kws_stream* stream = nullptr;
  if (Short(model) && kws_stream_open(model, nullptr, &stream) == KWS_OK) {
    const std::vector<int16_t> sound(1 << 10, 99);
    kws_stream_accept_pcm16(stream, sound.data(), sound.size());
  }
  kws_stream_close(stream);
  kws_model_close(model);
  return 0;
}
