// Work memory of the front end, cut out of a block that the caller owns.
#ifndef KWS_AUDIO_WORK_H_
#define KWS_AUDIO_WORK_H_

#include <cstddef>
#include <cstdint>

#include "audio/spectrum.h"

namespace kws {

struct Work {
  // Frames whose samples are transposed together: the block's size does not depend on the clip's
  // length.
  static constexpr int64_t kChunk = 64;
  static constexpr int64_t kMaxLanes = 8;

  float*
      hops;  // [stride + 1][pitch]: sample j of every hop next to each other; the last row is zero
  int64_t pitch;
  int32_t* offsets;  // in `hops`, of sample i of the first frame
  double* spectrum;  // [points] complex
  float* bins;       // [bins][lanes]
  double* mel;       // [bands][lanes]
  float* rows;       // [bands][lanes]: results before they are transposed

  // The block must be 64-byte aligned and Bytes() long.
  Work(const SpectrumSettings& settings, int32_t bands, void* block);

  // The same without samples, for what starts at a spectrum.
  Work(int32_t spectrum_bins, int32_t bands, void* block);

  static size_t Bytes(const SpectrumSettings& settings, int32_t bands);
  static size_t Bytes(int32_t spectrum_bins, int32_t bands);

 private:
  size_t LayOut(const SpectrumSettings* settings, int32_t spectrum_bins, int32_t bands,
                char* block);
};

}  // namespace kws

#endif  // KWS_AUDIO_WORK_H_
