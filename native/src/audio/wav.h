// WAV bytes as TensorFlow's DecodeWav reads them.
#ifndef KWS_AUDIO_WAV_H_
#define KWS_AUDIO_WAV_H_

#include <cstdint>

namespace kws {

class RunError;

// 16-bit PCM inside a WAV file; little-endian, interleaved, not aligned.
struct WavSamples {
  const uint8_t* data = nullptr;
  int64_t frames = 0;
  int32_t channels = 0;
  int32_t rate = 0;
};

// Finds the samples. Accepts and refuses exactly what TensorFlow 2.18's core/lib/wav/wav_io.cc
// does: RIFF and WAVE, a fmt chunk of 16 or 18 bytes that only known metadata chunks may precede,
// coding 1 with 16 bits, consistent byte rates, then chunks of which one is `data`, unpadded. On
// refusal returns false and sets the error.
bool ParseWav(const uint8_t* bytes, uint64_t size, WavSamples* wav, RunError* error);

}  // namespace kws

#endif  // KWS_AUDIO_WAV_H_
