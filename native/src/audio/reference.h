// The front end in plain loops: the definition that the fast one is tested against. Slow, and
// allocates.
#ifndef KWS_AUDIO_REFERENCE_H_
#define KWS_AUDIO_REFERENCE_H_

#include <cstdint>

#include "audio/cepstrum.h"
#include "audio/spectrum.h"

namespace kws {

// Frames begin ... end - 1 of one channel, samples[i * channels]; out is [frames][bins].
void ReferenceSpectrogram(const SpectrumSettings& settings, SpectrumKind kind, const float* samples,
                          int64_t channels, int64_t begin, int64_t end, float* out);

// One frame's MFCCs out of its squared magnitudes.
void ReferenceCepstrum(const CepstrumSettings& settings, int32_t bins, double rate,
                       const float* power, float* out);

}  // namespace kws

#endif  // KWS_AUDIO_REFERENCE_H_
