// The fast front end: frames as vector lanes.
#ifndef KWS_AUDIO_FRONT_END_H_
#define KWS_AUDIO_FRONT_END_H_

#include <cstdint>

#include "audio/cepstrum.h"
#include "audio/spectrum.h"

namespace kws {

// Functions of one instruction set. Frames begin ... end - 1 of one channel: samples[i * channels],
// so far as frames reach. `block` is Work::Bytes() long, 64-byte aligned, the caller's own.
struct FrontEnd {
  // out [frames][bins]
  void (*spectrogram)(const SpectrumTables& tables, SpectrumKind kind, const float* samples,
                      int64_t channels, int64_t begin, int64_t end, float* out, void* block);
  // out [frames][coefficients]
  void (*wave_cepstrum)(const SpectrumTables& tables, const CepstrumTables& cepstrum,
                        const float* samples, int64_t channels, int64_t begin, int64_t end,
                        float* out, void* block);
};

// For an instruction set (core/isa.h); in plain loops for 0.
FrontEnd FrontEndFor(int64_t target);

}  // namespace kws

#endif  // KWS_AUDIO_FRONT_END_H_
