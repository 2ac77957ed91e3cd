// DECODE_WAV apart from its vector loop.
#ifndef KWS_AUDIO_DECODE_WAV_H_
#define KWS_AUDIO_DECODE_WAV_H_

#include "audio/wav.h"
#include "core/kernel.h"

namespace kws {

// Finds the samples and writes the rate; false, with the error set, if the file is refused.
bool StartDecode(const KernelArgs& args, WavSamples* wav);

// out [samples][channels]: missing frames are zero, missing channels repeat the last.
void PlainDecode(const WavSamples& wav, const DecodeWav::Params& params, float* out);

}  // namespace kws

#endif  // KWS_AUDIO_DECODE_WAV_H_
