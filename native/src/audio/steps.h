// What the audio steps share: parameters turned into settings, their checks, and the sharing of
// frames by threads.
#ifndef KWS_AUDIO_STEPS_H_
#define KWS_AUDIO_STEPS_H_

#include <algorithm>
#include <cstdint>

#include "audio/cepstrum.h"
#include "audio/spectrum.h"
#include "core/kernel.h"

namespace kws {

SpectrumSettings ToSpectrum(int32_t window, int32_t stride, int32_t style);
CepstrumSettings ToCepstrum(const kws_cepstrum& params);

// Recorded in `check` and false if out of range.
bool CheckSpectrum(int32_t window, int32_t stride, int32_t style, StepCheck& check);
bool CheckCepstrum(const kws_cepstrum& params, StepCheck& check);

// The rate that a step's filters are for: its operand's, or else the expected one. False, with the
// error set, if it is no rate.
bool StepRate(const KernelArgs& args, Operand<const int32_t> operand, int32_t expected,
              int32_t* rate);

// Threads share out groups of so many frames of a channel: a multiple of every vector's lanes.
constexpr int64_t kFramesPerItem = 8;

constexpr int64_t FrameItems(int64_t frames) {
  return (frames + kFramesPerItem - 1) / kFramesPerItem;
}

// Calls run(channel, first frame, last frame + 1) for the frames of items begin ... end - 1.
template <class Run>
void ForItems(int64_t frames, int64_t begin, int64_t end, const Run& run) {
  const int64_t items = FrameItems(frames);
  while (begin < end) {
    const int64_t channel = begin / items;
    const int64_t stop = std::min(end, (channel + 1) * items);
    run(channel, (begin - channel * items) * kFramesPerItem,
        std::min(frames, (stop - channel * items) * kFramesPerItem));
    begin = stop;
  }
}

}  // namespace kws

#endif  // KWS_AUDIO_STEPS_H_
