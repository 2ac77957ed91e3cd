#include "audio/work.h"

namespace kws {
namespace {

// What a vector store or load past the last row may touch.
constexpr int64_t kSlack = 16;

template <class T>
T* Take(char* block, size_t* used, int64_t count) {
  T* taken = reinterpret_cast<T*>(reinterpret_cast<uintptr_t>(block) + *used);
  *used += (count * sizeof(T) + 63) / 64 * 64;
  return taken;
}

}  // namespace

size_t Work::LayOut(const SpectrumSettings* s, int32_t spectrum_bins, int32_t bands, char* block) {
  size_t used = 0;
  if (s != nullptr) {
    const int64_t hops_a_chunk = kChunk + (s->window + s->stride - 1) / s->stride;
    // An odd number of cache lines: rows then spread over all sets of a cache.
    pitch = (hops_a_chunk + 15) / 16 * 16;
    if (pitch / 16 % 2 == 0) pitch += 16;
    hops = Take<float>(block, &used, (int64_t{s->stride} + 1) * pitch + kSlack);
    offsets = Take<int32_t>(block, &used, int64_t{s->window} + 1);
    spectrum = Take<double>(block, &used, s->FftLength() * kMaxLanes);
  }
  bins = Take<float>(block, &used, spectrum_bins * kMaxLanes + kSlack);
  mel = Take<double>(block, &used, bands * kMaxLanes);
  rows = Take<float>(block, &used, bands * kMaxLanes);
  return used;
}

Work::Work(const SpectrumSettings& settings, int32_t bands, void* block) {
  LayOut(&settings, settings.Bins(), bands, static_cast<char*>(block));
}

Work::Work(int32_t spectrum_bins, int32_t bands, void* block)
    : hops(nullptr), pitch(0), offsets(nullptr), spectrum(nullptr) {
  LayOut(nullptr, spectrum_bins, bands, static_cast<char*>(block));
}

size_t Work::Bytes(const SpectrumSettings& settings, int32_t bands) {
  Work work(1, 1, nullptr);
  return work.LayOut(&settings, settings.Bins(), bands, nullptr);
}

size_t Work::Bytes(int32_t spectrum_bins, int32_t bands) {
  Work work(1, 1, nullptr);
  return work.LayOut(nullptr, spectrum_bins, bands, nullptr);
}

}  // namespace kws
